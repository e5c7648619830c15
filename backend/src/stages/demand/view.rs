//! What goes out about scenarios?

use chrono::{DateTime, Utc};
use entity::{
    scenario,
    states::{ScenarioState, SubjectKind},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::ScenarioContent;
use crate::stages::identity::OrganisationBrief;

/// A scenario with its content.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScenarioView {
    /// Its id.
    pub id: Uuid,
    /// The buyer.
    pub organisation: OrganisationBrief,
    /// State of review.
    pub state: ScenarioState,
    /// Send it back as `If-Match`.
    pub revision: i32,
    /// How complete it is, 0 to 100.
    pub completeness: u8,
    /// Fields missing before submission.
    pub missing: Vec<String>,
    /// Working content for its owner and the operator, the published version for everybody else.
    pub content: ScenarioContent,
    /// Why it was withdrawn.
    pub closing_reason: Option<String>,
    /// Latest published version.
    pub published_version: Option<i32>,
    /// When it was first published.
    pub published_at: Option<DateTime<Utc>>,
    /// When it last entered the queue.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A scenario in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScenarioBrief {
    /// Its id.
    pub id: Uuid,
    /// The buyer.
    pub organisation: Option<OrganisationBrief>,
    /// State of review.
    pub state: ScenarioState,
    /// Title of the working content.
    pub title: String,
    /// Direction code.
    pub direction: String,
    /// Last day for answers.
    pub answers_due: Option<chrono::NaiveDate>,
    /// Latest published version.
    pub published_version: Option<i32>,
    /// When it last entered the queue.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A row that waits for the operator.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QueueItem {
    /// Solution or scenario.
    pub kind: SubjectKind,
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organisation: Option<OrganisationBrief>,
    /// Its title.
    pub title: String,
    /// Since when it waits.
    pub submitted_at: Option<DateTime<Utc>>,
}

/// A frozen version.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScenarioVersionView {
    /// Counts from 1.
    pub version: i32,
    /// SHA-256 of the content, hex.
    pub digest: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// What it said.
    pub content: ScenarioContent,
}

/// The view of a row with the content that the caller may see.
#[must_use]
pub fn full(
    row: &scenario::Model,
    content: ScenarioContent,
    organisation: OrganisationBrief,
) -> ScenarioView {
    ScenarioView {
        id: row.id,
        organisation,
        state: row.state,
        revision: row.revision,
        completeness: content.completeness(),
        missing: content.missing(),
        content,
        closing_reason: row.closing_reason.clone(),
        published_version: row.published_version,
        published_at: row.published_at,
        submitted_at: row.submitted_at,
        updated_at: row.updated_at,
    }
}

/// The row of a list.
#[must_use]
pub fn brief(row: scenario::Model, organisation: Option<OrganisationBrief>) -> ScenarioBrief {
    ScenarioBrief {
        id: row.id,
        organisation,
        state: row.state,
        title: row.title,
        direction: row.direction,
        answers_due: row.answers_due,
        published_version: row.published_version,
        submitted_at: row.submitted_at,
        updated_at: row.updated_at,
    }
}
