//! What does a buyer need?

use sea_orm::entity::prelude::*;

use crate::states::ScenarioState;

/// One row of `scenario`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scenario")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The buyer.
    pub organisation_id: Uuid,
    /// State of review and answering.
    pub state: ScenarioState,
    /// Title of the working content.
    pub title: String,
    /// Direction code of the working content.
    pub direction: String,
    /// Working content, see `demand::input::ScenarioContent`.
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
    /// Last day for answers, Asia/Shanghai.
    pub answers_due: Option<Date>,
    /// Why it was closed or withdrawn.
    pub closing_reason: Option<String>,
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
