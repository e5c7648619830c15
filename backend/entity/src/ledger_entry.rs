//! What takes room under the yearly ceilings?

use sea_orm::entity::prelude::*;

/// One row of `ledger_entry`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entry")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The claim it belongs to; one entry a claim.
    pub claim_id: Uuid,
    /// Whose room.
    pub organisation_id: Uuid,
    /// Calendar year, Asia/Shanghai.
    pub year: i32,
    /// Group of articles, or the article.
    pub ledger_group: String,
    /// What it takes.
    pub amount_fen: i64,
    /// Reserved, fixed or released.
    pub state: super::states::LedgerState,
    /// When it was reserved.
    pub created_at: DateTimeUtc,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

/// Foreign keys: read by their columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
