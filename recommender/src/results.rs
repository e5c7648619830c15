//! What does a match say, and why?
//!
//! Reasons are codes with values: the interface translates them. Quotes are verbatim pieces of the row.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::candidates::Exclusion;

/// How a person graded one pair: 0 no fit, higher is better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Id of a scenario that was taken in.
    pub scenario: String,
    /// Id of a solution that was taken in.
    pub solution: String,
    /// The grade, from 0 to 30.
    pub grade: u8,
}

/// How a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchOptions {
    /// Length of the list, at least 1.
    pub top: usize,
    /// Whether rows that cannot be contracted (region, budget, deployment, data level, capacity) are
    /// left out and counted.
    pub hard_filters: bool,
    /// A vendor whose solutions are left out (a buyer that is also a vendor does not see itself).
    /// When ranking scenarios for a solution, it is compared with the scenario's buyer.
    pub exclude_vendor: Option<String>,
    /// The day on which scenarios are ranked for a solution: those whose last day for answers is before it are left out.
    /// Without it none is.
    pub on: Option<NaiveDate>,
}

impl Default for MatchOptions {
    fn default() -> Self {
        Self {
            top: 10,
            hard_filters: true,
            exclude_vendor: None,
            on: None,
        }
    }
}

/// A ranked list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MatchList {
    /// Digest of the model that ranked it.
    pub model: String,
    /// Rows of the other side that were looked at, excluded ones included.
    pub considered: usize,
    /// Rows left out, by reason, most frequent first; a row counts once, under its first reason.
    pub excluded: Vec<Excluded>,
    /// Best first.
    pub entries: Vec<MatchEntry>,
}

/// How many rows one hard filter left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// `vendor`, `capacity`, `region`, `deployment`, `data_level`, `budget` or `answers_due`; `per_vendor` where a list
    /// was shared out.
    pub reason: String,
    /// Number of rows.
    pub count: usize,
}

impl Excluded {
    /// Codes of the hard filters, in the order in which they are tried.
    pub fn hard_filters() -> [&'static str; 7] {
        Exclusion::ALL.map(Exclusion::code)
    }
}

/// One ranked row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatchEntry {
    /// Id of the ranked row.
    pub id: String,
    /// The vendor of a ranked solution, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// 1-based rank.
    pub rank: usize,
    /// Fit, from 0 to 1.
    pub score: f32,
    /// What the score is made of.
    pub components: Vec<Component>,
    /// One entry for each requirement of the scenario, in its order; where it has none, one for each of
    /// its sentences (`text:1`, `text:2`, ...) or its `title`, which explain but do not enter the score.
    pub coverage: Vec<Coverage>,
    /// Why it stands here.
    pub reasons: Vec<Reason>,
}

/// One named part of a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// Name of the feature.
    pub name: String,
    /// Its value, from 0 to 1.
    pub value: f32,
}

/// A reason code with the values that a sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable code, e.g. `shares_terms`.
    pub code: String,
    /// Named values, e.g. `terms` -> `水肥、监测`.
    pub values: BTreeMap<String, String>,
}

/// Whether one requirement is met by what the solution says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// The requirement.
    pub requirement_id: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Share of the requirement's weighted words that the quotes hold, from 0 to 1.
    pub score: f32,
    /// The words that show it, best first; empty for a gap.
    pub quotes: Vec<Quote>,
    /// Figures that were compared, where both sides state one for the same quantity.
    pub compared: Option<Compared>,
}

/// Verdict on one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The solution's words cover it.
    Covered,
    /// Some of it is covered.
    Partly,
    /// Nothing that the solution says covers it.
    Gap,
    /// The solution states a figure that fails it.
    Contradicted,
}

/// Words of the row that show something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// `capability:<id>`, `case:<id>`, `title`, `text` or `form:<id>`.
    pub source: String,
    /// A verbatim piece of the row.
    pub text: String,
    /// Words that requirement and quote share.
    pub terms: Vec<String>,
}

/// Two figures put side by side, each as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// What the requirement asks, e.g. `≤200ms`.
    pub asked: String,
    /// What the solution offers, e.g. `平均 150 毫秒`.
    pub offered: String,
}
