//! Who moved a claim, and how?

use sea_orm::entity::prelude::*;

/// One row of `claim_event`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim_event")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The claim.
    pub claim_id: Uuid,
    /// Who.
    pub actor_id: Uuid,
    /// The move.
    pub action: String,
    /// Where it led.
    pub to_state: super::states::ClaimState,
    /// The amount decided, for an approval.
    pub amount_fen: Option<i64>,
    /// What was said.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// When.
    pub at: DateTimeUtc,
}

/// Foreign keys: read by their columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
