//! What does the vendor propose?

use sea_orm::entity::prelude::*;

/// One row of `proposal`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which deal.
    #[sea_orm(unique)]
    pub deal_id: Uuid,
    /// How it will be done.
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    /// Price in fen.
    pub price_fen: i64,
    /// Days to delivery.
    pub days: i32,
    /// Answer for each requirement.
    #[sea_orm(column_type = "JsonBinary")]
    pub responses: Json,
    /// When.
    pub submitted_at: DateTimeUtc,
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
