//! Is the process alive, can it serve, and what did it count?

use actix_web::{HttpResponse, get, web};
use entity::{job, states::JobState};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use super::problem::{Code, Problem, Result};
use crate::state::App;

/// The process answers.
#[get("/healthz")]
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().json(json!({"status": "ok"}))
}

/// Database and search index answer.
#[get("/readyz")]
pub async fn readyz(app: web::Data<App>) -> Result<HttpResponse> {
    let not_ready = |what: &str| Problem::with(Code::NotReady, what.to_owned());
    app.db
        .ping()
        .await
        .map_err(|_| not_ready("the database does not answer"))?;
    app.search
        .count(entity::states::SubjectKind::Solution)
        .await
        .map_err(|_| not_ready("the search index does not answer"))?;
    Ok(HttpResponse::Ok().json(json!({"status": "ready"})))
}

/// Counters for Prometheus.
#[get("/metrics")]
pub async fn metrics(app: web::Data<App>) -> Result<HttpResponse> {
    for state in [JobState::Queued, JobState::Running, JobState::Dead] {
        let count = job::Entity::find()
            .filter(job::Column::State.eq(state))
            .count(&app.db)
            .await?;
        app.metrics
            .jobs
            .with_label_values(&[state.as_str()])
            .set(i64::try_from(count).unwrap_or(i64::MAX));
    }
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4")
        .body(app.metrics.render()))
}
