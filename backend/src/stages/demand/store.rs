//! Which scenarios may the caller see or change?

use actix_web::web;
use chrono::NaiveDate;
use entity::{scenario, scenario_version, states::ScenarioState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::input::ScenarioContent;
use crate::http::extract::Row;
use crate::http::problem::{Code, Problem, Result};
use crate::platform::clock;
use crate::stages::identity::Caller;
use crate::state::App;

/// A scenario of the caller's own organisation.
pub struct Own {
    /// The row.
    pub row: scenario::Model,
    /// Its owner.
    pub caller: Caller,
}

impl Row for Own {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let caller = caller.ok_or_else(|| Problem::new(Code::NotAuthenticated))?;
        let row = scenario::Entity::find_by_id(id)
            .filter(scenario::Column::OrganisationId.eq(caller.org()))
            .one(&app.db)
            .await?
            .ok_or_else(|| Problem::new(Code::NotFound))?;
        Ok(Self { row, caller })
    }
}

/// A scenario that the operator reviews.
pub struct Reviewable {
    /// The row.
    pub row: scenario::Model,
    /// The operator.
    pub caller: Caller,
}

impl Row for Reviewable {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let caller = caller
            .ok_or_else(|| Problem::new(Code::NotAuthenticated))?
            .operator()?;
        let row = scenario::Entity::find_by_id(id)
            .filter(scenario::Column::State.ne(ScenarioState::Draft))
            .one(&app.db)
            .await?
            .ok_or_else(|| Problem::new(Code::NotFound))?;
        Ok(Self { row, caller })
    }
}

/// A scenario as the caller may see it: its owner and, once submitted, the operator see the working content,
/// everybody else the published version.
pub struct Visible {
    /// The row.
    pub row: scenario::Model,
    /// What this caller may read.
    pub content: ScenarioContent,
    /// Whether the caller sees the working content.
    pub working: bool,
}

impl Row for Visible {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let none = || Problem::new(Code::NotFound);
        let row = scenario::Entity::find_by_id(id)
            .one(&app.db)
            .await?
            .ok_or_else(none)?;
        let working = caller.as_ref().is_some_and(|c| {
            c.org() == row.organisation_id || (c.is_operator() && row.state != ScenarioState::Draft)
        });
        let content = if working {
            ScenarioContent::stored(&row.content)?
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

/// Whether it can be found and answered now.
#[must_use]
pub fn is_open(row: &scenario::Model) -> bool {
    is_public(row) && row.state != ScenarioState::Closed
}

/// Whether the day that a scenario names as its last for answers is over; it may be named anew.
#[must_use]
pub fn is_over(answers_due: Option<NaiveDate>) -> bool {
    answers_due.is_some_and(|due| due < clock::shanghai_day(clock::now()))
}

/// Whether the public sees a scenario: it has a published version and was not withdrawn; a closed one stays readable.
#[must_use]
pub fn is_public(row: &scenario::Model) -> bool {
    row.published_version.is_some() && row.state != ScenarioState::Withdrawn
}

/// The content that the public sees, if any.
///
/// # Errors
/// Database errors only.
pub async fn published_content(
    db: &impl ConnectionTrait,
    row: &scenario::Model,
) -> Result<Option<ScenarioContent>> {
    let Some(version) = row.published_version.filter(|_| is_public(row)) else {
        return Ok(None);
    };
    let version = scenario_version::Entity::find()
        .filter(scenario_version::Column::ScenarioId.eq(row.id))
        .filter(scenario_version::Column::Version.eq(version))
        .one(db)
        .await?;
    version.map(|v| ScenarioContent::stored(&v.content)).transpose()
}

/// Rows with the content that the public sees; those without one are left out. Two statements however many rows.
///
/// # Errors
/// Database errors only.
pub async fn published(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<Vec<(scenario::Model, ScenarioContent)>> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(500) {
        let rows = scenario::Entity::find()
            .filter(scenario::Column::Id.is_in(ids.iter().copied()))
            .all(db)
            .await?;
        let versions = scenario_version::Entity::find()
            .filter(scenario_version::Column::ScenarioId.is_in(ids.iter().copied()))
            .order_by_asc(scenario_version::Column::Version)
            .all(db)
            .await?;
        let mut contents: std::collections::HashMap<(Uuid, i32), serde_json::Value> = versions
            .into_iter()
            .map(|v| ((v.scenario_id, v.version), v.content))
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
