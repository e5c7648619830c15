//! Who does the same thing elsewhere? Solutions of other industries or levels, with what is shared.

use actix_web::{get, web};
use entity::states::SubjectKind;
use recommender::{Apart, TransferList, TransferOptions, Whereabouts};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::records::Records;
use super::routes::counterparts;
use super::rows::{scenario_row, solution_row};
use super::view::Counterpart;
use crate::http::extract::{Allowed, UrlQuery};
use crate::http::problem::{Code, Problem, ProblemDocument, Result};
use crate::platform::taxonomy::Taxonomies;
use crate::stages::{demand, supply};
use crate::state::App;

/// Length of a list.
const TOP: usize = 5;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(of_scenario).service(of_solution);
}

/// What must be different.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ApartView {
    /// No industry in common, nor the one that contains it.
    #[default]
    Industry,
    /// No level in common.
    Level,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TransferQuery {
    /// What must be different; industries where it is not said.
    #[param(inline)]
    apart: Option<ApartView>,
}

/// One solution from elsewhere.
#[derive(Debug, Serialize, ToSchema)]
struct TransferView {
    /// Place, from 1.
    rank: usize,
    /// Likeness of what is done, 0 to 1; comparable within one list.
    score: f32,
    /// Words that both rows use for what is done, rarest first.
    shared: Vec<String>,
    /// Technologies that both rows name.
    technologies: Vec<String>,
    /// Industries or levels of the row that asks.
    from: Vec<String>,
    /// Industries or levels of the listed solution.
    to: Vec<String>,
    /// The solution.
    solution: Counterpart,
}

/// Solutions from elsewhere; computed as asked, not frozen.
#[derive(Debug, Serialize, ToSchema)]
struct TransferListView {
    /// What is different.
    apart: ApartView,
    /// Digest of the model.
    model: String,
    /// Solutions from elsewhere that were looked at.
    considered: usize,
    /// Best first.
    entries: Vec<TransferView>,
}

/// Solutions of other industries or levels that do what a scenario asks for (its buyer and the operator)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path), TransferQuery), security(("bearer" = [])), responses((status = 200, body = TransferListView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/scenarios/{id}/transfers")]
async fn of_scenario(
    app: web::Data<App>,
    Allowed(it): Allowed<demand::store::Visible>,
    query: UrlQuery<TransferQuery>,
) -> Result<web::Json<TransferListView>> {
    if !it.working {
        return Err(Problem::new(Code::NotFound));
    }
    let content = demand::store::published_content(&app.db, &it.row)
        .await?
        .ok_or_else(|| Problem::wrong_state("match", it.row.state.as_str(), &["published"]))?;
    let row = scenario_row(&it.row, &content);
    let (apart, options) = options(&query, it.row.organisation_id);
    let places = whereabouts(&app.taxonomies);
    let list = app
        .pool
        .with(&app.db, move |engine| {
            engine.transfers_of_scenario(&row, &places, &options)
        })
        .await?;
    Ok(web::Json(view(&app, apart, list).await?))
}

/// Solutions of other industries or levels that do the same as a solution (its vendor and the operator)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path), TransferQuery), security(("bearer" = [])), responses((status = 200, body = TransferListView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/solutions/{id}/transfers")]
async fn of_solution(
    app: web::Data<App>,
    Allowed(it): Allowed<supply::store::Visible>,
    query: UrlQuery<TransferQuery>,
) -> Result<web::Json<TransferListView>> {
    if !it.working {
        return Err(Problem::new(Code::NotFound));
    }
    let content = supply::store::published_content(&app.db, &it.row)
        .await?
        .ok_or_else(|| Problem::wrong_state("match", it.row.state.as_str(), &["published"]))?;
    let row = solution_row(&it.row, &content, &Records::default());
    let (apart, options) = options(&query, it.row.organisation_id);
    let places = whereabouts(&app.taxonomies);
    let list = app
        .pool
        .with(&app.db, move |engine| {
            engine.transfers_of_solution(&row, &places, &options)
        })
        .await?;
    Ok(web::Json(view(&app, apart, list).await?))
}

/// The owner's own solutions are left out: it knows them.
fn options(query: &TransferQuery, owner: Uuid) -> (ApartView, TransferOptions) {
    let apart = query.apart.unwrap_or_default();
    let options = TransferOptions {
        top: TOP,
        apart: match apart {
            ApartView::Industry => Apart::Industry,
            ApartView::Level => Apart::Level,
        },
        exclude_vendor: Some(owner.to_string()),
    };
    (apart, options)
}

fn whereabouts(taxonomies: &Taxonomies) -> Whereabouts {
    let places = [&taxonomies.industries, &taxonomies.levels, &taxonomies.regions];
    let names = places.into_iter().flatten().map(|item| item.zh.as_str());
    let contained = taxonomies.industries.iter();
    let parents = contained.filter_map(|item| Some((item.code.as_str(), item.parent.as_deref()?)));
    Whereabouts::new(names, parents)
}

async fn view(app: &App, apart: ApartView, list: TransferList) -> Result<TransferListView> {
    let mut entries = Vec::with_capacity(list.entries.len());
    for entry in list.entries {
        let id = Uuid::parse_str(&entry.id).map_err(|e| anyhow::anyhow!("an id of the engine: {e}"))?;
        entries.push((id, entry));
    }
    let ids: Vec<Uuid> = entries.iter().map(|e| e.0).collect();
    let mut solutions = counterparts(app, SubjectKind::Scenario, &ids).await?;
    let entries = entries.into_iter().filter_map(|(id, entry)| {
        Some(TransferView {
            rank: entry.rank,
            score: entry.score,
            shared: entry.shared,
            technologies: entry.technologies,
            from: entry.from,
            to: entry.to,
            solution: solutions.remove(&id)?,
        })
    });
    Ok(TransferListView {
        apart,
        model: list.model,
        considered: list.considered,
        entries: entries.collect(),
    })
}
