//! Which organisation refuses that its behaviour is recorded and learned from? A row while it does.

use sea_orm::entity::prelude::*;

/// One row of `learning_refusal`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "learning_refusal")]
pub struct Model {
    /// The organisation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    /// Since when.
    pub refused_at: DateTimeUtc,
}

/// Foreign keys: read by their columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
