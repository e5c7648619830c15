//! What goes out about experiments?

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entity::experiment;
use entity::experiment_states::{ExperimentEnd, ExperimentState};
use recommender::feedback::lists_needed;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::outcomes::Counted;

/// A split as uneven as seen, or more so, must be rarer than this by chance before it is called a difference.
const CHANCE: f64 = 0.05;

/// How surely a planned experiment finds the preference that it was planned for.
const POWER: f64 = 0.8;

/// What the counts say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ExperimentReading {
    /// The candidate won more lists than chance explains.
    Leads,
    /// What serves did.
    Trails,
    /// Chance explains it.
    NoDifference,
}

/// How many lists an experiment takes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExperimentSize {
    /// The share of decided lists that the preferred side wins.
    pub share: f64,
    /// Decided lists that find it with that power. Exact for the two-sided sign test; Noether (1987) gives nearly the same
    /// by the normal approximation.
    pub lists: u64,
    /// How surely it is found.
    pub power: f64,
    /// How often a difference is found where there is none.
    pub chance: f64,
}

impl ExperimentSize {
    /// For a preference of that share.
    ///
    /// # Errors
    /// [`recommender::Error`] for a share that cannot be planned for.
    pub fn of(share: f64) -> Result<Self, recommender::Error> {
        Ok(Self {
            share,
            lists: lists_needed(share, CHANCE, POWER)?,
            power: POWER,
            chance: CHANCE,
        })
    }
}

/// Whose rows people chose. What served is the other side.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OutcomeView {
    /// Drafted lists that were looked at.
    shown: u64,
    /// Of these, how many the candidate won.
    candidate: u64,
    /// How many went to what served.
    serving: u64,
    /// How many went to neither, those included in which nothing was done.
    ties: u64,
    /// Preference for the candidate, from -0.5 to 0.5: (wins + ties / 2) / lists - 1/2 (Chapelle, Joachims, Radlinski and
    /// Yue 2012); none without lists.
    preference: Option<f64>,
    /// Two-sided sign test over the lists that are no tie. It takes lists as independent, which lists of one buyer are
    /// not quite, and each look at a running experiment as the only one: where the size was planned, the look that counts
    /// is the one at its end.
    p_value: f64,
    /// Whether anybody leads, at 5 %.
    reading: ExperimentReading,
}

impl OutcomeView {
    fn of(counted: &Counted) -> Self {
        let outcomes = counted.outcomes;
        let p_value = outcomes.p_value();
        let reading = match outcomes.b.cmp(&outcomes.a) {
            std::cmp::Ordering::Greater if p_value < CHANCE => ExperimentReading::Leads,
            std::cmp::Ordering::Less if p_value < CHANCE => ExperimentReading::Trails,
            _ => ExperimentReading::NoDifference,
        };
        Self {
            shown: counted.shown,
            candidate: outcomes.b,
            serving: outcomes.a,
            ties: outcomes.ties,
            // The library's is that of A. No minus before a zero.
            preference: outcomes.preference().map(|of_a| 0.0 - of_a),
            p_value,
            reading,
        }
    }
}

/// An experiment: a candidate beside what served, in one list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExperimentView {
    /// Its id.
    pub id: Uuid,
    /// Whether it runs.
    state: ExperimentState,
    /// What served when it was started; none for the prior.
    serving: Option<Uuid>,
    /// The candidate.
    candidate: Uuid,
    /// Why it was started.
    reason: String,
    /// Decided lists at which it ends by itself; none where an operator ends it.
    planned_lists: Option<i32>,
    /// Name of the person who started it.
    started_by: String,
    /// When.
    started_at: DateTime<Utc>,
    /// By what it ended.
    ended_by: Option<ExperimentEnd>,
    /// Why it was stopped, where a person stopped it.
    end_reason: Option<String>,
    /// Name of that person.
    stopped_by: Option<String>,
    /// When it ended.
    ended_at: Option<DateTime<Utc>>,
    /// Whose rows were chosen until then; without those of organisations that refuse learning by now.
    outcome: OutcomeView,
}

impl ExperimentView {
    /// The view of a row with its counts; names of persons by id.
    pub fn of(row: experiment::Model, counted: &Counted, names: &HashMap<Uuid, String>) -> Self {
        let name = |id: &Uuid| names.get(id).cloned().unwrap_or_default();
        Self {
            id: row.id,
            state: row.state,
            serving: row.serving_id,
            candidate: row.candidate_id,
            reason: row.reason,
            planned_lists: row.planned_lists,
            started_by: name(&row.started_by),
            started_at: row.started_at,
            ended_by: row.ended_by,
            end_reason: row.end_reason,
            stopped_by: row.stopped_by.as_ref().map(name),
            ended_at: row.ended_at,
            outcome: OutcomeView::of(counted),
        }
    }
}

/// The experiments.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExperimentsView {
    /// The one that runs.
    pub running: Option<Uuid>,
    /// The latest first, at most twenty.
    pub items: Vec<ExperimentView>,
}
