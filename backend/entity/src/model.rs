//! What was learned, how good was it, and does it serve? A model is what it was taught, and parameters.

use sea_orm::entity::prelude::*;

use crate::states::ModelState;

/// One row of `model`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "model")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Where it stands.
    pub state: ModelState,
    /// SHA-256 in hex of parameters, judgements and choices.
    pub digest: String,
    /// Digest of the engine that was taught it when it was measured.
    pub trained_digest: String,
    /// Parameters of the engine.
    #[sea_orm(column_type = "JsonBinary")]
    pub params: Json,
    /// Judged pairs, and which organisation chose what; a list of judged pairs alone in a row of before.
    #[sea_orm(column_type = "JsonBinary")]
    pub judgements: Json,
    /// Its card: data, measurement, rule, limits.
    #[sea_orm(column_type = "JsonBinary")]
    pub card: Json,
    /// Who had it trained; none for the job and the command.
    pub created_by: Option<Uuid>,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `created_by`.
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::CreatedBy",
        to = "super::app_user::Column::Id"
    )]
    Creator,
}

impl Related<super::app_user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Creator.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
