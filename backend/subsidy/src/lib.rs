//! Which support is due, how much at most, and by which words of the law?
//!
//! Policies are folders of YAML ([`PolicySet`]); a [`Policy`] assesses [`Facts`] on a given day into an
//! [`Assessment`] that carries every step, and the digests of rules and engine, so that it can be
//! computed again years later. Amounts are exact ([`Money`], [`Rate`]); what is not known is
//! [`Outcome::Unknown`], what the text does not say is [`Outcome::NotStated`]: neither is ever zero.
//!
//! No database, no HTTP, no clock.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

mod ask;
mod assessment;
mod batch;
mod builtin;
mod classes;
mod engine;
mod fact;
mod ledger;
mod load;
mod money;
mod nearest;
mod plan;
mod project;
mod render;
mod replay;
mod request;
mod rules;
mod rules_schema;
mod schema;
mod scoring;
mod text;

pub use ask::{Change, Needed, Question};
pub use assessment::{ArticleResult, Assessment, Estimate, Inputs, Outcome, Step, StepValue};
pub use batch::{BatchResult, Column};
pub use builtin::{DEFAULT_POLICY, builtin};
pub use engine::{Options, engine_id};
pub use fact::{FactError, FactProblem, FactUsed, FactValue, Facts};
pub use ledger::{Ledger, LedgerEntry, LedgerError};
pub use load::{LoadError, PolicySet, UnknownPolicy};
pub use money::{AmountError, Money, Rate};
pub use plan::{Assignment, Claim, Deciding, Exclusion, Plan, PlanItem, PlanRequest};
pub use project::{ProjectFacts, ProjectResult};
pub use replay::{Changed, Difference, Replay, ReplayError};
pub use request::{Answer, Request};
pub use rules::{
    Amount, AmountKind, Article, Bonus, Cap, CapPer, Choice, Comparison, Condition, ConditionKind, Dated,
    Each, FactDef, FactType, Formula, Group, Period, Policy, Silence, Stated, Test,
};
pub use rules_schema::{article_schema, head_schema};
pub use scoring::{Ground, Level, ScoringError, ScoringTable};
pub use text::{Language, Text};

/// The calendar day in Asia/Shanghai at a moment in UTC. China has had one zone without daylight
/// saving time since 1991; every day this crate is asked about is later.
pub fn shanghai_day(moment: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDate {
    (moment + chrono::TimeDelta::hours(8)).date_naive()
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
