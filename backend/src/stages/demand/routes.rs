//! HTTP of demand.

use actix_web::{HttpResponse, get, post, put, web};
use entity::{
    scenario, scenario_version, solution,
    states::{ScenarioState, SolutionState, SubjectKind},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::input::{Reason, ScenarioContent};
use super::service;
use super::store::{Own, Reviewable, Visible};
use super::view::{self, QueueItem, ScenarioBrief, ScenarioVersionView, ScenarioView};
use crate::http::extract::{Allowed, Body, IfMatch, Page, PageQuery, UrlQuery};
use crate::http::problem::{ProblemDocument, Result};
use crate::stages::identity::{self, Caller};
use crate::stages::supply::review::{self, ReviewInput, ReviewView};
use crate::state::App;

/// Adds the routes.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(edit)
        .service(submit)
        .service(withdraw)
        .service(close)
        .service(queue)
        .service(decide)
        .service(versions)
        .service(reviews);
}

/// Filters of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only this state.
    state: Option<ScenarioState>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows a page, 1 to 200.
    limit: Option<u64>,
}

async fn answer(app: &App, row: scenario::Model, status: u16) -> Result<HttpResponse> {
    let content = ScenarioContent::stored(&row.content)?;
    respond(app, row, content, status).await
}

async fn respond(
    app: &App,
    row: scenario::Model,
    content: ScenarioContent,
    status: u16,
) -> Result<HttpResponse> {
    let mut orgs = identity::briefs(&app.db, [row.organisation_id]).await?;
    let org = orgs
        .remove(&row.organisation_id)
        .ok_or_else(|| anyhow::anyhow!("a scenario without organisation"))?;
    let status = actix_web::http::StatusCode::from_u16(status).map_err(|e| anyhow::anyhow!(e))?;
    Ok(HttpResponse::build(status)
        .insert_header(("etag", format!("\"{}\"", row.revision)))
        .json(view::full(&row, content, org)))
}

/// Scenarios of the caller's organisation; the operator sees all but drafts
#[utoipa::path(tag = "demand", params(ListQuery), security(("bearer" = [])), responses((status = 200, body = Page<ScenarioBrief>), (status = 401, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/scenarios")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<ListQuery>,
) -> Result<web::Json<Page<ScenarioBrief>>> {
    let page = PageQuery::new(query.cursor, query.limit)?;
    let mut select = scenario::Entity::find()
        .order_by_desc(scenario::Column::Id)
        .limit(page.limit() + 1);
    select = if caller.is_operator() {
        select.filter(scenario::Column::State.ne(ScenarioState::Draft))
    } else {
        select.filter(scenario::Column::OrganisationId.eq(caller.org()))
    };
    if let Some(state) = query.state {
        select = select.filter(scenario::Column::State.eq(state));
    }
    if let Some(cursor) = page.cursor {
        select = select.filter(scenario::Column::Id.lt(cursor));
    }
    let rows = select.all(&app.db).await?;
    let orgs = identity::briefs(&app.db, rows.iter().map(|r| r.organisation_id)).await?;
    Ok(web::Json(Page::cut(
        rows,
        page.limit(),
        |r| r.id,
        |r| {
            let org = orgs.get(&r.organisation_id).cloned();
            view::brief(r, org)
        },
    )))
}

/// Write a new draft
#[utoipa::path(tag = "demand", request_body = ScenarioContent, security(("bearer" = [])), responses((status = 201, body = ScenarioView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/scenarios")]
async fn create(
    app: web::Data<App>,
    caller: Caller,
    Body(content): Body<ScenarioContent>,
) -> Result<HttpResponse> {
    let row = service::create(&app, caller, content).await?;
    answer(&app, row, 201).await
}

/// One scenario, as the caller may see it
#[utoipa::path(tag = "demand", params(("id" = Uuid, Path)), responses((status = 200, body = ScenarioView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/scenarios/{id}")]
async fn read(app: web::Data<App>, Allowed(visible): Allowed<Visible>) -> Result<HttpResponse> {
    respond(&app, visible.row, visible.content, 200).await
}

/// Replace the working content
#[utoipa::path(tag = "demand", params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "ETag of the row")), request_body = ScenarioContent, security(("bearer" = [])), responses((status = 200, body = ScenarioView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 412, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[put("/scenarios/{id}")]
async fn edit(
    app: web::Data<App>,
    Allowed(own): Allowed<Own>,
    revision: IfMatch,
    Body(content): Body<ScenarioContent>,
) -> Result<HttpResponse> {
    let row = service::edit(&app, &own.caller, own.row.id, revision, content).await?;
    answer(&app, row, 200).await
}

/// Hand it to the operator for review
#[utoipa::path(tag = "demand", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = ScenarioView), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/scenarios/{id}/submit")]
async fn submit(app: web::Data<App>, Allowed(own): Allowed<Own>) -> Result<HttpResponse> {
    let row = service::submit(&app, &own.caller, own.row.id).await?;
    answer(&app, row, 200).await
}

/// Close it to further answers
#[utoipa::path(tag = "demand", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = ScenarioView), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/scenarios/{id}/close")]
async fn close(app: web::Data<App>, Allowed(own): Allowed<Own>) -> Result<HttpResponse> {
    let row = service::close(&app, &own.caller, own.row.id).await?;
    answer(&app, row, 200).await
}

/// Take it back, with a reason
#[utoipa::path(tag = "demand", params(("id" = Uuid, Path)), request_body = Reason, security(("bearer" = [])), responses((status = 200, body = ScenarioView), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/scenarios/{id}/withdraw")]
async fn withdraw(
    app: web::Data<App>,
    Allowed(own): Allowed<Own>,
    Body(reason): Body<Reason>,
) -> Result<HttpResponse> {
    let row = service::withdraw(&app, &own.caller, own.row.id, &reason).await?;
    answer(&app, row, 200).await
}

/// Approve or return it (operator)
#[utoipa::path(tag = "demand", params(("id" = Uuid, Path)), request_body = ReviewInput, security(("bearer" = [])), responses((status = 200, body = ScenarioView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/scenarios/{id}/review")]
async fn decide(
    app: web::Data<App>,
    Allowed(it): Allowed<Reviewable>,
    Body(input): Body<ReviewInput>,
) -> Result<HttpResponse> {
    let row = service::decide(&app, &it.caller, it.row.id, input).await?;
    answer(&app, row, 200).await
}

/// Its published versions, newest first
#[utoipa::path(tag = "demand", params(("id" = Uuid, Path)), responses((status = 200, body = [ScenarioVersionView]), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/scenarios/{id}/versions")]
async fn versions(
    app: web::Data<App>,
    Allowed(visible): Allowed<Visible>,
) -> Result<web::Json<Vec<ScenarioVersionView>>> {
    let rows = scenario_version::Entity::find()
        .filter(scenario_version::Column::ScenarioId.eq(visible.row.id))
        .order_by_desc(scenario_version::Column::Version)
        .all(&app.db)
        .await?;
    let views: Result<Vec<_>> = rows
        .into_iter()
        .map(|v| {
            Ok(ScenarioVersionView {
                version: v.version,
                digest: v.digest,
                published_at: v.published_at,
                content: serde_json::from_value(v.content)?,
            })
        })
        .collect();
    Ok(web::Json(views?))
}

/// The operator's decisions on it, newest first (its owner and the operator)
#[utoipa::path(tag = "demand", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = [ReviewView]), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/scenarios/{id}/reviews")]
async fn reviews(
    app: web::Data<App>,
    Allowed(visible): Allowed<Visible>,
) -> Result<web::Json<Vec<ReviewView>>> {
    if !visible.working {
        return Err(crate::http::problem::Problem::new(
            crate::http::problem::Code::NotFound,
        ));
    }
    Ok(web::Json(
        review::of(&app.db, SubjectKind::Scenario, visible.row.id).await?,
    ))
}

/// What to show of the queue.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct QueueQuery {
    /// Only this kind.
    kind: Option<SubjectKind>,
}

/// The operator's review queue, oldest first, up to 200
#[utoipa::path(tag = "demand", params(QueueQuery), security(("bearer" = [])), responses((status = 200, body = [QueueItem]), (status = 403, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/reviews")]
async fn queue(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<QueueQuery>,
) -> Result<web::Json<Vec<QueueItem>>> {
    caller.operator()?;
    let mut items = Vec::new();
    if query.kind != Some(SubjectKind::Scenario) {
        let rows = solution::Entity::find()
            .filter(solution::Column::State.eq(SolutionState::Submitted))
            .order_by_asc(solution::Column::SubmittedAt)
            .limit(200)
            .all(&app.db)
            .await?;
        items.extend(rows.into_iter().map(|r| {
            (
                SubjectKind::Solution,
                r.id,
                r.organisation_id,
                r.title,
                r.submitted_at,
            )
        }));
    }
    if query.kind != Some(SubjectKind::Solution) {
        let rows = scenario::Entity::find()
            .filter(scenario::Column::State.eq(ScenarioState::Submitted))
            .order_by_asc(scenario::Column::SubmittedAt)
            .limit(200)
            .all(&app.db)
            .await?;
        items.extend(rows.into_iter().map(|r| {
            (
                SubjectKind::Scenario,
                r.id,
                r.organisation_id,
                r.title,
                r.submitted_at,
            )
        }));
    }
    items.sort_by_key(|i| i.4);
    let orgs = identity::briefs(&app.db, items.iter().map(|i| i.2)).await?;
    let items = items
        .into_iter()
        .map(|(kind, id, org, title, submitted_at)| QueueItem {
            kind,
            id,
            organisation: orgs.get(&org).cloned(),
            title,
            submitted_at,
        })
        .collect();
    Ok(web::Json(items))
}
