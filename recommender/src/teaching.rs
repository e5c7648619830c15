//! What is an engine taught? Judged pairs, and who chose what.

use serde::{Deserialize, Serialize};

use crate::results::Judgement;

/// That an organisation chose a solution for one of its scenarios, or had a closer look at it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The organisation, as in [`crate::Scenario::buyer`].
    pub by: String,
    /// Id of a solution that was taken in.
    pub solution: String,
    /// The scenario that it was for, which need not have been taken in: what is held out is held out by it.
    pub scenario: String,
    /// Whether it was chosen; else it was only opened, which says less and is never told as a choice.
    pub chosen: bool,
}

/// Everything that [`crate::Engine::learn_with`] takes: the same teaching makes the same model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Teaching {
    /// Judged pairs.
    pub judgements: Vec<Judgement>,
    /// Who chose what.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

impl Teaching {
    /// The part of it for whose scenario and solution that holds.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&str, &str) -> bool) -> Self {
        let judgements = self.judgements.iter();
        let choices = self.choices.iter();
        Self {
            judgements: judgements
                .filter(|j| keep(&j.scenario, &j.solution))
                .cloned()
                .collect(),
            choices: choices
                .filter(|c| keep(&c.scenario, &c.solution))
                .cloned()
                .collect(),
        }
    }
}

impl From<Vec<Judgement>> for Teaching {
    fn from(judgements: Vec<Judgement>) -> Self {
        Self {
            judgements,
            choices: Vec::new(),
        }
    }
}
