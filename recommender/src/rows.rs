//! What are the two sides made of?
//!
//! A row with only `_id`, `title` and `text` is valid; everything else is optional and, when absent,
//! neither helps nor harms a match. Taxonomy codes are opaque strings here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One quoted unit of a row: a capability or a case of a solution.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Passage {
    /// Identifier, unique within its solution; it comes back in [`crate::Quote::source`].
    #[serde(alias = "_id")]
    pub id: String,
    /// The words of the passage.
    pub text: String,
}

/// One checkable line of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Requirement {
    /// Identifier, unique within its scenario.
    #[serde(alias = "_id")]
    pub id: String,
    /// What is required.
    pub text: String,
    /// How acceptance will be judged, where it is written down.
    pub criterion: Option<String>,
    /// Whether the project fails without it.
    pub essential: bool,
    /// Relative weight, greater than zero.
    pub weight: f32,
}

impl Default for Requirement {
    fn default() -> Self {
        Self {
            id: String::new(),
            text: String::new(),
            criterion: None,
            essential: false,
            weight: 1.0,
        }
    }
}

/// Taxonomy codes of a row. An empty list says nothing; it never excludes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facets {
    /// Directions of the measures.
    pub directions: Vec<String>,
    /// Trades.
    pub industries: Vec<String>,
    /// Technologies.
    pub technologies: Vec<String>,
    /// Where the system may run.
    pub deployments: Vec<String>,
    /// Where the vendor works, or where the scenario lies. Six-digit administrative codes contain one
    /// another by their trailing zeros (110000 contains 110112); other codes match when equal.
    pub regions: Vec<String>,
    /// Level at which the work is done.
    pub levels: Vec<String>,
    /// Rank of data sensitivity: the highest that a solution handles, or the one that a scenario needs.
    pub data_level: Option<u8>,
}

/// What an encoder outside of this library made of a row's texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowVector {
    /// Digest of the encoder; vectors of different encoders are never compared.
    pub model: String,
    /// From 1 to 4096 finite numbers that are not all zero, of any length.
    pub values: Vec<f32>,
}

impl RowVector {
    /// Cosine with another vector, from -1 to 1; none where another encoder made it.
    pub(crate) fn cosine(&self, other: &Self) -> Option<f32> {
        if self.model != other.model || self.values.len() != other.values.len() {
            return None;
        }
        // Products of large figures are none in four bytes.
        let (mut dot, mut own, mut its) = (0.0f64, 0.0f64, 0.0f64);
        for (a, b) in self.values.iter().zip(&other.values) {
            let (a, b) = (f64::from(*a), f64::from(*b));
            dot += a * b;
            own += a * a;
            its += b * b;
        }
        let length = (own * its).sqrt();
        (length > 0.0).then(|| (dot / length).clamp(-1.0, 1.0) as f32)
    }
}

/// How a vendor met the invitations that came to an end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// Invitations that were answered, declined, or left without a word until an answer was due.
    pub invited: u32,
    /// Those of them that were answered with a proposal; at most `invited`.
    pub proposed: u32,
}

/// What a vendor offers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Solution {
    /// Identifier, unique among the solutions.
    #[serde(alias = "_id")]
    pub id: String,
    /// Title.
    pub title: String,
    /// Everything that is written about it besides title, capabilities and cases.
    pub text: String,
    /// Single things that it can do.
    pub capabilities: Vec<Passage>,
    /// Where it was done before.
    pub cases: Vec<Passage>,
    /// What its form states beside its texts, in words that requirements use (where it runs, what was filed, when it is
    /// delivered): quoted as `form:<id>`. They cover requirements; likeness of words is that of the texts alone.
    pub stated: Vec<Passage>,
    /// Taxonomy codes.
    pub facets: Facets,
    /// The vendor, for exclusion and diversity.
    pub vendor: Option<String>,
    /// Lowest price in fen.
    pub price_low_fen: Option<i64>,
    /// Highest price in fen.
    pub price_high_fen: Option<i64>,
    /// Days from contract to delivery.
    pub delivery_days: Option<u32>,
    /// Pool tier: `listed`, `screened` or `benchmark`.
    pub tier: Option<String>,
    /// Accepted projects on the platform.
    pub accepted_projects: u32,
    /// Whether the vendor has capacity now.
    pub available: bool,
    /// How its vendor met invitations; absent where nobody invited it yet.
    pub answers: Option<Answers>,
    /// Day on which its present version came out (Asia/Shanghai).
    pub renewed: Option<NaiveDate>,
    /// Vector of its texts by an encoder from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vector: Option<RowVector>,
}

impl Default for Solution {
    fn default() -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            text: String::new(),
            capabilities: Vec::new(),
            cases: Vec::new(),
            stated: Vec::new(),
            facets: Facets::default(),
            vendor: None,
            price_low_fen: None,
            price_high_fen: None,
            delivery_days: None,
            tier: None,
            accepted_projects: 0,
            // A row that says nothing about capacity is taken as able to answer.
            available: true,
            answers: None,
            renewed: None,
            vector: None,
        }
    }
}

/// What a buyer needs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scenario {
    /// Identifier, unique among the scenarios.
    #[serde(alias = "_id")]
    pub id: String,
    /// Title.
    pub title: String,
    /// Description.
    pub text: String,
    /// Checkable lines.
    pub requirements: Vec<Requirement>,
    /// Taxonomy codes.
    pub facets: Facets,
    /// The buyer.
    pub buyer: Option<String>,
    /// Budget in fen.
    pub budget_fen: Option<i64>,
    /// Days that the buyer has from contract to delivery.
    pub days: Option<u32>,
    /// Day on which it was posted (Asia/Shanghai).
    pub posted: Option<NaiveDate>,
    /// Last day on which it takes answers (Asia/Shanghai); absent where it names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers_due: Option<NaiveDate>,
    /// Vector of its texts by an encoder from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vector: Option<RowVector>,
}
