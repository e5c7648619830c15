//! How do requests come in and answers go out? Problems, extractors, OpenAPI, health, metrics, the web page.

pub mod app;
pub mod extract;
pub mod health;
pub mod problem;
pub mod request_id;
pub mod taxonomies;
pub mod web_page;
