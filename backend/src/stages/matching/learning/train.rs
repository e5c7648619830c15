//! Does what people did teach the engine to rank better? A candidate is learned beside what serves, measured on
//! scenarios that neither has seen, and kept with its card; nothing that serves is touched.
//!
//! The engine that is taught is one of its own, fitted on the published rows: memory and time are those of a start.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use entity::states::ModelState;
use entity::{model, scenario, solution};
use recommender::feedback::{
    CARD_VERSION, CardData, CompareOptions, Deed, Grades, Limit, ModelCard, Propensities, Rule, compare,
    grades_of,
};
use recommender::{Analyzer, Engine, Judgement, Params, Scenario, Solution, Teaching};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::choices::teaching;
use super::deeds::Deeds;
use super::registry;
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::{audit, clock, database};
use crate::stages::matching::records::Records;
use crate::stages::matching::rows::{scenario_row, solution_row};
use crate::stages::matching::service::TOP;
use crate::stages::{demand, supply};
use crate::state::App;

/// Fewest scenarios whose solutions have different grades: with less nothing can be measured.
const LEAST_SCENARIOS: usize = 2;

/// What came of a training.
#[derive(Debug)]
pub struct Trained {
    /// The model.
    pub model: model::Model,
    /// Whether it is new: the same deeds beside the same serving model give the model that there is.
    pub new: bool,
}

/// Learns a candidate from what people did, measures it against what serves, and keeps it.
///
/// # Errors
/// `too_few_deeds` with what lacks, `wrong_state` where a training runs in this process; nothing is written then.
pub async fn train(app: &App, by: Option<Uuid>) -> Result<Trained> {
    let Ok(_alone) = app.training.try_lock() else {
        return Err(Problem::wrong_state("train", "training", &["idle"]));
    };
    app.recorder.flush().await;
    let mut deeds = Deeds::read(&app.db).await?;
    let all = pairs(&deeds.deeds);
    let rows = Rows::read(app, &deeds).await?;
    deeds
        .deeds
        .retain(|d| rows.has_scenario(&d.scenario) && rows.has_solution(&d.solution));
    deeds.lists.retain(|l| rows.has_scenario(&l.scenario));
    let grades = Grades::default();
    let candidate = Teaching {
        judgements: grades_of(&deeds.deeds, &grades).map_err(anyhow::Error::new)?,
        choices: deeds.choices.filtered(|s, o| rows.has(s, o)),
    };
    enough(&candidate.judgements)?;

    let params = Params::default();
    let digest = digest(&params, &candidate)?;
    let serving = registry::serving(&app.db).await?;
    let against = serving.as_ref().map(|row| row.digest.clone());
    if let Some(model) = same(app, &digest, against.as_deref()).await? {
        return Ok(Trained { model, new: false });
    }
    let taught = match &serving {
        Some(row) => teaching(row)?.filtered(|s, o| rows.has(s, o)),
        None => Teaching::default(),
    };
    let data = card_data(&deeds, &candidate, all - pairs(&deeds.deeds));
    let measured = Measure {
        analyzer: Arc::clone(app.pool.analyzer()),
        rows,
        params: params.clone(),
        serving: taught,
        candidate: candidate.clone(),
        deeds,
    };
    let measured = tokio::task::spawn_blocking(move || measured.run())
        .await
        .map_err(|e| anyhow::anyhow!("the thread that trains ended: {e}"))?
        .map_err(|e| anyhow::anyhow!("the engine refused: {e}"))?;
    let rule = Rule::default();
    let decision = rule.decide(Some(&measured.compared));
    let data = CardData {
        pairs_at_several_places: measured.pairs_at_several_places,
        ..data
    };
    let card = ModelCard {
        version: CARD_VERSION,
        limits: Limit::of(&data, Some(&measured.compared)),
        data,
        features: measured.weights.keys().cloned().collect(),
        weights: measured.weights,
        grades,
        serving: against,
        compared: Some(measured.compared),
        rule,
        decision,
    };
    let state = if card.decision.beats {
        ModelState::Candidate
    } else {
        ModelState::Refused
    };
    let row = model::ActiveModel {
        id: Set(Uuid::now_v7()),
        state: Set(state),
        digest: Set(digest),
        trained_digest: Set(measured.digest),
        params: Set(json!(params)),
        judgements: Set(json!(candidate)),
        card: Set(json!(card)),
        created_by: Set(by),
        created_at: Set(clock::now()),
    };
    let tx = database::begin_write(&app.db).await?;
    let model = row.insert(&tx).await?;
    let entry = audit::Entry {
        actor: by,
        action: "model.train",
        kind: "model",
        id: model.id.to_string(),
        detail: json!({"digest": model.digest, "state": state.as_str()}),
    };
    audit::append(&tx, entry).await?;
    tx.commit().await?;
    Ok(Trained { model, new: true })
}

fn pairs(deeds: &[Deed]) -> usize {
    let pairs: BTreeSet<_> = deeds.iter().map(|d| (&d.scenario, &d.solution)).collect();
    pairs.len()
}

/// Refuses, saying what lacks, where nothing could be measured.
fn enough(judgements: &[Judgement]) -> Result<()> {
    let mut grades: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
    for j in judgements {
        grades.entry(&j.scenario).or_default().insert(j.grade);
    }
    let found = grades.values().filter(|g| g.len() > 1).count();
    if found >= LEAST_SCENARIOS {
        return Ok(());
    }
    let detail = format!(
        "expected {LEAST_SCENARIOS} scenarios or more in which solutions fared differently; found {found} among {} with {} judged pairs",
        grades.len(),
        judgements.len()
    );
    Err(Problem {
        code: Code::TooFewDeeds,
        detail: Some(detail.clone()),
        errors: vec![FieldError::new("scenarios", "too_few_scenarios", detail)],
    })
}

/// SHA-256 in hex of parameters, judgements and choices: what a model is.
fn digest(params: &Params, taught: &Teaching) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(params)?);
    for j in &taught.judgements {
        hash.update(format!("\n{} {} {}", j.scenario, j.solution, j.grade));
    }
    for c in &taught.choices {
        hash.update(format!("\n{} {} {} {}", c.by, c.scenario, c.solution, c.chosen));
    }
    Ok(hex::encode(hash.finalize()))
}

/// The last model, where it is this one, measured against the same.
async fn same(app: &App, digest: &str, against: Option<&str>) -> Result<Option<model::Model>> {
    let last = model::Entity::find()
        .order_by_desc(model::Column::Id)
        .one(&app.db)
        .await?;
    let Some(last) = last.filter(|m| m.digest == digest) else {
        return Ok(None);
    };
    // What serves is not measured against itself.
    let serves = last.state == ModelState::Serving;
    let card = registry::card(&last)?;
    Ok((serves || card.serving.as_deref() == against).then_some(last))
}

fn card_data(deeds: &Deeds, taught: &Teaching, left_out: usize) -> CardData {
    let judgements = &taught.judgements;
    let chosen = taught.choices.iter().filter(|c| c.chosen);
    let (first, last) = deeds.period();
    let mut data = CardData {
        judgements: judgements.len(),
        scenarios: judgements
            .iter()
            .map(|j| &j.scenario)
            .collect::<BTreeSet<_>>()
            .len(),
        solutions: judgements
            .iter()
            .map(|j| &j.solution)
            .collect::<BTreeSet<_>>()
            .len(),
        choices: chosen.clone().count(),
        choosers: chosen.map(|c| &c.by).collect::<BTreeSet<_>>().len(),
        left_out,
        shown_lists: deeds.lists.len(),
        first,
        last,
        ..CardData::default()
    };
    for j in judgements {
        *data.by_grade.entry(j.grade).or_default() += 1;
    }
    for d in &deeds.deeds {
        *data.by_deed.entry(d.kind).or_default() += 1;
    }
    data
}

/// Rows that the engine is fitted on: what is published, and closed scenarios that something was done with.
struct Rows {
    solutions: Vec<Solution>,
    scenarios: Vec<Scenario>,
    ids: HashSet<String>,
}

impl Rows {
    async fn read(app: &App, deeds: &Deeds) -> Result<Self> {
        let ids: Vec<Uuid> = solution::Entity::find()
            .select_only()
            .column(solution::Column::Id)
            .order_by_asc(solution::Column::Id)
            .into_tuple()
            .all(&app.db)
            .await?;
        let offers = supply::store::published(&app.db, &ids).await?;
        let records = Records::of(
            &app.db,
            offers.iter().map(|o| &o.0),
            app.settings.match_answer_days,
        )
        .await?;
        let mut solutions: Vec<Solution> = offers
            .iter()
            .map(|(row, content)| solution_row(row, content, &records))
            .collect();
        let ids: Vec<Uuid> = scenario::Entity::find()
            .select_only()
            .column(scenario::Column::Id)
            .order_by_asc(scenario::Column::Id)
            .into_tuple()
            .all(&app.db)
            .await?;
        let told: HashSet<&str> = deeds.deeds.iter().map(|d| d.scenario.as_str()).collect();
        let mut scenarios: Vec<Scenario> = demand::store::published(&app.db, &ids)
            .await?
            .iter()
            .filter(|(row, _)| demand::store::is_open(row) || told.contains(row.id.to_string().as_str()))
            .map(|(row, content)| scenario_row(row, content))
            .collect();
        // As they are ranked: a model is measured with what it will read.
        app.pool.dress_solutions(&mut solutions).await;
        app.pool.dress_scenarios(&mut scenarios).await;
        // In the order of ids, whatever order the database gives: the same rows fit the same engine.
        solutions.sort_by(|a, b| a.id.cmp(&b.id));
        scenarios.sort_by(|a, b| a.id.cmp(&b.id));
        let ids = solutions
            .iter()
            .map(|s| &s.id)
            .chain(scenarios.iter().map(|s| &s.id));
        Ok(Self {
            ids: ids.cloned().collect(),
            solutions,
            scenarios,
        })
    }

    fn has_scenario(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    fn has_solution(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    fn has(&self, scenario: &str, solution: &str) -> bool {
        self.has_scenario(scenario) && self.has_solution(solution)
    }
}

/// What a measurement takes.
struct Measure {
    analyzer: Arc<Analyzer>,
    rows: Rows,
    params: Params,
    serving: Teaching,
    candidate: Teaching,
    deeds: Deeds,
}

/// What it gives.
struct Measured {
    compared: recommender::feedback::Comparison,
    digest: String,
    weights: BTreeMap<String, f32>,
    pairs_at_several_places: usize,
}

impl Measure {
    fn run(self) -> Result<Measured, recommender::Error> {
        let mut engine = Engine::fit(
            self.rows.solutions,
            self.rows.scenarios,
            self.analyzer,
            &self.params,
        )?;
        let places = Propensities::fit(&self.deeds.seen, TOP)?;
        let shown = (self.deeds.lists.as_slice(), &places);
        let options = CompareOptions::default();
        let compared = compare(&mut engine, &self.serving, &self.candidate, shown, &options)?;
        let digest = engine.model().digest.clone();
        // A model is what it was taught: taught again, it is the same one. If not, nothing here could be relied on.
        engine.learn_with(&self.candidate.judgements, &self.candidate.choices)?;
        if engine.model().digest != digest {
            return Err(recommender::Error::Model {
                reason: "the same teaching made another model".to_owned(),
            });
        }
        let weights = engine.lesson().map(|l| l.weights.clone());
        Ok(Measured {
            compared,
            digest,
            weights: weights.unwrap_or_default(),
            pairs_at_several_places: places.pairs(),
        })
    }
}
