//! HTTP of identity.

use actix_web::{HttpResponse, get, post, web};
use entity::organisation;
use sea_orm::EntityTrait;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::input::{LoginInput, RefreshInput, RegisterInput};
use super::view::{self, DemoLogins, Me, OrganisationView, Session};
use super::{Caller, service};
use crate::http::extract::Body;
use crate::http::problem::{Code, Problem, ProblemDocument, Result};
use crate::state::App;

/// Adds the routes.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(register)
        .service(login)
        .service(refresh)
        .service(logout)
        .service(me)
        .service(demo_logins)
        .service(profile);
}

/// Register an organisation and its owner
#[utoipa::path(tag = "identity", request_body = RegisterInput, responses((status = 201, body = Session), (status = 422, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/auth/register")]
async fn register(app: web::Data<App>, Body(input): Body<RegisterInput>) -> Result<HttpResponse> {
    Ok(HttpResponse::Created().json(service::register(&app, input).await?))
}

/// Log in with email and password
#[utoipa::path(tag = "identity", request_body = LoginInput, responses((status = 200, body = Session), (status = 401, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/auth/login")]
async fn login(app: web::Data<App>, Body(input): Body<LoginInput>) -> Result<web::Json<Session>> {
    Ok(web::Json(service::login(&app, input).await?))
}

/// Exchange a refresh token for a new session
#[utoipa::path(tag = "identity", request_body = RefreshInput, responses((status = 200, body = Session), (status = 401, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/auth/refresh")]
async fn refresh(app: web::Data<App>, Body(input): Body<RefreshInput>) -> Result<web::Json<Session>> {
    Ok(web::Json(service::refresh(&app, &input.refresh_token).await?))
}

/// End a session
#[utoipa::path(tag = "identity", request_body = RefreshInput, responses((status = 204)))]
#[post("/auth/logout")]
async fn logout(app: web::Data<App>, Body(input): Body<RefreshInput>) -> Result<HttpResponse> {
    service::logout(&app, &input.refresh_token).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The caller and its organisation
#[utoipa::path(tag = "identity", security(("bearer" = [])), responses((status = 200, body = Me), (status = 401, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/me")]
async fn me(caller: Caller) -> web::Json<Me> {
    web::Json(view::me(&caller.user, &caller.organisation))
}

/// Logins of the demo data; empty on a server without it
#[utoipa::path(tag = "identity", responses((status = 200, body = DemoLogins)))]
#[get("/demo-logins")]
async fn demo_logins(app: web::Data<App>) -> web::Json<DemoLogins> {
    web::Json(DemoLogins {
        logins: app.demo_logins.clone(),
    })
}

/// An organisation's public profile
#[utoipa::path(tag = "identity", params(("id" = Uuid, Path)), responses((status = 200, body = OrganisationView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/organisations/{id}")]
async fn profile(app: web::Data<App>, id: web::Path<Uuid>) -> Result<web::Json<OrganisationView>> {
    let org = organisation::Entity::find_by_id(*id)
        .one(&app.db)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(web::Json(view::organisation(&org)))
}
