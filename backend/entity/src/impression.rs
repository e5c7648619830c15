//! Which match list was shown to which organisation, how far down, by which model?

use sea_orm::entity::prelude::*;

use crate::states::Surface;

/// One row of `impression`: one a list and organisation, however often it looks.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "impression")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The list.
    pub list_id: Uuid,
    /// Who looked; never which person.
    pub organisation_id: Uuid,
    /// Lowest place that was on the screen; those above it were too.
    pub last_place: i32,
    /// Digest of the model that ranked the list, as it stands there.
    pub model: String,
    /// Where it was looked at first.
    pub surface: Surface,
    /// When it was looked at first.
    pub shown_at: DateTimeUtc,
}

/// Foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `list_id`.
    #[sea_orm(
        belongs_to = "super::match_list::Entity",
        from = "Column::ListId",
        to = "super::match_list::Column::Id"
    )]
    List,
    /// By `organisation_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    /// The rows of the same list.
    #[sea_orm(
        belongs_to = "super::match_entry::Entity",
        from = "Column::ListId",
        to = "super::match_entry::Column::ListId"
    )]
    Entries,
}

impl Related<super::match_list::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::List.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
