//! HTTP of award: the public calculator, assessments of accepted projects, room of a year.

use std::collections::BTreeMap;

use actix_web::{get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use entity::assessment;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use subsidy::{Assessment, Facts, Options};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::service::{self, Grounds, Room};
use crate::http::extract::{Allowed, Body, UrlQuery};
use crate::http::problem::{Code, FieldError, Problem, ProblemDocument, Result};
use crate::platform::clock;
use crate::platform::money::Money;
use crate::stages::deal;
use crate::stages::identity::Caller;
use crate::state::App;

/// Adds the routes.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(policies)
        .service(one_policy)
        .service(calculate)
        .service(assess)
        .service(read_assessment)
        .service(year_room);
    super::claims::configure(config);
    super::own_projects::configure(config);
    super::plan::configure(config);
}

/// A policy in a list.
#[derive(Serialize, ToSchema)]
struct PolicyBrief {
    /// Its id.
    id: String,
    /// Title in Chinese and English.
    title: BTreeMap<String, String>,
    /// SHA-256 of its rules, hex.
    digest: String,
    /// Number of articles.
    articles: usize,
}

/// A policy with its facts and articles.
#[derive(Serialize, ToSchema)]
struct PolicyView {
    /// Its id.
    id: String,
    /// SHA-256 of its rules, hex.
    digest: String,
    /// Title in Chinese and English.
    title: BTreeMap<String, String>,
    /// Articles with the complete words of the text.
    articles: Vec<ArticleView>,
    /// JSON Schema of its facts.
    facts: Value,
}

/// An article of a policy.
#[derive(Serialize, ToSchema)]
struct ArticleView {
    /// Its id.
    id: String,
    /// Its number in the text.
    number: u32,
    /// Title in Chinese and English.
    title: BTreeMap<String, String>,
    /// The words of the text, complete.
    text: String,
}

fn both(text: &subsidy::Text) -> Result<BTreeMap<String, String>> {
    Ok(serde_json::from_value(serde_json::to_value(text)?)?)
}

/// Facts put to a policy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CalculatorInput {
    /// Policy id; the measures where it is left out.
    policy: Option<String>,
    /// Day of assessment, Asia/Shanghai; today where it is left out.
    as_of: Option<NaiveDate>,
    /// Facts by name, as the policy's schema says.
    facts: serde_json::Map<String, Value>,
}

/// An assessment as it was kept.
#[derive(Serialize, ToSchema)]
struct AssessmentView {
    /// Its id.
    id: Uuid,
    /// The deal.
    deal_id: Uuid,
    /// Policy id.
    policy: String,
    /// SHA-256 of the rules it was computed with, hex.
    policy_digest: String,
    /// Day it was computed for: the day of acceptance.
    as_of: NaiveDate,
    /// Year whose room it takes.
    year: i32,
    /// Ceiling by the law after every cap; absent where it is not known or a condition is not met. Never an award.
    ceiling: Option<Money>,
    /// Id of the article that the direction leads to.
    article: Option<String>,
    /// The result with its trace.
    result: Assessment,
    /// When it was computed.
    created_at: DateTime<Utc>,
    /// Room of the year as claims leave it.
    room: Room,
}

/// Policies that the calculator knows
#[utoipa::path(tag = "award", responses((status = 200, body = [PolicyBrief])))]
#[get("/policies")]
async fn policies(app: web::Data<App>) -> Result<web::Json<Vec<PolicyBrief>>> {
    app.policies
        .policies()
        .iter()
        .map(|p| {
            Ok(PolicyBrief {
                id: p.id().to_owned(),
                title: both(p.title())?,
                digest: p.digest().to_owned(),
                articles: p.articles().len(),
            })
        })
        .collect::<Result<_>>()
        .map(web::Json)
}

/// One policy: articles with their phrases, facts with their questions
#[utoipa::path(tag = "award", params(("policy" = String, Path)), responses((status = 200, body = PolicyView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/policies/{policy}")]
async fn one_policy(app: web::Data<App>, id: web::Path<String>) -> Result<web::Json<PolicyView>> {
    let policy = app
        .policies
        .policy(&id)
        .map_err(|_| Problem::new(Code::NotFound))?;
    Ok(web::Json(PolicyView {
        id: policy.id().to_owned(),
        digest: policy.digest().to_owned(),
        title: both(policy.title())?,
        articles: policy
            .articles()
            .iter()
            .map(|a| {
                Ok(ArticleView {
                    id: a.id.to_string(),
                    number: a.number,
                    title: both(&a.title)?,
                    text: a.text.to_string(),
                })
            })
            .collect::<Result<_>>()?,
        facts: policy.fact_schema(),
    }))
}

/// What the articles give for some facts: ceilings and exact amounts, what is missing, and why not
#[utoipa::path(tag = "award", request_body = CalculatorInput, responses((status = 200, body = Assessment), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/calculator")]
async fn calculate(app: web::Data<App>, Body(input): Body<CalculatorInput>) -> Result<web::Json<Assessment>> {
    let id = input.policy.as_deref().unwrap_or(subsidy::DEFAULT_POLICY);
    let policy = app.policies.policy(id).map_err(|_| {
        Problem::fields(
            Code::InvalidInput,
            vec![FieldError::new(
                "policy",
                "unknown_code",
                "expected an id of GET /policies",
            )],
        )
    })?;
    let facts: Facts = serde_json::from_value(Value::Object(input.facts)).map_err(|e| {
        Problem::fields(
            Code::InvalidFacts,
            vec![FieldError::new("facts", "wrong_type", e.to_string())],
        )
    })?;
    let as_of = input.as_of.unwrap_or_else(|| clock::shanghai_day(clock::now()));
    let result = policy
        .assess(&facts, as_of, &Options::default())
        .map_err(|e| service::fact_problem(&e))?;
    Ok(web::Json(result))
}

/// Assess an accepted project by articles 11 to 15 (its vendor, its buyer and the operator)
#[utoipa::path(tag = "award", params(("id" = Uuid, Path)), request_body = Grounds, security(("bearer" = [])), responses((status = 200, body = AssessmentView), (status = 409, body = ProblemDocument, content_type = "application/problem+json"), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/deals/{id}/assessment")]
async fn assess(
    app: web::Data<App>,
    Allowed(it): Allowed<deal::store::Party>,
    Body(grounds): Body<Grounds>,
) -> Result<web::Json<AssessmentView>> {
    let row = service::assess(&app, &it.caller, &it.row, grounds).await?;
    view(&app, row).await
}

/// The last assessment of an accepted project
#[utoipa::path(tag = "award", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = AssessmentView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/deals/{id}/assessment")]
async fn read_assessment(
    app: web::Data<App>,
    Allowed(it): Allowed<deal::store::Party>,
) -> Result<web::Json<AssessmentView>> {
    let row = service::latest(&app.db, it.row.id).await?;
    view(&app, row).await
}

async fn view(app: &App, row: assessment::Model) -> Result<web::Json<AssessmentView>> {
    let room = service::room(app, row.organisation_id, row.year).await?;
    Ok(web::Json(AssessmentView {
        id: row.id,
        deal_id: row.deal_id,
        policy: row.policy,
        policy_digest: row.policy_digest,
        as_of: row.as_of,
        year: row.year,
        ceiling: row.ceiling_fen.map(Money),
        article: row
            .result
            .get("project_article")
            .and_then(|a| a.as_str())
            .map(str::to_owned),
        result: serde_json::from_value(row.result)?,
        created_at: row.created_at,
        room,
    }))
}

/// Which year.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct YearQuery {
    /// Calendar year, Asia/Shanghai; this one where it is left out.
    year: Option<i32>,
}

/// Room of an enterprise in a year over articles 11 to 15 (its members and the operator)
#[utoipa::path(tag = "award", params(("id" = Uuid, Path), YearQuery), security(("bearer" = [])), responses((status = 200, body = Room), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/organisations/{id}/room")]
async fn year_room(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<Uuid>,
    query: UrlQuery<YearQuery>,
) -> Result<web::Json<Room>> {
    if *id != caller.org() && !caller.is_operator() {
        return Err(Problem::new(Code::NotFound));
    }
    let year = query.year.unwrap_or_else(|| clock::shanghai_year(clock::now()));
    Ok(web::Json(service::room(&app, *id, year).await?))
}
