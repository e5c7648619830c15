//! How does the demo data get in? Through the same rows that the stages write, with dates in the past.

pub mod generator;

use std::collections::HashMap;
use std::path::Path;

use chrono::TimeDelta;
use entity::states::{Decision, ScenarioState, SolutionState, SubjectKind, Tier, UserRole};
use entity::{deal, organisation, scenario, solution};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::seed_claims;
use super::seed_deals::{self, SeedKeys};
use crate::platform::{audit, clock, database, seed_data};
use crate::stages::identity::{
    DemoLogin, Kind, OrganisationInput, credit_code::CreditCode, password, service as identity,
};
use crate::stages::supply::review::{self, ReviewInput};
use crate::stages::{demand, supply};
use crate::state::App;

const LOGINS_FILE: &str = "demo-logins.json";

#[derive(Deserialize)]
struct OrganisationRow {
    key: String,
    name: String,
    credit_code: String,
    kind: Vec<Kind>,
    region: String,
    intro: String,
    contact: Value,
}

#[derive(Deserialize)]
struct UserRow {
    organisation: String,
    name: String,
    email: String,
    role: UserRole,
}

#[derive(Deserialize)]
struct ContentRow<S> {
    key: String,
    organisation: String,
    state: S,
    tier: Option<Tier>,
    deadline_days: Option<i64>,
    withdraw_reason: Option<String>,
    #[serde(default)]
    review_reasons: Vec<String>,
    #[serde(default)]
    review_note: String,
    #[serde(flatten)]
    content: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct KeptLogin {
    role: Kind,
    email: String,
    password: String,
}

/// The demo logins that were made when the demo data was loaded; none where it was not.
///
/// # Errors
/// Where their file cannot be read.
pub fn logins(data_dir: &Path) -> anyhow::Result<Vec<DemoLogin>> {
    let path = data_dir.join(LOGINS_FILE);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let kept: Vec<KeptLogin> = serde_json::from_slice(&std::fs::read(path)?)?;
    Ok(kept
        .into_iter()
        .map(|l| DemoLogin {
            role: l.role,
            email: l.email,
            password: l.password,
        })
        .collect())
}

/// Loads the demo data where no organisation is registered yet. Returns whether it did. One transaction: a killed
/// load leaves nothing.
///
/// # Errors
/// Where a row of the demo data does not fit the product any more.
pub async fn load_if_empty(app: &App) -> anyhow::Result<bool> {
    if organisation::Entity::find().count(&app.db).await? > 0 {
        return Ok(false);
    }
    // A password of this installation alone: a demo that stays up by mistake is not open to everybody.
    let password = format!("demo-{}", &Uuid::new_v4().simple().to_string()[..10]);
    let hash = password::hash(&password)?;
    let tx = database::begin_write(&app.db).await?;
    let mut keys = SeedKeys {
        organisations: HashMap::new(),
        users: HashMap::new(),
        solutions: HashMap::new(),
        scenarios: HashMap::new(),
        scenario_requirements: HashMap::new(),
    };
    for row in seed_data::rows::<OrganisationRow>("demo/organisations.jsonl")? {
        let code = CreditCode::parse(&row.credit_code).map_err(|e| anyhow::anyhow!("{}: {e}", row.key))?;
        let input = OrganisationInput {
            name: row.name,
            credit_code: row.credit_code,
            kinds: row.kind,
            region: row.region,
            intro: row.intro,
        };
        let org = identity::insert_organisation(&tx, Uuid::now_v7(), &input, &code, row.contact).await?;
        keys.organisations.insert(row.key, org.id);
    }
    let mut kept = Vec::new();
    let mut operator = None;
    for row in seed_data::rows::<UserRow>("demo/users.jsonl")? {
        let org = of(&keys.organisations, &row.organisation)?;
        let user = identity::insert_user(&tx, org, &row.name, &row.email, row.role, hash.clone()).await?;
        let role = match row.email.as_str() {
            "vendor@demo.example" => Some(Kind::Vendor),
            "buyer@demo.example" => Some(Kind::Buyer),
            "operator@demo.example" => {
                operator = Some(user.id);
                Some(Kind::Operator)
            }
            _ => None,
        };
        if let Some(role) = role {
            kept.push(KeptLogin {
                role,
                email: row.email,
                password: password.clone(),
            });
        }
        keys.users.entry(row.organisation).or_insert(user.id);
    }
    let operator =
        operator.ok_or_else(|| anyhow::anyhow!("demo/users.jsonl has no operator@demo.example"))?;
    load_solutions(app, &tx, &mut keys, operator).await?;
    load_scenarios(app, &tx, &mut keys, operator).await?;
    let grounds = seed_deals::load(&tx, &app.files, &keys).await?;
    // No deal is older than the publication of its scenario.
    for row in deal::Entity::find().all(&tx).await? {
        let Some(of) = scenario::Entity::find_by_id(row.scenario_id).one(&tx).await? else {
            continue;
        };
        if of.published_at.is_none_or(|at| at > row.opened_at) {
            let mut change = of.into_active_model();
            change.published_at = Set(Some(row.opened_at - TimeDelta::days(2)));
            change.update(&tx).await?;
        }
    }
    audit::append(
        &tx,
        audit::Entry {
            actor: None,
            action: "demo.loaded",
            kind: "platform",
            id: "demo".to_owned(),
            detail: json!({"organisations": keys.organisations.len(), "deals": grounds.len()}),
        },
    )
    .await?;
    write_logins(&app.data_dir, &kept)?;
    tx.commit().await?;
    seed_claims::load(app, &grounds).await?;
    app.wake();
    tracing::info!(
        organisations = keys.organisations.len(),
        solutions = keys.solutions.len(),
        scenarios = keys.scenarios.len(),
        deals = grounds.len(),
        "loaded the demo data"
    );
    Ok(true)
}

async fn load_solutions(
    app: &App,
    tx: &sea_orm::DatabaseTransaction,
    keys: &mut SeedKeys,
    operator: Uuid,
) -> anyhow::Result<()> {
    for (i, row) in seed_data::rows::<ContentRow<SolutionState>>("demo/solutions.jsonl")?
        .into_iter()
        .enumerate()
    {
        let content: supply::input::SolutionContent = serde_json::from_value(Value::Object(row.content))
            .map_err(|e| anyhow::anyhow!("demo/solutions.jsonl, {}: {e}", row.key))?;
        content
            .check(&app.taxonomies)
            .map_err(|e| anyhow::anyhow!("demo/solutions.jsonl, {}: {e}", row.key))?;
        let org = of(&keys.organisations, &row.organisation)?;
        let mut stored = supply::service::insert(tx, Uuid::now_v7(), org, content).await?;
        keys.solutions.insert(row.key, stored.id);
        // Over the ten months past, however many rows there are: never in the future.
        let at = clock::now() - TimeDelta::days(300 - (i as i64 * 4) % 288);
        if row.state == SolutionState::Published {
            stored = supply::service::publish(tx, stored).await?;
        }
        if row.state == SolutionState::Returned {
            let input = ReviewInput {
                decision: Decision::Return,
                reasons: row.review_reasons,
                note: row.review_note,
            };
            review::record(tx, SubjectKind::Solution, stored.id, operator, &input).await?;
        }
        let published = stored.published_at.map(|_| at);
        let mut change: solution::ActiveModel = stored.into();
        change.state = Set(row.state);
        change.tier = Set(row.tier.unwrap_or(Tier::Listed));
        change.submitted_at =
            Set((row.state == SolutionState::Submitted).then(|| clock::now() - TimeDelta::hours(30)));
        change.published_at = Set(published);
        change.update(tx).await?;
    }
    Ok(())
}

async fn load_scenarios(
    app: &App,
    tx: &sea_orm::DatabaseTransaction,
    keys: &mut SeedKeys,
    operator: Uuid,
) -> anyhow::Result<()> {
    for (i, row) in seed_data::rows::<ContentRow<ScenarioState>>("demo/scenarios.jsonl")?
        .into_iter()
        .enumerate()
    {
        let mut content: demand::input::ScenarioContent = serde_json::from_value(Value::Object(row.content))
            .map_err(|e| anyhow::anyhow!("demo/scenarios.jsonl, {}: {e}", row.key))?;
        content.answers_due = row
            .deadline_days
            .map(|days| clock::shanghai_day(clock::now()) + TimeDelta::days(days));
        let content = content.with_ids();
        content
            .check(&app.taxonomies)
            .map_err(|e| anyhow::anyhow!("demo/scenarios.jsonl, {}: {e}", row.key))?;
        let org = of(&keys.organisations, &row.organisation)?;
        let lines = content.requirements.iter().filter_map(|r| r.id).collect();
        let mut stored = demand::service::insert(tx, Uuid::now_v7(), org, content).await?;
        keys.scenarios.insert(row.key.clone(), stored.id);
        keys.scenario_requirements.insert(row.key, lines);
        let public = [
            ScenarioState::Published,
            ScenarioState::Closed,
            ScenarioState::Withdrawn,
        ]
        .contains(&row.state);
        if public {
            stored = demand::service::publish(tx, stored).await?;
        }
        if row.state == ScenarioState::Returned {
            let input = ReviewInput {
                decision: Decision::Return,
                reasons: row.review_reasons,
                note: row.review_note,
            };
            review::record(tx, SubjectKind::Scenario, stored.id, operator, &input).await?;
        }
        let at = clock::now() - TimeDelta::days(60 - i as i64);
        let published = stored.published_at.map(|_| at);
        let mut change: scenario::ActiveModel = stored.into();
        change.state = Set(row.state);
        change.closing_reason = Set(row.withdraw_reason);
        change.submitted_at =
            Set((row.state == ScenarioState::Submitted).then(|| clock::now() - TimeDelta::hours(20)));
        change.published_at = Set(published);
        change.update(tx).await?;
    }
    Ok(())
}

fn of(keys: &HashMap<String, Uuid>, key: &str) -> anyhow::Result<Uuid> {
    keys.get(key)
        .copied()
        .ok_or_else(|| anyhow::anyhow!("the demo data names an unknown organisation {key}"))
}

fn write_logins(data_dir: &Path, logins: &[KeptLogin]) -> anyhow::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let path = data_dir.join(LOGINS_FILE);
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(&serde_json::to_vec_pretty(logins)?)?;
    Ok(())
}
