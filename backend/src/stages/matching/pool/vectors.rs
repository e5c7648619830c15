//! Which rows have a vector of the embeddings service, and how do they get one that was made since they were read?

use std::sync::{Arc, PoisonError, RwLock};

use recommender::{Engine, RowVector, Scenario, Solution};
use uuid::Uuid;

use super::super::encoder::{AskedAs, Learned, Service};
use super::super::rows::{scenario_text, solution_text};
use super::super::view::EncoderSilent;
use super::{Change, Cursor, Pool};
use crate::http::problem::Result;

impl Pool {
    /// Gives solutions the vectors that are kept for their texts.
    pub async fn dress_solutions(&self, rows: &mut [Solution]) {
        self.with_vectors(AskedAs::Document, rows, solution_text, |row| &mut row.vector)
            .await;
    }

    /// Gives scenarios the vectors that are kept for their texts.
    pub async fn dress_scenarios(&self, rows: &mut [Scenario]) {
        self.with_vectors(AskedAs::Query, rows, scenario_text, |row| &mut row.vector)
            .await;
    }

    async fn with_vectors<Row>(
        &self,
        asked_as: AskedAs,
        rows: &mut [Row],
        text: impl Fn(&Row) -> String,
        place: impl Fn(&mut Row) -> &mut Option<RowVector>,
    ) {
        let Some(service) = &self.service else { return };
        let texts: Vec<String> = rows.iter().map(text).collect();
        for (row, vector) in rows.iter_mut().zip(service.kept(asked_as, &texts).await) {
            *place(row) = vector;
        }
    }

    /// Texts in one question to the service; 1 where none is named.
    #[must_use]
    pub fn texts_in_a_question(&self) -> u64 {
        self.service.as_ref().map_or(1, Service::texts_in_a_question)
    }

    /// Vectors that the service has made.
    pub async fn vectors(&self) -> usize {
        match &self.service {
            Some(service) => service.vectors().await,
            None => 0,
        }
    }

    /// Those of these texts that the service has made no vector of; none where no service is named.
    pub async fn lacking(&self, asked_as: AskedAs, texts: impl FnOnce() -> Vec<(Uuid, String)>) -> Vec<Uuid> {
        let Some(service) = &self.service else {
            return Vec::new();
        };
        let (ids, texts): (Vec<Uuid>, Vec<String>) = texts().into_iter().unzip();
        let lacks = service.lacking(asked_as, &texts).await;
        lacks.into_iter().map(|at| ids[at]).collect()
    }

    /// Asks the service for vectors of those texts that it has not made; rows have them from the next use on, in
    /// every process. Nothing where no service is named.
    ///
    /// # Errors
    /// The data folder cannot be written.
    pub async fn encode(&self, asked_as: AskedAs, texts: &[String]) -> anyhow::Result<Option<Learned>> {
        let Some(service) = &self.service else {
            return Ok(None);
        };
        service.learn(asked_as, texts).await.map(Some)
    }

    /// Whether a service makes vectors.
    #[must_use]
    pub fn has_service(&self) -> bool {
        self.service.is_some()
    }

    /// The service's vector of what somebody searches for, or why there is none; `None` where no service is named, or
    /// searches send it nothing.
    pub async fn query_vector(
        &self,
        asked_as: AskedAs,
        text: &str,
    ) -> Option<std::result::Result<RowVector, EncoderSilent>> {
        self.service.as_ref()?.query(asked_as, text).await
    }

    /// Whether vectors came since the last look, of this process or another.
    pub(super) async fn more_vectors(&self) -> bool {
        match &self.service {
            Some(service) => service.more().await,
            None => false,
        }
    }

    /// Gives the engine's rows the vectors that came after they were taken in. Nothing is read from the database.
    pub(super) async fn dress_again(&self, cursor: &Cursor) -> Result<()> {
        let engine = Arc::clone(&self.engine);
        let ids: Vec<Uuid> = cursor.seen.keys().copied().collect();
        let (mut solutions, mut scenarios) = tokio::task::spawn_blocking(move || bare(&engine, ids))
            .await
            .map_err(|e| anyhow::anyhow!("the engine's thread ended: {e}"))?;
        self.dress_solutions(&mut solutions.1).await;
        self.dress_scenarios(&mut scenarios.1).await;
        let dressed = solutions.0.into_iter().zip(solutions.1);
        let mut changes: Vec<Change> = dressed
            .filter(|(_, row)| row.vector.is_some())
            .map(|(id, row)| Change::Solution(id, Some(Box::new(row))))
            .collect();
        let dressed = scenarios.0.into_iter().zip(scenarios.1);
        changes.extend(
            dressed
                .filter(|(_, row)| row.vector.is_some())
                .map(|(id, row)| Change::Scenario(id, Some(Box::new(row)))),
        );
        if changes.is_empty() {
            return Ok(());
        }
        self.apply(changes).await
    }
}

/// Rows of one kind with their ids.
type Rows<Row> = (Vec<Uuid>, Vec<Row>);

/// Copies of those rows that the engine knows without a vector.
fn bare(engine: &RwLock<Option<Engine>>, ids: Vec<Uuid>) -> (Rows<Solution>, Rows<Scenario>) {
    let guard = engine.read().unwrap_or_else(PoisonError::into_inner);
    let (mut solutions, mut scenarios) = (Vec::new(), Vec::new());
    if let Some(engine) = guard.as_ref() {
        for id in ids {
            let key = id.to_string();
            let solution = engine.solution(&key).filter(|row| row.vector.is_none());
            let scenario = engine.scenario(&key).filter(|row| row.vector.is_none());
            solutions.extend(solution.map(|row| (id, row.clone())));
            scenarios.extend(scenario.map(|row| (id, row.clone())));
        }
    }
    (solutions.into_iter().unzip(), scenarios.into_iter().unzip())
}
