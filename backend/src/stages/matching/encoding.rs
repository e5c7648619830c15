//! How do published rows get the vectors of the embeddings service? Indexing queues a job for each row that lacks
//! one; the job asks, and one that fails is asked again by the runner. Index and lists never wait for it.

use entity::{scenario, solution};
use uuid::Uuid;

use super::encoder::AskedAs;
use super::records::Records;
use super::rows::{scenario_row, scenario_text, solution_row, solution_text};
use crate::http::problem::Result;
use crate::platform::jobs::{self, Unfinished};
use crate::stages::demand::input::ScenarioContent;
use crate::stages::supply::input::SolutionContent;
use crate::stages::{demand, supply};
use crate::state::App;
use crate::wiring::{ENCODE_SCENARIO, ENCODE_SOLUTION};

fn solution_texts(rows: &[(solution::Model, SolutionContent)]) -> Vec<(Uuid, String)> {
    let none = Records::default();
    let text = |row, content| solution_text(&solution_row(row, content, &none));
    rows.iter()
        .map(|(row, content)| (row.id, text(row, content)))
        .collect()
}

fn scenario_texts(rows: &[(scenario::Model, ScenarioContent)]) -> Vec<(Uuid, String)> {
    let text = |row, content| scenario_text(&scenario_row(row, content));
    rows.iter()
        .map(|(row, content)| (row.id, text(row, content)))
        .collect()
}

/// Queues a job for those of these published solutions that lack a vector, where a service is named.
///
/// # Errors
/// Database errors only.
pub async fn queue_solutions(app: &App, rows: &[(solution::Model, SolutionContent)]) -> Result<()> {
    let lacking = app.pool.lacking(AskedAs::Document, || solution_texts(rows)).await;
    queue(app, ENCODE_SOLUTION, lacking).await
}

/// Queues a job for those of these open scenarios that lack a vector, where a service is named.
///
/// # Errors
/// Database errors only.
pub async fn queue_scenarios(app: &App, rows: &[(scenario::Model, ScenarioContent)]) -> Result<()> {
    let lacking = app.pool.lacking(AskedAs::Query, || scenario_texts(rows)).await;
    queue(app, ENCODE_SCENARIO, lacking).await
}

async fn queue(app: &App, kind: &str, lacking: Vec<Uuid>) -> Result<()> {
    if jobs::enqueue_new(&app.db, kind, lacking).await? {
        app.wake();
    }
    Ok(())
}

/// Has vectors made of those solutions that are published.
///
/// # Errors
/// [`Unfinished`] with those that have none yet; database errors, or a data folder that cannot be written.
pub async fn solutions(app: &App, ids: &[Uuid]) -> anyhow::Result<()> {
    let rows = supply::store::published(&app.db, ids).await?;
    ask(app, AskedAs::Document, solution_texts(&rows)).await
}

/// Has vectors made of those scenarios that are open.
///
/// # Errors
/// As [`solutions`].
pub async fn scenarios(app: &App, ids: &[Uuid]) -> anyhow::Result<()> {
    let mut rows = demand::store::published(&app.db, ids).await?;
    rows.retain(|(row, _)| demand::store::is_open(row));
    ask(app, AskedAs::Query, scenario_texts(&rows)).await
}

async fn ask(app: &App, asked_as: AskedAs, texts: Vec<(Uuid, String)>) -> anyhow::Result<()> {
    let (ids, texts): (Vec<Uuid>, Vec<String>) = texts.into_iter().unzip();
    let Some(learned) = app.pool.encode(asked_as, &texts).await? else {
        return Ok(());
    };
    if learned.back {
        // Jobs that were given up while it did not answer have a chance again.
        let again = jobs::retry_all(&app.db, &[ENCODE_SOLUTION, ENCODE_SCENARIO]).await?;
        if again > 0 {
            tracing::info!(
                again,
                "the embeddings service answers: jobs that were given up are tried again"
            );
        }
    }
    match learned.refusal {
        None => Ok(()),
        Some(why) => {
            let subjects = learned.left.iter().map(|at| ids[*at].to_string()).collect();
            let why = format!("the embeddings service {why}");
            Err(Unfinished { subjects, why }.into())
        }
    }
}
