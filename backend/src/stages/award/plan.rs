//! What is the best that an enterprise could apply for, over articles and years? HTTP of plans, and of what is
//! still to be asked.
//!
//! A plan counts the room that the enterprise's claims leave, with those counted together with it, and follows the
//! operator's rule on stacking.

use actix_web::{post, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use subsidy::{Change, Exclusion, Facts, Options, Plan, PlanItem, PlanRequest, Question};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::claims::settings;
use super::{ledger, service};
use crate::http::extract::Body;
use crate::http::problem::{Code, FieldError, Problem, ProblemDocument, Result};
use crate::platform::check::Check;
use crate::platform::clock;
use crate::stages::identity::Caller;
use crate::state::App;

/// Most projects and expenses in a plan.
const ITEMS: usize = 60;
/// Most years for each.
const YEARS: usize = 5;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(plan).service(next);
}

/// What is to be planned.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PlanInput {
    /// Policy id; the measures where it is left out.
    policy: Option<String>,
    /// Projects and expenses: 1 to 60, each with 1 to 5 years.
    items: Vec<PlanItem>,
}

/// A plan with what it was computed under.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PlanView {
    /// The plan. Its sums are ceilings and exact amounts, never an award.
    plan: Plan,
    /// The operator's rule on stacking: the text is silent.
    exclusion: Exclusion,
    /// Companies counted together with the enterprise.
    counted_together: usize,
    /// SHA-256 of the rules, hex.
    policy_digest: String,
}

/// Facts to be asked about.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NextInput {
    /// Policy id; the measures where it is left out.
    policy: Option<String>,
    /// Day of assessment, Asia/Shanghai; today where it is left out.
    as_of: Option<NaiveDate>,
    /// Facts by name, as the policy's schema says.
    facts: serde_json::Map<String, Value>,
}

/// What is still to be asked, and what other answers would change.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct NextView {
    /// Missing facts, the one with most at stake first.
    questions: Vec<Question>,
    /// Other answers that would change an article's result.
    changes: Vec<Change>,
}

fn policy<'a>(app: &'a App, id: Option<&str>) -> Result<&'a subsidy::Policy> {
    app.policies
        .policy(id.unwrap_or(subsidy::DEFAULT_POLICY))
        .map_err(|_| {
            let error = FieldError::new("policy", "unknown_code", "expected an id of GET /policies");
            Problem::fields(Code::InvalidInput, vec![error])
        })
}

/// The plan with the highest sum of ceilings and exact amounts, under all caps and the room that is left
#[utoipa::path(tag = "award", request_body = PlanInput, security(("bearer" = [])), responses((status = 200, body = PlanView), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/plan")]
async fn plan(
    app: web::Data<App>,
    caller: Caller,
    Body(input): Body<PlanInput>,
) -> Result<web::Json<PlanView>> {
    policy(&app, input.policy.as_deref())?;
    let mut check = Check::default();
    check.that(
        (1..=ITEMS).contains(&input.items.len()),
        "items",
        "out_of_range",
        "expected 1 to 60 projects and expenses",
    );
    for (i, item) in input.items.iter().enumerate() {
        check.text(&format!("items[{i}].reference"), &item.reference, 1, 200);
        let mut years = item.years.clone();
        years.sort_unstable();
        years.dedup();
        if !(1..=YEARS).contains(&years.len()) || years.len() != item.years.len() {
            check.add(
                format!("items[{i}].years"),
                "out_of_range",
                "expected 1 to 5 years, each once",
            );
        }
        if years.iter().any(|y| !(2000..=2100).contains(y)) {
            check.add(
                format!("items[{i}].years"),
                "out_of_range",
                "expected years from 2000 to 2100",
            );
        }
    }
    check.end(Code::InvalidInput)?;
    let counted = ledger::counted_with(&app.db, caller.org()).await?;
    let exclusion = settings::read(&app.db).await?.exclusion;
    let request = PlanRequest {
        entity: caller.org().to_string(),
        related: counted.iter().skip(1).map(ToString::to_string).collect(),
        items: input.items,
        ledger: ledger::of(&app.db, &counted).await?,
        exclusion,
    };
    // A search over all combinations: not on the thread that answers requests.
    let (id, worker) = (input.policy, app.clone());
    let found = tokio::task::spawn_blocking(move || {
        let policy = policy(&worker, id.as_deref())?;
        let plan = policy.plan(&request).map_err(|e| {
            let mut problem = service::fact_problem(&e);
            // The engine names fields of the request where it can; `facts.` is for facts alone.
            for error in &mut problem.errors {
                if let Some(field) = error.field.strip_prefix("facts.items.") {
                    error.field = format!("items.{field}");
                }
            }
            problem
        })?;
        Ok::<_, Problem>((plan, policy.digest().to_owned()))
    })
    .await
    .map_err(anyhow::Error::from)??;
    Ok(web::Json(PlanView {
        plan: found.0,
        exclusion,
        counted_together: counted.len() - 1,
        policy_digest: found.1,
    }))
}

/// Which facts are missing, the one with most at stake first, and which other answers would change a result
#[utoipa::path(tag = "award", request_body = NextInput, responses((status = 200, body = NextView), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/calculator/next")]
async fn next(app: web::Data<App>, Body(input): Body<NextInput>) -> Result<web::Json<NextView>> {
    let policy = policy(&app, input.policy.as_deref())?;
    let facts: Facts = serde_json::from_value(Value::Object(input.facts)).map_err(|e| {
        let error = FieldError::new("facts", "wrong_type", e.to_string());
        Problem::fields(Code::InvalidFacts, vec![error])
    })?;
    let as_of = input.as_of.unwrap_or_else(|| clock::shanghai_day(clock::now()));
    let options = Options::default();
    let assessment = policy
        .assess(&facts, as_of, &options)
        .map_err(|e| service::fact_problem(&e))?;
    Ok(web::Json(NextView {
        questions: policy.questions(&assessment),
        changes: policy
            .what_would_change(&facts, as_of, &options)
            .map_err(|e| service::fact_problem(&e))?,
    }))
}
