//! How is work done after a change, at least once, across crashes? Jobs are rows written in the transaction of
//! the change; workers lease them, run them in batches, and give up into `dead` where an operator sees them. Jobs
//! that wait for somebody outside run beside the others, so that nothing else waits with them.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;
use entity::{job, states::JobState};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, TransactionTrait,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};
use thiserror::Error;
use tokio::sync::{Notify, watch};
use uuid::Uuid;

use super::{clock, database};

/// Seconds that a worker may take for a batch before another takes it over.
const LEASE_SECONDS: i64 = 60;
/// Tries before a job is given up.
const MAX_ATTEMPTS: i32 = 8;
/// How often a worker looks for jobs that another process queued.
const POLL: Duration = Duration::from_millis(400);

/// Queues a job in the caller's transaction.
///
/// # Errors
/// Database errors only.
pub async fn enqueue(tx: &impl ConnectionTrait, kind: &str, subject: impl ToString) -> Result<(), DbErr> {
    let now = clock::now();
    job::ActiveModel {
        id: Set(Uuid::now_v7()),
        kind: Set(kind.to_owned()),
        subject: Set(subject.to_string()),
        state: Set(JobState::Queued),
        attempts: Set(0),
        run_at: Set(now),
        lease_until: Set(None),
        last_error: Set(None),
        created_at: Set(now),
        finished_at: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Queues many jobs of one kind with few statements.
///
/// # Errors
/// Database errors only.
pub async fn enqueue_many(tx: &impl ConnectionTrait, kind: &str, subjects: &[Uuid]) -> Result<(), DbErr> {
    let now = clock::now();
    for chunk in subjects.chunks(500) {
        job::Entity::insert_many(chunk.iter().map(|subject| job::ActiveModel {
            id: Set(Uuid::now_v7()),
            kind: Set(kind.to_owned()),
            subject: Set(subject.to_string()),
            state: Set(JobState::Queued),
            attempts: Set(0),
            run_at: Set(now),
            lease_until: Set(None),
            last_error: Set(None),
            created_at: Set(now),
            finished_at: Set(None),
        }))
        .exec_without_returning(tx)
        .await?;
    }
    Ok(())
}

/// Queues a job for each subject that has none of that kind in the queue yet; says whether there was any.
///
/// # Errors
/// Database errors only.
pub async fn enqueue_new(
    db: &impl ConnectionTrait,
    kind: &str,
    mut subjects: Vec<Uuid>,
) -> Result<bool, DbErr> {
    let mut waiting = HashSet::new();
    for chunk in subjects.chunks(500) {
        let queued: Vec<String> = job::Entity::find()
            .select_only()
            .column(job::Column::Subject)
            .filter(job::Column::Kind.eq(kind))
            .filter(job::Column::State.eq(JobState::Queued))
            .filter(job::Column::Subject.is_in(chunk.iter().map(Uuid::to_string)))
            .into_tuple()
            .all(db)
            .await?;
        waiting.extend(queued);
    }
    subjects.retain(|subject| !waiting.contains(&subject.to_string()));
    enqueue_many(db, kind, &subjects).await?;
    Ok(!subjects.is_empty())
}

/// Some subjects of a batch are done and others are not: only these are tried again.
#[derive(Debug, Error)]
#[error("{why}")]
pub struct Unfinished {
    /// Those that are not done.
    pub subjects: Vec<String>,
    /// What keeps them.
    pub why: String,
}

/// What runs the jobs. Handlers run twice safely: they read the rows as they are now.
#[async_trait]
pub trait Handlers: Send + Sync {
    /// Runs one batch of jobs of one kind, given the ids of their subjects without repeats.
    async fn run(&self, kind: &str, subjects: &[String]) -> anyhow::Result<()>;
    /// How many jobs of that kind may run as one batch.
    fn batch(&self, kind: &str) -> u64;
    /// Kinds that wait for somebody outside. They run beside the others, which never wait for them.
    fn outside(&self) -> &'static [&'static str] {
        &[]
    }
}

/// Jobs that run one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Of every kind.
    All,
    /// Those that wait for nobody outside.
    Inside,
    /// Those that wait for somebody outside.
    Outside,
}

/// Takes jobs and runs them.
pub struct Runner {
    db: DatabaseConnection,
    handlers: Arc<dyn Handlers>,
    wake: Arc<Notify>,
}

impl Runner {
    /// A runner over that database.
    #[must_use]
    pub fn new(db: DatabaseConnection, handlers: Arc<dyn Handlers>, wake: Arc<Notify>) -> Self {
        Self { db, handlers, wake }
    }

    /// Runs until `stop` turns true.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        if self.handlers.outside().is_empty() {
            return self.follow(Lane::All, stop).await;
        }
        // Whoever is waited for outside may take minutes; a batch that is left is taken again when its lease ends.
        let mut halted = stop.clone();
        let beside = async {
            tokio::select! {
                () = self.follow(Lane::Outside, stop.clone()) => {}
                _ = halted.wait_for(|halted| *halted) => {}
            }
        };
        tokio::join!(self.follow(Lane::Inside, stop.clone()), beside);
    }

    async fn follow(&self, lane: Lane, mut stop: watch::Receiver<bool>) {
        loop {
            if *stop.borrow() {
                return;
            }
            match self.step(lane).await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "the job runner could not reach its table"),
            }
            tokio::select! {
                () = self.wake.notified() => {}
                () = tokio::time::sleep(POLL) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Runs one batch of those jobs. Returns whether there was any.
    ///
    /// # Errors
    /// Database errors; a failing handler is recorded on its jobs instead.
    pub async fn step(&self, lane: Lane) -> Result<bool, DbErr> {
        let taken = self.take(lane).await?;
        let Some(first) = taken.first() else {
            return Ok(false);
        };
        let mut subjects: Vec<String> = taken.iter().map(|j| j.subject.clone()).collect();
        subjects.sort();
        subjects.dedup();
        let outcome = self.handlers.run(&first.kind, &subjects).await;
        self.finish(&taken, outcome).await?;
        Ok(true)
    }

    async fn take(&self, lane: Lane) -> Result<Vec<job::Model>, DbErr> {
        let now = clock::now();
        let outside = self.handlers.outside().iter().copied();
        let of_the_lane = match lane {
            Lane::All => Condition::all(),
            Lane::Inside => Condition::all().add(job::Column::Kind.is_not_in(outside)),
            Lane::Outside => Condition::all().add(job::Column::Kind.is_in(outside)),
        };
        let ripe = Condition::any()
            .add(
                job::Column::State
                    .eq(JobState::Queued)
                    .and(job::Column::RunAt.lte(now)),
            )
            .add(
                job::Column::State
                    .eq(JobState::Running)
                    .and(job::Column::LeaseUntil.lt(now)),
            );
        let due = of_the_lane.add(ripe);
        // A look without a lock first: an idle worker should not take SQLite's write lock twice a second.
        let Some(first) = job::Entity::find()
            .filter(due.clone())
            .order_by_asc(job::Column::RunAt)
            .order_by_asc(job::Column::Id)
            .one(&self.db)
            .await?
        else {
            return Ok(Vec::new());
        };
        let tx = database::begin_write(&self.db).await?;
        let mut query = job::Entity::find()
            .filter(due)
            .filter(job::Column::Kind.eq(&first.kind))
            .order_by_asc(job::Column::RunAt)
            .order_by_asc(job::Column::Id)
            .limit(self.handlers.batch(&first.kind));
        if !database::is_sqlite(&tx) {
            query = query.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        }
        let taken = query.all(&tx).await?;
        for ids in ids(&taken).chunks(500) {
            job::Entity::update_many()
                .col_expr(job::Column::State, Expr::value(JobState::Running))
                .col_expr(job::Column::Attempts, Expr::col(job::Column::Attempts).add(1))
                .col_expr(
                    job::Column::LeaseUntil,
                    Expr::value(now + TimeDelta::seconds(LEASE_SECONDS)),
                )
                .filter(job::Column::Id.is_in(ids.iter().copied()))
                .exec(&tx)
                .await?;
        }
        tx.commit().await?;
        Ok(taken)
    }

    async fn finish(&self, taken: &[job::Model], outcome: anyhow::Result<()>) -> Result<(), DbErr> {
        let now = clock::now();
        let tx = database::begin_write(&self.db).await?;
        let failed = outcome.as_ref().err();
        let left = failed.and_then(|error| error.downcast_ref::<Unfinished>());
        let (done, failing): (Vec<&job::Model>, Vec<&job::Model>) =
            taken.iter().partition(|job| match (failed, left) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(_), Some(left)) => !left.subjects.contains(&job.subject),
            });
        let done: Vec<Uuid> = done.iter().map(|job| job.id).collect();
        for ids in done.chunks(500) {
            job::Entity::update_many()
                .col_expr(job::Column::State, Expr::value(JobState::Done))
                .col_expr(job::Column::FinishedAt, Expr::value(now))
                .filter(job::Column::Id.is_in(ids.iter().copied()))
                .exec(&tx)
                .await?;
        }
        if let Err(error) = &outcome {
            let error = format!("{error:#}");
            tell_of_failing(&failing, &error);
            for job in failing {
                let attempts = job.attempts + 1;
                let dead = is_last(job);
                let wait = TimeDelta::seconds(1_i64 << attempts.clamp(0, 10));
                let mut row: job::ActiveModel = job.clone().into();
                row.attempts = Set(attempts);
                row.state = Set(if dead { JobState::Dead } else { JobState::Queued });
                row.lease_until = Set(None);
                row.run_at = Set(now + wait);
                row.last_error = Set(Some(error.clone()));
                row.finished_at = Set(dead.then_some(now));
                row.update(&tx).await?;
            }
        }
        tx.commit().await
    }
}

/// Whether a job that was taken is given up if it fails now.
fn is_last(job: &job::Model) -> bool {
    job.attempts + 1 >= MAX_ATTEMPTS
}

/// One line for those that are tried again and one for those that are given up, with the first of each: a service that is
/// away fails hundreds at once, and each job's row holds its error.
fn tell_of_failing(jobs: &[&job::Model], error: &str) {
    for dead in [false, true] {
        let of_these: Vec<&job::Model> = (jobs.iter().copied())
            .filter(|job| is_last(job) == dead)
            .collect();
        let Some(first) = of_these.first() else { continue };
        let attempts = of_these.iter().map(|job| job.attempts + 1).max();
        tracing::warn!(
            kind = first.kind,
            jobs = of_these.len(),
            first = first.subject,
            attempts,
            dead,
            error,
            "jobs failed"
        );
    }
}

fn ids(jobs: &[job::Model]) -> Vec<Uuid> {
    jobs.iter().map(|j| j.id).collect()
}

/// Puts back what a killed process had taken. Only where this process is the only worker: on SQLite.
///
/// # Errors
/// Database errors only.
pub async fn release_all(db: &DatabaseConnection) -> Result<u64, DbErr> {
    let result = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(JobState::Queued))
        .col_expr(
            job::Column::LeaseUntil,
            Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None),
        )
        .filter(job::Column::State.eq(JobState::Running))
        .exec(db)
        .await?;
    Ok(result.rows_affected)
}

/// Number of jobs that wait or run.
///
/// # Errors
/// Database errors only.
pub async fn open_jobs(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    job::Entity::find()
        .filter(job::Column::State.is_in([JobState::Queued, JobState::Running]))
        .count(db)
        .await
}

/// Number of jobs of those kinds that wait or run.
///
/// # Errors
/// Database errors only.
pub async fn open_of(db: &impl ConnectionTrait, kinds: &[&str]) -> Result<u64, DbErr> {
    job::Entity::find()
        .filter(job::Column::State.is_in([JobState::Queued, JobState::Running]))
        .filter(job::Column::Kind.is_in(kinds.iter().copied()))
        .count(db)
        .await
}

/// Puts a dead job back into the queue. Returns whether it was dead.
///
/// # Errors
/// Database errors only.
pub async fn retry(db: &DatabaseConnection, id: Uuid) -> Result<bool, DbErr> {
    let tx = db.begin().await?;
    let result = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(JobState::Queued))
        .col_expr(job::Column::Attempts, Expr::value(0))
        .col_expr(job::Column::RunAt, Expr::value(clock::now()))
        .filter(job::Column::Id.eq(id))
        .filter(job::Column::State.eq(JobState::Dead))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(result.rows_affected == 1)
}

/// Puts dead jobs of those kinds back into the queue: what they failed by is well again. Returns how many.
///
/// # Errors
/// Database errors only.
pub async fn retry_all(db: &impl ConnectionTrait, kinds: &[&str]) -> Result<u64, DbErr> {
    let result = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(JobState::Queued))
        .col_expr(job::Column::Attempts, Expr::value(0))
        .col_expr(job::Column::RunAt, Expr::value(clock::now()))
        .filter(job::Column::Kind.is_in(kinds.iter().copied()))
        .filter(job::Column::State.eq(JobState::Dead))
        .exec(db)
        .await?;
    Ok(result.rows_affected)
}
