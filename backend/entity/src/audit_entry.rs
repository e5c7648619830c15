//! Who changed what, when, in an order that cannot be altered unseen?

use sea_orm::entity::prelude::*;

/// One row of `audit_entry`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// Position in the chain, from 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// When.
    pub at: DateTimeUtc,
    /// Who; empty for the system itself.
    pub actor_id: Option<Uuid>,
    /// What was done, as `subject.verb`.
    pub action: String,
    /// Kind of the row.
    pub subject_kind: String,
    /// Id of the row.
    pub subject_id: String,
    /// What changed; no personal data beyond ids.
    #[sea_orm(column_type = "JsonBinary")]
    pub detail: Json,
    /// Hash of the entry before; 64 zeros for the first.
    pub previous: String,
    /// SHA-256 over this entry and `previous`, hex.
    pub hash: String,
}

/// No foreign keys: the log outlives the rows it speaks of.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
