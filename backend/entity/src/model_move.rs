//! Which model took over from which, by whom, and why?

use sea_orm::entity::prelude::*;

use crate::states::ModelAction;

/// One row of `model_move`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "model_move")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What was done.
    pub action: ModelAction,
    /// What served before; none for the prior.
    pub from_id: Option<Uuid>,
    /// What serves after; none for the prior.
    pub to_id: Option<Uuid>,
    /// Why, in the operator's words.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Who.
    pub actor_id: Uuid,
    /// When.
    pub at: DateTimeUtc,
}

/// Foreign keys: read by their columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
