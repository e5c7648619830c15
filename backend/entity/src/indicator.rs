//! Which effect was promised and measured?

use sea_orm::entity::prelude::*;

/// One row of `indicator`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which deal.
    pub deal_id: Uuid,
    /// Order, from 1.
    pub position: i32,
    /// What is measured.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Value before.
    pub baseline: f64,
    /// Value promised.
    pub target: f64,
    /// Value measured at acceptance.
    pub actual: Option<f64>,
    /// Direction of improvement.
    pub higher_is_better: bool,
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
