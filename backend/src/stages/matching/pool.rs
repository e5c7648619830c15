//! Which rows does the matching engine know? A copy in memory of what is published, brought up to date before
//! each use, so that any number of processes agree with the database without talking to one another.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex as Lock, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use entity::{deal, scenario, solution};
use recommender::{Analyzer, Engine, Params, Scenario, Solution, Teaching};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio::sync::Mutex;
use uuid::Uuid;

use self::contender::{Contender, Contends};

use super::encoder::Service;
use super::learning::{registry, teaching};
use super::records::Records;
use super::rows::{scenario_row, solution_row};
use crate::http::problem::Result;
use crate::platform::audit;
use crate::stages::{demand, supply};

mod contender;
mod vectors;

/// How far back a look for changes reaches: a transaction may commit this long after it took its time.
const OVERLAP: TimeDelta = TimeDelta::seconds(60);
/// Rows read at once.
const CHUNK: u64 = 2_000;

/// Follows the database.
#[derive(Default)]
struct Cursor {
    /// The last audit entry when the database was looked at. Appends are in the order of their commits, and every
    /// change of a published row appends one: while it stands, nothing needs to be read.
    audited: Option<i64>,
    solutions: Option<DateTime<Utc>>,
    scenarios: Option<DateTime<Utc>>,
    /// Revision that was folded in, by row.
    seen: HashMap<Uuid, i32>,
    deals: Option<DateTime<Utc>>,
    /// Revisions of the deals that moved within [`OVERLAP`] of the last one, by deal.
    moved: HashMap<Uuid, (i32, DateTime<Utc>)>,
    /// Rows folded in since the fit.
    folded: usize,
    /// Vectors came that the engine's rows were not given yet.
    undressed: bool,
    /// It was fitted anew for vectors that came after the fit before.
    rescaled: bool,
    /// The model that the engine was taught, none for the prior; unknown after a fit.
    taught: Option<Option<Uuid>>,
    /// The experiment whose candidate was taken up.
    contends: Option<Contends>,
}

/// The matching engine over the published rows.
pub struct Pool {
    analyzer: Arc<Analyzer>,
    answer_days: u16,
    service: Option<Service>,
    engine: Arc<RwLock<Option<Engine>>>,
    cursor: Mutex<Cursor>,
    contender: Arc<Lock<Option<Arc<Contender>>>>,
}

enum Change {
    Solution(Uuid, Option<Box<Solution>>),
    Scenario(Uuid, Option<Box<Scenario>>),
}

impl Pool {
    /// A pool that fits itself at its first use. An invitation without an answer counts against the vendor from
    /// `answer_days` days on. Rows have the vectors that `service` made of them before.
    #[must_use]
    pub fn new(analyzer: Arc<Analyzer>, answer_days: u16, service: Option<Service>) -> Self {
        Self {
            analyzer,
            answer_days,
            service,
            engine: Arc::default(),
            cursor: Mutex::default(),
            contender: Arc::default(),
        }
    }

    /// The analyser that search uses too.
    #[must_use]
    pub fn analyzer(&self) -> &Arc<Analyzer> {
        &self.analyzer
    }

    /// Runs something on the engine as of now, off the async threads.
    ///
    /// # Errors
    /// Database errors, or what the engine refuses.
    pub async fn with<T: Send + 'static>(
        &self,
        db: &DatabaseConnection,
        run: impl FnOnce(&Engine) -> Result<T, recommender::Error> + Send + 'static,
    ) -> Result<T> {
        self.sync(db).await?;
        self.read(run).await
    }

    /// Runs something on the engine as it is. Any number of readers do so at once.
    async fn read<T: Send + 'static>(
        &self,
        run: impl FnOnce(&Engine) -> Result<T, recommender::Error> + Send + 'static,
    ) -> Result<T> {
        let engine = Arc::clone(&self.engine);
        let result = tokio::task::spawn_blocking(move || {
            let guard = engine.read().unwrap_or_else(std::sync::PoisonError::into_inner);
            guard.as_ref().map(run)
        })
        .await
        .map_err(|e| anyhow::anyhow!("the engine's thread ended: {e}"))?;
        let result = result.ok_or_else(|| anyhow::anyhow!("the engine was not fitted"))?;
        Ok(result.map_err(|e| anyhow::anyhow!("the engine refused: {e}"))?)
    }

    /// As [`Pool::with`], on the engine as if nothing had been learned.
    ///
    /// # Errors
    /// As [`Pool::with`].
    pub async fn with_prior<T: Send + 'static>(
        &self,
        db: &DatabaseConnection,
        run: impl FnOnce(&Engine) -> Result<T, recommender::Error> + Send + 'static,
    ) -> Result<T> {
        self.with(db, |engine| engine.unlearned(run)).await
    }

    /// Brings the engine up to date with the database.
    async fn sync(&self, db: &DatabaseConnection) -> Result<()> {
        let mut cursor = self.cursor.lock().await;
        // Read before the rows: what is committed meanwhile is found at the next use.
        let audited = audit::last(db).await?;
        // Vectors append nothing to the audit log: they change no row. Told once, so kept until they are taken in.
        cursor.undressed |= self.more_vectors().await;
        let mut changed = !self.is_fitted() || cursor.audited != Some(audited);
        if changed {
            self.read_changes(db, &mut cursor).await?;
        }
        if cursor.undressed {
            self.dress_again(&cursor).await?;
            cursor.undressed = false;
        }
        if !cursor.rescaled && self.wants_a_scale() {
            self.forget(&mut cursor);
            self.read_changes(db, &mut cursor).await?;
            cursor.rescaled = true;
            changed = true;
        }
        if !changed {
            return Ok(());
        }
        self.take_up_model(db, &mut cursor).await?;
        self.follow_experiment(db, &mut cursor).await;
        cursor.audited = Some(audited);
        Ok(())
    }

    fn is_fitted(&self) -> bool {
        let guard = self
            .engine
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        guard.is_some()
    }

    async fn read_changes(&self, db: &DatabaseConnection, cursor: &mut Cursor) -> Result<()> {
        loop {
            let mut changes = Vec::new();
            let moved = changed_records(db, cursor).await?;
            self.changed_solutions(db, cursor, &mut changes).await?;
            self.changed_scenarios(db, cursor, &mut changes).await?;
            let fitted = self.is_fitted();
            // Words and statistics stay what they were: these do not count towards a new fit.
            let rows = changes.len();
            if fitted {
                self.folded_again(db, cursor, &moved, &mut changes).await?;
            }
            if changes.is_empty() && fitted {
                return Ok(());
            }
            if fitted {
                cursor.folded += rows;
                let bound = (self.fitted_on() / 4).max(50);
                if cursor.folded > bound {
                    // Much has changed since the fit: the statistics of words would be those of a smaller pool.
                    self.forget(cursor);
                    continue;
                }
            }
            return self.apply(changes).await;
        }
    }

    /// Folds the changes in, or fits where nothing was fitted yet.
    async fn apply(&self, changes: Vec<Change>) -> Result<()> {
        let engine = Arc::clone(&self.engine);
        let analyzer = Arc::clone(&self.analyzer);
        tokio::task::spawn_blocking(move || apply(&engine, &analyzer, changes))
            .await
            .map_err(|e| anyhow::anyhow!("the engine's thread ended: {e}"))?
            .map_err(|e| anyhow::anyhow!("the engine refused a row: {e}"))?;
        Ok(())
    }

    /// Teaches the engine what the model that serves was taught, where it was not yet.
    async fn take_up_model(&self, db: &DatabaseConnection, cursor: &mut Cursor) -> Result<()> {
        let id = registry::serving_id(db).await?;
        // A fitted engine that was taught nothing ranks by the prior.
        if cursor.taught.unwrap_or(None) == id {
            cursor.taught = Some(id);
            return Ok(());
        }
        // Where another was put in its place since, this is the newer one.
        let serving = registry::serving(db).await?;
        let id = serving.as_ref().map(|row| row.id);
        let lesson = match &serving {
            Some(row) => teaching(row)?,
            None => Teaching::default(),
        };
        let rows = self.scenarios_of(db, &lesson).await?;
        let engine = Arc::clone(&self.engine);
        let learn =
            |engine: &mut Engine, lesson: &Teaching| engine.learn_with(&lesson.judgements, &lesson.choices);
        let taught = tokio::task::spawn_blocking(move || teach(&engine, lesson, rows, learn))
            .await
            .map_err(|e| anyhow::anyhow!("the engine's thread ended: {e}"))?;
        if let Err(error) = taught {
            // Lists go on as they were ranked; asked again at every use, it would fail every time.
            tracing::error!(%error, "the serving model could not be taken up");
        }
        cursor.taught = Some(id);
        Ok(())
    }

    /// The scenarios of a lesson that are public, closed ones included.
    async fn scenarios_of(&self, db: &DatabaseConnection, lesson: &Teaching) -> Result<Vec<Scenario>> {
        let judged = lesson.judgements.iter().map(|j| &j.scenario);
        let scenarios: Vec<Uuid> = judged
            .chain(lesson.choices.iter().map(|c| &c.scenario))
            .filter_map(|id| Uuid::parse_str(id).ok())
            .collect::<HashSet<_>>()
            .into_iter()
            .collect();
        let mut rows: Vec<Scenario> = demand::store::published(db, &scenarios)
            .await?
            .iter()
            .map(|(row, content)| scenario_row(row, content))
            .collect();
        self.dress_scenarios(&mut rows).await;
        Ok(rows)
    }

    /// Forgets the fit, so that the next look reads and fits everything.
    fn forget(&self, cursor: &mut Cursor) {
        *self
            .engine
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = None;
        *cursor = Cursor::default();
        self.put_contender(None);
    }

    /// Whether the fit was made without knowing what the encoder's cosines are commonly like, and could know it now.
    fn wants_a_scale(&self) -> bool {
        let guard = self
            .engine
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        guard.as_ref().is_some_and(Engine::wants_a_scale)
    }

    fn fitted_on(&self) -> usize {
        let guard = self
            .engine
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        guard.as_ref().map_or(0, |e| e.model().fitted_on)
    }

    async fn changed_solutions(
        &self,
        db: &DatabaseConnection,
        cursor: &mut Cursor,
        changes: &mut Vec<Change>,
    ) -> Result<()> {
        let mut select = solution::Entity::find().select_only().columns([
            solution::Column::Id,
            solution::Column::Revision,
            solution::Column::UpdatedAt,
        ]);
        if let Some(since) = cursor.solutions {
            select = select.filter(solution::Column::UpdatedAt.gt(since - OVERLAP));
        }
        let rows: Vec<(Uuid, i32, DateTime<Utc>)> = select
            .order_by_asc(solution::Column::UpdatedAt)
            .into_tuple()
            .all(db)
            .await?;
        let new: Vec<_> = rows
            .into_iter()
            .filter(|(id, revision, _)| cursor.seen.get(id) != Some(revision))
            .collect();
        for chunk in new.chunks(CHUNK as usize) {
            let ids: Vec<Uuid> = chunk.iter().map(|r| r.0).collect();
            let mut found = self.solution_rows(db, &ids).await?;
            for (id, revision, at) in chunk {
                cursor.seen.insert(*id, *revision);
                cursor.solutions = cursor.solutions.max(Some(*at));
                changes.push(Change::Solution(*id, found.remove(id).map(Box::new)));
            }
        }
        Ok(())
    }

    /// Published solutions with their records, by id.
    async fn solution_rows(&self, db: &DatabaseConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, Solution>> {
        let found = supply::store::published(db, ids).await?;
        let records = Records::of(db, found.iter().map(|f| &f.0), self.answer_days).await?;
        let mut rows: Vec<Solution> = found
            .iter()
            .map(|(row, content)| solution_row(row, content, &records))
            .collect();
        self.dress_solutions(&mut rows).await;
        Ok(found.iter().map(|f| f.0.id).zip(rows).collect())
    }

    /// The published solutions of vendors whose deals moved: their rows are the same, their records are not.
    async fn folded_again(
        &self,
        db: &DatabaseConnection,
        cursor: &Cursor,
        vendors: &[Uuid],
        changes: &mut Vec<Change>,
    ) -> Result<()> {
        for vendors in vendors.chunks(CHUNK as usize) {
            let mut ids: Vec<Uuid> = solution::Entity::find()
                .select_only()
                .column(solution::Column::Id)
                .filter(solution::Column::OrganisationId.is_in(vendors.iter().copied()))
                .into_tuple()
                .all(db)
                .await?;
            // One that changed since it was read comes with its own change.
            ids.retain(|id| cursor.seen.contains_key(id));
            let rows = self.solution_rows(db, &ids).await?;
            changes.extend(
                rows.into_iter()
                    .map(|(id, row)| Change::Solution(id, Some(Box::new(row)))),
            );
        }
        Ok(())
    }

    async fn changed_scenarios(
        &self,
        db: &DatabaseConnection,
        cursor: &mut Cursor,
        changes: &mut Vec<Change>,
    ) -> Result<()> {
        let mut select = scenario::Entity::find().select_only().columns([
            scenario::Column::Id,
            scenario::Column::Revision,
            scenario::Column::UpdatedAt,
        ]);
        if let Some(since) = cursor.scenarios {
            select = select.filter(scenario::Column::UpdatedAt.gt(since - OVERLAP));
        }
        let rows: Vec<(Uuid, i32, DateTime<Utc>)> = select
            .order_by_asc(scenario::Column::UpdatedAt)
            .into_tuple()
            .all(db)
            .await?;
        let new: Vec<_> = rows
            .into_iter()
            .filter(|(id, revision, _)| cursor.seen.get(id) != Some(revision))
            .collect();
        for chunk in new.chunks(CHUNK as usize) {
            let ids: Vec<Uuid> = chunk.iter().map(|r| r.0).collect();
            let mut open = demand::store::published(db, &ids).await?;
            open.retain(|(row, _)| demand::store::is_open(row));
            let mut rows: Vec<Scenario> = open
                .iter()
                .map(|(row, content)| scenario_row(row, content))
                .collect();
            self.dress_scenarios(&mut rows).await;
            let mut found: HashMap<Uuid, Scenario> = open.iter().map(|o| o.0.id).zip(rows).collect();
            for (id, revision, at) in chunk {
                cursor.seen.insert(*id, *revision);
                cursor.scenarios = cursor.scenarios.max(Some(*at));
                changes.push(Change::Scenario(*id, found.remove(id).map(Box::new)));
            }
        }
        Ok(())
    }
}

/// Vendors whose deals moved since the last look.
async fn changed_records(db: &DatabaseConnection, cursor: &mut Cursor) -> Result<Vec<Uuid>> {
    let mut select = deal::Entity::find().select_only().columns([
        deal::Column::Id,
        deal::Column::VendorId,
        deal::Column::Revision,
        deal::Column::UpdatedAt,
    ]);
    match cursor.deals {
        Some(since) => select = select.filter(deal::Column::UpdatedAt.gt(since - OVERLAP)),
        // Every row is about to be read with its record: the last few deals are all that has to be known.
        None => select = select.order_by_desc(deal::Column::UpdatedAt).limit(CHUNK),
    }
    let rows: Vec<(Uuid, Uuid, i32, DateTime<Utc>)> = select.into_tuple().all(db).await?;
    let mut vendors = Vec::new();
    for (id, vendor, revision, at) in rows {
        cursor.deals = cursor.deals.max(Some(at));
        if cursor
            .moved
            .insert(id, (revision, at))
            .is_none_or(|was| was.0 != revision)
        {
            vendors.push(vendor);
        }
    }
    if let Some(last) = cursor.deals {
        cursor.moved.retain(|_, (_, at)| *at > last - OVERLAP);
    }
    vendors.sort_unstable();
    vendors.dedup();
    Ok(vendors)
}

/// Teaches the engine. Closed scenarios are taken in for the lesson and taken out again: what is remembered of them
/// stays. Of rows that are not public any more nothing is taught.
fn teach<T: Default>(
    engine: &RwLock<Option<Engine>>,
    lesson: Teaching,
    scenarios: Vec<Scenario>,
    learn: impl FnOnce(&mut Engine, &Teaching) -> Result<T, recommender::Error>,
) -> Result<T, recommender::Error> {
    let mut guard = engine.write().unwrap_or_else(std::sync::PoisonError::into_inner);
    let Some(engine) = guard.as_mut() else {
        return Ok(T::default());
    };
    let mut guests = Vec::new();
    for row in scenarios {
        if engine.scenario(&row.id).is_none() {
            guests.push(row.id.clone());
            engine.upsert_scenario(row)?;
        }
    }
    let lesson = lesson.filtered(|scenario, solution| {
        engine.scenario(scenario).is_some() && engine.solution(solution).is_some()
    });
    let taught = learn(engine, &lesson);
    for id in guests {
        engine.remove_scenario(&id);
    }
    taught
}

/// Folds the changes in, or fits where nothing was fitted yet.
fn apply(
    engine: &RwLock<Option<Engine>>,
    analyzer: &Arc<Analyzer>,
    changes: Vec<Change>,
) -> Result<(), recommender::Error> {
    let mut guard = engine.write().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(engine) = guard.as_mut() {
        for change in changes {
            match change {
                Change::Solution(_, Some(row)) => engine.upsert_solution(*row)?,
                Change::Solution(id, None) => {
                    engine.remove_solution(&id.to_string());
                }
                Change::Scenario(_, Some(row)) => engine.upsert_scenario(*row)?,
                Change::Scenario(id, None) => {
                    engine.remove_scenario(&id.to_string());
                }
            }
        }
        return Ok(());
    }
    let (mut solutions, mut scenarios) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Solution(_, row) => solutions.extend(row.map(|r| *r)),
            Change::Scenario(_, row) => scenarios.extend(row.map(|r| *r)),
        }
    }
    *guard = Some(Engine::fit(
        solutions,
        scenarios,
        Arc::clone(analyzer),
        &Params::default(),
    )?);
    Ok(())
}
