//! Which file belongs to which line of a claim's checklist?

use sea_orm::entity::prelude::*;

/// One row of `claim_document`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim_document")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The claim.
    pub claim_id: Uuid,
    /// Id of the line in the checklist.
    pub document: String,
    /// The file.
    pub file_id: Uuid,
    /// Who added it.
    pub uploaded_by: Uuid,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Foreign keys: read by their columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
