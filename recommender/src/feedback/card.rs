//! What is to be known of a model before it may rank for others? Data, not prose: interfaces have the words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compare::Comparison;
use super::grades::{DeedKind, Grades};

/// Version of the card's form.
pub const CARD_VERSION: u32 = 1;

/// A model's card (after Mitchell and others 2019, "Model Cards for Model Reporting").
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelCard {
    /// [`CARD_VERSION`].
    pub version: u32,
    /// What it was taught.
    pub data: CardData,
    /// Names of the features that a pair is ranked by.
    pub features: Vec<String>,
    /// What each of them weighed when it was measured; empty on cards of before that was kept. Taught again, a model has
    /// the same but for last digits.
    #[serde(default)]
    pub weights: BTreeMap<String, f32>,
    /// What each deed earned.
    pub grades: Grades,
    /// Digest of what served when it was measured; none where the prior did.
    pub serving: Option<String>,
    /// The measurement; none where there was too little to measure.
    pub compared: Option<Comparison>,
    /// What it takes to serve.
    pub rule: Rule,
    /// Whether that was met.
    pub decision: Decision,
    /// What its figures do not show.
    pub limits: Vec<Limit>,
}

/// What a model was taught.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CardData {
    /// Judged pairs.
    pub judgements: usize,
    /// Scenarios among them.
    pub scenarios: usize,
    /// Solutions among them.
    pub solutions: usize,
    /// Pairs by grade.
    pub by_grade: BTreeMap<u8, usize>,
    /// Deeds by kind, several for one pair counted each.
    pub by_deed: BTreeMap<DeedKind, usize>,
    /// That an organisation chose a solution for one of its scenarios.
    #[serde(default)]
    pub choices: usize,
    /// Organisations among these.
    #[serde(default)]
    pub choosers: usize,
    /// Pairs left out because a row is not public any more.
    pub left_out: usize,
    /// Lists that were shown.
    pub shown_lists: usize,
    /// Pairs shown at several places, from which it was estimated how places differ.
    pub pairs_at_several_places: usize,
    /// Time of the first deed, RFC 3339; none without deeds.
    pub first: Option<String>,
    /// Time of the last.
    pub last: Option<String>,
}

/// When a candidate takes over from what serves. The figures are a setting; no law asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Fewest scenarios measured.
    pub least_scenarios: usize,
    /// Fewest organisations whose scenarios these are: one alone would decide what all are shown.
    #[serde(default)]
    pub least_organisations: usize,
    /// Smallest gain in mean NDCG at 10.
    pub least_gain: f64,
    /// Whether the 95 % interval of the gain must lie above zero.
    pub interval_above_zero: bool,
}

impl Default for Rule {
    fn default() -> Self {
        Self {
            least_scenarios: 20,
            least_organisations: 3,
            least_gain: 0.0,
            interval_above_zero: true,
        }
    }
}

/// Whether a candidate may take over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// It may.
    pub beats: bool,
    /// What was not met.
    pub unmet: Vec<Unmet>,
}

/// A part of the rule that was not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unmet {
    /// There was too little to measure anything.
    NothingMeasured,
    /// Less scenarios than the rule asks for.
    TooFewScenarios,
    /// They are of less organisations than the rule asks for.
    TooFewOrganisations,
    /// The mean gain is not above the least.
    GainTooSmall,
    /// The gain may be chance.
    IntervalReachesZero,
}

/// What a card's figures do not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Grades come from rows that people were shown or sought out: of others nothing is known.
    ShownOnly,
    /// The figures are of models taught without the scenarios that they are measured on, not of the one that serves.
    HeldOut,
    /// No award and no acceptance is among the deeds: what was clicked need not have worked.
    NoOutcomes,
    /// How places differ is a stated guess: no row stood at several.
    PlacesAssumed,
    /// Less than a hundred scenarios: figures will move.
    FewScenarios,
}

/// Scenarios below which figures move by several hundredths.
const FEW: usize = 100;

impl Rule {
    /// Whether what was measured lets the candidate take over. What is not a number is not a gain.
    pub fn decide(&self, compared: Option<&Comparison>) -> Decision {
        let mut unmet = Vec::new();
        match compared {
            None => unmet.push(Unmet::NothingMeasured),
            Some(c) => {
                if c.scenarios < self.least_scenarios {
                    unmet.push(Unmet::TooFewScenarios);
                }
                if c.organisations < self.least_organisations {
                    unmet.push(Unmet::TooFewOrganisations);
                }
                // Of what is not a number nothing is greater.
                let (gains, surely) = (c.difference.mean > self.least_gain, c.difference.low > 0.0);
                if !gains {
                    unmet.push(Unmet::GainTooSmall);
                }
                if self.interval_above_zero && !surely {
                    unmet.push(Unmet::IntervalReachesZero);
                }
            }
        }
        Decision {
            beats: unmet.is_empty(),
            unmet,
        }
    }
}

impl Limit {
    /// The limits that hold for this data and measurement.
    pub fn of(data: &CardData, compared: Option<&Comparison>) -> Vec<Self> {
        let mut limits = vec![Self::ShownOnly];
        if compared.is_some() {
            limits.push(Self::HeldOut);
        }
        let outcomes = [DeedKind::Award, DeedKind::Acceptance];
        if outcomes
            .iter()
            .all(|kind| data.by_deed.get(kind).is_none_or(|n| *n == 0))
        {
            limits.push(Self::NoOutcomes);
        }
        if data.pairs_at_several_places == 0 {
            limits.push(Self::PlacesAssumed);
        }
        if compared.is_none_or(|c| c.scenarios < FEW) {
            limits.push(Self::FewScenarios);
        }
        limits
    }
}
