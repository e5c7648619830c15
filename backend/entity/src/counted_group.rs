//! Which companies does the operator count together?

use sea_orm::entity::prelude::*;

/// One row of `counted_group`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counted_group")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Why they are counted together.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Who set it up.
    pub created_by: Uuid,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Foreign keys: read by their columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
