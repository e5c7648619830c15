//! The map: event -> jobs. Read this first.
//!
//! A stage changes rows and records an event in the same transaction; the jobs named here are written with it.
//! Jobs carry ids; they read the rows as they are when they run, so that running twice or late does no harm.

use std::sync::Arc;

use async_trait::async_trait;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::http::problem::Result;
use crate::platform::jobs::{self, Handlers};
use crate::stages::{insight, matching};
use crate::state::App;

/// What happened.
#[derive(Clone, Copy, Debug)]
pub enum Event {
    /// A version of a solution became public.
    SolutionPublished(Uuid),
    /// A solution left the public pool.
    SolutionWithdrawn(Uuid),
    /// A version of a scenario became public.
    ScenarioPublished(Uuid),
    /// A scenario was withdrawn or closed.
    ScenarioWithdrawn(Uuid),
    /// Both sides confirmed acceptance.
    DealAccepted(Uuid),
    /// A file of rows was taken in.
    ImportRequested(Uuid),
}

/// Upserts or deletes the solution in the search index.
pub const INDEX_SOLUTION: &str = "index_solution";
/// Upserts or deletes the scenario in the search index.
pub const INDEX_SCENARIO: &str = "index_scenario";
/// Has a vector made of the solution by the embeddings service. Written by the indexing of a row that lacks one.
pub const ENCODE_SOLUTION: &str = "encode_solution";
/// Has a vector made of the scenario by the embeddings service. Written as [`ENCODE_SOLUTION`] is.
pub const ENCODE_SCENARIO: &str = "encode_scenario";
/// Computes and freezes a scenario's match list.
pub const MATCH_SCENARIO: &str = "match_scenario";
/// Learns a candidate model from what was done.
pub const TRAIN_MODEL: &str = "train_model";
/// Counts the lists of an experiment, and ends it where as many were decided as were planned. Written by what may decide
/// one: a click, an invitation.
pub const WEIGH_EXPERIMENT: &str = "weigh_experiment";
/// Writes the next chunk of an import.
pub const IMPORT_CHUNK: &str = "import_chunk";

/// The jobs that follow an event, and whom they are about.
#[must_use]
pub fn jobs_of(event: Event) -> (Uuid, &'static [&'static str]) {
    match event {
        Event::SolutionPublished(id) | Event::SolutionWithdrawn(id) => (id, &[INDEX_SOLUTION]),
        Event::ScenarioPublished(id) => (id, &[INDEX_SCENARIO, MATCH_SCENARIO]),
        Event::ScenarioWithdrawn(id) => (id, &[INDEX_SCENARIO]),
        // Tier and record of the solution are read from its accepted deals: search shows them.
        Event::DealAccepted(solution) => (solution, &[INDEX_SOLUTION]),
        Event::ImportRequested(id) => (id, &[IMPORT_CHUNK]),
    }
}

/// Writes the event's jobs in the caller's transaction.
///
/// # Errors
/// Database errors only.
pub async fn record(tx: &impl ConnectionTrait, event: Event) -> Result<()> {
    let (id, kinds) = jobs_of(event);
    for kind in kinds {
        jobs::enqueue(tx, kind, id).await?;
    }
    Ok(())
}

/// Runs the jobs.
pub struct Jobs(pub Arc<App>);

#[async_trait]
impl Handlers for Jobs {
    async fn run(&self, kind: &str, subjects: &[String]) -> anyhow::Result<()> {
        let ids: Vec<Uuid> = subjects
            .iter()
            .map(|s| Uuid::parse_str(s))
            .collect::<std::result::Result<_, _>>()?;
        match kind {
            INDEX_SOLUTION => matching::indexing::solutions(&self.0, &ids).await?,
            INDEX_SCENARIO => matching::indexing::scenarios(&self.0, &ids).await?,
            ENCODE_SOLUTION => matching::encoding::solutions(&self.0, &ids).await?,
            ENCODE_SCENARIO => matching::encoding::scenarios(&self.0, &ids).await?,
            MATCH_SCENARIO => matching::service::freeze_scenarios(&self.0, &ids).await?,
            TRAIN_MODEL => matching::learning::train_by_job(&self.0).await?,
            WEIGH_EXPERIMENT => matching::learning::experiment::weigh(&self.0, &ids).await?,
            IMPORT_CHUNK => {
                for id in ids {
                    insight::imports::step(&self.0, id).await?;
                }
            }
            other => anyhow::bail!("there is no job named {other}"),
        }
        Ok(())
    }

    fn batch(&self, kind: &str) -> u64 {
        match kind {
            INDEX_SOLUTION | INDEX_SCENARIO => 1_000,
            MATCH_SCENARIO => 20,
            // One question: what a batch of jobs fails by is one answer.
            ENCODE_SOLUTION | ENCODE_SCENARIO => self.0.pool.texts_in_a_question(),
            _ => 1,
        }
    }

    fn outside(&self) -> &'static [&'static str] {
        &[ENCODE_SOLUTION, ENCODE_SCENARIO]
    }
}
