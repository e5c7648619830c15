//! Which accepted projects does an enterprise bring into its plan? Those that no claim of its own covers yet.

use std::collections::{HashMap, HashSet};

use actix_web::{get, web};
use chrono::{Datelike as _, NaiveDate};
use entity::states::{ClaimState, DealState};
use entity::{assessment, claim, deal, scenario};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use subsidy::{Facts, Options, ProjectFacts};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::service;
use crate::http::problem::{ProblemDocument, Result};
use crate::platform::clock;
use crate::stages::deal::store;
use crate::stages::identity::Caller;
use crate::state::App;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(own);
}

/// An accepted project as an item of a plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct OwnProject {
    /// The project.
    deal_id: Uuid,
    /// Name in the plan: the scenario's title, numbered where two are alike.
    reference: String,
    /// Article of the project's direction; absent where no article has it.
    article: Option<String>,
    /// What is known of it: its last assessment's grounds, where there is one.
    facts: Facts,
    /// Day of acceptance, Asia/Shanghai.
    from: NaiveDate,
    /// The calendar year of acceptance: the year whose room the project uses.
    years: Vec<i32>,
}

/// The caller's accepted projects without a live claim, as items of a plan, oldest first
#[utoipa::path(tag = "award", security(("bearer" = [])), responses((status = 200, body = [OwnProject]), (status = 401, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/plan/projects")]
async fn own(app: web::Data<App>, caller: Caller) -> Result<web::Json<Vec<OwnProject>>> {
    let deals = deal::Entity::find()
        .filter(deal::Column::VendorId.eq(caller.org()))
        .filter(deal::Column::State.eq(DealState::Accepted))
        .order_by_asc(deal::Column::AcceptedAt)
        .order_by_asc(deal::Column::Id)
        .all(&app.db)
        .await?;
    let claimed: HashSet<Uuid> = claim::Entity::find()
        .filter(claim::Column::OrganisationId.eq(caller.org()))
        .filter(claim::Column::State.is_not_in([ClaimState::Refused, ClaimState::Withdrawn]))
        .all(&app.db)
        .await?
        .into_iter()
        .filter_map(|c| c.deal_id)
        .collect();
    // Oldest first, so that the last assessment of a deal is the one that stays.
    let assessed: HashMap<Uuid, assessment::Model> = assessment::Entity::find()
        .filter(assessment::Column::OrganisationId.eq(caller.org()))
        .order_by_asc(assessment::Column::Id)
        .all(&app.db)
        .await?
        .into_iter()
        .map(|a| (a.deal_id, a))
        .collect();
    let policy = app
        .policies
        .policy(subsidy::DEFAULT_POLICY)
        .map_err(|e| anyhow::anyhow!("{e}"))?;
    let mut named: HashMap<String, usize> = HashMap::new();
    let mut projects = Vec::new();
    for deal in deals.into_iter().filter(|d| !claimed.contains(&d.id)) {
        let Some(accepted) = deal.accepted_at else {
            continue;
        };
        let day = clock::shanghai_day(accepted);
        let project = match assessed.get(&deal.id) {
            Some(row) => serde_json::from_value(row.facts.clone())?,
            None => ProjectFacts {
                reference: deal.id.to_string(),
                direction: scenario::Entity::find_by_id(deal.scenario_id)
                    .one(&app.db)
                    .await?
                    .map(|s| s.direction),
                applicant: Some("enterprise".to_owned()),
                accepted_on: Some(day),
                ..ProjectFacts::default()
            },
        };
        let result = policy
            .assess_project(&project, day, &Options::default())
            .map_err(|e| service::fact_problem(&e))?;
        let title = store::scenario_content(&app.db, deal.scenario_id).await?.title;
        let alike = named.entry(title.clone()).or_default();
        *alike += 1;
        projects.push(OwnProject {
            deal_id: deal.id,
            reference: match *alike {
                1 => title,
                n => format!("{title} ({n})"),
            },
            article: result.project_article().map(|a| a.article.to_string()),
            facts: project.facts(),
            from: day,
            years: vec![day.year()],
        });
    }
    Ok(web::Json(projects))
}
