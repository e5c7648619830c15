//! HTTP of experiments: the operator's.

use std::collections::HashMap;

use actix_web::{HttpResponse, get, post, web};
use entity::experiment_states::ExperimentState;
use entity::{app_user, experiment};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::experiment_view::{ExperimentSize, ExperimentView, ExperimentsView};
use super::model_routes::{ModelReason, Operated};
use super::{experiment as experiments, outcomes};
use crate::http::extract::{Allowed, Body, Row, UrlQuery};
use crate::http::problem::{Code, FieldError, Problem, ProblemDocument, Result};
use crate::platform::check::Check;
use crate::stages::identity::Caller;
use crate::state::App;

/// Experiments that are shown, each with its counts.
const MOST: u64 = 20;
/// With fewer decided lists the sign test finds nothing at 5 %, however one-sided they are.
const FEWEST_LISTS: i32 = 6;
/// More than are ever shown.
const MOST_LISTS: i32 = 10_000;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(size)
        .service(started)
        .service(stopped);
}

/// An experiment, for the operator.
struct OperatedExperiment {
    row: experiment::Model,
    caller: Caller,
}

impl Row for OperatedExperiment {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let caller = caller
            .ok_or_else(|| Problem::new(Code::NotAuthenticated))?
            .operator()?;
        let row = experiment::Entity::find_by_id(id)
            .one(&app.db)
            .await?
            .ok_or_else(|| Problem::new(Code::NotFound))?;
        Ok(Self { row, caller })
    }
}

/// Candidates that were put to people beside what served, and whose rows they chose (operator)
#[utoipa::path(tag = "matching", security(("bearer" = [])), responses((status = 200, body = ExperimentsView), (status = 403, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/models/experiments")]
async fn list(app: web::Data<App>, caller: Caller) -> Result<web::Json<ExperimentsView>> {
    caller.operator()?;
    let rows = experiment::Entity::find()
        .order_by_desc(experiment::Column::Id)
        .limit(MOST)
        .all(&app.db)
        .await?;
    let running = rows.iter().find(|row| row.state == ExperimentState::Running);
    Ok(web::Json(ExperimentsView {
        running: running.map(|row| row.id),
        items: views(&app, rows).await?,
    }))
}

async fn views(app: &App, rows: Vec<experiment::Model>) -> Result<Vec<ExperimentView>> {
    app.recorder.flush().await;
    let persons = rows
        .iter()
        .flat_map(|row| [Some(row.started_by), row.stopped_by])
        .flatten();
    let names: HashMap<Uuid, String> = app_user::Entity::find()
        .filter(app_user::Column::Id.is_in(persons))
        .all(&app.db)
        .await?
        .into_iter()
        .map(|u| (u.id, u.name))
        .collect();
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let counted = outcomes::count(&app.db, &row).await?;
        items.push(ExperimentView::of(row, &counted, &names));
    }
    Ok(items)
}

async fn view(app: &App, row: experiment::Model) -> Result<ExperimentView> {
    let mut views = views(app, vec![row]).await?;
    views.pop().ok_or_else(|| Problem::new(Code::NotFound))
}

/// Why and for how long a candidate is put to people.
#[derive(Debug, Deserialize, ToSchema)]
struct ExperimentStart {
    /// In the operator's words; kept with the experiment.
    reason: String,
    /// Decided lists at which it ends by itself, 6 to 10,000; without, an operator ends it.
    planned_lists: Option<i32>,
}

impl ExperimentStart {
    fn check(&self) -> Result<()> {
        let mut check = Check::default();
        check.text("reason", &self.reason, 2, 500);
        if let Some(lists) = self.planned_lists {
            check.range("planned_lists", lists, FEWEST_LISTS, MOST_LISTS);
        }
        check.end(Code::InvalidInput)
    }
}

/// What an experiment is to find.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// The share of decided lists that the preferred side wins, 0.55 to 0.95.
    share: f64,
}

/// How many decided lists it takes to find a preference of a share, by the two-sided sign test at 5 %, in four experiments
/// of five (operator)
#[utoipa::path(tag = "matching", security(("bearer" = [])), params(Wanted), responses((status = 200, body = ExperimentSize), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/models/experiments/size")]
async fn size(caller: Caller, wanted: UrlQuery<Wanted>) -> Result<web::Json<ExperimentSize>> {
    caller.operator()?;
    match ExperimentSize::of(wanted.share) {
        Ok(size) => Ok(web::Json(size)),
        Err(error) => {
            let error = FieldError::new("share", "out_of_range", error.to_string());
            Err(Problem::fields(Code::InvalidInput, vec![error]))
        }
    }
}

/// Put a candidate to people beside what serves now, as one list drafted from both; one experiment at a time (operator)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path)), security(("bearer" = [])), request_body = ExperimentStart, responses((status = 201, body = ExperimentView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/models/{id}/experiments")]
async fn started(
    app: web::Data<App>,
    Allowed(it): Allowed<Operated>,
    Body(input): Body<ExperimentStart>,
) -> Result<HttpResponse> {
    input.check()?;
    let planned = input.planned_lists;
    let row = experiments::start(&app, &it.caller, it.row.id, &input.reason, planned).await?;
    Ok(HttpResponse::Created().json(view(&app, row).await?))
}

/// Stop an experiment; what was counted stands (operator)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path)), security(("bearer" = [])), request_body = ModelReason, responses((status = 200, body = ExperimentView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/models/experiments/{id}/stop")]
async fn stopped(
    app: web::Data<App>,
    Allowed(it): Allowed<OperatedExperiment>,
    Body(input): Body<ModelReason>,
) -> Result<web::Json<ExperimentView>> {
    input.check()?;
    let row = experiments::stop(&app, &it.caller, it.row.id, &input.reason).await?;
    Ok(web::Json(view(&app, row).await?))
}
