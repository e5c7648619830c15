//! Which file is kept under which hash?

use sea_orm::entity::prelude::*;

/// One row of `stored_file`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stored_file")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who uploaded it.
    pub organisation_id: Uuid,
    /// Hash of the bytes, hex: the key in the object store.
    pub sha256: String,
    /// Size.
    pub size_bytes: i64,
    /// Type found in the content, not the one claimed.
    pub media_type: String,
    /// Name as uploaded, cleaned.
    pub name: String,
    /// When.
    pub created_at: DateTimeUtc,
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
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organisation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
