//! Why does a solution not stand (higher) in a scenario's list? For its vendor and the operator.

use std::collections::BTreeMap;

use actix_web::{get, web};
use recommender::{MatchOptions, WhyNot};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::records::Records;
use super::rows::{scenario_row, solution_row};
use super::service::{RANKED, proven, spread};
use super::view::CoverageView;
use crate::http::extract::{Allowed, Row, UrlQuery};
use crate::http::problem::{Code, Problem, ProblemDocument, Result};
use crate::stages::identity::Caller;
use crate::stages::{demand, supply};
use crate::state::App;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(why_not);
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhyNotQuery {
    /// The solution that is asked about: one of the caller's own, or any for the operator.
    solution: Uuid,
}

/// One feature beside that of the last row that is shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
struct DecidingView {
    /// Name of the feature.
    name: String,
    /// The solution's value, 0 to 1; null where a side says nothing.
    own: Option<f32>,
    /// The last shown row's value.
    shown: Option<f32>,
    /// What the score would gain with the shown row's value; below 0 the feature speaks for the solution.
    costs: f32,
}

/// What the solution could state, scored as if it did.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
struct ChangeView {
    /// Stable code: `deployment`, `price_within_budget`, `meets_figure`, `states_requirement`…
    code: String,
    /// Values for its words.
    values: BTreeMap<String, String>,
    /// The requirement that it is about.
    requirement: Option<String>,
    /// The score with it.
    score: f32,
    /// The place with it; null where a filter still refuses the solution or the place is not ranked.
    rank: Option<usize>,
}

/// Where a solution stands, and why; computed as asked, not frozen. It names no other solution.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
struct WhyNotView {
    /// Digest of the model.
    model: String,
    /// Length of the list that the buyer is shown.
    shown: usize,
    /// Rows that were ranked to the end.
    ranked: usize,
    /// Place in the list, from 1, or behind it; null where a filter or the limit of one vendor refuses it or it is not
    /// among the ranked.
    rank: Option<usize>,
    /// Its fit, 0 to 1, filters aside.
    score: f32,
    /// Fit of the last shown row.
    bar: Option<f32>,
    /// Filters that refuse it, and `per_vendor` where its vendor's better solutions take the places of one vendor.
    refused: Vec<String>,
    /// Features that lie between it and the last shown row, what costs most first.
    deciding: Vec<DecidingView>,
    /// Requirement by requirement.
    coverage: Vec<CoverageView>,
    /// What would change it, the best first.
    changes: Vec<ChangeView>,
    /// All of them at once.
    together: Option<ChangeView>,
}

/// Why a solution stands where it stands for a scenario, and what would change it (its vendor and the operator)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path), WhyNotQuery), security(("bearer" = [])), responses((status = 200, body = WhyNotView), (status = 401, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/scenarios/{id}/why-not")]
async fn why_not(
    app: web::Data<App>,
    caller: Caller,
    Allowed(it): Allowed<demand::store::Visible>,
    query: UrlQuery<WhyNotQuery>,
) -> Result<web::Json<WhyNotView>> {
    let own = supply::store::Visible::load(app.clone(), Some(caller), query.solution).await?;
    if !own.working {
        return Err(Problem::new(Code::NotFound));
    }
    let unpublished = |state: &str| Problem::wrong_state("match", state, &["published"]);
    if !demand::store::is_open(&it.row) {
        return Err(unpublished(it.row.state.as_str()));
    }
    // What is published is compared, whoever asks.
    let asked = demand::store::published_content(&app.db, &it.row)
        .await?
        .ok_or_else(|| unpublished(it.row.state.as_str()))?;
    let content = supply::store::published_content(&app.db, &own.row)
        .await?
        .ok_or_else(|| unpublished(own.row.state.as_str()))?;
    let records = Records::of(&app.db, std::iter::once(&own.row), app.settings.match_answer_days).await?;
    let mut scenario = scenario_row(&it.row, &asked);
    app.pool
        .dress_scenarios(std::slice::from_mut(&mut scenario))
        .await;
    let mut solution = solution_row(&own.row, &content, &records);
    app.pool
        .dress_solutions(std::slice::from_mut(&mut solution))
        .await;
    // As lists are made.
    let options = MatchOptions {
        top: RANKED,
        hard_filters: true,
        exclude_vendor: scenario.buyer.clone(),
        ..MatchOptions::default()
    };
    let spread = spread(&app);
    let proven = proven(&app, None).await?;
    let (why, requirements) = app
        .pool
        .with(&app.db, move |engine| {
            let new = |vendor: &str| !proven.contains(vendor);
            let why = engine.why_not(&scenario, &solution, &options, &spread, new)?;
            Ok((why, scenario.requirements))
        })
        .await?;
    Ok(web::Json(view(&why, &requirements)?))
}

fn view(why: &WhyNot, requirements: &[recommender::Requirement]) -> Result<WhyNotView> {
    let mut shown = json!(why);
    for (line, requirement) in shown["coverage"]
        .as_array_mut()
        .into_iter()
        .flatten()
        .zip(requirements)
    {
        line["requirement"] = json!(requirement.text);
        line["essential"] = json!(requirement.essential);
    }
    Ok(serde_json::from_value(shown)?)
}
