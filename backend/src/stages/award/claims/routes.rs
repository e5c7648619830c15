//! HTTP of claims, and of what the operator sets for them.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, delete, get, post, put, web};
use entity::states::ClaimState;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::input::{ClaimInput, MoveInput};
use super::settings::{self, ClaimSettings, GroupInput, GroupView, OrganisationRow};
use super::view::{self, ClaimBrief, ClaimView};
use super::{moves, package, prepare, store};
use crate::http::extract::{Body, Page, PageQuery, UrlQuery};
use crate::http::problem::{Code, Problem, ProblemDocument, Result};
use crate::platform::check::Check;
use crate::stages::identity::Caller;
use crate::stages::outcome::{attachment, upload};
use crate::state::App;

/// Adds the routes.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(begin)
        .service(list)
        .service(read)
        .service(make_move)
        .service(add_document)
        .service(read_document)
        .service(download)
        .service(read_settings)
        .service(write_settings)
        .service(list_groups)
        .service(add_group)
        .service(remove_group)
        .service(organisations);
}

/// Which claims.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ClaimQuery {
    /// Only in this state.
    state: Option<ClaimState>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows a page, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u64>,
}

/// Prepare a claim from an assessment or from facts; its room is reserved
#[utoipa::path(tag = "award", request_body = ClaimInput, security(("bearer" = [])), responses((status = 201, body = ClaimView), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/claims")]
async fn begin(app: web::Data<App>, caller: Caller, Body(input): Body<ClaimInput>) -> Result<HttpResponse> {
    let row = prepare::prepare(&app, &caller, input).await?;
    Ok(HttpResponse::Created().json(view::full(&app, &caller, row).await?))
}

/// Claims of the caller, newest first; the operator sees those of everybody that were handed in
#[utoipa::path(tag = "award", params(ClaimQuery), security(("bearer" = [])), responses((status = 200, body = Page<ClaimBrief>)))]
#[get("/claims")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<ClaimQuery>,
) -> Result<web::Json<Page<ClaimBrief>>> {
    let page = PageQuery::new(query.cursor, query.limit)?;
    let rows = store::list(&app.db, &caller, query.state, &page).await?;
    let rows = view::briefs(&app, rows).await?;
    Ok(web::Json(Page::cut(rows, page.limit(), |r| r.id, |r| r)))
}

/// One claim with its assessment, checklist and record
#[utoipa::path(tag = "award", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = ClaimView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/claims/{id}")]
async fn read(app: web::Data<App>, caller: Caller, id: web::Path<Uuid>) -> Result<web::Json<ClaimView>> {
    let row = store::one(&app.db, &caller, *id).await?;
    Ok(web::Json(view::full(&app, &caller, row).await?))
}

/// Submit, return, approve, refuse, withdraw or pay a claim
#[utoipa::path(tag = "award", params(("id" = Uuid, Path)), request_body = MoveInput, security(("bearer" = [])), responses((status = 200, body = ClaimView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/claims/{id}/moves")]
async fn make_move(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<Uuid>,
    Body(input): Body<MoveInput>,
) -> Result<web::Json<ClaimView>> {
    let row = moves::make(&app, &caller, *id, &input).await?;
    Ok(web::Json(view::full(&app, &caller, row).await?))
}

/// A file for a line of the checklist.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes the multipart body")]
struct ClaimDocumentUpload {
    /// pdf, png, jpg, webp, zip, docx, xlsx, csv or txt (UTF-8); the content decides.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Id of the line.
    document: String,
}

/// Add a file for a line of the checklist (the applicant)
#[utoipa::path(tag = "award", params(("id" = Uuid, Path)), request_body(content = ClaimDocumentUpload, content_type = "multipart/form-data"), security(("bearer" = [])), responses((status = 201, body = ClaimView), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 415, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/claims/{id}/documents")]
async fn add_document(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<Uuid>,
    body: Multipart,
) -> Result<HttpResponse> {
    let form = upload::read_form(body, app.settings.max_upload_bytes, &["document"]).await?;
    let mut check = Check::default();
    let there = form.file.as_ref().is_some_and(|(_, b)| !b.is_empty());
    check.that(there, "file", "required", "expected a file that is not empty");
    check.end(Code::InvalidInput)?;
    let document = form.texts.get("document").map(String::as_str).unwrap_or_default();
    let row = store::add_document(&app, &caller, *id, document, form.file.unwrap_or_default()).await?;
    Ok(HttpResponse::Created().json(view::full(&app, &caller, row).await?))
}

/// A file of a claim
#[utoipa::path(tag = "award", params(("id" = Uuid, Path), ("did" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, description = "The file"), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/claims/{id}/documents/{did}")]
async fn read_document(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let row = store::one(&app.db, &caller, path.0).await?;
    let files = store::documents(&app.db, row.id).await?;
    let (_, file) = files
        .into_iter()
        .find(|(d, _)| d.id == path.1)
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    let bytes = package::checked(&app, &file).await?;
    Ok(HttpResponse::Ok()
        .content_type(file.media_type)
        .insert_header(attachment(&file.name))
        .insert_header(("x-content-type-options", "nosniff"))
        .body(bytes))
}

/// The package of a claim: form, annexes, evidence, trace, assessment, digests (ZIP)
#[utoipa::path(tag = "award", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, description = "A ZIP", content_type = "application/zip"), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/claims/{id}/package")]
async fn download(app: web::Data<App>, caller: Caller, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let row = store::one(&app.db, &caller, *id).await?;
    let name = format!("claim-{}.zip", row.id);
    let bytes = package::build(&app, &caller, row).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header(attachment(&name))
        .body(bytes))
}

/// The operator's settings for claims
#[utoipa::path(tag = "award", security(("bearer" = [])), responses((status = 200, body = ClaimSettings)))]
#[get("/claim-settings")]
async fn read_settings(app: web::Data<App>, _: Caller) -> Result<web::Json<ClaimSettings>> {
    Ok(web::Json(settings::read(&app.db).await?))
}

/// Replace the settings for claims (operator)
#[utoipa::path(tag = "award", request_body = ClaimSettings, security(("bearer" = [])), responses((status = 200, body = ClaimSettings), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[put("/claim-settings")]
async fn write_settings(
    app: web::Data<App>,
    caller: Caller,
    Body(input): Body<ClaimSettings>,
) -> Result<web::Json<ClaimSettings>> {
    let caller = caller.operator()?;
    Ok(web::Json(settings::write(&app, &caller, input).await?))
}

/// Companies that are counted together (operator)
#[utoipa::path(tag = "award", security(("bearer" = [])), responses((status = 200, body = [GroupView]), (status = 403, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/counted-groups")]
async fn list_groups(app: web::Data<App>, caller: Caller) -> Result<web::Json<Vec<GroupView>>> {
    caller.operator()?;
    Ok(web::Json(settings::groups(&app.db).await?))
}

/// Count companies together (operator)
#[utoipa::path(tag = "award", request_body = GroupInput, security(("bearer" = [])), responses((status = 201, body = [GroupView]), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/counted-groups")]
async fn add_group(
    app: web::Data<App>,
    caller: Caller,
    Body(input): Body<GroupInput>,
) -> Result<HttpResponse> {
    let caller = caller.operator()?;
    Ok(HttpResponse::Created().json(settings::add_group(&app, &caller, input).await?))
}

/// Count the companies of a group apart again (operator)
#[utoipa::path(tag = "award", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 204), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[delete("/counted-groups/{id}")]
async fn remove_group(app: web::Data<App>, caller: Caller, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let caller = caller.operator()?;
    settings::remove_group(&app, &caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What to look for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OrganisationQuery {
    /// Part of a name or credit code; everybody where it is left out.
    #[serde(default)]
    q: String,
}

/// Organisations by name, up to 50 (operator)
#[utoipa::path(tag = "award", params(OrganisationQuery), security(("bearer" = [])), responses((status = 200, body = [OrganisationRow]), (status = 403, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/organisations")]
async fn organisations(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<OrganisationQuery>,
) -> Result<web::Json<Vec<OrganisationRow>>> {
    caller.operator()?;
    Ok(web::Json(settings::organisations(&app.db, &query.q).await?))
}
