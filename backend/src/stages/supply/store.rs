//! Which solutions may the caller see or change?

use actix_web::web;
use entity::{solution, solution_version, states::SolutionState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::input::SolutionContent;
use crate::http::extract::Row;
use crate::http::problem::{Code, Problem, Result};
use crate::stages::identity::Caller;
use crate::state::App;

/// A solution of the caller's own organisation.
pub struct Own {
    /// The row.
    pub row: solution::Model,
    /// Its owner.
    pub caller: Caller,
}

impl Row for Own {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let caller = caller.ok_or_else(|| Problem::new(Code::NotAuthenticated))?;
        let row = solution::Entity::find_by_id(id)
            .filter(solution::Column::OrganisationId.eq(caller.org()))
            .one(&app.db)
            .await?
            .ok_or_else(|| Problem::new(Code::NotFound))?;
        Ok(Self { row, caller })
    }
}

/// A solution that the operator reviews.
pub struct Reviewable {
    /// The row.
    pub row: solution::Model,
    /// The operator.
    pub caller: Caller,
}

impl Row for Reviewable {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let caller = caller
            .ok_or_else(|| Problem::new(Code::NotAuthenticated))?
            .operator()?;
        let row = solution::Entity::find_by_id(id)
            .filter(solution::Column::State.ne(SolutionState::Draft))
            .one(&app.db)
            .await?
            .ok_or_else(|| Problem::new(Code::NotFound))?;
        Ok(Self { row, caller })
    }
}

/// A solution as the caller may see it: its owner and, once submitted, the operator see the working content,
/// everybody else the published version.
pub struct Visible {
    /// The row.
    pub row: solution::Model,
    /// What this caller may read.
    pub content: SolutionContent,
    /// Whether the caller sees the working content.
    pub working: bool,
}

impl Row for Visible {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let none = || Problem::new(Code::NotFound);
        let row = solution::Entity::find_by_id(id)
            .one(&app.db)
            .await?
            .ok_or_else(none)?;
        let working = caller.as_ref().is_some_and(|c| {
            c.org() == row.organisation_id || (c.is_operator() && row.state != SolutionState::Draft)
        });
        let content = if working {
            SolutionContent::stored(&row.content)?
        } else {
            published_content(&app.db, &row).await?.ok_or_else(none)?
        };
        Ok(Self {
            row,
            content,
            working,
        })
    }
}

/// Whether the public sees a solution: it has a published version and is not withdrawn.
#[must_use]
pub fn is_public(row: &solution::Model) -> bool {
    row.published_version.is_some() && row.state != SolutionState::Withdrawn
}

/// The content that the public sees, if any.
///
/// # Errors
/// Database errors only.
pub async fn published_content(
    db: &impl ConnectionTrait,
    row: &solution::Model,
) -> Result<Option<SolutionContent>> {
    let Some(version) = row.published_version.filter(|_| is_public(row)) else {
        return Ok(None);
    };
    let version = solution_version::Entity::find()
        .filter(solution_version::Column::SolutionId.eq(row.id))
        .filter(solution_version::Column::Version.eq(version))
        .one(db)
        .await?;
    version.map(|v| SolutionContent::stored(&v.content)).transpose()
}

/// Rows with the content that the public sees; those without one are left out. Two statements however many rows.
///
/// # Errors
/// Database errors only.
pub async fn published(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<Vec<(solution::Model, SolutionContent)>> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(500) {
        let rows = solution::Entity::find()
            .filter(solution::Column::Id.is_in(ids.iter().copied()))
            .all(db)
            .await?;
        let versions = solution_version::Entity::find()
            .filter(solution_version::Column::SolutionId.is_in(ids.iter().copied()))
            .order_by_asc(solution_version::Column::Version)
            .all(db)
            .await?;
        let mut contents: std::collections::HashMap<(Uuid, i32), serde_json::Value> = versions
            .into_iter()
            .map(|v| ((v.solution_id, v.version), v.content))
            .collect();
        for row in rows.into_iter().filter(is_public) {
            let Some(version) = row.published_version else {
                continue;
            };
            if let Some(content) = contents.remove(&(row.id, version)) {
                found.push((row, serde_json::from_value(content)?));
            }
        }
    }
    Ok(found)
}
