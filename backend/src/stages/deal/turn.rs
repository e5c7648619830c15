//! How is one move made? The row is locked, the party and the table are asked, the row moves on, and its event
//! and audit entry are written: all in one transaction.

use entity::{deal, deal_event, states::DealState};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::moves::{self, DealMove, Side};
use super::store;
use super::view::{self, DealView};
use crate::http::problem::{Code, Problem, Result};
use crate::platform::{audit, clock, database};
use crate::stages::identity::Caller;
use crate::state::App;
use crate::wiring::{self, Event};

/// A locked deal, between the beginning of a move and its commit. Dropped, it leaves nothing behind.
pub struct Turn<'a> {
    app: &'a App,
    caller: &'a Caller,
    /// The transaction of the move.
    pub tx: DatabaseTransaction,
    /// The row as it is now.
    pub row: deal::Model,
    /// The side on which the caller stands.
    pub side: Side,
}

/// What is kept with a move.
#[derive(Clone, Debug, Default)]
pub struct Words<'a> {
    /// A code of a reasons taxonomy.
    pub reason: Option<&'a str>,
    /// Words to the other side.
    pub note: Option<&'a str>,
    /// What the audit log keeps beside the states.
    pub detail: Option<Value>,
}

impl<'a> Turn<'a> {
    /// Locks a deal for a party of it.
    ///
    /// # Errors
    /// `not_found` for other organisations, `forbidden` for the operator; database errors.
    pub async fn begin(app: &'a App, caller: &'a Caller, id: Uuid) -> Result<Self> {
        let tx = database::begin_write(&app.db).await?;
        let row = deal::Entity::find()
            .filter(deal::Column::Id.eq(id))
            .lock_exclusive()
            .one(&tx)
            .await?
            .ok_or_else(|| Problem::new(Code::NotFound))?;
        match store::side_of(&row, caller.org()) {
            Some(side) => Ok(Self {
                app,
                caller,
                tx,
                row,
                side,
            }),
            None if caller.is_operator() => Err(Problem::with(Code::Forbidden, "parties of the deal only")),
            None => Err(Problem::new(Code::NotFound)),
        }
    }

    /// Asks the table whether the move is possible.
    ///
    /// # Errors
    /// `forbidden`, `wrong_state`.
    pub fn may(&self, name: DealMove) -> Result<DealState> {
        moves::lead(name, self.side, self.row.state)
    }

    /// Moves the row and writes the event, the audit entry and the jobs.
    ///
    /// # Errors
    /// `forbidden`, `wrong_state`; database errors.
    pub async fn make(&mut self, name: DealMove, words: Words<'_>) -> Result<()> {
        let to = self.may(name)?;
        let from = self.row.state;
        let now = clock::now();
        let answered = self.row.answered_at.is_none() && moves::answers(name, self.side, from);
        let mut change: deal::ActiveModel = self.row.clone().into();
        change.state = Set(to);
        change.revision = Set(self.row.revision + 1);
        change.updated_at = Set(now);
        if to != from {
            change.reason = Set(words.reason.map(str::to_owned));
        }
        if answered {
            change.answered_at = Set(Some(now));
        }
        match name {
            DealMove::Award => change.awarded_at = Set(Some(now)),
            DealMove::Contract => change.signed_at = Set(Some(now)),
            DealMove::Confirm => change.accepted_at = Set(Some(now)),
            _ => {}
        }
        self.row = change.update(&self.tx).await?;
        let record = Record {
            deal: self.row.id,
            action: name.as_str(),
            from: from.as_str(),
            to: to.as_str(),
        };
        record.write(&self.tx, self.caller, &words).await?;
        if to == DealState::Accepted {
            // The index shows how many accepted projects a solution has: it is the solution that is read again.
            wiring::record(&self.tx, Event::DealAccepted(self.row.solution_id)).await?;
        }
        Ok(())
    }

    /// The deal as it stands in this transaction.
    ///
    /// # Errors
    /// Database errors only.
    pub async fn view(&self) -> Result<DealView> {
        view::full(store::load_full(&self.tx, self.row.id).await?, Some(self.side))
    }

    /// Ends the move.
    ///
    /// # Errors
    /// Database errors only.
    pub async fn commit(self) -> Result<deal::Model> {
        self.tx.commit().await?;
        self.app.wake();
        Ok(self.row)
    }
}

/// One line in the record of a deal.
pub(super) struct Record<'a> {
    pub(super) deal: Uuid,
    pub(super) action: &'a str,
    pub(super) from: &'a str,
    pub(super) to: &'a str,
}

impl Record<'_> {
    pub(super) async fn write(
        &self,
        tx: &DatabaseTransaction,
        caller: &Caller,
        words: &Words<'_>,
    ) -> Result<()> {
        deal_event::ActiveModel {
            id: Set(Uuid::now_v7()),
            deal_id: Set(self.deal),
            actor_id: Set(caller.user.id),
            action: Set(self.action.to_owned()),
            from_state: Set(self.from.to_owned()),
            to_state: Set(self.to.to_owned()),
            note: Set(words
                .note
                .map(str::trim)
                .filter(|n| !n.is_empty())
                .map(str::to_owned)),
            at: Set(clock::now()),
        }
        .insert(tx)
        .await?;
        // Notes stay out of the chain: it can never be shortened, and a note may name a person.
        let mut detail = json!({"from": self.from, "to": self.to});
        if let Some(reason) = words.reason {
            detail["reason"] = json!(reason);
        }
        if let Some(more) = &words.detail {
            detail["detail"] = more.clone();
        }
        audit::append(
            tx,
            audit::Entry {
                actor: Some(caller.user.id),
                action: &format!("deal.{}", self.action),
                kind: "deal",
                id: self.deal.to_string(),
                detail,
            },
        )
        .await?;
        Ok(())
    }
}
