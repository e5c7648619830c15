//! HTTP of imports and jobs, with their progress: operators only.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use entity::{
    import_run, job,
    states::{ImportState, JobState, SubjectKind},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::imports::{self, RowProblem};
use crate::http::problem::{Code, Problem, ProblemDocument, Result};
use crate::platform::check::Check;
use crate::platform::jobs;
use crate::stages::identity::Caller;
use crate::stages::outcome::upload;
use crate::state::App;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(begin_import)
        .service(list)
        .service(read)
        .service(jobs_overview)
        .service(retry);
}

/// An import and how far it got.
#[derive(Serialize, ToSchema)]
struct ImportView {
    /// Its id.
    id: Uuid,
    /// What the rows are.
    kind: SubjectKind,
    /// State.
    state: ImportState,
    /// Name of the file.
    file_name: String,
    /// Only checked.
    dry_run: bool,
    /// Rows in the file.
    total: i32,
    /// Rows written.
    done: i32,
    /// Rows with errors.
    failed: i32,
    /// Errors by row and column, the first 1,000.
    errors: Vec<RowProblem>,
    /// When it was taken in.
    created_at: DateTime<Utc>,
    /// When it ended.
    finished_at: Option<DateTime<Utc>>,
}

/// A file of rows.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the form in the OpenAPI document")]
struct ImportForm {
    /// CSV or JSON Lines.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// `solution` or `scenario`.
    kind: SubjectKind,
    /// Only check the rows.
    dry_run: Option<bool>,
    /// Publish the rows at once instead of leaving drafts.
    publish: Option<bool>,
}

/// Jobs of one kind in one state.
#[derive(Serialize, ToSchema, FromQueryResult)]
struct JobCount {
    /// Name of the job.
    kind: String,
    /// State.
    state: JobState,
    /// How many.
    count: i64,
}

/// A job that gave up.
#[derive(Serialize, ToSchema)]
struct DeadJob {
    /// Its id.
    id: Uuid,
    /// Name of the job.
    kind: String,
    /// The row it is about.
    subject: String,
    /// Tries.
    attempts: i32,
    /// What the last one said.
    last_error: Option<String>,
    /// When it gave up.
    finished_at: Option<DateTime<Utc>>,
}

/// Jobs at a glance, and what search knows.
#[derive(Serialize, ToSchema)]
struct JobsOverview {
    /// Jobs that wait or run.
    open: u64,
    /// By kind and state.
    counts: Vec<JobCount>,
    /// Those that gave up, newest first, up to 100.
    dead: Vec<DeadJob>,
    /// Solutions in the search index.
    indexed_solutions: usize,
    /// Open scenarios in the search index.
    indexed_scenarios: usize,
}

fn view(run: import_run::Model) -> Result<ImportView> {
    Ok(ImportView {
        id: run.id,
        kind: run.kind,
        state: run.state,
        file_name: run.file_name,
        dry_run: run.dry_run,
        total: run.total,
        done: run.done,
        failed: run.failed,
        errors: serde_json::from_value(run.errors)?,
        created_at: run.created_at,
        finished_at: run.finished_at,
    })
}

/// Take in a file of solutions or scenarios; rows with errors mean that nothing is written
#[utoipa::path(tag = "operations", request_body(content = ImportForm, content_type = "multipart/form-data"), security(("bearer" = [])), responses((status = 202, body = ImportView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 415, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/imports")]
async fn begin_import(app: web::Data<App>, caller: Caller, body: Multipart) -> Result<HttpResponse> {
    let caller = caller.operator()?;
    let form = upload::read_form(
        body,
        app.settings.max_upload_bytes,
        &["kind", "dry_run", "publish"],
    )
    .await?;
    let mut check = Check::default();
    let kind = match form.texts.get("kind").map(String::as_str) {
        Some("solution") => SubjectKind::Solution,
        Some("scenario") => SubjectKind::Scenario,
        _ => {
            check.add("kind", "unknown_code", "expected solution or scenario");
            SubjectKind::Solution
        }
    };
    let mut flag = |name: &str| match form.texts.get(name).map(String::as_str) {
        None | Some("" | "false") => false,
        Some("true") => true,
        Some(_) => {
            check.add(name, "wrong_type", "expected true or false");
            false
        }
    };
    let (dry_run, publish) = (flag("dry_run"), flag("publish"));
    check.that(form.file.is_some(), "file", "required", "expected a file");
    check.end(Code::InvalidInput)?;
    let (name, bytes) = form.file.unwrap_or_default();
    let request = imports::Request {
        kind,
        file_name: upload::clean_name(&name),
        dry_run,
        publish,
        organisation: caller.org(),
        actor: caller.user.id,
    };
    let run = imports::begin(&app, request, &bytes).await?;
    Ok(HttpResponse::Accepted().json(view(run)?))
}

/// Imports, newest first, up to 100
#[utoipa::path(tag = "operations", security(("bearer" = [])), responses((status = 200, body = [ImportView]), (status = 403, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/imports")]
async fn list(app: web::Data<App>, caller: Caller) -> Result<web::Json<Vec<ImportView>>> {
    caller.operator()?;
    let runs = import_run::Entity::find()
        .order_by_desc(import_run::Column::Id)
        .limit(100)
        .all(&app.db)
        .await?;
    Ok(web::Json(runs.into_iter().map(view).collect::<Result<_>>()?))
}

/// One import
#[utoipa::path(tag = "operations", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = ImportView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/imports/{id}")]
async fn read(app: web::Data<App>, caller: Caller, id: web::Path<Uuid>) -> Result<web::Json<ImportView>> {
    caller.operator()?;
    let run = import_run::Entity::find_by_id(*id)
        .one(&app.db)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(web::Json(view(run)?))
}

/// Jobs at a glance
#[utoipa::path(tag = "operations", security(("bearer" = [])), responses((status = 200, body = JobsOverview), (status = 403, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/jobs")]
async fn jobs_overview(app: web::Data<App>, caller: Caller) -> Result<web::Json<JobsOverview>> {
    caller.operator()?;
    let counts = job::Entity::find()
        .select_only()
        .column(job::Column::Kind)
        .column(job::Column::State)
        .column_as(job::Column::Id.count(), "count")
        .group_by(job::Column::Kind)
        .group_by(job::Column::State)
        .into_model::<JobCount>()
        .all(&app.db)
        .await?;
    let dead = job::Entity::find()
        .filter(job::Column::State.eq(JobState::Dead))
        .order_by_desc(job::Column::Id)
        .limit(100)
        .all(&app.db)
        .await?
        .into_iter()
        .map(|j| DeadJob {
            id: j.id,
            kind: j.kind,
            subject: j.subject,
            attempts: j.attempts,
            last_error: j.last_error,
            finished_at: j.finished_at,
        })
        .collect();
    Ok(web::Json(JobsOverview {
        open: jobs::open_jobs(&app.db).await?,
        counts,
        dead,
        indexed_solutions: app.search.count(SubjectKind::Solution).await?,
        indexed_scenarios: app.search.count(SubjectKind::Scenario).await?,
    }))
}

/// Put a job that gave up back into the queue
#[utoipa::path(tag = "operations", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 204), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/jobs/{id}/retry")]
async fn retry(app: web::Data<App>, caller: Caller, id: web::Path<Uuid>) -> Result<HttpResponse> {
    caller.operator()?;
    if !jobs::retry(&app.db, *id).await? {
        return Err(Problem::new(Code::NotFound));
    }
    app.wake();
    Ok(HttpResponse::NoContent().finish())
}
