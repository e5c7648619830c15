//! HTTP of supply.

use actix_web::{HttpResponse, get, post, put, web};
use entity::{
    solution, solution_version,
    states::{SolutionState, SubjectKind},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::input::SolutionContent;
use super::review::{self, ReviewInput, ReviewView};
use super::service;
use super::store::{Own, Reviewable, Visible};
use super::view::{self, SolutionBrief, SolutionVersionView, SolutionView};
use crate::http::extract::{Allowed, Body, IfMatch, Page, PageQuery, UrlQuery};
use crate::http::problem::{ProblemDocument, Result};
use crate::stages::identity::{self, Caller};
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
        .service(decide)
        .service(versions)
        .service(reviews);
}

/// Filters of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only this state.
    state: Option<SolutionState>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows a page, 1 to 200.
    limit: Option<u64>,
}

async fn answer(app: &App, row: solution::Model, status: u16) -> Result<HttpResponse> {
    let content = SolutionContent::stored(&row.content)?;
    respond(app, row, content, status).await
}

async fn respond(
    app: &App,
    row: solution::Model,
    content: SolutionContent,
    status: u16,
) -> Result<HttpResponse> {
    let mut orgs = identity::briefs(&app.db, [row.organisation_id]).await?;
    let org = orgs
        .remove(&row.organisation_id)
        .ok_or_else(|| anyhow::anyhow!("a solution without organisation"))?;
    let status = actix_web::http::StatusCode::from_u16(status).map_err(|e| anyhow::anyhow!(e))?;
    Ok(HttpResponse::build(status)
        .insert_header(("etag", format!("\"{}\"", row.revision)))
        .json(view::full(&row, content, org)))
}

/// Solutions of the caller's organisation; the operator sees all but drafts
#[utoipa::path(tag = "supply", params(ListQuery), security(("bearer" = [])), responses((status = 200, body = Page<SolutionBrief>), (status = 401, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/solutions")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<ListQuery>,
) -> Result<web::Json<Page<SolutionBrief>>> {
    let page = PageQuery::new(query.cursor, query.limit)?;
    let mut select = solution::Entity::find()
        .order_by_desc(solution::Column::Id)
        .limit(page.limit() + 1);
    select = if caller.is_operator() {
        select.filter(solution::Column::State.ne(SolutionState::Draft))
    } else {
        select.filter(solution::Column::OrganisationId.eq(caller.org()))
    };
    if let Some(state) = query.state {
        select = select.filter(solution::Column::State.eq(state));
    }
    if let Some(cursor) = page.cursor {
        select = select.filter(solution::Column::Id.lt(cursor));
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
#[utoipa::path(tag = "supply", request_body = SolutionContent, security(("bearer" = [])), responses((status = 201, body = SolutionView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/solutions")]
async fn create(
    app: web::Data<App>,
    caller: Caller,
    Body(content): Body<SolutionContent>,
) -> Result<HttpResponse> {
    let row = service::create(&app, caller, content).await?;
    answer(&app, row, 201).await
}

/// One solution, as the caller may see it
#[utoipa::path(tag = "supply", params(("id" = Uuid, Path)), responses((status = 200, body = SolutionView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/solutions/{id}")]
async fn read(app: web::Data<App>, Allowed(visible): Allowed<Visible>) -> Result<HttpResponse> {
    respond(&app, visible.row, visible.content, 200).await
}

/// Replace the working content
#[utoipa::path(tag = "supply", params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "ETag of the row")), request_body = SolutionContent, security(("bearer" = [])), responses((status = 200, body = SolutionView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 412, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[put("/solutions/{id}")]
async fn edit(
    app: web::Data<App>,
    Allowed(own): Allowed<Own>,
    revision: IfMatch,
    Body(content): Body<SolutionContent>,
) -> Result<HttpResponse> {
    let row = service::edit(&app, &own.caller, own.row.id, revision, content).await?;
    answer(&app, row, 200).await
}

/// Hand it to the operator for review
#[utoipa::path(tag = "supply", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = SolutionView), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/solutions/{id}/submit")]
async fn submit(app: web::Data<App>, Allowed(own): Allowed<Own>) -> Result<HttpResponse> {
    let row = service::submit(&app, &own.caller, own.row.id).await?;
    answer(&app, row, 200).await
}

/// Take it back
#[utoipa::path(tag = "supply", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = SolutionView), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/solutions/{id}/withdraw")]
async fn withdraw(app: web::Data<App>, Allowed(own): Allowed<Own>) -> Result<HttpResponse> {
    let row = service::withdraw(&app, &own.caller, own.row.id).await?;
    answer(&app, row, 200).await
}

/// Approve or return it (operator)
#[utoipa::path(tag = "supply", params(("id" = Uuid, Path)), request_body = ReviewInput, security(("bearer" = [])), responses((status = 200, body = SolutionView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/solutions/{id}/review")]
async fn decide(
    app: web::Data<App>,
    Allowed(it): Allowed<Reviewable>,
    Body(input): Body<ReviewInput>,
) -> Result<HttpResponse> {
    let row = service::decide(&app, &it.caller, it.row.id, input).await?;
    answer(&app, row, 200).await
}

/// Its published versions, newest first
#[utoipa::path(tag = "supply", params(("id" = Uuid, Path)), responses((status = 200, body = [SolutionVersionView]), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/solutions/{id}/versions")]
async fn versions(
    app: web::Data<App>,
    Allowed(visible): Allowed<Visible>,
) -> Result<web::Json<Vec<SolutionVersionView>>> {
    let rows = solution_version::Entity::find()
        .filter(solution_version::Column::SolutionId.eq(visible.row.id))
        .order_by_desc(solution_version::Column::Version)
        .all(&app.db)
        .await?;
    let views: Result<Vec<_>> = rows
        .into_iter()
        .map(|v| {
            Ok(SolutionVersionView {
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
#[utoipa::path(tag = "supply", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = [ReviewView]), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/solutions/{id}/reviews")]
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
        review::of(&app.db, SubjectKind::Solution, visible.row.id).await?,
    ))
}
