//! What was signed?

use sea_orm::entity::prelude::*;

/// One row of `contract`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which deal.
    #[sea_orm(unique)]
    pub deal_id: Uuid,
    /// Amount in fen.
    pub amount_fen: i64,
    /// Day of signing.
    pub signed_on: Date,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// The parties declare that they are related.
    pub related_party: bool,
    /// How they are related.
    #[sea_orm(column_type = "Text", nullable)]
    pub related_note: Option<String>,
    /// When it was recorded.
    pub created_at: DateTimeUtc,
}

/// Foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `deal_id`.
    #[sea_orm(
        belongs_to = "super::deal::Entity",
        from = "Column::DealId",
        to = "super::deal::Column::Id"
    )]
    Deal,
}

impl Related<super::deal::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Deal.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
