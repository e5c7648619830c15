//! What did the operator decide, and why?

use sea_orm::entity::prelude::*;

use crate::states::{Decision, SubjectKind};

/// One row of `review`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What was reviewed.
    pub subject_kind: SubjectKind,
    /// Which one.
    pub subject_id: Uuid,
    /// Approved or returned.
    pub decision: Decision,
    /// Reason codes.
    #[sea_orm(column_type = "JsonBinary")]
    pub reasons: Json,
    /// Words to the writer.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// Who decided.
    pub reviewer_id: Uuid,
    /// When.
    pub decided_at: DateTimeUtc,
}

/// Foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `reviewer_id`.
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::ReviewerId",
        to = "super::app_user::Column::Id"
    )]
    Reviewer,
}

impl Related<super::app_user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Reviewer.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
