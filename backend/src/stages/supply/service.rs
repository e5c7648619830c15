//! How does a solution get into the pool? Each move is one transaction with its audit entry and its jobs.

use entity::{
    solution, solution_version,
    states::{Decision, SolutionState, SubjectKind, Tier},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::input::SolutionContent;
use super::review::{self, ReviewInput};
use crate::http::extract::IfMatch;
use crate::http::problem::{Code, Problem, Result};
use crate::platform::{audit, clock, database};
use crate::stages::identity::Caller;
use crate::state::App;
use crate::wiring::{self, Event};

/// SHA-256 of a content, the same whatever order the database gives its keys back in.
#[must_use]
pub fn content_digest(content: &serde_json::Value) -> String {
    hex::encode(Sha256::digest(audit::canonical(content)))
}

/// Writes a new draft.
///
/// # Errors
/// `forbidden`, `invalid_input`.
pub async fn create(app: &App, caller: Caller, content: SolutionContent) -> Result<solution::Model> {
    let caller = caller.vendor()?;
    content.check(&app.taxonomies)?;
    let tx = database::begin_write(&app.db).await?;
    let row = insert(&tx, Uuid::now_v7(), caller.org(), content).await?;
    log(&tx, &caller, "solution.created", row.id, json!({})).await?;
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
    content: SolutionContent,
) -> Result<solution::Model> {
    let now = clock::now();
    let content = content.with_ids();
    Ok(solution::ActiveModel {
        id: Set(id),
        organisation_id: Set(organisation),
        state: Set(SolutionState::Draft),
        tier: Set(Tier::Listed),
        title: Set(content.title.trim().to_owned()),
        direction: Set(content.direction.clone()),
        content: Set(serde_json::to_value(&content)?),
        revision: Set(1),
        published_version: Set(None),
        submitted_at: Set(None),
        published_at: Set(None),
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
    content: SolutionContent,
) -> Result<solution::Model> {
    content.check(&app.taxonomies)?;
    let tx = database::begin_write(&app.db).await?;
    let row = locked(&tx, id).await?;
    expect(
        &row,
        "edit",
        &[
            SolutionState::Draft,
            SolutionState::Returned,
            SolutionState::Published,
        ],
    )?;
    revision.check(row.revision)?;
    let content = content.with_ids();
    let mut change: solution::ActiveModel = row.into();
    change.title = Set(content.title.trim().to_owned());
    change.direction = Set(content.direction.clone());
    change.content = Set(serde_json::to_value(&content)?);
    let row = bump(&tx, change).await?;
    log(
        &tx,
        caller,
        "solution.edited",
        id,
        json!({"revision": row.revision}),
    )
    .await?;
    tx.commit().await?;
    Ok(row)
}

/// Hands a solution to the operator.
///
/// # Errors
/// `incomplete` with the missing fields, `wrong_state`.
pub async fn submit(app: &App, caller: &Caller, id: Uuid) -> Result<solution::Model> {
    let tx = database::begin_write(&app.db).await?;
    let row = locked(&tx, id).await?;
    expect(
        &row,
        "submit",
        &[
            SolutionState::Draft,
            SolutionState::Returned,
            SolutionState::Published,
        ],
    )?;
    let content = SolutionContent::stored(&row.content)?;
    content.check(&app.taxonomies)?;
    content.complete()?;
    let mut change: solution::ActiveModel = row.into();
    change.state = Set(SolutionState::Submitted);
    change.submitted_at = Set(Some(clock::now()));
    let row = bump(&tx, change).await?;
    log(&tx, caller, "solution.submitted", id, json!({})).await?;
    tx.commit().await?;
    Ok(row)
}

/// Takes a solution back.
///
/// # Errors
/// `wrong_state`.
pub async fn withdraw(app: &App, caller: &Caller, id: Uuid) -> Result<solution::Model> {
    let tx = database::begin_write(&app.db).await?;
    let row = locked(&tx, id).await?;
    expect(
        &row,
        "withdraw",
        &[
            SolutionState::Draft,
            SolutionState::Submitted,
            SolutionState::Returned,
            SolutionState::Published,
        ],
    )?;
    let mut change: solution::ActiveModel = row.into();
    change.state = Set(SolutionState::Withdrawn);
    let row = bump(&tx, change).await?;
    log(&tx, caller, "solution.withdrawn", id, json!({})).await?;
    wiring::record(&tx, Event::SolutionWithdrawn(id)).await?;
    tx.commit().await?;
    app.wake();
    Ok(row)
}

/// The operator's decision.
///
/// # Errors
/// `invalid_input`, `wrong_state`.
pub async fn decide(app: &App, caller: &Caller, id: Uuid, input: ReviewInput) -> Result<solution::Model> {
    input.check(&app.taxonomies)?;
    let tx = database::begin_write(&app.db).await?;
    let row = locked(&tx, id).await?;
    expect(&row, "review", &[SolutionState::Submitted])?;
    review::record(&tx, SubjectKind::Solution, id, caller.user.id, &input).await?;
    let row = match input.decision {
        Decision::Approve => publish(&tx, row).await?,
        Decision::Return => {
            let mut change: solution::ActiveModel = row.into();
            change.state = Set(SolutionState::Returned);
            bump(&tx, change).await?
        }
    };
    log(
        &tx,
        caller,
        "solution.reviewed",
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
pub async fn publish(tx: &DatabaseTransaction, row: solution::Model) -> Result<solution::Model> {
    let now = clock::now();
    let id = row.id;
    let version = row.published_version.unwrap_or(0) + 1;
    solution_version::ActiveModel {
        id: Set(Uuid::now_v7()),
        solution_id: Set(id),
        version: Set(version),
        digest: Set(content_digest(&row.content)),
        content: Set(row.content.clone()),
        published_at: Set(now),
    }
    .insert(tx)
    .await?;
    let first = row.published_at.unwrap_or(now);
    let mut change: solution::ActiveModel = row.into();
    change.state = Set(SolutionState::Published);
    change.published_version = Set(Some(version));
    change.published_at = Set(Some(first));
    let row = bump(tx, change).await?;
    wiring::record(tx, Event::SolutionPublished(id)).await?;
    Ok(row)
}

/// Reads a row and keeps others from changing it until the transaction ends.
///
/// # Errors
/// `not_found`.
pub async fn locked(tx: &DatabaseTransaction, id: Uuid) -> Result<solution::Model> {
    solution::Entity::find()
        .filter(solution::Column::Id.eq(id))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))
}

fn expect(row: &solution::Model, action: &str, allowed: &[SolutionState]) -> Result<()> {
    if allowed.contains(&row.state) {
        return Ok(());
    }
    let allowed: Vec<_> = allowed.iter().map(|s| s.as_str()).collect();
    Err(Problem::wrong_state(action, row.state.as_str(), &allowed))
}

async fn bump(tx: &DatabaseTransaction, mut change: solution::ActiveModel) -> Result<solution::Model> {
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
            kind: "solution",
            id: id.to_string(),
            detail,
        },
    )
    .await?;
    Ok(())
}
