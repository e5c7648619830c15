//! How does a scenario become public, and how does it end? Each move is one transaction with its audit entry and its jobs.

use entity::{
    scenario, scenario_version,
    states::{Decision, ScenarioState, SubjectKind},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;
use uuid::Uuid;

use super::input::{Reason, ScenarioContent};
use crate::http::extract::IfMatch;
use crate::http::problem::{Code, Problem, Result};
use crate::platform::{audit, clock, database};
use crate::stages::identity::Caller;
use crate::stages::supply::review::{self, ReviewInput};
use crate::stages::supply::service::content_digest;
use crate::state::App;
use crate::wiring::{self, Event};

/// Writes a new draft.
///
/// # Errors
/// `forbidden`, `invalid_input`.
pub async fn create(app: &App, caller: Caller, content: ScenarioContent) -> Result<scenario::Model> {
    let caller = caller.buyer()?;
    content.check(&app.taxonomies)?;
    let tx = database::begin_write(&app.db).await?;
    let row = insert(&tx, Uuid::now_v7(), caller.org(), content).await?;
    log(&tx, &caller, "scenario.created", row.id, json!({})).await?;
    tx.commit().await?;
    Ok(row)
}

/// Adds a draft row.
///
/// # Errors
/// Database errors only.
pub async fn insert(
    tx: &DatabaseTransaction,
    id: Uuid,
    organisation: Uuid,
    content: ScenarioContent,
) -> Result<scenario::Model> {
    let now = clock::now();
    let content = content.with_ids();
    Ok(scenario::ActiveModel {
        id: Set(id),
        organisation_id: Set(organisation),
        state: Set(ScenarioState::Draft),
        title: Set(content.title.trim().to_owned()),
        direction: Set(content.direction.clone()),
        content: Set(serde_json::to_value(&content)?),
        revision: Set(1),
        published_version: Set(None),
        submitted_at: Set(None),
        published_at: Set(None),
        answers_due: Set(content.answers_due),
        closing_reason: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    }
    .insert(tx)
    .await?)
}

/// Replaces the working content.
///
/// # Errors
/// `invalid_input`, `stale_revision`, `wrong_state`.
pub async fn edit(
    app: &App,
    caller: &Caller,
    id: Uuid,
    revision: IfMatch,
    content: ScenarioContent,
) -> Result<scenario::Model> {
    content.check(&app.taxonomies)?;
    let tx = database::begin_write(&app.db).await?;
    let row = locked(&tx, id).await?;
    expect(
        &row,
        "edit",
        &[
            ScenarioState::Draft,
            ScenarioState::Returned,
            ScenarioState::Published,
        ],
    )?;
    revision.check(row.revision)?;
    let content = content.with_ids();
    let mut change: scenario::ActiveModel = row.into();
    change.title = Set(content.title.trim().to_owned());
    change.direction = Set(content.direction.clone());
    change.answers_due = Set(content.answers_due);
    change.content = Set(serde_json::to_value(&content)?);
    let row = bump(&tx, change).await?;
    log(
        &tx,
        caller,
        "scenario.edited",
        id,
        json!({"revision": row.revision}),
    )
    .await?;
    tx.commit().await?;
    Ok(row)
}

/// Hands a scenario to the operator.
///
/// # Errors
/// `incomplete` with the missing fields, `wrong_state`.
pub async fn submit(app: &App, caller: &Caller, id: Uuid) -> Result<scenario::Model> {
    let tx = database::begin_write(&app.db).await?;
    let row = locked(&tx, id).await?;
    expect(
        &row,
        "submit",
        &[
            ScenarioState::Draft,
            ScenarioState::Returned,
            ScenarioState::Published,
        ],
    )?;
    let content = ScenarioContent::stored(&row.content)?;
    content.check(&app.taxonomies)?;
    content.complete()?;
    let mut change: scenario::ActiveModel = row.into();
    change.state = Set(ScenarioState::Submitted);
    change.submitted_at = Set(Some(clock::now()));
    let row = bump(&tx, change).await?;
    log(&tx, caller, "scenario.submitted", id, json!({})).await?;
    tx.commit().await?;
    Ok(row)
}

/// Takes a scenario back, with a reason of the taxonomy.
///
/// # Errors
/// `invalid_input`, `wrong_state`.
pub async fn withdraw(app: &App, caller: &Caller, id: Uuid, reason: &Reason) -> Result<scenario::Model> {
    reason.check(&app.taxonomies, "withdraw")?;
    let tx = database::begin_write(&app.db).await?;
    let row = locked(&tx, id).await?;
    expect(
        &row,
        "withdraw",
        &[
            ScenarioState::Draft,
            ScenarioState::Submitted,
            ScenarioState::Returned,
            ScenarioState::Published,
        ],
    )?;
    let mut change: scenario::ActiveModel = row.into();
    change.state = Set(ScenarioState::Withdrawn);
    change.closing_reason = Set(Some(reason.reason.clone()));
    let row = bump(&tx, change).await?;
    log(
        &tx,
        caller,
        "scenario.withdrawn",
        id,
        json!({"reason": reason.reason}),
    )
    .await?;
    wiring::record(&tx, Event::ScenarioWithdrawn(id)).await?;
    tx.commit().await?;
    app.wake();
    Ok(row)
}

/// Closes a published scenario to further answers; its deals go on.
///
/// # Errors
/// `wrong_state`.
pub async fn close(app: &App, caller: &Caller, id: Uuid) -> Result<scenario::Model> {
    let tx = database::begin_write(&app.db).await?;
    let row = locked(&tx, id).await?;
    expect(&row, "close", &[ScenarioState::Published])?;
    let mut change: scenario::ActiveModel = row.into();
    change.state = Set(ScenarioState::Closed);
    let row = bump(&tx, change).await?;
    log(&tx, caller, "scenario.closed", id, json!({})).await?;
    wiring::record(&tx, Event::ScenarioWithdrawn(id)).await?;
    tx.commit().await?;
    app.wake();
    Ok(row)
}

/// The operator's decision.
///
/// # Errors
/// `invalid_input`, `wrong_state`.
pub async fn decide(app: &App, caller: &Caller, id: Uuid, input: ReviewInput) -> Result<scenario::Model> {
    input.check(&app.taxonomies)?;
    let tx = database::begin_write(&app.db).await?;
    let row = locked(&tx, id).await?;
    expect(&row, "review", &[ScenarioState::Submitted])?;
    review::record(&tx, SubjectKind::Scenario, id, caller.user.id, &input).await?;
    let row = match input.decision {
        Decision::Approve => publish(&tx, row).await?,
        Decision::Return => {
            let mut change: scenario::ActiveModel = row.into();
            change.state = Set(ScenarioState::Returned);
            bump(&tx, change).await?
        }
    };
    log(
        &tx,
        caller,
        "scenario.reviewed",
        id,
        json!({"decision": input.decision, "reasons": input.reasons}),
    )
    .await?;
    tx.commit().await?;
    app.wake();
    Ok(row)
}

/// Freezes the working content as the next public version.
///
/// # Errors
/// Database errors only.
pub async fn publish(tx: &DatabaseTransaction, row: scenario::Model) -> Result<scenario::Model> {
    let now = clock::now();
    let id = row.id;
    let version = row.published_version.unwrap_or(0) + 1;
    scenario_version::ActiveModel {
        id: Set(Uuid::now_v7()),
        scenario_id: Set(id),
        version: Set(version),
        digest: Set(content_digest(&row.content)),
        content: Set(row.content.clone()),
        published_at: Set(now),
    }
    .insert(tx)
    .await?;
    let first = row.published_at.unwrap_or(now);
    let mut change: scenario::ActiveModel = row.into();
    change.state = Set(ScenarioState::Published);
    change.published_version = Set(Some(version));
    change.published_at = Set(Some(first));
    let row = bump(tx, change).await?;
    wiring::record(tx, Event::ScenarioPublished(id)).await?;
    Ok(row)
}

/// Reads a row and keeps others from changing it until the transaction ends.
///
/// # Errors
/// `not_found`.
pub async fn locked(tx: &DatabaseTransaction, id: Uuid) -> Result<scenario::Model> {
    scenario::Entity::find()
        .filter(scenario::Column::Id.eq(id))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))
}

fn expect(row: &scenario::Model, action: &str, allowed: &[ScenarioState]) -> Result<()> {
    if allowed.contains(&row.state) {
        return Ok(());
    }
    let allowed: Vec<_> = allowed.iter().map(|s| s.as_str()).collect();
    Err(Problem::wrong_state(action, row.state.as_str(), &allowed))
}

async fn bump(tx: &DatabaseTransaction, mut change: scenario::ActiveModel) -> Result<scenario::Model> {
    change.revision = Set(change.revision.take().unwrap_or_default() + 1);
    change.updated_at = Set(clock::now());
    Ok(change.update(tx).await?)
}

async fn log(
    tx: &DatabaseTransaction,
    caller: &Caller,
    action: &str,
    id: Uuid,
    detail: serde_json::Value,
) -> Result<()> {
    audit::append(
        tx,
        audit::Entry {
            actor: Some(caller.user.id),
            action,
            kind: "scenario",
            id: id.to_string(),
            detail,
        },
    )
    .await?;
    Ok(())
}
