//! What was the candidate of an experiment taught? Held beside the engine while the experiment runs, and taken up by
//! following the audit log, as the model that serves is.
//!
//! Both rank with one engine: the same rows, the same statistics of words, the same moment. All that differs is what was
//! learned. An experiment never fails a list: whatever goes wrong here is logged, and what serves goes on alone.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use entity::experiment;
use entity::experiment_states::ExperimentEnd;
use recommender::{Engine, Taught};
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::{Cursor, Pool, teach};
use crate::http::problem::Result;
use crate::stages::matching::learning::{experiment as experiments, registry, teaching};

/// The candidate of the experiment that runs.
pub(super) struct Contender {
    experiment: Uuid,
    taught: Taught,
}

/// The experiment that was looked at, whether or not its candidate could be taken up.
pub(super) struct Contends {
    experiment: Uuid,
    /// Solutions that either model was taught, a set for each.
    made_of: Vec<HashSet<String>>,
}

impl Pool {
    /// Runs something on the engine as of now, and again as the candidate of the experiment that runs, with the
    /// experiment's id; once where none runs or its candidate cannot be had.
    ///
    /// # Errors
    /// As [`Pool::with`].
    pub async fn with_both<T: Send + 'static>(
        &self,
        db: &DatabaseConnection,
        run: impl Fn(&Engine) -> Result<T, recommender::Error> + Send + 'static,
    ) -> Result<(T, Option<(Uuid, T)>)> {
        self.sync(db).await?;
        let contender = Arc::clone(&self.contender);
        // Asked with the engine in hand: a new fit lets go of the candidate before anybody reads it.
        let both = self.read(move |engine| {
            let contender = contender.lock().unwrap_or_else(PoisonError::into_inner).clone();
            rank_both(engine, contender.as_deref(), run)
        });
        both.await
    }

    /// Lets go of the candidate, or takes another.
    pub(super) fn put_contender(&self, contender: Option<Contender>) {
        *self.contender.lock().unwrap_or_else(PoisonError::into_inner) = contender.map(Arc::new);
    }

    /// Takes up the candidate of the experiment that runs, lets go of one that ended, and ends one that cannot go on.
    pub(super) async fn follow_experiment(&self, db: &DatabaseConnection, cursor: &mut Cursor) {
        if let Err(problem) = self.take_up_contender(db, cursor).await {
            tracing::error!(?problem, "the experiment's candidate could not be taken up");
        }
    }

    async fn take_up_contender(&self, db: &DatabaseConnection, cursor: &mut Cursor) -> Result<()> {
        let Some(row) = experiments::running(db).await? else {
            if cursor.contends.take().is_some() {
                self.put_contender(None);
            }
            return Ok(());
        };
        if cursor.taught.flatten() != row.serving_id {
            return self.give_up(db, cursor, &row, ExperimentEnd::Replaced).await;
        }
        if let Some(known) = cursor.contends.as_ref().filter(|c| c.experiment == row.id) {
            return match self.are_there(&known.made_of) {
                true => Ok(()),
                false => self.give_up(db, cursor, &row, ExperimentEnd::RowsGone).await,
            };
        }
        self.put_contender(None);
        let made_of = experiments::made_of(db, &row).await?;
        let all_there = self.are_there(&made_of);
        cursor.contends = Some(Contends {
            experiment: row.id,
            made_of,
        });
        // From here on it is not asked again, where it would fail at every use: lists are as without it until then.
        let taught = match all_there {
            true => self.taught(db, &row).await?,
            false => None,
        };
        let Some(taught) = taught else {
            return self.give_up(db, cursor, &row, ExperimentEnd::RowsGone).await;
        };
        self.put_contender(Some(Contender {
            experiment: row.id,
            taught,
        }));
        Ok(())
    }

    async fn give_up(
        &self,
        db: &DatabaseConnection,
        cursor: &mut Cursor,
        row: &experiment::Model,
        how: ExperimentEnd,
    ) -> Result<()> {
        cursor.contends = None;
        self.put_contender(None);
        if experiments::end_by_itself(db, row, how).await? {
            tracing::warn!(experiment = %row.id, how = how.as_str(), "the experiment ended by itself");
        }
        Ok(())
    }

    /// Whether of each set one row at least is there.
    fn are_there(&self, sets: &[HashSet<String>]) -> bool {
        let guard = self.engine.read().unwrap_or_else(PoisonError::into_inner);
        let Some(engine) = guard.as_ref() else {
            return true;
        };
        let is_there = |id: &String| engine.solution(id).is_some();
        sets.iter().all(|set| set.iter().any(is_there))
    }

    /// What the candidate teaches the engine; none where none of its pairs is left.
    async fn taught(&self, db: &DatabaseConnection, row: &experiment::Model) -> Result<Option<Taught>> {
        let model = registry::found(db, row.candidate_id).await?;
        let lesson = teaching(&model)?;
        let rows = self.scenarios_of(db, &lesson).await?;
        let engine = Arc::clone(&self.engine);
        let taught = tokio::task::spawn_blocking(move || {
            teach(&engine, lesson, rows, |engine, lesson| {
                if lesson.judgements.is_empty() {
                    return Ok(None);
                }
                engine.learn_aside(lesson).map(Some)
            })
        })
        .await
        .map_err(|e| anyhow::anyhow!("the engine's thread ended: {e}"))?;
        let taught = taught.map_err(|e| anyhow::anyhow!("the engine refused: {e}"))?;
        Ok(taught)
    }
}

/// What serves first; the candidate's where it can be had.
fn rank_both<T>(
    engine: &Engine,
    contender: Option<&Contender>,
    run: impl Fn(&Engine) -> Result<T, recommender::Error>,
) -> Result<(T, Option<(Uuid, T)>), recommender::Error> {
    let served = run(engine)?;
    let Some(it) = contender else {
        return Ok((served, None));
    };
    let other = engine.as_taught(&it.taught, run);
    let other = match other.and_then(|other| other) {
        Ok(other) => Some((it.experiment, other)),
        Err(error) => {
            tracing::error!(%error, experiment = %it.experiment, "a list is the serving model's alone");
            None
        }
    };
    Ok((served, other))
}
