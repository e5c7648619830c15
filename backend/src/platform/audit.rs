//! Who changed what, in an order that cannot be altered unseen? Each entry hashes the one before.

use chrono::SecondsFormat;
use entity::audit_entry;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryOrder,
    QuerySelect,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{clock, database};

/// Key of the advisory lock that puts appends in one order on PostgreSQL; SQLite has one writer anyway.
const CHAIN_LOCK: i64 = 0x5343_454e_4541_5544;

/// What is written into the chain.
pub struct Entry<'a> {
    /// Who did it; empty for the system itself.
    pub actor: Option<Uuid>,
    /// What was done, as `subject.verb`.
    pub action: &'a str,
    /// Kind of the row.
    pub kind: &'a str,
    /// Id of the row.
    pub id: String,
    /// What changed; no personal data beyond ids.
    pub detail: Value,
}

/// Appends an entry in the caller's transaction.
///
/// # Errors
/// Database errors only.
pub async fn append(tx: &DatabaseTransaction, entry: Entry<'_>) -> Result<(), DbErr> {
    if !database::is_sqlite(tx) {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({CHAIN_LOCK})"))
            .await?;
    }
    let last = audit_entry::Entity::find()
        .order_by_desc(audit_entry::Column::Id)
        .one(tx)
        .await?;
    let (id, previous) = last.map_or((1, "0".repeat(64)), |e| (e.id + 1, e.hash));
    let mut row = audit_entry::Model {
        id,
        at: clock::now(),
        actor_id: entry.actor,
        action: entry.action.to_owned(),
        subject_kind: entry.kind.to_owned(),
        subject_id: entry.id,
        detail: entry.detail,
        previous,
        hash: String::new(),
    };
    row.hash = hash(&row);
    audit_entry::ActiveModel {
        id: Set(row.id),
        at: Set(row.at),
        actor_id: Set(row.actor_id),
        action: Set(row.action),
        subject_kind: Set(row.subject_kind),
        subject_id: Set(row.subject_id),
        detail: Set(row.detail),
        previous: Set(row.previous),
        hash: Set(row.hash),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Number of the last entry, 0 where there is none. It grows with every committed change of state.
///
/// # Errors
/// Database errors only.
pub async fn last<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    let id: Option<i64> = audit_entry::Entity::find()
        .select_only()
        .column(audit_entry::Column::Id)
        .order_by_desc(audit_entry::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    Ok(id.unwrap_or(0))
}

/// The hash of an entry: SHA-256 over its fields, each on a line, with `previous` first.
#[must_use]
pub fn hash(entry: &audit_entry::Model) -> String {
    let actor = entry.actor_id.map(|a| a.to_string()).unwrap_or_default();
    let at = entry.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let detail = canonical(&entry.detail);
    let text = [
        entry.previous.as_str(),
        &entry.id.to_string(),
        &at,
        &actor,
        &entry.action,
        &entry.subject_kind,
        &entry.subject_id,
        &detail,
    ]
    .join("\n");
    hex::encode(Sha256::digest(text))
}

/// Checks the chain from its start. Returns the number of entries, or the first entry that does not fit.
///
/// # Errors
/// Database errors only.
pub async fn verify(db: &impl ConnectionTrait) -> Result<Result<usize, i64>, DbErr> {
    let entries = audit_entry::Entity::find()
        .order_by_asc(audit_entry::Column::Id)
        .all(db)
        .await?;
    let mut previous = "0".repeat(64);
    for (index, entry) in entries.iter().enumerate() {
        if entry.id != index as i64 + 1 || entry.previous != previous || entry.hash != hash(entry) {
            return Ok(Err(entry.id));
        }
        previous.clone_from(&entry.hash);
    }
    Ok(Ok(entries.len()))
}

/// JSON with sorted keys: PostgreSQL's `jsonb` does not keep the order that was written.
#[must_use]
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.keys().collect();
            keys.sort();
            let fields: Vec<_> = keys
                .into_iter()
                .map(|k| format!("{}:{}", Value::from(k.as_str()), canonical(&map[k])))
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}
