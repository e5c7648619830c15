//! How are lists ranked and frozen? A list is stored when it differs from the one shown before.

use std::collections::{HashMap, HashSet};

use entity::states::{DealState, Ranker, SubjectKind};
use entity::{deal, draft, match_entry, match_list, scenario, solution};
use recommender::{Engine, MatchList, MatchOptions, Spread};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::learning::drafting::{self, Draft};
use super::learning::refuses;
use super::records::Records;
use super::rows::{scenario_row, solution_row};
use crate::http::problem::{Code, Problem, Result};
use crate::platform::{clock, database};
use crate::stages::{demand, supply};
use crate::state::App;

/// Length of a frozen list.
pub const TOP: usize = 20;
/// Rows that are ranked for it: the cap by vendor leaves some out.
pub(super) const RANKED: usize = 2 * TOP;

/// What ranks a list, by what the model says of itself.
fn ranker(engine: &Engine) -> Ranker {
    match engine.lesson() {
        Some(_) => Ranker::Learned,
        None => Ranker::Prior,
    }
}

/// Ranks solutions for a published scenario and freezes the list; by the prior where it is not to be `personalised`.
///
/// # Errors
/// `wrong_state` where it was never published.
pub async fn freeze_scenario(
    app: &App,
    row: &scenario::Model,
    personalised: bool,
) -> Result<match_list::Model> {
    let content = demand::store::published_content(&app.db, row)
        .await?
        .ok_or_else(|| Problem::wrong_state("match", row.state.as_str(), &["published"]))?;
    let mut subject = scenario_row(row, &content);
    app.pool.dress_scenarios(std::slice::from_mut(&mut subject)).await;
    // An organisation that is both does not get its own solutions recommended.
    let options = MatchOptions {
        top: RANKED,
        hard_filters: true,
        exclude_vendor: Some(row.organisation_id.to_string()),
        ..MatchOptions::default()
    };
    let query = subject.clone();
    let run = move |engine: &Engine| {
        let list = engine.match_scenario(&query, &options)?;
        let vendor = |id: &str| engine.solution(id).and_then(|row| row.vendor.clone());
        let vendors = list
            .entries
            .iter()
            .filter_map(|e| Some((e.id.clone(), vendor(&e.id)?)))
            .collect();
        Ok((list, vendors, ranker(engine)))
    };
    let ((list, vendors, ranker), other) = if !personalised {
        (app.pool.with_prior(&app.db, run).await?, None)
    } else if refuses(&app.db, row.organisation_id).await? {
        // Whoever is not learned from takes part in no experiment.
        (app.pool.with(&app.db, run).await?, None)
    } else {
        app.pool.with_both(&app.db, run).await?
    };
    let mut sharing = Sharing::of(app, vendors).await?;
    let (list, ranker, draft) = match other {
        Some((experiment, (candidate, vendors, _))) => {
            sharing.also(app, vendors).await?;
            drafted((experiment, row.id), (list, ranker), candidate, &sharing)?
        }
        None => (sharing.out(list)?, ranker, None),
    };
    let lines = |_: &str| subject.requirements.clone();
    freeze(
        app,
        SubjectKind::Scenario,
        row.id,
        row.organisation_id,
        (&list, ranker, draft.as_ref()),
        lines,
    )
    .await
}

/// A list of what serves and the candidate's, where they differ in what they show; else, or where they cannot be put
/// together, the list of what serves.
fn drafted(
    ids: (Uuid, Uuid),
    (list, ranker): (MatchList, Ranker),
    candidate: MatchList,
    sharing: &Sharing,
) -> Result<(MatchList, Ranker, Option<Draft>)> {
    let plain = sharing.out(list.clone())?;
    if drafting::same_order(&plain, &sharing.out(candidate.clone())?) {
        return Ok((plain, ranker, None));
    }
    match drafting::draft(ids, list, candidate, RANKED) {
        // Places are shared out once more: two lists that keep the limit can break it together.
        Ok((list, draft)) => Ok((sharing.out(list)?, Ranker::Learned, Some(draft))),
        Err(error) => {
            tracing::error!(%error, experiment = %ids.0, "a list could not be drafted");
            Ok((plain, ranker, None))
        }
    }
}

/// How the places of a list are shared, by the operator's settings.
pub(super) fn spread(app: &App) -> Spread {
    Spread {
        top: TOP,
        per_vendor: app.settings.match_per_vendor,
        newcomers: app.settings.match_new_places,
    }
}

/// How the places of a scenario's list are shared among vendors.
struct Sharing {
    spread: Spread,
    /// Vendor by id of the solution.
    vendors: HashMap<String, String>,
    /// Vendors with an accepted project.
    proven: HashSet<String>,
}

impl Sharing {
    async fn of(app: &App, vendors: HashMap<String, String>) -> Result<Self> {
        Ok(Self {
            spread: spread(app),
            proven: proven(app, Some(&vendors)).await?,
            vendors,
        })
    }

    /// Takes in the rows of another list.
    async fn also(&mut self, app: &App, mut vendors: HashMap<String, String>) -> Result<()> {
        vendors.retain(|id, _| !self.vendors.contains_key(id));
        self.proven.extend(proven(app, Some(&vendors)).await?);
        self.vendors.extend(vendors);
        Ok(())
    }

    fn out(&self, list: MatchList) -> Result<MatchList> {
        let shared = self.spread.apply(
            list,
            |id| self.vendors.get(id).cloned(),
            |vendor| !self.proven.contains(vendor),
        );
        Ok(shared.map_err(anyhow::Error::new)?)
    }
}

/// Those of these vendors, or of all, that have an accepted project.
pub(super) async fn proven(app: &App, vendors: Option<&HashMap<String, String>>) -> Result<HashSet<String>> {
    let mut deals = deal::Entity::find()
        .select_only()
        .column(deal::Column::VendorId)
        .distinct()
        .filter(deal::Column::State.eq(DealState::Accepted));
    if let Some(vendors) = vendors {
        let ids: HashSet<Uuid> = vendors.values().filter_map(|v| Uuid::parse_str(v).ok()).collect();
        deals = deals.filter(deal::Column::VendorId.is_in(ids));
    }
    let ids = deals.into_tuple::<Uuid>().all(&app.db).await?;
    Ok(ids.iter().map(Uuid::to_string).collect())
}

/// Ranks scenarios for a published solution and freezes the list; by the prior where it is not to be `personalised`.
///
/// # Errors
/// `wrong_state` where it was never published.
pub async fn freeze_solution(
    app: &App,
    row: &solution::Model,
    personalised: bool,
) -> Result<match_list::Model> {
    let content = supply::store::published_content(&app.db, row)
        .await?
        .ok_or_else(|| Problem::wrong_state("match", row.state.as_str(), &["published"]))?;
    let records = Records::of(&app.db, std::iter::once(row), app.settings.match_answer_days).await?;
    let mut subject = solution_row(row, &content, &records);
    app.pool.dress_solutions(std::slice::from_mut(&mut subject)).await;
    let options = MatchOptions {
        top: TOP,
        hard_filters: true,
        // A buyer that is also a vendor is not recommended its own scenarios.
        exclude_vendor: Some(row.organisation_id.to_string()),
        on: Some(clock::shanghai_day(clock::now())),
    };
    let run = move |engine: &Engine| {
        let list = engine.match_solution(&subject, &options)?;
        let lines: HashMap<String, _> = list
            .entries
            .iter()
            .filter_map(|e| Some((e.id.clone(), engine.scenario(&e.id)?.requirements.clone())))
            .collect();
        Ok((list, lines, ranker(engine)))
    };
    let (list, lines, ranker) = if personalised {
        app.pool.with(&app.db, run).await?
    } else {
        app.pool.with_prior(&app.db, run).await?
    };
    let lines = |id: &str| lines.get(id).cloned().unwrap_or_default();
    freeze(
        app,
        SubjectKind::Solution,
        row.id,
        row.organisation_id,
        (&list, ranker, None),
        lines,
    )
    .await
}

/// Freezes the lists of those scenarios that are open.
///
/// # Errors
/// Database or engine errors.
pub async fn freeze_scenarios(app: &App, ids: &[Uuid]) -> Result<()> {
    let rows = scenario::Entity::find()
        .filter(scenario::Column::Id.is_in(ids.iter().copied()))
        .all(&app.db)
        .await?;
    for row in rows.iter().filter(|r| demand::store::is_open(r)) {
        freeze_scenario(app, row, true).await?;
    }
    Ok(())
}

/// The list last frozen for a row.
///
/// # Errors
/// `not_found` where none was.
pub async fn latest(app: &App, kind: SubjectKind, id: Uuid) -> Result<match_list::Model> {
    match_list::Entity::find()
        .filter(match_list::Column::SubjectId.eq(id))
        .filter(match_list::Column::SubjectKind.eq(kind))
        .order_by_desc(match_list::Column::Id)
        .one(&app.db)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))
}

async fn freeze(
    app: &App,
    kind: SubjectKind,
    id: Uuid,
    organisation: Uuid,
    (list, ranker, draft): (&MatchList, Ranker, Option<&Draft>),
    lines: impl Fn(&str) -> Vec<recommender::Requirement>,
) -> Result<match_list::Model> {
    let fingerprint = fingerprint(list, draft);
    // Compared with the last one of its own kind: a look without what was learned in between makes no new list.
    let last = match_list::Entity::find()
        .filter(match_list::Column::SubjectId.eq(id))
        .filter(match_list::Column::SubjectKind.eq(kind))
        .filter(match_list::Column::Ranker.eq(ranker))
        .order_by_desc(match_list::Column::Id)
        .one(&app.db)
        .await?;
    if let Some(last) = last.filter(|l| l.fingerprint == fingerprint) {
        return Ok(last);
    }
    let mut entries = Vec::with_capacity(list.entries.len());
    let list_id = Uuid::now_v7();
    for (place, entry) in list.entries.iter().enumerate() {
        let requirements = lines(&entry.id);
        // The requirement's words are stored too: the list must prove itself when the scenario has moved on.
        let coverage: Vec<_> = entry
            .coverage
            .iter()
            .map(|c| {
                let mut line = json!(c);
                if let Some(r) = requirements.iter().find(|r| r.id == c.requirement_id) {
                    line["requirement"] = json!(r.text);
                    line["essential"] = json!(r.essential);
                }
                line
            })
            .collect();
        entries.push(match_entry::ActiveModel {
            id: Set(Uuid::now_v7()),
            list_id: Set(list_id),
            position: Set(i32::try_from(place + 1).unwrap_or(i32::MAX)),
            counterpart_id: Set(
                Uuid::parse_str(&entry.id).map_err(|e| anyhow::anyhow!("an id of the engine: {e}"))?
            ),
            score: Set(f64::from(entry.score)),
            detail: Set(
                json!({"components": entry.components, "coverage": coverage, "reasons": entry.reasons}),
            ),
            team: Set(draft.and_then(|d| d.teams.get(&entry.id).copied())),
        });
    }
    let tx = database::begin_write(&app.db).await?;
    let row = match_list::ActiveModel {
        id: Set(list_id),
        subject_kind: Set(kind),
        subject_id: Set(id),
        organisation_id: Set(organisation),
        model: Set(list.model.clone()),
        ranker: Set(ranker),
        fingerprint: Set(fingerprint),
        considered: Set(i32::try_from(list.considered).unwrap_or(i32::MAX)),
        excluded: Set(json!(list.excluded)),
        created_at: Set(clock::now()),
    }
    .insert(&tx)
    .await?;
    if let Some(it) = draft {
        let row = draft::ActiveModel {
            list_id: Set(list_id),
            experiment_id: Set(it.experiment),
            serving_model: Set(it.serving.clone()),
            candidate_model: Set(it.candidate.clone()),
        };
        row.insert(&tx).await?;
    }
    if !entries.is_empty() {
        match_entry::Entity::insert_many(entries)
            .exec_without_returning(&tx)
            .await?;
    }
    tx.commit().await?;
    Ok(row)
}

fn fingerprint(list: &MatchList, draft: Option<&Draft>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(&list.model);
    if let Some(draft) = draft {
        hasher.update(draft.experiment);
    }
    for entry in &list.entries {
        hasher.update(format!("\n{} {:.4}", entry.id, entry.score));
        if let Some(team) = draft.and_then(|d| d.teams.get(&entry.id)) {
            hasher.update(format!(" {team:?}"));
        }
        for line in &entry.coverage {
            hasher.update(format!(" {}:{:?}", line.requirement_id, line.verdict));
        }
    }
    hex::encode(hasher.finalize())
}
