//! HTTP of deals.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use entity::deal;
use utoipa_actix_web::service_config::ServiceConfig;

use super::idempotency::Key;
use super::input::{ContractInput, DealQuery, OpenInput, ProposalInput};
use super::moves::Side;
use super::service;
use super::store::{self, Mine, Party};
use super::view::{self, DealBrief, DealView};
use crate::http::extract::{Allowed, Body, Page, PageQuery, UrlQuery};
use crate::http::problem::{Code, Problem, ProblemDocument, Result};
use crate::stages::demand::input::Reason;
use crate::stages::identity::Caller;
use crate::state::App;

/// Adds the routes.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(open)
        .service(list)
        .service(read)
        .service(propose)
        .service(decline)
        .service(reject)
        .service(award)
        .service(contract)
        .service(terminate);
}

/// The deal as it stands, with its revision as ETag.
///
/// # Errors
/// Database errors only.
pub async fn answer(
    app: &App,
    row: &deal::Model,
    side: Option<Side>,
    status: StatusCode,
) -> Result<HttpResponse> {
    let view = view::full(store::load_full(&app.db, row.id).await?, side)?;
    Ok(HttpResponse::build(status)
        .insert_header(("etag", format!("\"{}\"", view.revision)))
        .json(view))
}

/// Invite a vendor (as buyer of the scenario) or express interest (as vendor of the solution)
#[utoipa::path(tag = "deal", request_body = OpenInput, security(("bearer" = [])), responses((status = 201, body = DealView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals")]
async fn open(app: web::Data<App>, caller: Caller, Body(input): Body<OpenInput>) -> Result<HttpResponse> {
    let row = service::open(&app, &caller, &input).await?;
    answer(
        &app,
        &row,
        store::side_of(&row, caller.org()),
        StatusCode::CREATED,
    )
    .await
}

/// Deals of the caller's organisation on either side; the operator sees all
#[utoipa::path(tag = "deal", params(DealQuery), security(("bearer" = [])), responses((status = 200, body = Page<DealBrief>), (status = 401, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/deals")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<DealQuery>,
) -> Result<web::Json<Page<DealBrief>>> {
    let page = PageQuery::new(query.cursor, query.limit)?;
    let rows = store::list(&app.db, &caller, &query, &page).await?;
    let beside = store::beside(&app.db, &rows).await?;
    Ok(web::Json(Page::cut(
        rows,
        page.limit(),
        |r| r.id,
        |r| view::brief(&r, store::side_of(&r, caller.org()), &beside),
    )))
}

/// One deal with everything that belongs to it and the moves that the caller may make now
#[utoipa::path(tag = "deal", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = DealView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/deals/{id}")]
async fn read(app: web::Data<App>, Allowed(deal): Allowed<Party>) -> Result<HttpResponse> {
    answer(&app, &deal.row, deal.side, StatusCode::OK).await
}

/// Propose, with an answer for every essential requirement; replaces the proposal before it (vendor)
#[utoipa::path(tag = "deal", params(("id" = Uuid, Path)), request_body = ProposalInput, security(("bearer" = [])), responses((status = 200, body = DealView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/proposal")]
async fn propose(
    app: web::Data<App>,
    Allowed(mine): Allowed<Mine>,
    Body(input): Body<ProposalInput>,
) -> Result<HttpResponse> {
    let row = service::propose(&app, &mine.caller, mine.row.id, &input).await?;
    answer(&app, &row, Some(mine.side), StatusCode::OK).await
}

/// Say no to an invitation (vendor) or to an interest (buyer), with a reason
#[utoipa::path(tag = "deal", params(("id" = Uuid, Path)), request_body = Reason, security(("bearer" = [])), responses((status = 200, body = DealView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/decline")]
async fn decline(
    app: web::Data<App>,
    Allowed(mine): Allowed<Mine>,
    Body(why): Body<Reason>,
) -> Result<HttpResponse> {
    let row = service::decline(&app, &mine.caller, mine.row.id, &why).await?;
    answer(&app, &row, Some(mine.side), StatusCode::OK).await
}

/// Do not choose the proposal, with a reason (buyer)
#[utoipa::path(tag = "deal", params(("id" = Uuid, Path)), request_body = Reason, security(("bearer" = [])), responses((status = 200, body = DealView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/reject")]
async fn reject(
    app: web::Data<App>,
    Allowed(mine): Allowed<Mine>,
    Body(why): Body<Reason>,
) -> Result<HttpResponse> {
    let row = service::reject(&app, &mine.caller, mine.row.id, &why).await?;
    answer(&app, &row, Some(mine.side), StatusCode::OK).await
}

/// Choose this vendor (buyer)
#[utoipa::path(tag = "deal", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = DealView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/award")]
async fn award(app: web::Data<App>, Allowed(mine): Allowed<Mine>) -> Result<HttpResponse> {
    let row = service::award(&app, &mine.caller, mine.row.id).await?;
    answer(&app, &row, Some(mine.side), StatusCode::OK).await
}

/// Record the signed contract with its milestones and indicators (buyer)
#[utoipa::path(tag = "deal", params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "Sent again with the same body, it gives the saved answer")), request_body = ContractInput, security(("bearer" = [])), responses((status = 200, body = DealView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/contract")]
async fn contract(
    app: web::Data<App>,
    request: HttpRequest,
    Allowed(mine): Allowed<Mine>,
    Body(input): Body<ContractInput>,
) -> Result<HttpResponse> {
    let key = request
        .headers()
        .get("idempotency-key")
        .map(|key| {
            // Bytes that are not text become an empty key, which is refused by its shape.
            let key = key.to_str().unwrap_or_default();
            Key::new(key, &format!("POST /deals/{}/contract", mine.row.id), &input)
        })
        .transpose()?;
    let answer = service::contract(&app, &mine.caller, mine.row.id, &input, key.as_ref()).await?;
    let status = StatusCode::from_u16(answer.status).map_err(|_| Problem::new(Code::Internal))?;
    let mut response = HttpResponse::build(status);
    if answer.replayed {
        response.insert_header(("idempotency-replayed", "true"));
    }
    Ok(response.json(answer.body))
}

/// End the deal before acceptance, with a reason (either party)
#[utoipa::path(tag = "deal", params(("id" = Uuid, Path)), request_body = Reason, security(("bearer" = [])), responses((status = 200, body = DealView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/terminate")]
async fn terminate(
    app: web::Data<App>,
    Allowed(mine): Allowed<Mine>,
    Body(why): Body<Reason>,
) -> Result<HttpResponse> {
    let row = service::terminate(&app, &mine.caller, mine.row.id, &why).await?;
    answer(&app, &row, Some(mine.side), StatusCode::OK).await
}
