//! Which candidate is put to people beside what serves, and when does that end?
//!
//! While an experiment runs, lists of scenarios are drafts of two lists, the serving model's and the candidate's
//! (`drafting`). An operator starts and stops it. It ends by itself when as many lists were decided as were planned, when
//! something else serves than what it was started against, and when no row is public any more that one of its models was
//! made of. It promotes nothing: that is the rule's matter.
//!
//! Whatever may decide a list of a planned experiment queues its count ([`weigh_later`]), in its own transaction.

use std::collections::HashSet;

use entity::experiment_states::{ExperimentEnd, ExperimentState};
use entity::states::ModelState;
use entity::{draft, experiment, model};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::{outcomes, registry, teaching};
use crate::http::problem::{Code, Problem, Result};
use crate::platform::{audit, clock, database, jobs};
use crate::stages::identity::Caller;
use crate::state::App;
use crate::wiring::WEIGH_EXPERIMENT;

/// The one that runs, if any does.
///
/// # Errors
/// Database errors only.
pub async fn running(db: &impl ConnectionTrait) -> Result<Option<experiment::Model>> {
    Ok(experiment::Entity::find()
        .filter(experiment::Column::State.eq(ExperimentState::Running))
        .one(db)
        .await?)
}

/// Starts one for a candidate against what serves now. Every process takes it up at its next use: they follow the audit
/// log.
///
/// # Errors
/// `wrong_state` where the model is no candidate or was taught what serves, too, `already_exists` where an experiment runs.
pub(super) async fn start(
    app: &App,
    caller: &Caller,
    id: Uuid,
    reason: &str,
    planned: Option<i32>,
) -> Result<experiment::Model> {
    let tx = database::begin_write(&app.db).await?;
    let candidate = model::Entity::find_by_id(id)
        .one(&tx)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    if candidate.state != ModelState::Candidate {
        return Err(Problem::wrong_state(
            "start",
            candidate.state.as_str(),
            &["candidate"],
        ));
    }
    if let Some(there) = running(&tx).await? {
        let detail = format!("the experiment {} runs", there.id);
        return Err(Problem::with(Code::AlreadyExists, detail));
    }
    let serving = registry::serving(&tx).await?;
    // What was taught the same is what serves under another id: every list would be a tie.
    if let Some(same) = serving.as_ref().filter(|row| row.digest == candidate.digest) {
        return Err(Problem::wrong_state("start", same.state.as_str(), &["candidate"]));
    }
    let serving = serving.map(|row| row.id);
    let row = experiment::ActiveModel {
        id: Set(Uuid::now_v7()),
        state: Set(ExperimentState::Running),
        serving_id: Set(serving),
        candidate_id: Set(id),
        reason: Set(reason.trim().to_owned()),
        planned_lists: Set(planned),
        started_by: Set(caller.user.id),
        started_at: Set(clock::now()),
        ended_by: Set(None),
        end_reason: Set(None),
        stopped_by: Set(None),
        ended_at: Set(None),
    };
    // Two who start at once, in processes that do not know of one another: the index lets one through.
    let row = row.insert(&tx).await?;
    let entry = audit::Entry {
        actor: Some(caller.user.id),
        action: "experiment.start",
        kind: "experiment",
        id: row.id.to_string(),
        detail: json!({"serving": serving, "candidate": id, "planned_lists": planned}),
    };
    audit::append(&tx, entry).await?;
    tx.commit().await?;
    Ok(row)
}

/// Stops one by hand.
///
/// # Errors
/// `wrong_state` where it has ended.
pub(super) async fn stop(app: &App, caller: &Caller, id: Uuid, reason: &str) -> Result<experiment::Model> {
    let tx = database::begin_write(&app.db).await?;
    let by = By::Hand(caller, reason);
    if !end(&tx, id, ExperimentEnd::Stopped, by).await? {
        return Err(Problem::wrong_state("stop", "ended", &["running"]));
    }
    tx.commit().await?;
    let row = experiment::Entity::find_by_id(id).one(&app.db).await?;
    row.ok_or_else(|| Problem::new(Code::NotFound))
}

/// Ends the one that runs, in the transaction by which something else serves from now on.
///
/// # Errors
/// Database errors only.
pub(super) async fn end_with_move(
    tx: &DatabaseTransaction,
    caller: &Caller,
    how: impl FnOnce(&experiment::Model) -> ExperimentEnd,
) -> Result<()> {
    if let Some(row) = running(tx).await? {
        end(tx, row.id, how(&row), By::Move(caller)).await?;
    }
    Ok(())
}

/// Ends one of which a process finds that it cannot go on, where that is still so. Says whether it ended.
///
/// # Errors
/// Database errors only.
pub async fn end_by_itself(
    db: &sea_orm::DatabaseConnection,
    row: &experiment::Model,
    how: ExperimentEnd,
) -> Result<bool> {
    let tx = database::begin_write(db).await?;
    // What was seen may have been old by then.
    let replaced = registry::serving_id(&tx).await? != row.serving_id;
    if how == ExperimentEnd::Replaced && !replaced {
        return Ok(false);
    }
    let ended = end(&tx, row.id, how, By::Itself).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Queues the count of the experiment that a list was drafted for, where it runs and has a plan: something was done that
/// may decide the list. Says whether it did.
///
/// # Errors
/// Database errors only.
pub async fn weigh_later(tx: &impl ConnectionTrait, list: Uuid) -> Result<bool> {
    let Some(drafted) = draft::Entity::find_by_id(list).one(tx).await? else {
        return Ok(false);
    };
    let planned = experiment::Entity::find_by_id(drafted.experiment_id)
        .filter(experiment::Column::State.eq(ExperimentState::Running))
        .filter(experiment::Column::PlannedLists.is_not_null())
        .one(tx)
        .await?;
    match planned {
        Some(row) => Ok(jobs::enqueue_new(tx, WEIGH_EXPERIMENT, vec![row.id]).await?),
        None => Ok(false),
    }
}

/// The job: ends those of these experiments of which as many lists were decided as were planned.
///
/// # Errors
/// Database errors only.
pub async fn weigh(app: &App, ids: &[Uuid]) -> Result<()> {
    // A list counts where it was shown: what this process noted of it is written first.
    app.recorder.flush().await;
    let rows = experiment::Entity::find()
        .filter(experiment::Column::Id.is_in(ids.iter().copied()))
        .filter(experiment::Column::State.eq(ExperimentState::Running))
        .all(&app.db)
        .await?;
    for row in rows {
        let Some(planned) = row.planned_lists.and_then(|n| u64::try_from(n).ok()) else {
            continue;
        };
        let decided = outcomes::count(&app.db, &row).await?.decided();
        if decided >= planned && end_by_itself(&app.db, &row, ExperimentEnd::PlanReached).await? {
            tracing::info!(experiment = %row.id, decided, "the experiment reached its plan");
        }
    }
    Ok(())
}

/// Who ends it.
enum By<'a> {
    /// An operator, with a reason.
    Hand(&'a Caller, &'a str),
    /// A move of the registry, by an operator.
    Move(&'a Caller),
    /// Whoever found that it cannot go on.
    Itself,
}

/// Ends one, where it still runs, and says so in the log.
async fn end(tx: &DatabaseTransaction, id: Uuid, how: ExperimentEnd, by: By<'_>) -> Result<bool> {
    let (actor, hand) = match by {
        By::Hand(caller, reason) => (Some(caller.user.id), Some((caller.user.id, reason.trim()))),
        By::Move(caller) => (Some(caller.user.id), None),
        By::Itself => (None, None),
    };
    let ended = experiment::Entity::update_many()
        .col_expr(experiment::Column::State, Expr::value(ExperimentState::Ended))
        .col_expr(experiment::Column::EndedBy, Expr::value(how))
        .col_expr(experiment::Column::EndReason, Expr::value(hand.map(|h| h.1)))
        .col_expr(experiment::Column::StoppedBy, Expr::value(hand.map(|h| h.0)))
        .col_expr(experiment::Column::EndedAt, Expr::value(clock::now()))
        .filter(experiment::Column::Id.eq(id))
        .filter(experiment::Column::State.eq(ExperimentState::Running))
        .exec(tx)
        .await?;
    if ended.rows_affected == 0 {
        return Ok(false);
    }
    let entry = audit::Entry {
        actor,
        action: "experiment.end",
        kind: "experiment",
        id: id.to_string(),
        detail: json!({"by": how.as_str()}),
    };
    audit::append(tx, entry).await?;
    Ok(true)
}

/// Solutions that the models of an experiment were taught, a set for each model that was taught anything: where none of
/// a set is public any more, nothing is left of that model.
///
/// # Errors
/// Database errors, or a row that was damaged.
pub async fn made_of(db: &impl ConnectionTrait, row: &experiment::Model) -> Result<Vec<HashSet<String>>> {
    let ids = [Some(row.candidate_id), row.serving_id];
    let models = model::Entity::find()
        .filter(model::Column::Id.is_in(ids.into_iter().flatten()))
        .all(db)
        .await?;
    models
        .iter()
        .map(|model| {
            let taught = teaching(model)?;
            Ok(taught.judgements.into_iter().map(|j| j.solution).collect())
        })
        .collect()
}
