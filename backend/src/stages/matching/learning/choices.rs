//! Which organisation chose what? Read off the deeds that can be learned from, so that whoever refuses is not among
//! them; and what a model was taught, as it is stored.

use std::collections::BTreeMap;

use entity::states::DealState;
use entity::{deal, model};
use recommender::{Choice, Teaching};
use serde_json::Value;
use uuid::Uuid;

use crate::http::problem::Result;

/// Choices, one for each organisation, scenario and solution.
#[derive(Debug, Default)]
pub(super) struct Choices(BTreeMap<(Uuid, Uuid, Uuid), bool>);

impl Choices {
    /// What a deal says of its buyer; `asked` where the buyer began it. To be asked by a vendor is not to choose it, and
    /// a proposal that was turned down had a closer look.
    pub fn deal(&mut self, row: &deal::Model, asked: bool) {
        let chosen = row.awarded_at.is_some() || (asked && row.state != DealState::Rejected);
        if chosen || row.state == DealState::Rejected {
            self.add((row.buyer_id, row.scenario_id, row.solution_id), chosen);
        }
    }

    /// A buyer opened a solution from the list of its scenario.
    pub fn opened(&mut self, by: Uuid, scenario: Uuid, solution: Uuid) {
        self.add((by, scenario, solution), false);
    }

    fn add(&mut self, key: (Uuid, Uuid, Uuid), chosen: bool) {
        *self.0.entry(key).or_default() |= chosen;
    }

    /// Those for rows that hold.
    pub fn filtered(&self, keep: impl Fn(&str, &str) -> bool) -> Vec<Choice> {
        let all = self.0.iter().map(|((by, scenario, solution), chosen)| Choice {
            by: by.to_string(),
            solution: solution.to_string(),
            scenario: scenario.to_string(),
            chosen: *chosen,
        });
        all.filter(|c| keep(&c.scenario, &c.solution)).collect()
    }
}

/// What a model was taught. One of before choices were read is a list of judged pairs alone: it goes on ranking without
/// them, as it was measured.
///
/// # Errors
/// Where the row was damaged.
pub fn teaching(row: &model::Model) -> Result<Teaching> {
    let stored = row.judgements.clone();
    Ok(match stored {
        Value::Array(_) => Teaching::from(serde_json::from_value::<Vec<_>>(stored)?),
        _ => serde_json::from_value(stored)?,
    })
}
