//! How much does each feature weigh?
//!
//! A logistic score. Before anybody has judged anything its weights are stated here: words lead; what the buyer
//! asked for line by line follows; the rest decides between near-equals. A binary feature weighs from its middle, so
//! that an absent one counts as neither yes nor no. Judgements may move the weights ([`super::fit_weights`]) and
//! scale the score until it can be read as a probability; both keep its order where they have nothing to say.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::features::Features;

/// Number of weights.
pub(crate) const WEIGHTS: usize = 17;
/// What a feature weighs before judgements, in the order of [`values`].
pub(crate) const PRIOR: [f32; WEIGHTS] = [
    // Words.
    9.0,
    // Meaning. Small on purpose: measured, likeness in meaning costs quality where words tell rows apart; it is there
    // to order rows that words hardly reach.
    0.1,
    // An encoder from outside, where the operator names one: how far the pair stands out, where ten deviations of what
    // is common are 1. Measured with three small encoders of different scales: 2 gains or keeps on each of three kinds
    // of lists with each of them; health questions want more, demands of technology less. Judgements tell what another is
    // worth.
    2.0, // Coverage.
    2.0,
    // What is left of the essential requirements that the solution contradicts. Stated, not measured: who says no to half
    // of what cannot be done without stands behind an equal one that says nothing by as much as 0.17 of cosine.
    3.0, // Direction, industry, technology, level, budget, time, tier.
    1.0, 1.0, 0.5, 0.2, 0.3, 0.3, 0.3,
    // Record, applied to the value itself: no record is where everybody begins.
    0.3,
    // Will to answer: a vendor that left every invitation alone stands behind an equal one that answered each by as
    // much as 0.07 of cosine. Freshness decides between near-equals.
    1.0, 0.2, // Memory, in grades: one grade above what was foretold weighs as much as 0.4 of cosine.
    3.6,
    // Chosen by organisations that chose alike, applied to the value itself. Stated, not measured: three of three are
    // worth as much as 0.03 of cosine, which decides between near-equals and nothing else.
    0.5,
];
/// What an encoder weighs beside words.
pub(crate) const ENCODED_IN_WORDS: f32 = PRIOR[2] / PRIOR[0];
/// Names in the same order, as in [`crate::Component`].
const NAMES: [&str; WEIGHTS] = [
    "text",
    "meaning",
    "encoded",
    "coverage",
    "kept",
    "direction",
    "industry",
    "technology",
    "level",
    "budget",
    "time",
    "tier",
    "record",
    "will",
    "freshness",
    "memory",
    "chosen",
];
const START: f32 = -2.5;

/// Weights of the features, and how the sum becomes a probability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Weights {
    values: [f32; WEIGHTS],
    /// Factor and addend of the sum before the logistic function (Platt 1999); 1 and 0 where nothing was fitted.
    slope: f32,
    shift: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self::new(PRIOR)
    }
}

impl Weights {
    pub fn new(values: [f32; WEIGHTS]) -> Self {
        Self {
            values,
            slope: 1.0,
            shift: 0.0,
        }
    }

    /// The same order, other probabilities. `slope` must be above 0.
    pub fn calibrated(self, slope: f32, shift: f32) -> Self {
        Self { slope, shift, ..self }
    }

    /// What each feature weighs, by name.
    pub fn named(&self) -> BTreeMap<String, f32> {
        NAMES.iter().map(|n| (*n).to_owned()).zip(self.values).collect()
    }

    /// Fit of a pair, from 0 to 1; rises with every feature.
    pub fn score(&self, features: &Features) -> f32 {
        let z = self.slope * sum(&self.values, &values(features)) + self.shift;
        1.0 / (1.0 + (-z).exp())
    }

    /// Whether it can be scored by: a saved file may be damaged.
    pub fn check(&self) -> bool {
        self.values.iter().all(|w| w.is_finite() && *w >= 0.0)
            && self.slope.is_finite()
            && self.slope > 0.0
            && self.shift.is_finite()
    }
}

/// The sum that the logistic function is applied to.
pub(crate) fn sum(weights: &[f32; WEIGHTS], values: &[f32; WEIGHTS]) -> f32 {
    weights.iter().zip(values).fold(START, |z, (w, v)| z + w * v)
}

/// Features as numbers: 0 says nothing.
pub(crate) fn values(features: &Features) -> [f32; WEIGHTS] {
    let around = |value: Option<f32>| value.map_or(0.0, |v| v - 0.5);
    [
        features.text,
        features.meaning.unwrap_or(0.0),
        features.encoded.unwrap_or(0.0),
        around(features.coverage),
        features.kept.map_or(0.0, |kept| kept - 1.0),
        around(features.direction),
        around(features.industry),
        around(features.technology),
        around(features.level),
        around(features.budget),
        around(features.time),
        around(features.tier),
        features.record,
        around(features.will),
        around(features.freshness),
        features.memory,
        features.chosen.map_or(0.0, |c| c.value),
    ]
}
