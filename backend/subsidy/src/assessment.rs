//! What came out? An assessment of every article, with the steps that led to it.
//!
//! A ceiling is never an award: [`ArticleResult::ceiling`] is the most that the text allows,
//! [`ArticleResult::exact`] is an amount that the text fixes, and [`ArticleResult::estimate`] rests on
//! an operator's own table. The three are never mixed.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    fact::{FactUsed, Facts},
    ledger::Ledger,
    money::{Money, Rate},
    rules::AmountKind,
    scoring::ScoringTable,
    text::Text,
};

/// The answer for one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Outcome {
    /// Every condition is met and the amount is computed.
    Eligible,
    /// A condition is not met.
    NotMet,
    /// A fact is missing.
    Unknown,
    /// The policy, or a constant that is needed, is not in force on that day.
    NotInForce,
    /// All facts are known, but the text does not say what follows from them.
    NotStated,
}

/// The value of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StepValue {
    /// The condition is met.
    Met,
    /// The condition is not met.
    NotMet,
    /// A fact is missing.
    Unknown,
    /// The text is silent.
    NotStated,
    /// In force on the day.
    InForce,
    /// Not in force on the day.
    NotInForce,
    /// An amount.
    Money(Money),
    /// A share.
    Rate(Rate),
}

/// One step of the reasoning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// What is done: a condition's or cap's id, or the name of the calculation.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: Arc<str>,
    /// The article.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub article: Arc<str>,
    /// The words of the text it rests on; empty where the text is silent.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub phrase: Arc<str>,
    /// What it says, in short.
    pub label: Text,
    /// What came out of it.
    pub value: StepValue,
    /// The facts it used.
    pub facts: Vec<FactUsed>,
    /// The day on which constants were read.
    pub date: NaiveDate,
}

/// What an operator's own scoring table makes of a ceiling. Never the law's figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estimate {
    /// The estimated amount, within the ceiling.
    pub amount: Money,
    /// The share of the item's ceiling that the grades give.
    pub share: Rate,
    /// The operator's table.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub table: Arc<str>,
}

/// The result of one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleResult {
    /// Id of the article.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub article: Arc<str>,
    /// Its number in the text.
    pub number: u32,
    /// Its title.
    pub title: Text,
    /// The answer.
    pub outcome: Outcome,
    /// Does the text fix the amount, or only its limit?
    pub kind: AmountKind,
    /// The most that the text allows here; only where eligible and `kind` is ceiling.
    pub ceiling: Option<Money>,
    /// The amount that the text fixes; only where eligible and `kind` is exact.
    pub exact: Option<Money>,
    /// The most it could come to if every open question were answered in favour; where facts are missing.
    pub potential: Option<Money>,
    /// Under which name the ledger counts it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ledger_group: Arc<str>,
    /// Room of the entity in the year before this; where the text sets a yearly limit.
    pub room_before: Option<Money>,
    /// Room left after it, counting the whole ceiling; where eligible.
    pub room_after: Option<Money>,
    /// The cap that held the amount down, if one did.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub limited_by: Option<Arc<str>>,
    /// What the operator's scoring table makes of the ceiling; only where one was given.
    pub estimate: Option<Estimate>,
    /// Facts that are missing.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub missing: Vec<Arc<str>>,
    /// Conditions that failed.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub failed: Vec<Arc<str>>,
    /// Every step, in order.
    pub trace: Vec<Step>,
}

impl ArticleResult {
    /// The amount, whether exact or a ceiling; say which whenever it is shown.
    pub fn amount(&self) -> Option<Money> {
        self.exact.or(self.ceiling)
    }
}

/// What an assessment was computed from: enough to compute it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inputs {
    /// The facts.
    pub facts: Facts,
    /// For whom.
    pub entity: Option<String>,
    /// Who is counted together with the entity.
    pub related: Vec<String>,
    /// The ledger's entries of the entity and those counted with it.
    pub ledger: Ledger,
    /// The operator's scoring table, if one was used.
    pub scoring: Option<ScoringTable>,
}

/// All articles of a policy, assessed for one set of facts on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assessment {
    /// The policy's id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub policy: Arc<str>,
    /// SHA-256 of the rules.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub policy_digest: Arc<str>,
    /// Name, version and SHA-256 of the engine.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub engine: Arc<str>,
    /// The day for which it was computed, in Asia/Shanghai.
    pub as_of: NaiveDate,
    /// The calendar year whose room is counted.
    pub year: i32,
    /// The result of every article, by number.
    pub articles: Vec<ArticleResult>,
    /// What it was computed from.
    pub inputs: Inputs,
}

impl Assessment {
    /// The result of the article with this id.
    pub fn article(&self, id: &str) -> Option<&ArticleResult> {
        self.articles.iter().find(|result| &*result.article == id)
    }

    /// The results that are eligible.
    pub fn eligible(&self) -> impl Iterator<Item = &ArticleResult> {
        self.articles
            .iter()
            .filter(|result| result.outcome == Outcome::Eligible)
    }
}
