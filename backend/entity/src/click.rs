//! Which entry of a match list did an organisation open?

use sea_orm::entity::prelude::*;

use crate::states::ClickKind;

/// One row of `click`: one a list, entry, organisation and kind.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "click")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The list.
    pub list_id: Uuid,
    /// Its entry.
    pub entry_id: Uuid,
    /// Who did it; never which person.
    pub organisation_id: Uuid,
    /// What was done.
    pub kind: ClickKind,
    /// When first.
    pub at: DateTimeUtc,
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
    /// By `entry_id`.
    #[sea_orm(
        belongs_to = "super::match_entry::Entity",
        from = "Column::EntryId",
        to = "super::match_entry::Column::Id"
    )]
    Entry,
    /// By `organisation_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl Related<super::match_list::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::List.def()
    }
}

impl Related<super::match_entry::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Entry.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
