//! What was recommended to whom, when, by which model?

use sea_orm::entity::prelude::*;

use crate::states::{Ranker, SubjectKind};

/// One row of `match_list`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "match_list")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// A scenario gets solutions, a solution gets scenarios.
    pub subject_kind: SubjectKind,
    /// Which one.
    pub subject_id: Uuid,
    /// Who was shown the list.
    pub organisation_id: Uuid,
    /// Digest of the model; of a drafted list both digests, joined by `+`, what served first.
    pub model: String,
    /// Whether anything learned had a part in it.
    pub ranker: Ranker,
    /// Digest of the entries: an equal list is not stored twice.
    pub fingerprint: String,
    /// Rows that passed the hard filters or were looked at.
    pub considered: i32,
    /// Hard filters and how many rows each took out.
    #[sea_orm(column_type = "JsonBinary")]
    pub excluded: Json,
    /// When it was computed.
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
