//! Who logs in, and for which organisation?

use sea_orm::entity::prelude::*;

use crate::states::UserRole;

/// One row of `app_user`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "app_user")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its organisation.
    pub organisation_id: Uuid,
    /// Login, lower case.
    #[sea_orm(unique)]
    pub email: String,
    /// Name shown to others.
    pub name: String,
    /// Role inside the organisation.
    pub role: UserRole,
    /// Argon2id PHC string.
    pub password_hash: String,
    /// May not log in.
    pub disabled: bool,
    /// When it was made.
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
