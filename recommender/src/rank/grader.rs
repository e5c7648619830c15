//! Which grade would a person give?
//!
//! One logistic model for each step of the scale, P(grade >= k), over what words and an encoder foretell and the memory;
//! the expected grade is their sum, and the median the last step that is likelier than not. Where all
//! judged pairs stand on one side of a step there is nothing to fit, and the step keeps that side's share.

use linfa::traits::Fit;
use linfa::{Dataset, DatasetBase};
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

use super::prior::ENCODED_IN_WORDS;
use crate::error::Error;

/// Number of inputs of each step.
pub(crate) const INPUTS: usize = 3;

/// Logistic steps, from grade 1 upwards.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Grader {
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Step {
    /// Kept as f32, which survives being written as text exactly.
    weights: [f32; INPUTS],
    intercept: f32,
}

/// What words and an encoder foretell together, as each counts in the prior's order: the score of the words, from 0 to 1,
/// and at most [`ENCODED_IN_WORDS`] more; an encoder that says nothing changes nothing.
pub(crate) fn foretelling(words: f32, encoded: Option<f32>) -> f32 {
    words + encoded.unwrap_or(0.0) * ENCODED_IN_WORDS
}

/// The inputs of one pair. The square root opens up the low end, where most cosines are.
pub(crate) fn inputs(text: f32, surprise: f32) -> [f64; INPUTS] {
    let text = f64::from(text.clamp(0.0, 1.0));
    [text, text.sqrt(), f64::from(surprise)]
}

impl Grader {
    /// Fits one step for each grade up to the highest.
    pub fn fit(rows: &[[f64; INPUTS]], grades: &[u8]) -> Result<Self, Error> {
        if rows.len() != grades.len() {
            return Err(Error::Shape {
                field: "grades",
                expected: rows.len(),
                found: grades.len(),
            });
        }
        let flat: Vec<f64> = rows.iter().flatten().copied().collect();
        if flat.iter().any(|v| !v.is_finite()) {
            return Err(Error::Model {
                reason: "an input of the grader is not a number".into(),
            });
        }
        let records = Array2::from_shape_vec((rows.len(), INPUTS), flat).map_err(|e| Error::Model {
            reason: e.to_string(),
        })?;
        let highest = grades.iter().copied().max().unwrap_or(0);
        let steps = (1..=highest)
            .map(|k| Step::fit(&records, grades, k))
            .collect::<Result<_, _>>()?;
        Ok(Self { steps })
    }

    /// Expected grade.
    pub fn expected(&self, inputs: &[f64; INPUTS]) -> f32 {
        self.steps
            .iter()
            .map(|step| step.probability(inputs))
            .sum::<f64>() as f32
    }

    /// Median grade: the highest that is reached with a probability of one half. Of all single numbers the median
    /// has the smallest mean absolute error.
    pub fn median(&self, inputs: &[f64; INPUTS]) -> f32 {
        // Steps are fitted apart: a higher one may not outdo a lower one.
        let reached = |step: &&Step| step.probability(inputs) >= 0.5;
        self.steps.iter().take_while(reached).count() as f32
    }
}

impl Step {
    fn fit(records: &Array2<f64>, grades: &[u8], k: u8) -> Result<Self, Error> {
        let labels: Array1<bool> = grades.iter().map(|g| *g >= k).collect();
        let above = labels.iter().filter(|l| **l).count();
        if above == 0 || above == labels.len() {
            // The share is 0 or 1; a logit of 6 says so without an infinity.
            let intercept = if above == 0 { -6.0 } else { 6.0 };
            return Ok(Self {
                weights: [0.0; INPUTS],
                intercept,
            });
        }
        let data: Dataset<f64, bool, ndarray::Ix1> = DatasetBase::new(records.clone(), labels);
        let model = LogisticRegression::default()
            .alpha(1.0)
            .max_iterations(200)
            .fit(&data)
            .map_err(|e| Error::Model {
                reason: format!("fitting the grader: {e}"),
            })?;
        // The library names the more frequent class positive.
        let sign = if model.labels().pos.class { 1.0 } else { -1.0 };
        let mut weights = [0.0f32; INPUTS];
        for (weight, fitted) in weights.iter_mut().zip(model.params()) {
            *weight = (sign * fitted) as f32;
        }
        Ok(Self {
            weights,
            intercept: (sign * model.intercept()) as f32,
        })
    }

    fn probability(&self, inputs: &[f64; INPUTS]) -> f64 {
        let sum: f64 = self
            .weights
            .iter()
            .zip(inputs)
            .map(|(w, x)| f64::from(*w) * x)
            .sum();
        let z = sum + f64::from(self.intercept);
        1.0 / (1.0 + (-z).exp())
    }
}
