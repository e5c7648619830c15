//! How does a list rank before anybody has judged anything?
//!
//! A logistic score with stated weights. Words lead; what the buyer asked for line by line follows; the
//! rest decides between near-equals. A binary feature weighs from its middle, so that an absent one
//! counts as neither yes nor no.

use super::features::Features;

const START: f32 = -2.5;
const TEXT: f32 = 9.0;
/// Applied to the value itself. Small on purpose: measured, likeness in meaning costs quality where words
/// tell rows apart; it is there to order rows that words hardly reach.
const MEANING: f32 = 0.1;
/// Feature weights, each applied to (value - 0.5).
const COVERAGE: f32 = 2.0;
const DIRECTION: f32 = 1.0;
const INDUSTRY: f32 = 1.0;
const TECHNOLOGY: f32 = 0.5;
const LEVEL: f32 = 0.2;
const BUDGET: f32 = 0.3;
const TIME: f32 = 0.3;
const TIER: f32 = 0.3;
/// Applied to the value itself: no record is where everybody begins.
const RECORD: f32 = 0.3;
/// Applied to the memory's grades: one grade above what was foretold weighs as much as 0.4 of cosine.
const MEMORY: f32 = 3.6;

/// Fit of a pair, from 0 to 1.
pub(crate) fn score(features: &Features) -> f32 {
    let around = |value: Option<f32>, weight: f32| value.map_or(0.0, |v| weight * (v - 0.5));
    let z = START
        + TEXT * features.text
        + MEANING * features.meaning.unwrap_or(0.0)
        + around(features.coverage, COVERAGE)
        + around(features.direction, DIRECTION)
        + around(features.industry, INDUSTRY)
        + around(features.technology, TECHNOLOGY)
        + around(features.level, LEVEL)
        + around(features.budget, BUDGET)
        + around(features.time, TIME)
        + around(features.tier, TIER)
        + RECORD * features.record
        + MEMORY * features.memory;
    1.0 / (1.0 + (-z).exp())
}
