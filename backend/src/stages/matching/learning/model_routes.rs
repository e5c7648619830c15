//! HTTP of the registry of models: the operator's.

use std::collections::HashMap;

use actix_web::{HttpResponse, get, post, web};
use entity::{app_user, model, model_move};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::model_view::{ModelMoveView, ModelView, ModelsView};
use super::{registry, train};
use crate::http::extract::{Allowed, Body, Row};
use crate::http::problem::{Code, Problem, ProblemDocument, Result};
use crate::platform::check::Check;
use crate::stages::identity::Caller;
use crate::state::App;

/// Rows that are shown.
const MOST: u64 = 100;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(trained)
        .service(rolled_back)
        .service(one)
        .service(promoted);
}

/// A model, for the operator.
pub(super) struct Operated {
    pub row: model::Model,
    pub caller: Caller,
}

impl Row for Operated {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let caller = caller
            .ok_or_else(|| Problem::new(Code::NotAuthenticated))?
            .operator()?;
        let row = model::Entity::find_by_id(id)
            .one(&app.db)
            .await?
            .ok_or_else(|| Problem::new(Code::NotFound))?;
        Ok(Self { row, caller })
    }
}

/// Why a model is moved.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ModelReason {
    /// In the operator's words; kept with the move.
    pub reason: String,
}

impl ModelReason {
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        check.text("reason", &self.reason, 2, 500);
        check.end(Code::InvalidInput)
    }
}

/// The models that were learned, what serves, and how it came to (operator)
#[utoipa::path(tag = "matching", security(("bearer" = [])), responses((status = 200, body = ModelsView), (status = 403, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/models")]
async fn list(app: web::Data<App>, caller: Caller) -> Result<web::Json<ModelsView>> {
    caller.operator()?;
    Ok(web::Json(view(&app).await?))
}

async fn view(app: &App) -> Result<ModelsView> {
    let serving = registry::serving(&app.db).await?;
    let rows = model::Entity::find()
        .order_by_desc(model::Column::Id)
        .limit(MOST)
        .all(&app.db)
        .await?;
    let moves = model_move::Entity::find()
        .order_by_desc(model_move::Column::Id)
        .limit(MOST)
        .all(&app.db)
        .await?;
    let names: HashMap<Uuid, String> = app_user::Entity::find()
        .filter(app_user::Column::Id.is_in(moves.iter().map(|m| m.actor_id)))
        .all(&app.db)
        .await?
        .into_iter()
        .map(|u| (u.id, u.name))
        .collect();
    let items: Result<Vec<_>> = rows
        .iter()
        .map(|row| ModelView::of(row, serving.as_ref()))
        .collect();
    Ok(ModelsView {
        serving: serving.map(|m| m.id),
        train_hours: app.settings.train_hours,
        items: items?,
        moves: moves
            .into_iter()
            .map(|m| {
                let actor = names.get(&m.actor_id).cloned().unwrap_or_default();
                ModelMoveView::of(m, actor)
            })
            .collect(),
    })
}

/// A model and its card (operator)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = ModelView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/models/{id}")]
async fn one(app: web::Data<App>, Allowed(it): Allowed<Operated>) -> Result<web::Json<ModelView>> {
    let serving = registry::serving(&app.db).await?;
    Ok(web::Json(ModelView::of(&it.row, serving.as_ref())?))
}

/// Learn a candidate from what was done and measure it; 200 with the model that there is where nothing changed (operator)
#[utoipa::path(tag = "matching", security(("bearer" = [])), responses((status = 201, body = ModelView), (status = 200, body = ModelView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/models/train")]
async fn trained(app: web::Data<App>, caller: Caller) -> Result<HttpResponse> {
    let caller = caller.operator()?;
    let trained = train::train(&app, Some(caller.user.id)).await?;
    let serving = registry::serving(&app.db).await?;
    let view = ModelView::of(&trained.model, serving.as_ref())?;
    Ok(if trained.new {
        HttpResponse::Created().json(view)
    } else {
        HttpResponse::Ok().json(view)
    })
}

/// Put a candidate into service, where the rule holds (operator)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path)), security(("bearer" = [])), request_body = ModelReason, responses((status = 200, body = ModelView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/models/{id}/promote")]
async fn promoted(
    app: web::Data<App>,
    Allowed(it): Allowed<Operated>,
    Body(input): Body<ModelReason>,
) -> Result<web::Json<ModelView>> {
    input.check()?;
    let row = registry::promote(&app, &it.caller, it.row.id, &input.reason).await?;
    Ok(web::Json(ModelView::of(&row, Some(&row))?))
}

/// Put back what served before: another model, or the prior (operator)
#[utoipa::path(tag = "matching", security(("bearer" = [])), request_body = ModelReason, responses((status = 200, body = ModelsView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/models/roll-back")]
async fn rolled_back(
    app: web::Data<App>,
    caller: Caller,
    Body(input): Body<ModelReason>,
) -> Result<web::Json<ModelsView>> {
    let caller = caller.operator()?;
    input.check()?;
    registry::roll_back(&app, &caller, &input.reason).await?;
    Ok(web::Json(view(&app).await?))
}
