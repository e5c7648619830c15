//! How far did an import get, and what was wrong?

use sea_orm::entity::prelude::*;

use crate::states::{ImportState, SubjectKind};

/// One row of `import_run`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_run")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose rows they become unless a row names another.
    pub organisation_id: Uuid,
    /// Who asked.
    pub actor_id: Uuid,
    /// What the rows are.
    pub kind: SubjectKind,
    /// State.
    pub state: ImportState,
    /// Name as uploaded.
    pub file_name: String,
    /// The file in the object store.
    pub sha256: String,
    /// Only check.
    pub dry_run: bool,
    /// Publish the rows at once.
    pub publish: bool,
    /// Rows in the file.
    pub total: i32,
    /// Rows written.
    pub done: i32,
    /// Rows with errors.
    pub failed: i32,
    /// Errors by row and column, the first 1,000.
    #[sea_orm(column_type = "JsonBinary")]
    pub errors: Json,
    /// When.
    pub created_at: DateTimeUtc,
    /// When it ended.
    pub finished_at: Option<DateTimeUtc>,
}

/// Foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `organisation_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    /// By `actor_id`.
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::ActorId",
        to = "super::app_user::Column::Id"
    )]
    Actor,
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organisation.def()
    }
}

impl Related<super::app_user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Actor.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
