//! What goes out about solutions?

use chrono::{DateTime, Utc};
use entity::{
    solution,
    states::{SolutionState, Tier},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::SolutionContent;
use crate::stages::identity::OrganisationBrief;

/// A solution with its content.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SolutionView {
    /// Its id.
    pub id: Uuid,
    /// The vendor.
    pub organisation: OrganisationBrief,
    /// State of review.
    pub state: SolutionState,
    /// Pool tier.
    pub tier: Tier,
    /// Send it back as `If-Match`.
    pub revision: i32,
    /// How complete it is, 0 to 100.
    pub completeness: u8,
    /// Fields missing before submission.
    pub missing: Vec<String>,
    /// Working content for its owner and the operator, the published version for everybody else.
    pub content: SolutionContent,
    /// Latest published version.
    pub published_version: Option<i32>,
    /// When it was first published.
    pub published_at: Option<DateTime<Utc>>,
    /// When it last entered the queue.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A solution in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SolutionBrief {
    /// Its id.
    pub id: Uuid,
    /// The vendor.
    pub organisation: Option<OrganisationBrief>,
    /// State of review.
    pub state: SolutionState,
    /// Pool tier.
    pub tier: Tier,
    /// Title of the working content.
    pub title: String,
    /// Direction code.
    pub direction: String,
    /// Latest published version.
    pub published_version: Option<i32>,
    /// When it last entered the queue.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A frozen version.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SolutionVersionView {
    /// Counts from 1.
    pub version: i32,
    /// SHA-256 of the content, hex.
    pub digest: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// What it said.
    pub content: SolutionContent,
}

/// The view of a row with the content that the caller may see.
#[must_use]
pub fn full(
    row: &solution::Model,
    content: SolutionContent,
    organisation: OrganisationBrief,
) -> SolutionView {
    SolutionView {
        id: row.id,
        organisation,
        state: row.state,
        tier: row.tier,
        revision: row.revision,
        completeness: content.completeness(),
        missing: content.missing(),
        content,
        published_version: row.published_version,
        published_at: row.published_at,
        submitted_at: row.submitted_at,
        updated_at: row.updated_at,
    }
}

/// The row of a list.
#[must_use]
pub fn brief(row: solution::Model, organisation: Option<OrganisationBrief>) -> SolutionBrief {
    SolutionBrief {
        id: row.id,
        organisation,
        state: row.state,
        tier: row.tier,
        title: row.title,
        direction: row.direction,
        published_version: row.published_version,
        submitted_at: row.submitted_at,
        updated_at: row.updated_at,
    }
}
