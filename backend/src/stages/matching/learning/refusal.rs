//! Who refuses that its behaviour is learned from? A switch of each organisation.
//!
//! While it is set, nothing that the organisation looks at or opens is recorded, and nothing that it did before, on
//! lists or in deals, is learned from. Facts of finished deals that both sides hold (projects accepted, invitations
//! answered) go on standing beside a solution: they are its record.

use std::collections::HashSet;

use actix_web::{get, put, web};
use chrono::{DateTime, Utc};
use entity::learning_refusal;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, QuerySelect, sea_query::OnConflict};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::http::extract::Body;
use crate::http::problem::{Code, Problem, ProblemDocument, Result};
use crate::platform::{audit, clock, database};
use crate::stages::identity::Caller;
use crate::state::App;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(read).service(set);
}

/// Whether an organisation refuses.
///
/// # Errors
/// Database errors only.
pub async fn refuses(db: &impl ConnectionTrait, organisation: Uuid) -> Result<bool, DbErr> {
    let row = learning_refusal::Entity::find_by_id(organisation).one(db).await?;
    Ok(row.is_some())
}

/// Every organisation that refuses: what it did is not to be learned from.
///
/// # Errors
/// Database errors only.
pub async fn refusals(db: &impl ConnectionTrait) -> Result<HashSet<Uuid>, DbErr> {
    let ids: Vec<Uuid> = learning_refusal::Entity::find()
        .select_only()
        .column(learning_refusal::Column::OrganisationId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// The switch as it is set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LearningInput {
    /// Whether the organisation refuses that its behaviour is recorded and learned from.
    refused: bool,
}

/// The switch of the caller's organisation.
#[derive(Debug, Serialize, ToSchema)]
struct LearningView {
    /// Whether it refuses that its behaviour is recorded and learned from.
    refused: bool,
    /// Since when it does.
    since: Option<DateTime<Utc>>,
    /// Whether what it does from now on is recorded; the operator's never is.
    recorded: bool,
}

async fn view(db: &impl ConnectionTrait, caller: &Caller) -> Result<LearningView> {
    let row = learning_refusal::Entity::find_by_id(caller.org()).one(db).await?;
    Ok(LearningView {
        refused: row.is_some(),
        since: row.as_ref().map(|r| r.refused_at),
        recorded: row.is_none() && !caller.is_operator(),
    })
}

/// Whether the behaviour of the caller's organisation is recorded and learned from
#[utoipa::path(tag = "matching", security(("bearer" = [])), responses((status = 200, body = LearningView), (status = 401, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/me/learning")]
async fn read(app: web::Data<App>, caller: Caller) -> Result<web::Json<LearningView>> {
    Ok(web::Json(view(&app.db, &caller).await?))
}

/// Refuse, for the caller's organisation, that its behaviour is recorded and learned from, or allow it again
#[utoipa::path(tag = "matching", security(("bearer" = [])), request_body = LearningInput, responses((status = 200, body = LearningView), (status = 401, body = ProblemDocument, content_type = "application/problem+json"), (status = 403, body = ProblemDocument, content_type = "application/problem+json")))]
#[put("/me/learning")]
async fn set(
    app: web::Data<App>,
    caller: Caller,
    Body(input): Body<LearningInput>,
) -> Result<web::Json<LearningView>> {
    if caller.is_operator() {
        let why = "the operator's behaviour is never recorded";
        return Err(Problem::with(Code::Forbidden, why));
    }
    let tx = database::begin_write(&app.db).await?;
    let changed = if input.refused {
        let row = learning_refusal::ActiveModel {
            organisation_id: Set(caller.org()),
            refused_at: Set(clock::now()),
        };
        let there = OnConflict::column(learning_refusal::Column::OrganisationId)
            .do_nothing()
            .to_owned();
        let insert = learning_refusal::Entity::insert(row).on_conflict(there);
        insert.exec_without_returning(&tx).await?
    } else {
        let delete = learning_refusal::Entity::delete_by_id(caller.org());
        delete.exec(&tx).await?.rows_affected
    };
    // Saying it twice is saying it once: the day of the first refusal stands, and the log has one entry.
    if changed > 0 {
        let action = if input.refused {
            "learning.refused"
        } else {
            "learning.allowed"
        };
        let entry = audit::Entry {
            actor: Some(caller.user.id),
            action,
            kind: "organisation",
            id: caller.org().to_string(),
            detail: json!({}),
        };
        audit::append(&tx, entry).await?;
    }
    let view = view(&tx, &caller).await?;
    tx.commit().await?;
    Ok(web::Json(view))
}
