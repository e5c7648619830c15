//! The web page, built into the program.

use actix_web::{HttpRequest, HttpResponse};
use rust_embed::RustEmbed;

use super::problem::{Code, Problem, Result};

#[derive(RustEmbed)]
#[folder = "../frontend/dist"]
#[allow_missing = true]
struct Page;

/// Serves a file of the page; any other address outside `/api` is a route of the page itself.
///
/// # Errors
/// `not_found` below `/api` and for missing assets.
pub async fn serve(request: HttpRequest) -> Result<HttpResponse> {
    let path = request.path().trim_start_matches('/');
    if request.method() != actix_web::http::Method::GET && request.method() != actix_web::http::Method::HEAD {
        return Err(Problem::new(Code::MethodNotAllowed));
    }
    if path == "api" || path.starts_with("api/") {
        return Err(Problem::new(Code::NotFound));
    }
    if let Some(file) = Page::get(path).filter(|_| !path.is_empty()) {
        // Names of built assets carry a hash of their content.
        let cache = if path.starts_with("assets/") {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let kind = mime_guess::from_path(path).first_or_octet_stream();
        return Ok(HttpResponse::Ok()
            .content_type(kind.as_ref())
            .insert_header(("cache-control", cache))
            .insert_header(("x-content-type-options", "nosniff"))
            .body(file.data.into_owned()));
    }
    if path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        return Err(Problem::new(Code::NotFound));
    }
    let index = Page::get("index.html").ok_or_else(|| {
        Problem::with(
            Code::NotFound,
            "this program was built without its web page: run `make web` first",
        )
    })?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(("cache-control", "no-cache"))
        .insert_header(("x-content-type-options", "nosniff"))
        .insert_header(("x-frame-options", "DENY"))
        .insert_header(("referrer-policy", "same-origin"))
        .insert_header((
            "content-security-policy",
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'",
        ))
        .body(index.data.into_owned()))
}
