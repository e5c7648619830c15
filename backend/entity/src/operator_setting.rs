//! What did the operator set?

use sea_orm::entity::prelude::*;

/// One row of `operator_setting`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "operator_setting")]
pub struct Model {
    /// Name of the setting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Its value.
    #[sea_orm(column_type = "JsonBinary")]
    pub value: Json,
    /// Who set it last.
    pub updated_by: Uuid,
    /// When.
    pub updated_at: DateTimeUtc,
}

/// Foreign keys: read by their columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
