//! What goes out about models?

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entity::states::{ModelAction, ModelState};
use entity::{model, model_move};
use recommender::feedback::{Comparison, Estimate, ModelCard};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::algorithm::{FeatureView, features};
use super::registry;
use crate::http::problem::Result;

/// What a model was taught.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ModelData {
    /// Judged pairs.
    judgements: usize,
    /// Scenarios among them.
    scenarios: usize,
    /// Solutions among them.
    solutions: usize,
    /// Pairs by grade.
    by_grade: BTreeMap<String, usize>,
    /// Deeds by kind.
    by_deed: BTreeMap<String, usize>,
    /// That an organisation chose a solution for one of its scenarios.
    choices: usize,
    /// Organisations among these.
    choosers: usize,
    /// Pairs left out because a row is not public any more.
    left_out: usize,
    /// Lists that were shown.
    shown_lists: usize,
    /// Pairs that stood at several places: from these it is known how places differ.
    pairs_at_several_places: usize,
    /// Time of the first deed.
    first: Option<String>,
    /// Time of the last.
    last: Option<String>,
}

/// A figure with its 95 % interval.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Bounded {
    /// The figure.
    value: f64,
    /// Lower end; none where there is too little to tell.
    low: Option<f64>,
    /// Upper end.
    high: Option<f64>,
}

impl Bounded {
    fn of(estimate: &Estimate) -> Self {
        Self {
            value: estimate.value,
            low: estimate.interval.map(|i| i.0),
            high: estimate.interval.map(|i| i.1),
        }
    }
}

/// What the candidate's order of shown lists would have earned, in clicks a row.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ShownWorth {
    /// Lists shown.
    lists: usize,
    /// As they were shown.
    logged: f64,
    /// By inverse propensity scoring.
    ips: Bounded,
    /// The same, self-normalised.
    snips: Bounded,
}

/// The measurement against what served.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Measurement {
    /// Groups of scenarios, each held out once.
    folds: usize,
    /// Scenarios measured.
    scenarios: usize,
    /// Organisations whose they are; 0 where a measurement of before did not count them.
    organisations: usize,
    /// Their judged pairs.
    pairs: usize,
    /// Mean NDCG at 10 of what served.
    serving_ndcg: f64,
    /// Mean NDCG at 10 of this model.
    candidate_ndcg: f64,
    /// This model less what served.
    difference: Bounded,
    /// On the lists that were shown, where any was.
    shown: Option<ShownWorth>,
}

impl Measurement {
    fn of(c: &Comparison) -> Self {
        Self {
            folds: c.folds,
            scenarios: c.scenarios,
            organisations: c.organisations,
            pairs: c.pairs,
            serving_ndcg: c.serving_ndcg,
            candidate_ndcg: c.candidate_ndcg,
            difference: Bounded {
                value: c.difference.mean,
                low: Some(c.difference.low),
                high: Some(c.difference.high),
            },
            shown: c.shown.as_ref().map(|s| ShownWorth {
                lists: s.lists,
                logged: s.logged,
                ips: Bounded::of(&s.ips),
                snips: Bounded::of(&s.snips),
            }),
        }
    }
}

/// What it takes to serve; the operator's figures, no law asks for them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PromotionRule {
    /// Fewest scenarios measured.
    least_scenarios: usize,
    /// Fewest organisations whose they are.
    least_organisations: usize,
    /// The mean gain must be above this.
    least_gain: f64,
    /// Whether the interval of the gain must lie above zero.
    interval_above_zero: bool,
}

/// A model and its card.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ModelView {
    /// Its id.
    id: Uuid,
    /// Where it stands.
    state: ModelState,
    /// Digest of its judgements and parameters: what it is.
    digest: String,
    /// Digest of the engine that was taught it when it was measured.
    trained_digest: String,
    /// When it was trained.
    created_at: DateTime<Utc>,
    /// Whether an operator asked for it; otherwise the job or the command did.
    asked_for: bool,
    /// What it was taught.
    data: ModelData,
    /// What pairs are ranked by.
    features: Vec<String>,
    /// What each of these weighed when it was measured, the heaviest first; empty on a card of before that was kept.
    weights: Vec<FeatureView>,
    /// Grade by deed.
    grades: BTreeMap<String, u8>,
    /// Digest of the model that it was measured against; none for the prior.
    measured_against: Option<String>,
    /// The measurement.
    measured: Option<Measurement>,
    /// What it takes to serve.
    rule: PromotionRule,
    /// What of it is not met, by now: `too_few_scenarios`, `too_few_organisations`, `gain_too_small`, `interval_reaches_zero`,
    /// `nothing_measured`, `measured_against_another`.
    unmet: Vec<String>,
    /// What its figures do not show: `shown_only`, `held_out`, `no_outcomes`, `places_assumed`, `few_scenarios`.
    limits: Vec<String>,
    /// Whether it may be promoted now.
    promotable: bool,
}

/// A word of the card, as it is stored.
fn word(value: impl Serialize) -> Result<String> {
    Ok(match serde_json::to_value(value)? {
        Value::String(word) => word,
        other => other.to_string(),
    })
}

impl ModelView {
    /// The view of a row, beside what serves now.
    pub fn of(row: &model::Model, serving: Option<&model::Model>) -> Result<Self> {
        let card: ModelCard = registry::card(row)?;
        let unmet = registry::unmet(&card, serving);
        let open = row.state == ModelState::Candidate;
        let limits: Result<Vec<_>> = card.limits.iter().map(word).collect();
        let by_deed: Result<BTreeMap<_, _>> = card
            .data
            .by_deed
            .iter()
            .map(|(deed, n)| Ok((word(deed)?, *n)))
            .collect();
        Ok(Self {
            id: row.id,
            state: row.state,
            digest: row.digest.clone(),
            trained_digest: row.trained_digest.clone(),
            created_at: row.created_at,
            asked_for: row.created_by.is_some(),
            data: ModelData {
                judgements: card.data.judgements,
                scenarios: card.data.scenarios,
                solutions: card.data.solutions,
                by_grade: card
                    .data
                    .by_grade
                    .iter()
                    .map(|(g, n)| (g.to_string(), *n))
                    .collect(),
                by_deed: by_deed?,
                choices: card.data.choices,
                choosers: card.data.choosers,
                left_out: card.data.left_out,
                shown_lists: card.data.shown_lists,
                pairs_at_several_places: card.data.pairs_at_several_places,
                first: card.data.first,
                last: card.data.last,
            },
            features: card.features,
            weights: features(&card.weights),
            grades: serde_json::from_value(serde_json::to_value(card.grades)?)?,
            measured_against: card.serving,
            measured: card.compared.as_ref().map(Measurement::of),
            rule: PromotionRule {
                least_scenarios: card.rule.least_scenarios,
                least_organisations: card.rule.least_organisations,
                least_gain: card.rule.least_gain,
                interval_above_zero: card.rule.interval_above_zero,
            },
            promotable: open && unmet.is_empty(),
            // Of what serves or served it is no longer asked.
            unmet: match row.state {
                ModelState::Serving | ModelState::Retired => Vec::new(),
                _ => unmet.into_iter().map(str::to_owned).collect(),
            },
            limits: limits?,
        })
    }
}

/// How a model came into service.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ModelMoveView {
    /// What was done.
    action: ModelAction,
    /// What served before; none for the prior.
    from: Option<Uuid>,
    /// What serves after; none for the prior.
    to: Option<Uuid>,
    /// Why.
    reason: String,
    /// Name of the person who did it.
    actor: String,
    /// When.
    at: DateTime<Utc>,
}

impl ModelMoveView {
    /// The view of a move by somebody of that name.
    pub fn of(row: model_move::Model, actor: String) -> Self {
        Self {
            action: row.action,
            from: row.from_id,
            to: row.to_id,
            reason: row.reason,
            actor,
            at: row.at,
        }
    }
}

/// The registry.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ModelsView {
    /// The model that serves; none for the prior.
    pub serving: Option<Uuid>,
    /// Hours between trainings; 0 where nothing is trained by itself. The operator's setting.
    pub train_hours: u16,
    /// Models, the latest first, at most a hundred.
    pub items: Vec<ModelView>,
    /// Moves, the latest first, at most a hundred.
    pub moves: Vec<ModelMoveView>,
}
