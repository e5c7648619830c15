//! How does a deal move from invitation to contract? Each move is one transaction, see [`super::turn`].

use entity::states::{DealState, MilestoneState, SubjectKind};
use entity::{contract, deal, indicator, match_entry, match_list, milestone, proposal, solution};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;
use uuid::Uuid;

use super::idempotency::{Answer, Key};
use super::input::{ContractInput, OpenInput, ProposalInput};
use super::moves::{DealMove, Side};
use super::store;
use super::turn::{Record, Turn, Words};
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::{clock, database};
use crate::stages::demand::{self, input::Reason};
use crate::stages::identity::Caller;
use crate::stages::matching::learning::experiment;
use crate::stages::supply;
use crate::state::App;

/// Opens a deal: the buyer of the scenario invites, the vendor of the solution expresses interest.
///
/// # Errors
/// `not_found`, `invalid_input`, `wrong_state`, `already_exists`.
pub async fn open(app: &App, caller: &Caller, input: &OpenInput) -> Result<deal::Model> {
    let tx = database::begin_write(&app.db).await?;
    let scenario = demand::service::locked(&tx, input.scenario_id).await?;
    let solution = solution::Entity::find()
        .filter(solution::Column::Id.eq(input.solution_id))
        .lock_exclusive()
        .one(&tx)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    let (buyer, vendor) = (scenario.organisation_id, solution.organisation_id);
    let hidden = |public: bool, owner: Uuid| !public && owner != caller.org();
    if hidden(demand::store::is_public(&scenario), buyer)
        || hidden(supply::store::is_public(&solution), vendor)
    {
        return Err(Problem::new(Code::NotFound));
    }
    let side = match (caller.org() == buyer, caller.org() == vendor) {
        (true, true) => {
            let detail = "the scenario and the solution belong to the same organisation";
            return Err(Problem::fields(
                Code::InvalidInput,
                vec![FieldError::new("solution_id", "same_organisation", detail)],
            ));
        }
        (true, false) => Side::Buyer,
        (false, true) => Side::Vendor,
        // Neither side: whether these two have a deal is not theirs to know.
        (false, false) => return Err(Problem::new(Code::NotFound)),
    };
    let (action, state) = match side {
        Side::Buyer => ("invite", DealState::Invited),
        Side::Vendor => ("interest", DealState::Interested),
    };
    if !demand::store::is_open(&scenario) {
        return Err(Problem::wrong_state(
            action,
            scenario.state.as_str(),
            &["published"],
        ));
    }
    if !supply::store::is_public(&solution) {
        return Err(Problem::wrong_state(
            action,
            solution.state.as_str(),
            &["published"],
        ));
    }
    // Who is invited by the buyer may answer later; unasked nobody does.
    if side == Side::Vendor
        && let Some(content) = demand::store::published_content(&tx, &scenario).await?
        && let Some(due) = content.answers_due
        && demand::store::is_over(content.answers_due)
    {
        return Err(Problem::with(
            Code::AnswersOver,
            format!("the scenario took answers until {due}"),
        ));
    }
    if let Some(entry) = input.match_entry_id {
        let list = check_entry(&tx, entry, scenario.id, solution.id).await?;
        if side == Side::Buyer {
            // An invitation may decide a list that was drafted from two models. It is counted when this is committed.
            experiment::weigh_later(&tx, list).await?;
        }
    }
    let there = deal::Entity::find()
        .filter(deal::Column::ScenarioId.eq(scenario.id))
        .filter(deal::Column::SolutionId.eq(solution.id))
        .one(&tx)
        .await?;
    if let Some(there) = there {
        return Err(Problem::with(
            Code::AlreadyExists,
            format!("the deal {} stands between these two", there.id),
        ));
    }
    let now = clock::now();
    let row = deal::ActiveModel {
        id: Set(Uuid::now_v7()),
        scenario_id: Set(scenario.id),
        solution_id: Set(solution.id),
        buyer_id: Set(buyer),
        vendor_id: Set(vendor),
        match_entry_id: Set(input.match_entry_id),
        state: Set(state),
        reason: Set(None),
        revision: Set(1),
        opened_at: Set(now),
        answered_at: Set(None),
        awarded_at: Set(None),
        signed_at: Set(None),
        accepted_at: Set(None),
        updated_at: Set(now),
    }
    .insert(&tx)
    .await?;
    let record = Record {
        deal: row.id,
        action,
        from: "",
        to: state.as_str(),
    };
    let words = Words {
        detail: Some(json!({"match_entry": input.match_entry_id})),
        ..Words::default()
    };
    record.write(&tx, caller, &words).await?;
    tx.commit().await?;
    app.wake();
    Ok(row)
}

// A deal may only cite a list in which this very pair stood: the citation is the proof that the platform caused it.
// Gives the list.
async fn check_entry(tx: &DatabaseTransaction, id: Uuid, scenario: Uuid, solution: Uuid) -> Result<Uuid> {
    let found = match_entry::Entity::find_by_id(id)
        .find_also_related(match_list::Entity)
        .one(tx)
        .await?;
    if let Some((entry, Some(list))) = found {
        let pair = match list.subject_kind {
            SubjectKind::Scenario => (list.subject_id, entry.counterpart_id),
            SubjectKind::Solution => (entry.counterpart_id, list.subject_id),
        };
        if pair == (scenario, solution) {
            return Ok(list.id);
        }
    }
    let detail = "expected an entry of a match list in which this scenario and this solution met";
    Err(Problem::fields(
        Code::InvalidInput,
        vec![FieldError::new("match_entry_id", "unknown_entry", detail)],
    ))
}

/// The vendor proposes, or proposes anew.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `invalid_input`.
pub async fn propose(app: &App, caller: &Caller, id: Uuid, input: &ProposalInput) -> Result<deal::Model> {
    let mut turn = Turn::begin(app, caller, id).await?;
    turn.may(DealMove::Proposal)?;
    let scenario = store::scenario_content(&turn.tx, turn.row.scenario_id).await?;
    input.check(&scenario.requirements)?;
    let before = proposal::Entity::find()
        .filter(proposal::Column::DealId.eq(id))
        .one(&turn.tx)
        .await?;
    let row = proposal::ActiveModel {
        id: Set(before.as_ref().map_or_else(Uuid::now_v7, |p| p.id)),
        deal_id: Set(id),
        summary: Set(input.summary.trim().to_owned()),
        price_fen: Set(input.price.0),
        days: Set(input.days),
        responses: Set(serde_json::to_value(&input.responses)?),
        submitted_at: Set(clock::now()),
    };
    if before.is_some() {
        row.update(&turn.tx).await?;
    } else {
        row.insert(&turn.tx).await?;
    }
    let detail = Some(json!({"price": input.price, "replaces": before.is_some()}));
    turn.make(
        DealMove::Proposal,
        Words {
            detail,
            ..Words::default()
        },
    )
    .await?;
    turn.commit().await
}

/// The side that was asked says no.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `invalid_input`.
pub async fn decline(app: &App, caller: &Caller, id: Uuid, why: &Reason) -> Result<deal::Model> {
    end(app, caller, id, DealMove::Decline, why).await
}

/// The buyer does not choose the proposal.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `invalid_input`.
pub async fn reject(app: &App, caller: &Caller, id: Uuid, why: &Reason) -> Result<deal::Model> {
    end(app, caller, id, DealMove::Reject, why).await
}

/// A party ends the deal before acceptance.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `invalid_input`.
pub async fn terminate(app: &App, caller: &Caller, id: Uuid, why: &Reason) -> Result<deal::Model> {
    end(app, caller, id, DealMove::Terminate, why).await
}

async fn end(app: &App, caller: &Caller, id: Uuid, name: DealMove, why: &Reason) -> Result<deal::Model> {
    let mut turn = Turn::begin(app, caller, id).await?;
    turn.may(name)?;
    let checked = why.check(&app.taxonomies, name.as_str());
    if name == DealMove::Decline && turn.side == Side::Buyer {
        // A buyer that turns an interest down may also say what it would say of a proposal.
        checked.or_else(|_| why.check(&app.taxonomies, DealMove::Reject.as_str()))?;
    } else {
        checked?;
    }
    turn.make(
        name,
        Words {
            reason: Some(&why.reason),
            note: Some(&why.note),
            detail: None,
        },
    )
    .await?;
    turn.commit().await
}

/// The buyer chooses this vendor.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`.
pub async fn award(app: &App, caller: &Caller, id: Uuid) -> Result<deal::Model> {
    let mut turn = Turn::begin(app, caller, id).await?;
    turn.make(DealMove::Award, Words::default()).await?;
    turn.commit().await
}

/// The buyer records the signed contract. With a key the same command gives the same answer again.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `invalid_input`, `idempotency_key_reused`.
pub async fn contract(
    app: &App,
    caller: &Caller,
    id: Uuid,
    input: &ContractInput,
    key: Option<&Key>,
) -> Result<Answer> {
    let mut turn = Turn::begin(app, caller, id).await?;
    if let Some(key) = key
        && let Some(answer) = key.answered(&turn.tx, caller.user.id).await?
    {
        return Ok(answer);
    }
    turn.may(DealMove::Contract)?;
    input.check(clock::shanghai_day(clock::now()))?;
    insert_contract(&turn.tx, id, input).await?;
    let detail = Some(
        json!({"amount": input.amount, "signed_on": input.signed_on, "related_party": input.related_party}),
    );
    turn.make(
        DealMove::Contract,
        Words {
            detail,
            ..Words::default()
        },
    )
    .await?;
    let answer = Answer {
        status: 200,
        body: serde_json::to_value(turn.view().await?)?,
        replayed: false,
    };
    if let Some(key) = key {
        key.keep(&turn.tx, caller.user.id, &answer).await?;
    }
    turn.commit().await?;
    Ok(answer)
}

async fn insert_contract(tx: &DatabaseTransaction, id: Uuid, input: &ContractInput) -> Result<()> {
    contract::ActiveModel {
        id: Set(Uuid::now_v7()),
        deal_id: Set(id),
        amount_fen: Set(input.amount.0),
        signed_on: Set(input.signed_on),
        starts_on: Set(input.starts_on),
        ends_on: Set(input.ends_on),
        related_party: Set(input.related_party),
        related_note: Set(input
            .related_note
            .as_deref()
            .filter(|_| input.related_party)
            .map(|n| n.trim().to_owned())),
        created_at: Set(clock::now()),
    }
    .insert(tx)
    .await?;
    for (position, milestone) in (1..).zip(&input.milestones) {
        milestone::ActiveModel {
            id: Set(Uuid::now_v7()),
            deal_id: Set(id),
            position: Set(position),
            title: Set(milestone.title.trim().to_owned()),
            due_on: Set(milestone.due_on),
            state: Set(MilestoneState::Open),
            done_at: Set(None),
        }
        .insert(tx)
        .await?;
    }
    for (position, indicator) in (1..).zip(&input.indicators) {
        indicator::ActiveModel {
            id: Set(Uuid::now_v7()),
            deal_id: Set(id),
            position: Set(position),
            name: Set(indicator.name.trim().to_owned()),
            unit: Set(indicator.unit.trim().to_owned()),
            baseline: Set(indicator.baseline),
            target: Set(indicator.target),
            actual: Set(None),
            higher_is_better: Set(indicator.higher_is_better),
        }
        .insert(tx)
        .await?;
    }
    Ok(())
}
