//! Which words stand in experiments and in drafted lists?

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether an experiment runs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum ExperimentState {
    /// Lists are drafted for it.
    #[sea_orm(string_value = "running")]
    Running,
    /// Its counts stand.
    #[sea_orm(string_value = "ended")]
    Ended,
}

impl ExperimentState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ended => "ended",
        }
    }
}

/// By what an experiment ended.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum ExperimentEnd {
    /// An operator stopped it.
    #[sea_orm(string_value = "stopped")]
    Stopped,
    /// Its candidate took over.
    #[sea_orm(string_value = "promoted")]
    Promoted,
    /// Something else serves than what it was started against.
    #[sea_orm(string_value = "replaced")]
    Replaced,
    /// What served was rolled back.
    #[sea_orm(string_value = "rolled_back")]
    RolledBack,
    /// As many lists were decided as were planned.
    #[sea_orm(string_value = "plan_reached")]
    PlanReached,
    /// No row is public any more that one of its models was made of.
    #[sea_orm(string_value = "rows_gone")]
    RowsGone,
}

impl ExperimentEnd {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::Promoted => "promoted",
            Self::Replaced => "replaced",
            Self::RolledBack => "rolled_back",
            Self::PlanReached => "plan_reached",
            Self::RowsGone => "rows_gone",
        }
    }
}

/// Which side of an experiment brought a row of a drafted list.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum DraftTeam {
    /// The model that served: team A.
    #[sea_orm(string_value = "a")]
    Serving,
    /// The candidate: team B.
    #[sea_orm(string_value = "b")]
    Candidate,
}
