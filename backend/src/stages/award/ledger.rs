//! How much room is left? Entries that claims reserve, fix and release; assessments take none.
//!
//! Whoever counts room in order to take some holds the one lock of the ledger until its transaction ends: two
//! claims that race for the last room take their turn.

use entity::states::LedgerState;
use entity::{counted_member, ledger_entry};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder,
};
use subsidy::{Ledger, LedgerEntry};
use uuid::Uuid;

use crate::http::problem::{Problem, Result};
use crate::platform::{clock, database};

/// Key of the advisory lock of the ledger on PostgreSQL; SQLite has one writer anyway.
const LEDGER_LOCK: i64 = 0x5343_454e_4c45_4447;

/// Takes the ledger's lock until the transaction ends.
///
/// # Errors
/// Database errors only.
pub async fn lock(tx: &DatabaseTransaction) -> Result<()> {
    if !database::is_sqlite(tx) {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LEDGER_LOCK})"))
            .await?;
    }
    Ok(())
}

/// Organisations counted together with this one, itself first.
///
/// # Errors
/// Database errors only.
pub async fn counted_with(db: &impl ConnectionTrait, organisation: Uuid) -> Result<Vec<Uuid>> {
    let mut all = vec![organisation];
    let own = counted_member::Entity::find_by_id(organisation).one(db).await?;
    if let Some(own) = own {
        let others = counted_member::Entity::find()
            .filter(counted_member::Column::GroupId.eq(own.group_id))
            .filter(counted_member::Column::OrganisationId.ne(organisation))
            .order_by_asc(counted_member::Column::OrganisationId)
            .all(db)
            .await?;
        all.extend(others.into_iter().map(|m| m.organisation_id));
    }
    Ok(all)
}

/// Live entries of those organisations, oldest first.
///
/// # Errors
/// Database errors only.
pub async fn live(db: &impl ConnectionTrait, organisations: &[Uuid]) -> Result<Vec<ledger_entry::Model>> {
    Ok(ledger_entry::Entity::find()
        .filter(ledger_entry::Column::OrganisationId.is_in(organisations.iter().copied()))
        .filter(ledger_entry::Column::State.ne(LedgerState::Released))
        .order_by_asc(ledger_entry::Column::Id)
        .all(db)
        .await?)
}

/// The ledger of those organisations, as the rules count it.
///
/// # Errors
/// Database errors only.
pub async fn of(db: &impl ConnectionTrait, organisations: &[Uuid]) -> Result<Ledger> {
    let entries = live(db, organisations)
        .await?
        .into_iter()
        .map(|row| LedgerEntry {
            entity: row.organisation_id.to_string(),
            year: row.year,
            group: row.ledger_group,
            amount: subsidy::Money::from_fen(row.amount_fen),
            reference: row.claim_id.to_string(),
        })
        .collect();
    Ledger::new(entries).map_err(|e| Problem::from(anyhow::anyhow!("{e}")))
}

/// Reserves room for a claim, under the lock.
///
/// # Errors
/// Database errors only.
pub async fn reserve(tx: &DatabaseTransaction, claim: &entity::claim::Model) -> Result<()> {
    let now = clock::now();
    ledger_entry::ActiveModel {
        id: Set(Uuid::now_v7()),
        claim_id: Set(claim.id),
        organisation_id: Set(claim.organisation_id),
        year: Set(claim.year),
        ledger_group: Set(claim.ledger_group.clone()),
        amount_fen: Set(claim.requested_fen),
        state: Set(LedgerState::Reserved),
        created_at: Set(now),
        updated_at: Set(now),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Changes a claim's entry: its state, and its amount where one was decided.
///
/// # Errors
/// Database errors; a claim without its entry.
pub async fn change(
    tx: &DatabaseTransaction,
    claim: Uuid,
    state: LedgerState,
    amount_fen: Option<i64>,
) -> Result<()> {
    let mut row = ledger_entry::Entity::find()
        .filter(ledger_entry::Column::ClaimId.eq(claim))
        .one(tx)
        .await?
        .ok_or_else(|| anyhow::anyhow!("claim {claim} has no entry in the ledger"))?
        .into_active_model();
    row.state = Set(state);
    if let Some(amount) = amount_fen {
        row.amount_fen = Set(amount);
    }
    row.updated_at = Set(clock::now());
    row.update(tx).await?;
    Ok(())
}
