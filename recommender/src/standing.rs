//! How much does a cosine of an encoder outside say?
//!
//! Encoders have scales of their own: with some nothing is below 0.7, with others little is above it. What a cosine says
//! is how far it stands above what is common, in units of how far cosines commonly are from there. A list of hits knows
//! what is common in itself ([`standing_out`]); a pair has to be told it, by the model ([`Scale`]).

use serde::{Deserialize, Serialize};

use crate::rows::{RowVector, Scenario, Solution};

/// Fewer cosines say nothing of what is common among them.
pub(crate) const LEAST_ROWS: usize = 24;
/// Robust deviations above the middle at which a row is as like as can be.
const MOST: f32 = 10.0;
/// A deviation is at least this: cosines that hardly differ differ by rounding.
const LEAST_DEVIATION: f32 = 1e-3;
/// The standard deviation of normal figures in terms of their median absolute deviation.
const NORMAL: f32 = 1.4826;
/// Most scenarios and solutions that are looked at for what is common: 32,768 pairs.
const ASKED: usize = 128;
const OFFERED: usize = 256;

/// What is common among the cosines of scenarios with solutions, by one encoder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Scale {
    /// Digest of the encoder.
    pub model: String,
    middle: f32,
    /// Above the middle by this much is 1.
    unit: f32,
}

impl Scale {
    /// From an even sample of both sides, of the encoder that made the first solution's vector. `None` where no scenario
    /// or fewer than [`LEAST_ROWS`] solutions have one.
    pub fn of(scenarios: &[Scenario], solutions: &[Solution]) -> Option<Self> {
        let model = &solutions.iter().find_map(|row| row.vector.as_ref())?.model;
        let offered = sample(solutions.iter().map(|row| &row.vector), model, OFFERED);
        let asked = sample(scenarios.iter().map(|row| &row.vector), model, ASKED);
        let cosines: Vec<f32> = asked
            .iter()
            .flat_map(|asked| offered.iter().filter_map(|offered| asked.cosine(offered)))
            .collect();
        if offered.len() < LEAST_ROWS || cosines.is_empty() {
            return None;
        }
        let (middle, unit) = middle_and_unit(&cosines);
        Some(Self {
            model: model.clone(),
            middle,
            unit,
        })
    }

    /// How far a cosine stands out, from 0 to 1.
    pub fn standing(&self, cosine: f32) -> f32 {
        standing(cosine, (self.middle, self.unit))
    }

    /// Whether it can be used: a saved file may be damaged.
    pub fn check(&self) -> bool {
        self.middle.is_finite() && self.unit.is_finite() && self.unit > 0.0
    }

    /// What the model's digest is made of.
    pub fn bytes(&self) -> Vec<u8> {
        let figures = [self.middle.to_le_bytes(), self.unit.to_le_bytes()];
        [self.model.as_bytes(), &figures.concat()].concat()
    }
}

/// At most `most` of the vectors of an encoder, evenly spread over the rows that have one.
fn sample<'a>(
    rows: impl Iterator<Item = &'a Option<RowVector>>,
    model: &str,
    most: usize,
) -> Vec<&'a RowVector> {
    let vectors: Vec<&RowVector> = rows.flatten().filter(|vector| vector.model == model).collect();
    let step = vectors.len().div_ceil(most).max(1);
    vectors.into_iter().step_by(step).collect()
}

/// How far each of the cosines of a text with many rows stands out from the others, from 0 to 1; empty for few.
///
/// What is common differs from text to text, too. What a cosine says is how far it is above that of the row in the
/// middle, for most rows have nothing to do with a text, in units of how far rows commonly are from there: the median
/// absolute deviation, which the few that do have to do with it do not move. Neither a constant added to all cosines nor a
/// factor changes anything. Ten deviations are 1.
///
/// ```
/// let mut cosines: Vec<f32> = (0..30).map(|n| 0.80 + 0.001 * n as f32).collect();
/// cosines.push(0.88);
/// let out = recommender::standing_out(&cosines);
/// assert!(out[30] > 0.5 && out[29] < 0.2 && out[0] == 0.0);
/// ```
#[must_use]
pub fn standing_out(cosines: &[f32]) -> Vec<f32> {
    if cosines.len() < LEAST_ROWS {
        return Vec::new();
    }
    let common = middle_and_unit(cosines);
    cosines.iter().map(|cosine| standing(*cosine, common)).collect()
}

fn standing(cosine: f32, (middle, unit): (f32, f32)) -> f32 {
    ((cosine - middle) / unit).clamp(0.0, 1.0)
}

fn middle_and_unit(cosines: &[f32]) -> (f32, f32) {
    let middle = median(cosines.to_vec());
    let apart = cosines.iter().map(|c| (c - middle).abs()).collect();
    (middle, (NORMAL * median(apart)).max(LEAST_DEVIATION) * MOST)
}

/// The upper median of figures that are not none.
fn median(mut figures: Vec<f32>) -> f32 {
    let at = figures.len() / 2;
    *figures.select_nth_unstable_by(at, f32::total_cmp).1
}
