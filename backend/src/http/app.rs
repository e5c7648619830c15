//! How is the service put together? Routes, limits, error handlers, the OpenAPI document.

use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as ActixApp, HttpResponse, HttpServer, web};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_actix_web::{AppExt, scope};

use super::problem::{Code, Problem};
use super::{health, request_id, taxonomies, web_page};
use crate::stages::{award, deal, demand, identity, insight, matching, outcome, supply};
use crate::state::App;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "ScenePool",
        description = "场景资源池：人工智能场景应用供需对接平台。Supply-demand matchmaking for AI scenarios. Money is a decimal string of yuan, time is RFC 3339 UTC, errors are RFC 9457 problem documents.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(super::problem::ProblemDocument))
)]
struct Document;

fn routes(config: &mut ServiceConfig) {
    taxonomies::configure(config);
    identity::configure(config);
    supply::configure(config);
    demand::configure(config);
    matching::configure(config);
    deal::configure(config);
    outcome::configure(config);
    award::configure(config);
    insight::configure(config);
}

/// The OpenAPI document of every route.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let (_, mut api) = ActixApp::new()
        .into_utoipa_app()
        .openapi(Document::openapi())
        .service(scope::scope("/api/v1").configure(routes))
        .split_for_parts();
    name_operations(&mut api);
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .build();
    api.components
        .get_or_insert_default()
        .add_security_scheme("bearer", SecurityScheme::Http(bearer));
    api
}

/// Gives every operation an id of its own, from method and path: handlers of different stages share names.
fn name_operations(api: &mut utoipa::openapi::OpenApi) {
    for (path, item) in &mut api.paths.paths {
        let words: Vec<_> = path
            .trim_start_matches("/api/v1/")
            .split('/')
            .map(|part| part.trim_matches(['{', '}']).replace('-', "_"))
            .collect();
        let name = words.join("_");
        for (method, operation) in [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("delete", &mut item.delete),
        ] {
            if let Some(operation) = operation {
                operation.operation_id = Some(format!("{method}_{name}"));
            }
        }
    }
}

/// Starts the server on a bound listener. Returns its handle and what runs it.
///
/// # Errors
/// Where the listener cannot be used.
pub fn start(
    app: web::Data<App>,
    listener: std::net::TcpListener,
    workers: usize,
) -> std::io::Result<(ServerHandle, actix_web::dev::Server)> {
    let document = web::Bytes::from(openapi().to_json().map_err(std::io::Error::other)?);
    let server = HttpServer::new(move || {
        let document = document.clone();
        let upload = app.settings.max_upload_bytes;
        let (service, _) = ActixApp::new()
            .into_utoipa_app()
            .app_data(app.clone())
            .app_data(web::PayloadConfig::new(upload.min(4 * 1024 * 1024)))
            .app_data(web::PathConfig::default().error_handler(|_, _| Problem::new(Code::NotFound).into()))
            .service(scope::scope("/api/v1").configure(routes))
            .split_for_parts();
        service
            .route(
                "/api/openapi.json",
                web::get().to(move || {
                    let document = document.clone();
                    async move { HttpResponse::Ok().content_type("application/json").body(document) }
                }),
            )
            .service(health::healthz)
            .service(health::readyz)
            .service(health::metrics)
            .default_service(web::route().to(web_page::serve))
            .wrap(Compress::default())
            .wrap(from_fn(request_id::track))
    })
    .workers(workers)
    .shutdown_timeout(10)
    .listen(listener)?
    .run();
    Ok((server.handle(), server))
}
