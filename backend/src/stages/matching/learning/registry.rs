//! Which model serves, and how did it come to? Promotion by the rule, and the way back.

use entity::experiment_states::ExperimentEnd;
use entity::states::{ModelAction, ModelState};
use entity::{model, model_move};
use recommender::feedback::{ModelCard, Unmet};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::experiment;
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::{audit, clock, database};
use crate::stages::identity::Caller;
use crate::state::App;

/// The model that serves; none where the prior does.
///
/// # Errors
/// Database errors only.
pub async fn serving(db: &impl ConnectionTrait) -> Result<Option<model::Model>> {
    Ok(model::Entity::find()
        .filter(model::Column::State.eq(ModelState::Serving))
        .one(db)
        .await?)
}

/// Its id alone: a model's judgements are long, and it is asked for after every change of anything.
///
/// # Errors
/// Database errors only.
pub async fn serving_id(db: &impl ConnectionTrait) -> Result<Option<Uuid>> {
    let id = model::Entity::find()
        .select_only()
        .column(model::Column::Id)
        .filter(model::Column::State.eq(ModelState::Serving))
        .into_tuple()
        .one(db)
        .await?;
    Ok(id)
}

/// Its card.
///
/// # Errors
/// Where the row was damaged.
pub(super) fn card(row: &model::Model) -> Result<ModelCard> {
    Ok(serde_json::from_value(row.card.clone())?)
}

/// What stands between a model and service, as codes: the rule's, and `measured_against_another` where something else
/// serves by now than what it was measured against.
pub(super) fn unmet(card: &ModelCard, serving: Option<&model::Model>) -> Vec<&'static str> {
    let mut unmet: Vec<&'static str> = card.decision.unmet.iter().map(|u| code(*u)).collect();
    if card.serving.as_deref() != serving.map(|row| row.digest.as_str()) {
        unmet.push("measured_against_another");
    }
    unmet
}

fn code(unmet: Unmet) -> &'static str {
    match unmet {
        Unmet::NothingMeasured => "nothing_measured",
        Unmet::TooFewScenarios => "too_few_scenarios",
        Unmet::TooFewOrganisations => "too_few_organisations",
        Unmet::GainTooSmall => "gain_too_small",
        Unmet::IntervalReachesZero => "interval_reaches_zero",
    }
}

/// Puts a candidate into service. Every process takes it up at its next use: they follow the audit log.
///
/// # Errors
/// `rule_not_met` with what is not met, also for the operator; `wrong_state` for what served before or serves.
pub(super) async fn promote(app: &App, caller: &Caller, id: Uuid, reason: &str) -> Result<model::Model> {
    let tx = database::begin_write(&app.db).await?;
    let row = model::Entity::find_by_id(id)
        .one(&tx)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    let before = serving(&tx).await?;
    if matches!(row.state, ModelState::Serving | ModelState::Retired) {
        return Err(Problem::wrong_state(
            "promote",
            row.state.as_str(),
            &["candidate"],
        ));
    }
    let unmet = unmet(&card(&row)?, before.as_ref());
    if !unmet.is_empty() {
        let errors = unmet
            .iter()
            .map(|code| FieldError::new("rule", code, "the rule for promotion asks for it"))
            .collect();
        return Err(Problem::fields(Code::RuleNotMet, errors));
    }
    if let Some(before) = &before {
        set(&tx, before.id, ModelState::Serving, ModelState::Retired).await?;
    }
    set(&tx, id, ModelState::Candidate, ModelState::Serving).await?;
    let from = before.map(|m| m.id);
    experiment::end_with_move(&tx, caller, |it| match it.candidate_id == id {
        true => ExperimentEnd::Promoted,
        false => ExperimentEnd::Replaced,
    })
    .await?;
    record(&tx, caller, ModelAction::Promote, (from, Some(id)), reason).await?;
    tx.commit().await?;
    found(&app.db, id).await
}

/// Puts back what served before the model that serves: another model, or the prior.
///
/// # Errors
/// `wrong_state` where the prior serves.
pub(super) async fn roll_back(app: &App, caller: &Caller, reason: &str) -> Result<Option<model::Model>> {
    let tx = database::begin_write(&app.db).await?;
    let Some(now) = serving(&tx).await? else {
        return Err(Problem::wrong_state("roll_back", "prior", &["serving"]));
    };
    // The promotion that brought it, not a later roll-back to it: rolling back twice goes back two steps.
    let came = model_move::Entity::find()
        .filter(model_move::Column::ToId.eq(now.id))
        .filter(model_move::Column::Action.eq(ModelAction::Promote))
        .order_by_desc(model_move::Column::Id)
        .one(&tx)
        .await?;
    let back = came.and_then(|m| m.from_id);
    set(&tx, now.id, ModelState::Serving, ModelState::Retired).await?;
    if let Some(back) = back {
        set(&tx, back, ModelState::Retired, ModelState::Serving).await?;
    }
    experiment::end_with_move(&tx, caller, |_| ExperimentEnd::RolledBack).await?;
    record(&tx, caller, ModelAction::RollBack, (Some(now.id), back), reason).await?;
    tx.commit().await?;
    match back {
        Some(id) => Ok(Some(found(&app.db, id).await?)),
        None => Ok(None),
    }
}

/// The model with that id.
///
/// # Errors
/// `not_found`.
pub async fn found(db: &impl ConnectionTrait, id: Uuid) -> Result<model::Model> {
    let row = model::Entity::find_by_id(id).one(db).await?;
    row.ok_or_else(|| Problem::new(Code::NotFound))
}

/// Moves a model, where it still stands where it was seen.
async fn set(tx: &DatabaseTransaction, id: Uuid, from: ModelState, to: ModelState) -> Result<()> {
    let moved = model::Entity::update_many()
        .col_expr(model::Column::State, Expr::value(to))
        .filter(model::Column::Id.eq(id))
        .filter(model::Column::State.eq(from))
        .exec(tx)
        .await?;
    if moved.rows_affected == 1 {
        return Ok(());
    }
    // Somebody else was first.
    Err(Problem::wrong_state(to.as_str(), "another", &[from.as_str()]))
}

async fn record(
    tx: &DatabaseTransaction,
    caller: &Caller,
    action: ModelAction,
    (from, to): (Option<Uuid>, Option<Uuid>),
    reason: &str,
) -> Result<()> {
    let row = model_move::ActiveModel {
        id: Set(Uuid::now_v7()),
        action: Set(action),
        from_id: Set(from),
        to_id: Set(to),
        reason: Set(reason.trim().to_owned()),
        actor_id: Set(caller.user.id),
        at: Set(clock::now()),
    };
    row.insert(tx).await?;
    let (word, subject) = match action {
        ModelAction::Promote => ("model.promote", to),
        ModelAction::RollBack => ("model.roll_back", from),
    };
    let entry = audit::Entry {
        actor: Some(caller.user.id),
        action: word,
        kind: "model",
        id: subject.map(|id| id.to_string()).unwrap_or_default(),
        detail: json!({"from": from, "to": to}),
    };
    Ok(audit::append(tx, entry).await?)
}
