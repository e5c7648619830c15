//! Who may make which move of a claim, and what does it do to the room? Each move is one transaction.

use std::collections::BTreeSet;

use entity::states::{ClaimState, LedgerState};
use entity::{claim, claim_event};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::ledger;
use super::input::MoveInput;
use super::{documents, settings, store};
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::check::Check;
use crate::platform::money::Money;
use crate::platform::{audit, clock, database};
use crate::stages::identity::Caller;
use crate::state::App;

/// A move of a claim that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimMove {
    /// The applicant hands it in.
    Submit,
    /// The operator sends it back with reasons.
    Return,
    /// A person of the operator approves it.
    Approve,
    /// The operator refuses it with reasons.
    Refuse,
    /// The applicant takes it back.
    Withdraw,
    /// The operator records the payment.
    Pay,
}

/// One line of the table: move, its word, whether the operator makes it, and from which states.
type Line = (ClaimMove, &'static str, bool, &'static [ClaimState]);

const TABLE: [Line; 6] = [
    (
        ClaimMove::Submit,
        "submit",
        false,
        &[ClaimState::Draft, ClaimState::Returned],
    ),
    (
        ClaimMove::Withdraw,
        "withdraw",
        false,
        &[
            ClaimState::Draft,
            ClaimState::Submitted,
            ClaimState::Returned,
            ClaimState::Approved,
        ],
    ),
    (ClaimMove::Return, "return", true, &[ClaimState::Submitted]),
    (ClaimMove::Approve, "approve", true, &[ClaimState::Submitted]),
    (ClaimMove::Refuse, "refuse", true, &[ClaimState::Submitted]),
    (ClaimMove::Pay, "pay", true, &[ClaimState::Approved]),
];

impl ClaimMove {
    fn line(self) -> &'static Line {
        // Every move has its line; the first one stands in for none.
        TABLE.iter().find(|l| l.0 == self).unwrap_or(&TABLE[0])
    }
}

/// The moves that a caller could make now.
#[must_use]
pub fn possible(row: &claim::Model, caller: &Caller) -> Vec<ClaimMove> {
    TABLE
        .iter()
        .filter(|(_, _, operator, from)| side(row, caller, *operator) && from.contains(&row.state))
        .map(|l| l.0)
        .collect()
}

fn side(row: &claim::Model, caller: &Caller, operator: bool) -> bool {
    if operator {
        caller.is_operator()
    } else {
        row.organisation_id == caller.org()
    }
}

/// Makes a move.
///
/// # Errors
/// `forbidden`, `wrong_state`, `invalid_input`, `incomplete` where a required document is missing,
/// `second_person_needed` where the same person approves twice or prepared the claim.
pub async fn make(app: &App, caller: &Caller, id: Uuid, input: &MoveInput) -> Result<claim::Model> {
    let action = input.action;
    let (_, word, operator, from) = *action.line();
    let mut check = Check::default();
    let least = usize::from(matches!(action, ClaimMove::Return | ClaimMove::Refuse));
    check.text("note", &input.note, least, 2_000);
    let decides = action == ClaimMove::Approve || input.amount.is_none();
    check.that(decides, "amount", "unexpected", "expected with approve only");
    check.end(Code::InvalidInput)?;
    let tx = database::begin_write(&app.db).await?;
    ledger::lock(&tx).await?;
    let row = store::one(&tx, caller, id).await?;
    if !side(&row, caller, operator) {
        let who = if operator {
            "operators only"
        } else {
            "the applicant only"
        };
        return Err(Problem::with(Code::Forbidden, who));
    }
    if !from.contains(&row.state) {
        let allowed: Vec<_> = from.iter().map(|s| s.as_str()).collect();
        return Err(Problem::wrong_state(word, row.state.as_str(), &allowed));
    }
    let mut change = row.clone().into_active_model();
    let mut decided = None;
    let to = match action {
        ClaimMove::Submit => {
            complete(&tx, &row).await?;
            // Counted anew at each submission: a threshold that was changed holds for what comes in after it.
            let needed = settings::read(&tx).await?.approvals(Money(row.requested_fen));
            change.approvals_needed = Set(needed);
            change.approved_fen = Set(None);
            ClaimState::Submitted
        }
        ClaimMove::Return => ClaimState::Returned,
        ClaimMove::Refuse => {
            ledger::change(&tx, id, LedgerState::Released, None).await?;
            ClaimState::Refused
        }
        ClaimMove::Withdraw => {
            ledger::change(&tx, id, LedgerState::Released, None).await?;
            ClaimState::Withdrawn
        }
        ClaimMove::Approve => {
            let (amount, last) = approval(&tx, caller, &row, input.amount).await?;
            decided = Some(amount);
            change.approved_fen = Set(Some(amount));
            if last {
                ledger::change(&tx, id, LedgerState::Reserved, Some(amount)).await?;
                ClaimState::Approved
            } else {
                ClaimState::Submitted
            }
        }
        ClaimMove::Pay => {
            ledger::change(&tx, id, LedgerState::Fixed, row.approved_fen).await?;
            ClaimState::Paid
        }
    };
    change.state = Set(to);
    change.updated_at = Set(clock::now());
    let changed = change.update(&tx).await?;
    record(&tx, caller, &changed, word, decided, input.note.trim()).await?;
    tx.commit().await?;
    Ok(changed)
}

/// Every required line of the checklist has a file.
async fn complete(tx: &DatabaseTransaction, row: &claim::Model) -> Result<()> {
    let there = store::documents(tx, row.id).await?;
    let mut check = Check::default();
    for line in documents::of_article(&row.article)?.iter().filter(|l| l.required) {
        if !there.iter().any(|(d, _)| d.document == line.id) {
            check.add(
                format!("documents.{}", line.id),
                "required",
                format!("{} · {}", line.zh, line.en),
            );
        }
    }
    check.end(Code::Incomplete)
}

/// The amount that is decided, and whether this approval is the last one that is needed.
async fn approval(
    tx: &DatabaseTransaction,
    caller: &Caller,
    row: &claim::Model,
    amount: Option<Money>,
) -> Result<(i64, bool)> {
    let persons = approvers(&events(tx, row.id).await?);
    if persons.contains(&caller.user.id) || row.created_by == caller.user.id {
        return Err(Problem::with(
            Code::SecondPersonNeeded,
            "you approved or prepared this claim: somebody else must approve it",
        ));
    }
    let decided = row.approved_fen.unwrap_or(row.requested_fen);
    let amount = amount.map_or(decided, |m| m.0);
    let wrong = |detail: String| {
        Problem::fields(
            Code::InvalidInput,
            vec![FieldError::new("amount", "out_of_range", detail)],
        )
    };
    if amount <= 0 || amount > row.requested_fen {
        return Err(wrong(format!(
            "expected more than 0 and at most {}",
            Money(row.requested_fen)
        )));
    }
    if !persons.is_empty() && amount != decided {
        return Err(wrong(format!("the first approval decided {}", Money(decided))));
    }
    let count = i32::try_from(persons.len()).unwrap_or(i32::MAX).saturating_add(1);
    Ok((amount, count >= row.approvals_needed))
}

/// Moves of a claim, oldest first.
///
/// # Errors
/// Database errors only.
pub async fn events(db: &impl sea_orm::ConnectionTrait, claim: Uuid) -> Result<Vec<claim_event::Model>> {
    Ok(claim_event::Entity::find()
        .filter(claim_event::Column::ClaimId.eq(claim))
        .order_by_asc(claim_event::Column::Id)
        .all(db)
        .await?)
}

/// Who approved since the last submission.
#[must_use]
pub fn approvers(events: &[claim_event::Model]) -> BTreeSet<Uuid> {
    let since = events.iter().rposition(|e| e.action == "submit").unwrap_or(0);
    events[since.min(events.len())..]
        .iter()
        .filter(|e| e.action == "approve")
        .map(|e| e.actor_id)
        .collect()
}

/// Writes a move into the claim's record and the audit chain.
///
/// # Errors
/// Database errors only.
pub async fn record(
    tx: &DatabaseTransaction,
    caller: &Caller,
    row: &claim::Model,
    action: &str,
    amount_fen: Option<i64>,
    note: &str,
) -> Result<()> {
    claim_event::ActiveModel {
        id: Set(Uuid::now_v7()),
        claim_id: Set(row.id),
        actor_id: Set(caller.user.id),
        action: Set(action.to_owned()),
        to_state: Set(row.state),
        amount_fen: Set(amount_fen),
        note: Set(note.to_owned()),
        at: Set(clock::now()),
    }
    .insert(tx)
    .await?;
    audit::append(
        tx,
        audit::Entry {
            actor: Some(caller.user.id),
            action: &format!("claim.{action}"),
            kind: "claim",
            id: row.id.to_string(),
            detail: json!({"state": row.state, "amount_fen": amount_fen}),
        },
    )
    .await?;
    Ok(())
}
