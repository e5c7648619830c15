//! HTTP of delivery and acceptance.

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::{HttpResponse, get, post, web};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::input::{AcceptanceInput, ReturnInput};
use super::{service, upload};
use crate::http::extract::{Allowed, Body};
use crate::http::problem::{ProblemDocument, Result};
use crate::stages::deal;
use crate::stages::deal::moves::{self, DealMove};
use crate::stages::deal::store::{Mine, Party};
use crate::stages::deal::view::{self, DealView, EvidenceView};
use crate::state::App;

/// Adds the routes.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(complete)
        .service(add_evidence)
        .service(read_evidence)
        .service(submit)
        .service(confirm)
        .service(send_back);
}

/// A file with what it shows.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes the multipart body")]
struct EvidenceUpload {
    /// pdf, png, jpg, webp, zip, docx, xlsx, csv or txt (UTF-8); the content decides.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it shows, up to 120 characters.
    title: String,
}

/// Report a milestone as done (vendor)
#[utoipa::path(tag = "outcome", params(("id" = Uuid, Path), ("mid" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = DealView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/milestones/{mid}/complete")]
async fn complete(
    app: web::Data<App>,
    Allowed(mine): Allowed<Mine>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let row = service::complete_milestone(&app, &mine.caller, mine.row.id, path.1).await?;
    deal::answer(&app, &row, Some(mine.side), StatusCode::OK).await
}

/// Add a file that shows something (either party)
#[utoipa::path(tag = "outcome", params(("id" = Uuid, Path)), request_body(content = EvidenceUpload, content_type = "multipart/form-data"), security(("bearer" = [])), responses((status = 201, body = EvidenceView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 413, body = ProblemDocument, content_type = "application/problem+json"), (status = 415, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/evidence")]
async fn add_evidence(
    app: web::Data<App>,
    Allowed(mine): Allowed<Mine>,
    body: Multipart,
) -> Result<HttpResponse> {
    // Asked before the body is read: nobody sends twenty megabytes to hear that it is too late.
    moves::lead(DealMove::Evidence, mine.side, mine.row.state)?;
    let upload = upload::read(body, app.settings.max_upload_bytes).await?;
    let file = service::add_evidence(&app, &mine.caller, mine.row.id, upload).await?;
    Ok(HttpResponse::Created().json(view::evidence(file)))
}

/// Download an evidence file (the parties and the operator)
#[utoipa::path(tag = "outcome", params(("id" = Uuid, Path), ("eid" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/deals/{id}/evidence/{eid}")]
async fn read_evidence(
    app: web::Data<App>,
    Allowed(deal): Allowed<Party>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (file, bytes) = service::read_evidence(&app, deal.row.id, path.1).await?;
    Ok(HttpResponse::Ok()
        .content_type(file.media_type.clone())
        .insert_header(attachment(&file.name))
        .insert_header(("x-content-type-options", "nosniff"))
        .insert_header(("cache-control", "private, no-store"))
        .body(bytes))
}

/// A download under that name (RFC 6266): an ASCII name for old clients, the real one beside it.
pub(crate) fn attachment(name: &str) -> ContentDisposition {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && c != '"' && c != '\\' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let real = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(plain),
            DispositionParam::FilenameExt(real),
        ],
    }
}

/// Declare completion with a measured value for every indicator (vendor)
#[utoipa::path(tag = "outcome", params(("id" = Uuid, Path)), request_body = AcceptanceInput, security(("bearer" = [])), responses((status = 200, body = DealView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/acceptance/submit")]
async fn submit(
    app: web::Data<App>,
    Allowed(mine): Allowed<Mine>,
    Body(input): Body<AcceptanceInput>,
) -> Result<HttpResponse> {
    let row = service::submit(&app, &mine.caller, mine.row.id, &input).await?;
    deal::answer(&app, &row, Some(mine.side), StatusCode::OK).await
}

/// Confirm acceptance (buyer)
#[utoipa::path(tag = "outcome", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = DealView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/acceptance/confirm")]
async fn confirm(app: web::Data<App>, Allowed(mine): Allowed<Mine>) -> Result<HttpResponse> {
    let row = service::confirm(&app, &mine.caller, mine.row.id).await?;
    deal::answer(&app, &row, Some(mine.side), StatusCode::OK).await
}

/// Send the work back, with a reason (buyer)
#[utoipa::path(tag = "outcome", params(("id" = Uuid, Path)), request_body = ReturnInput, security(("bearer" = [])), responses((status = 200, body = DealView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/acceptance/return")]
async fn send_back(
    app: web::Data<App>,
    Allowed(mine): Allowed<Mine>,
    Body(why): Body<ReturnInput>,
) -> Result<HttpResponse> {
    let row = service::send_back(&app, &mine.caller, mine.row.id, &why).await?;
    deal::answer(&app, &row, Some(mine.side), StatusCode::OK).await
}
