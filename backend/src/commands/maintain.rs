//! `migrate`, `seed`, `reindex`, `rematch`: what an operator runs on the machine.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant;

use entity::{
    scenario,
    states::{ScenarioState, SubjectKind},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{boot, seed as demo};
use crate::platform::config::Settings;
use crate::platform::database;
use crate::platform::jobs::{self, Handlers as _, Lane, Runner};
use crate::stages::matching;
use crate::state::App;
use crate::wiring::Jobs;

/// Brings the schema up to date.
///
/// # Errors
/// Database errors.
pub async fn migrate(settings: Settings) -> anyhow::Result<()> {
    std::fs::create_dir_all(&settings.data_dir)?;
    database::open(&settings.database_url()).await?;
    say!("the schema is up to date");
    Ok(())
}

/// Loads the demo data and runs the jobs that follow.
///
/// # Errors
/// Where the database is not empty.
pub async fn seed(settings: Settings) -> anyhow::Result<()> {
    let app = boot::app(&boot::quiet(settings)).await?;
    anyhow::ensure!(
        demo::load_if_empty(&app).await?,
        "the database is not empty; nothing was loaded"
    );
    drain(&app, |left| eprint!("\rjobs left: {left}   ")).await?;
    for login in demo::logins(&app.data_dir)? {
        say!("{:?}: {} {}", login.role, login.email, login.password);
    }
    Ok(())
}

/// Runs jobs until none is left.
///
/// # Errors
/// Database errors.
pub async fn drain(app: &Arc<App>, mut progress: impl FnMut(u64)) -> anyhow::Result<()> {
    let runner = Runner::new(
        app.db.clone(),
        Arc::new(Jobs(Arc::clone(app))),
        Arc::clone(&app.notify),
    );
    let mut last = Instant::now();
    while runner.step(Lane::All).await? {
        if last.elapsed().as_millis() > 500 {
            progress(jobs::open_jobs(&app.db).await?);
            last = Instant::now();
        }
    }
    eprintln!();
    Ok(())
}

/// Builds the search index anew, with progress.
///
/// # Errors
/// Database or index errors.
pub async fn reindex(settings: Settings) -> anyhow::Result<()> {
    let app = boot::app(&boot::quiet(settings)).await?;
    let started = Instant::now();
    let progress = |kind: SubjectKind, done: usize, total: usize| {
        eprint!("\r{}: {done}/{total}   ", kind.as_str());
        let _ = std::io::stderr().flush();
    };
    let (solutions, scenarios) = matching::indexing::reindex(&app, progress).await?;
    eprintln!();
    say!(
        "{solutions} solutions and {scenarios} scenarios in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    encode(&app).await
}

/// Asks the embeddings service once for what lacks a vector, where one is named. What it does not give now, the
/// server goes on asking for.
async fn encode(app: &Arc<App>) -> anyhow::Result<()> {
    let started = Instant::now();
    let runner = Runner::new(
        app.db.clone(),
        Arc::new(Jobs(Arc::clone(app))),
        Arc::clone(&app.notify),
    );
    let before = app.pool.vectors().await;
    while runner.step(Lane::Outside).await? {
        eprint!("\rvectors: {}   ", app.pool.vectors().await - before);
        let _ = std::io::stderr().flush();
    }
    let left = jobs::open_of(&app.db, Jobs(Arc::clone(app)).outside()).await?;
    let made = app.pool.vectors().await - before;
    if made > 0 || left > 0 {
        eprintln!();
        say!(
            "{made} vectors in {:.1} s; {left} rows wait for the embeddings service",
            started.elapsed().as_secs_f64()
        );
    }
    Ok(())
}

/// Freezes match lists of every open scenario anew.
///
/// # Errors
/// Database or engine errors.
pub async fn rematch(settings: Settings) -> anyhow::Result<()> {
    let app = boot::app(&boot::quiet(settings)).await?;
    let started = Instant::now();
    let rows = scenario::Entity::find()
        .filter(scenario::Column::State.eq(ScenarioState::Published))
        .all(&app.db)
        .await?;
    app.pool.with(&app.db, |_| Ok(())).await?;
    let fitted = started.elapsed().as_secs_f64();
    for (i, row) in rows.iter().enumerate() {
        matching::service::freeze_scenario(&app, row, true).await?;
        if i % 50 == 0 {
            eprint!("\r{i}/{}   ", rows.len());
        }
    }
    eprintln!();
    say!(
        "{} scenarios in {:.1} s, of which fit {fitted:.1} s",
        rows.len(),
        started.elapsed().as_secs_f64()
    );
    Ok(())
}
