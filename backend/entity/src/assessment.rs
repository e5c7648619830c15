//! Which support was computed for an accepted project?

use sea_orm::entity::prelude::*;

/// One row of `assessment`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The accepted project.
    pub deal_id: Uuid,
    /// The enterprise whose room it takes.
    pub organisation_id: Uuid,
    /// Policy id.
    pub policy: String,
    /// Digest of the rules.
    pub policy_digest: String,
    /// Day it was computed for.
    pub as_of: Date,
    /// Calendar year of acceptance, Asia/Shanghai.
    pub year: i32,
    /// Ceiling after all caps; empty when unknown or not met.
    pub ceiling_fen: Option<i64>,
    /// Facts that were given.
    #[sea_orm(column_type = "JsonBinary")]
    pub facts: Json,
    /// Result with its trace.
    #[sea_orm(column_type = "JsonBinary")]
    pub result: Json,
    /// Who asked.
    pub created_by: Uuid,
    /// When.
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
    /// By `organisation_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    /// By `created_by`.
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::CreatedBy",
        to = "super::app_user::Column::Id"
    )]
    CreatedBy,
}

impl Related<super::deal::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Deal.def()
    }
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organisation.def()
    }
}

impl Related<super::app_user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CreatedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
