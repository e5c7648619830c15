//! When is a model trained without anybody asking? Every so many hours, by whoever runs jobs.

use chrono::TimeDelta;
use entity::job;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::train;
use crate::http::problem::{Code, Problem, Result};
use crate::platform::{clock, jobs};
use crate::state::App;

/// Queues a training of that kind of job, where the last one was queued `hours` ago or more. Says whether it did.
/// With 0 hours nothing is ever queued.
///
/// # Errors
/// Database errors only.
pub async fn queue_when_due(db: &DatabaseConnection, kind: &str, hours: u16) -> Result<bool> {
    if hours == 0 {
        return Ok(false);
    }
    let last = job::Entity::find()
        .filter(job::Column::Kind.eq(kind))
        .order_by_desc(job::Column::CreatedAt)
        .one(db)
        .await?;
    let since = clock::now() - TimeDelta::hours(i64::from(hours));
    if last.is_some_and(|job| job.created_at > since) {
        return Ok(false);
    }
    jobs::enqueue(db, kind, Uuid::nil()).await?;
    Ok(true)
}

/// The job: trains, and takes it easy where there is too little to learn from or somebody trains already.
///
/// # Errors
/// Database or engine errors.
pub async fn train_by_job(app: &App) -> Result<()> {
    match train::train(app, None).await {
        Ok(trained) => {
            tracing::info!(model = %trained.model.id, new = trained.new, state = trained.model.state.as_str(), "trained");
            Ok(())
        }
        Err(Problem {
            code: Code::TooFewDeeds | Code::WrongState,
            detail,
            ..
        }) => {
            tracing::info!(detail, "nothing was trained");
            Ok(())
        }
        Err(problem) => Err(problem),
    }
}
