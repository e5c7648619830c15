//! By which principle are lists ranked, what is recorded, and how is it refused? Public, and read off the running
//! program: codes whose words are in the interface.

use std::collections::BTreeMap;

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use entity::states::ClickKind;
use entity::{click, impression, match_list};
use recommender::behaviour::LEAST_ALIKE;
use recommender::{Engine, Excluded, ModelInfo};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, Iterable, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{experiment, registry, teaching};
use crate::http::problem::Result;
use crate::stages::matching::service;
use crate::state::App;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(algorithm);
}

/// The model that ranks at present.
#[derive(Debug, Serialize, ToSchema)]
struct ServingView {
    /// Its digest, as it stands on the lists that it ranked.
    digest: String,
    /// `prior`: weights as they are stated in the code; `learned`: moved by judgements.
    ranker: String,
    /// Judged pairs that it learned from.
    judgements: usize,
    /// Rows that its weights of words were fitted on.
    fitted_on: usize,
    /// Words that have a weight.
    vocabulary: usize,
    /// When the first list was frozen with it; none where it has not ranked any yet.
    since: Option<DateTime<Utc>>,
}

/// What one feature weighs.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FeatureView {
    /// Its name, as in the parts of a score.
    name: String,
    /// What it weighs where what is described ranks.
    weight: f32,
    /// What it weighs before anything is learned.
    prior: f32,
}

/// How the places of a list are shared out.
#[derive(Debug, Serialize, ToSchema)]
struct SharingView {
    /// Places of a list.
    places: usize,
    /// Most of them for one vendor.
    per_vendor: usize,
    /// Places kept for vendors without an accepted project.
    newcomers: usize,
    /// Days after which an invitation without an answer counts in the vendor's record.
    answer_days: u16,
}

/// That lists are drafted from two models at present.
#[derive(Debug, Serialize, ToSchema)]
struct ComparingView {
    /// Since when.
    since: DateTime<Utc>,
    /// Judged pairs that the candidate learned from.
    judgements: usize,
}

/// What is recorded of how lists are used, by the names of the columns.
#[derive(Debug, Serialize, ToSchema)]
struct RecordedView {
    /// When a list is looked at.
    showing: Vec<String>,
    /// When something is done with one of its rows.
    click: Vec<String>,
    /// What can be done with it.
    click_kinds: Vec<String>,
}

/// How lists are ranked.
#[derive(Debug, Serialize, ToSchema)]
struct AlgorithmView {
    /// The model that ranks.
    model: ServingView,
    /// Filters that leave rows out before anything is ranked, in the order in which they are tried.
    filters: Vec<String>,
    /// Features of the score, the heaviest first.
    features: Vec<FeatureView>,
    /// Fewest organisations that chose alike before what they chose counts, and before it is told.
    least_alike: usize,
    /// How places are shared out; the operator sets these.
    sharing: SharingView,
    /// Whether a candidate is put to people beside the model that ranks: the lists of scenarios are then drafted from
    /// both. Lists of organisations that refuse learning are not, nor those asked for with `personalised=false`.
    comparing: Option<ComparingView>,
    /// What is recorded.
    recorded: RecordedView,
}

/// How match lists are ranked, by which model, what is recorded, and how to refuse (public)
#[utoipa::path(tag = "matching", responses((status = 200, body = AlgorithmView)))]
#[get("/algorithm")]
async fn algorithm(app: web::Data<App>) -> Result<web::Json<AlgorithmView>> {
    let read = |engine: &Engine| Ok((engine.model().clone(), engine.feature_weights()));
    let (model, weights) = app.pool.with(&app.db, read).await?;
    Ok(web::Json(AlgorithmView {
        model: serving(&app.db, model).await?,
        filters: Excluded::hard_filters().map(str::to_owned).into(),
        features: features(&weights),
        least_alike: LEAST_ALIKE,
        sharing: SharingView {
            places: service::TOP,
            per_vendor: app.settings.match_per_vendor,
            newcomers: app.settings.match_new_places,
            answer_days: app.settings.match_answer_days,
        },
        comparing: comparing(&app.db).await?,
        recorded: RecordedView {
            showing: columns::<impression::Column>(),
            click: columns::<click::Column>(),
            click_kinds: ClickKind::iter().map(|k| k.to_value()).collect(),
        },
    }))
}

async fn comparing(db: &impl ConnectionTrait) -> Result<Option<ComparingView>> {
    let Some(row) = experiment::running(db).await? else {
        return Ok(None);
    };
    let candidate = registry::found(db, row.candidate_id).await?;
    Ok(Some(ComparingView {
        since: row.started_at,
        judgements: teaching(&candidate)?.judgements.len(),
    }))
}

async fn serving(db: &impl ConnectionTrait, model: ModelInfo) -> Result<ServingView> {
    let since: Option<DateTime<Utc>> = match_list::Entity::find()
        .select_only()
        .column(match_list::Column::CreatedAt)
        .filter(match_list::Column::Model.eq(&model.digest))
        .order_by_asc(match_list::Column::CreatedAt)
        .into_tuple()
        .one(db)
        .await?;
    Ok(ServingView {
        digest: model.digest,
        ranker: model.ranker,
        judgements: model.judgements,
        fitted_on: model.fitted_on,
        vocabulary: model.vocabulary,
        since,
    })
}

/// Weights beside those of the prior, the heaviest first.
pub(super) fn features(weights: &BTreeMap<String, f32>) -> Vec<FeatureView> {
    let prior = Engine::prior_weights();
    let mut features: Vec<FeatureView> = weights
        .iter()
        .map(|(name, weight)| FeatureView {
            name: name.clone(),
            weight: *weight,
            prior: prior.get(name).copied().unwrap_or_default(),
        })
        .collect();
    // Stable: of equal weights the names stay in their order.
    features.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    features
}

/// Names of a table's columns but for the row's own id, which says nothing of anybody.
fn columns<C: Iterable + IdenStatic>() -> Vec<String> {
    let names = C::iter().map(|c| c.as_str().to_owned());
    names.filter(|name| name != "id").collect()
}
