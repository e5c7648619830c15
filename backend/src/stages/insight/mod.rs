//! What does the platform achieve? The operator's report with the rows behind each figure; imports and jobs with
//! their progress.

mod exposure;
pub mod imports;
mod operations;
pub mod report;
mod report_routes;

use utoipa_actix_web::service_config::ServiceConfig;

/// Adds the routes.
pub fn configure(config: &mut ServiceConfig) {
    report_routes::configure(config);
    exposure::configure(config);
    operations::configure(config);
}
