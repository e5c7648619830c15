//! The codes that forms and filters use.

use actix_web::{HttpResponse, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::taxonomy::Taxonomies;
use crate::state::App;

/// Adds the route.
pub fn configure(config: &mut ServiceConfig) {
    config.service(taxonomies);
}

/// Every taxonomy with Chinese and English names
#[utoipa::path(tag = "reference", responses((status = 200, body = Taxonomies)))]
#[get("/taxonomies")]
async fn taxonomies(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("cache-control", "public, max-age=300"))
        .json(&app.taxonomies)
}
