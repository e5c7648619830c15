//! How is an accepted project put to the rules, and how much room is left in the year?

use chrono::NaiveDate;
use entity::states::{DealState, LedgerState};
use entity::{assessment, claim, deal, scenario};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use subsidy::{Options, ProjectFacts};
use utoipa::ToSchema;
use uuid::Uuid;

use super::ledger;
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::money::Money;
use crate::platform::{audit, clock, database};
use crate::stages::identity::Caller;
use crate::state::App;

/// Group of articles 11 to 15 in the ledger: they share the ceiling of a year.
pub const GROUP: &str = "scenario-projects";

/// The three grounds of section three, as the applicant can show them. Left out means not known.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Grounds {
    /// 技术先进.
    pub advanced: Option<bool>,
    /// 可快速复制推广.
    pub replicable: Option<bool>,
    /// 具有较强示范意义.
    pub exemplary: Option<bool>,
}

/// Room of an enterprise in a year over articles 11 to 15.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Room {
    /// Calendar year, Asia/Shanghai.
    pub year: i32,
    /// Ceiling of the year by the law.
    pub ceiling: Option<Money>,
    /// What claims took, of this enterprise and those counted together with it.
    pub used: Money,
    /// What is left.
    pub left: Option<Money>,
    /// Claims that took it, oldest first.
    pub entries: Vec<RoomEntry>,
}

/// One claim's part of the room.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoomEntry {
    /// The claim.
    pub claim_id: Uuid,
    /// Whose claim it is: others stand here where the operator counts companies together.
    pub organisation_id: Uuid,
    /// What it is for.
    pub subject: String,
    /// What it takes.
    pub amount: Money,
    /// Reserved, or fixed once it is paid.
    pub state: LedgerState,
    /// When it was reserved.
    pub reserved_at: chrono::DateTime<chrono::Utc>,
}

/// Facts that do not fit, as field errors.
#[must_use]
pub fn fact_problem(error: &subsidy::FactError) -> Problem {
    let errors = error
        .problems
        .iter()
        .map(|p| {
            let nearest = p
                .nearest
                .as_ref()
                .map(|n| format!("; did you mean {n}?"))
                .unwrap_or_default();
            FieldError::new(
                format!("facts.{}", p.field),
                p.code,
                format!("expected {}, found {}{nearest}", p.expected, p.found),
            )
        })
        .collect();
    Problem::fields(Code::InvalidFacts, errors)
}

/// Assesses an accepted project within the room that claims left, and keeps the result with the digest of the
/// rules. It takes no room itself.
///
/// # Errors
/// `wrong_state` unless accepted, `invalid_facts`.
pub async fn assess(
    app: &App,
    caller: &Caller,
    deal: &deal::Model,
    grounds: Grounds,
) -> Result<assessment::Model> {
    let accepted_at = deal
        .accepted_at
        .filter(|_| deal.state == DealState::Accepted)
        .ok_or_else(|| Problem::wrong_state("assess", deal.state.as_str(), &["accepted"]))?;
    let policy = app
        .policies
        .policy(subsidy::DEFAULT_POLICY)
        .map_err(|e| anyhow::anyhow!("{e}"))?;
    let direction = scenario::Entity::find_by_id(deal.scenario_id)
        .one(&app.db)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?
        .direction;
    let accepted_on = clock::shanghai_day(accepted_at);
    let year = clock::shanghai_year(accepted_at);
    let tx = database::begin_write(&app.db).await?;
    // The project's own claim does not stand in the way of assessing it again.
    let counted = ledger::counted_with(&tx, deal.vendor_id).await?;
    let own: Vec<String> = claim::Entity::find()
        .filter(claim::Column::DealId.eq(deal.id))
        .all(&tx)
        .await?
        .into_iter()
        .map(|c| c.id.to_string())
        .collect();
    let mut books = ledger::of(&tx, &counted).await?;
    books.entries.retain(|e| !own.contains(&e.reference));
    let facts = ProjectFacts {
        reference: deal.id.to_string(),
        direction: Some(direction),
        applicant: Some("enterprise".to_owned()),
        advanced: grounds.advanced,
        replicable: grounds.replicable,
        exemplary: grounds.exemplary,
        accepted_on: Some(accepted_on),
        entity: Some(deal.vendor_id.to_string()),
        grades: Default::default(),
    };
    let options = Options {
        ledger: &books,
        entity: Some(deal.vendor_id.to_string()),
        related: counted.iter().skip(1).map(ToString::to_string).collect(),
        ..Options::default()
    };
    // Assessed as of the day of acceptance: the room of that year is what the text speaks of.
    let result = policy
        .assess_project(&facts, accepted_on, &options)
        .map_err(|e| fact_problem(&e))?;
    let ceiling = result.project_article().and_then(|a| a.amount()).map(|m| m.fen());
    let row = assessment::ActiveModel {
        id: Set(Uuid::now_v7()),
        deal_id: Set(deal.id),
        organisation_id: Set(deal.vendor_id),
        policy: Set(policy.id().to_owned()),
        policy_digest: Set(policy.digest().to_owned()),
        as_of: Set(accepted_on),
        year: Set(year),
        ceiling_fen: Set(ceiling),
        facts: Set(json!(facts)),
        result: Set(only_project(&result)?),
        created_by: Set(caller.user.id),
        created_at: Set(clock::now()),
    }
    .insert(&tx)
    .await?;
    audit::append(
        &tx,
        audit::Entry {
            actor: Some(caller.user.id),
            action: "assessment.made",
            kind: "deal",
            id: deal.id.to_string(),
            detail: json!({"assessment": row.id, "rules": row.policy_digest, "ceiling_fen": ceiling}),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(row)
}

/// The assessment with the articles that its project's direction does not lead to left out of the page's way: the
/// article that applies first.
fn only_project(result: &subsidy::Assessment) -> Result<Value> {
    let mut value = serde_json::to_value(result)?;
    let chosen = result.project_article().map(|a| json!(a.article));
    value["project_article"] = chosen.unwrap_or(Value::Null);
    Ok(value)
}

/// The last assessment of a deal.
///
/// # Errors
/// `not_found` where there is none.
pub async fn latest(db: &impl ConnectionTrait, deal: Uuid) -> Result<assessment::Model> {
    assessment::Entity::find()
        .filter(assessment::Column::DealId.eq(deal))
        .order_by_desc(assessment::Column::Id)
        .one(db)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))
}

/// Room of an enterprise in a year.
///
/// # Errors
/// Database errors only.
pub async fn room(app: &App, organisation: Uuid, year: i32) -> Result<Room> {
    let policy = app
        .policies
        .policy(subsidy::DEFAULT_POLICY)
        .map_err(|e| anyhow::anyhow!("{e}"))?;
    let counted = ledger::counted_with(&app.db, organisation).await?;
    let taken: Vec<_> = ledger::live(&app.db, &counted)
        .await?
        .into_iter()
        .filter(|e| e.year == year && e.ledger_group == GROUP)
        .collect();
    let claims = claim::Entity::find()
        .filter(claim::Column::Id.is_in(taken.iter().map(|e| e.claim_id)))
        .all(&app.db)
        .await?;
    let entries: Vec<RoomEntry> = taken
        .into_iter()
        .map(|e| RoomEntry {
            claim_id: e.claim_id,
            organisation_id: e.organisation_id,
            // What another company applies for is not this one's to read; that it takes room is.
            subject: claims
                .iter()
                .find(|c| c.id == e.claim_id && c.organisation_id == organisation)
                .map(|c| c.subject.clone())
                .unwrap_or_default(),
            amount: Money(e.amount_fen),
            state: e.state,
            reserved_at: e.created_at,
        })
        .collect();
    let used = Money(entries.iter().map(|e| e.amount.0).sum());
    let day = NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(|| Problem::new(Code::MalformedQuery))?;
    let ceiling = year_ceiling(policy, day)?;
    let left = ceiling.map(|c| Money((c.0 - used.0).max(0)));
    Ok(Room {
        year,
        ceiling,
        used,
        left,
        entries,
    })
}

/// The ceiling of a year over the group, read from the rules: the room that a project without predecessors finds.
fn year_ceiling(policy: &subsidy::Policy, day: NaiveDate) -> Result<Option<Money>> {
    let facts = ProjectFacts {
        reference: "room".to_owned(),
        direction: Some("industry".to_owned()),
        applicant: Some("enterprise".to_owned()),
        advanced: Some(true),
        replicable: Some(true),
        exemplary: Some(true),
        entity: Some("anyone".to_owned()),
        ..ProjectFacts::default()
    };
    let result = policy
        .assess_project(&facts, day, &Options::default())
        .map_err(|e| fact_problem(&e))?;
    Ok(result
        .project_article()
        .and_then(|a| a.room_before)
        .map(|m| Money(m.fen())))
}
