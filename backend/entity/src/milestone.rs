//! What has to be delivered by when?

use sea_orm::entity::prelude::*;

use crate::states::MilestoneState;

/// One row of `milestone`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which deal.
    pub deal_id: Uuid,
    /// Order, from 1.
    pub position: i32,
    /// What is delivered.
    pub title: String,
    /// Due day.
    pub due_on: Date,
    /// Done or not.
    pub state: MilestoneState,
    /// When it was done.
    pub done_at: Option<DateTimeUtc>,
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
