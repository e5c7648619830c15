//! Which candidate was put to people beside what served, and why did it end?

use sea_orm::entity::prelude::*;

use crate::experiment_states::{ExperimentEnd, ExperimentState};

/// One row of `experiment`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "experiment")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whether it runs; at most one does.
    pub state: ExperimentState,
    /// What served when it was started; none for the prior.
    pub serving_id: Option<Uuid>,
    /// The candidate.
    pub candidate_id: Uuid,
    /// Why it was started, in the operator's words.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Decided lists at which it ends by itself; none where only an operator ends it.
    pub planned_lists: Option<i32>,
    /// Who started it.
    pub started_by: Uuid,
    /// When.
    pub started_at: DateTimeUtc,
    /// By what it ended; none while it runs.
    pub ended_by: Option<ExperimentEnd>,
    /// Why it was stopped, in the operator's words; none where it ended by itself.
    #[sea_orm(column_type = "Text", nullable)]
    pub end_reason: Option<String>,
    /// Who stopped it; none where it ended by itself.
    pub stopped_by: Option<Uuid>,
    /// When it ended. What is done afterwards does not count.
    pub ended_at: Option<DateTimeUtc>,
}

/// Foreign keys: read by their columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
