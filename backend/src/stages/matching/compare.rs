//! How do solutions differ? Up to four of them side by side, each as the public sees it.

use std::collections::{BTreeSet, HashMap};

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use entity::states::Tier;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::http::extract::UrlQuery;
use crate::http::problem::{Code, ProblemDocument, Result};
use crate::platform::check::Check;
use crate::stages::identity::{self, OrganisationBrief};
use crate::stages::supply;
use crate::stages::supply::input::SolutionContent;
use crate::state::App;

/// Most solutions side by side: more columns cannot be read.
const MOST: usize = 4;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(compare);
}

/// Which solutions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Query {
    /// Two to four ids, separated by commas.
    #[serde(default)]
    ids: String,
}

/// One column.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComparedSolution {
    /// Its id.
    pub id: Uuid,
    /// The vendor.
    pub organisation: Option<OrganisationBrief>,
    /// Pool tier.
    pub tier: Tier,
    /// When it was first published.
    pub published_at: Option<DateTime<Utc>>,
    /// The published version.
    pub content: SolutionContent,
}

/// Solutions side by side.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CompareView {
    /// In the order asked for.
    pub solutions: Vec<ComparedSolution>,
    /// Ids that are not public, or no longer.
    pub missing: Vec<Uuid>,
    /// Fields of the content, and `tier` and `organisation`, that are not the same in all columns, by name. The
    /// order of entries is no difference.
    pub differing: BTreeSet<String>,
}

/// Compare two to four published solutions
#[utoipa::path(tag = "search", params(Query), responses((status = 200, body = CompareView), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/search/solutions/compare")]
async fn compare(app: web::Data<App>, query: UrlQuery<Query>) -> Result<web::Json<CompareView>> {
    let ids = read(&query.ids)?;
    let rows = supply::store::published(&app.db, &ids).await?;
    let orgs = identity::briefs(&app.db, rows.iter().map(|(r, _)| r.organisation_id)).await?;
    let mut found: HashMap<Uuid, ComparedSolution> = rows
        .into_iter()
        .map(|(row, content)| {
            let column = ComparedSolution {
                id: row.id,
                organisation: orgs.get(&row.organisation_id).cloned(),
                tier: row.tier,
                published_at: row.published_at,
                content,
            };
            (row.id, column)
        })
        .collect();
    let missing = ids.iter().copied().filter(|id| !found.contains_key(id)).collect();
    let solutions: Vec<ComparedSolution> = ids.iter().filter_map(|id| found.remove(id)).collect();
    let differing = differing(&solutions)?;
    Ok(web::Json(CompareView {
        solutions,
        missing,
        differing,
    }))
}

fn read(text: &str) -> Result<Vec<Uuid>> {
    let mut check = Check::default();
    let mut ids = Vec::new();
    for (i, id) in text
        .split(',')
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .enumerate()
    {
        match id.parse() {
            Ok(id) if ids.contains(&id) => check.add(format!("ids[{i}]"), "duplicate", "stands twice"),
            Ok(id) => ids.push(id),
            Err(_) => check.add(format!("ids[{i}]"), "unknown_code", "expected an id"),
        }
        if i == MOST {
            check.add("ids", "too_many", format!("expected at most {MOST}"));
            break;
        }
    }
    check.that(ids.len() >= 2, "ids", "required", "expected 2 to 4 ids");
    check.end(Code::InvalidInput)?;
    Ok(ids)
}

fn differing(solutions: &[ComparedSolution]) -> Result<BTreeSet<String>> {
    let columns = solutions.iter().map(facts).collect::<Result<Vec<_>>>()?;
    let Some((first, others)) = columns.split_first() else {
        return Ok(BTreeSet::new());
    };
    Ok(first
        .iter()
        .filter(|(name, value)| others.iter().any(|o| o.get(*name) != Some(value)))
        .map(|(name, _)| name.clone())
        .collect())
}

/// What is compared: field by field, lists of codes as sets, capabilities and cases without their ids.
fn facts(solution: &ComparedSolution) -> Result<serde_json::Map<String, Value>> {
    let mut facts = match serde_json::to_value(&solution.content)? {
        Value::Object(facts) => facts,
        _ => serde_json::Map::new(),
    };
    for value in facts.values_mut() {
        if let Value::Array(items) = value {
            for item in items.iter_mut() {
                if let Value::Object(fields) = item {
                    fields.remove("id");
                }
            }
            items.sort_by_cached_key(Value::to_string);
        }
    }
    facts.insert("tier".to_owned(), solution.tier.as_str().into());
    let organisation = solution.organisation.as_ref().map(|o| o.id.to_string());
    facts.insert("organisation".to_owned(), organisation.into());
    Ok(facts)
}
