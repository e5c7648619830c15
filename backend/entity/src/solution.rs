//! What does a vendor offer?

use sea_orm::entity::prelude::*;

use crate::states::{SolutionState, Tier};

/// One row of `solution`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "solution")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The vendor.
    pub organisation_id: Uuid,
    /// State of review.
    pub state: SolutionState,
    /// Pool tier.
    pub tier: Tier,
    /// Title of the working content.
    pub title: String,
    /// Direction code of the working content.
    pub direction: String,
    /// Working content, see `supply::input::SolutionContent`.
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    /// Counts edits; the ETag.
    pub revision: i32,
    /// Latest published version.
    pub published_version: Option<i32>,
    /// When it last entered the queue.
    pub submitted_at: Option<DateTimeUtc>,
    /// When it was first published.
    pub published_at: Option<DateTimeUtc>,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
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
