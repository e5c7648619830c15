//! What is applied for, by whom, under which article, and how far did it get?

use sea_orm::entity::prelude::*;

/// One row of `claim`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who applies.
    pub organisation_id: Uuid,
    /// Policy id.
    pub policy: String,
    /// Digest of the rules.
    pub policy_digest: String,
    /// Id of the article.
    pub article: String,
    /// Group of articles that share a room.
    pub ledger_group: String,
    /// Day it was computed for.
    pub as_of: Date,
    /// Calendar year whose room it takes, Asia/Shanghai.
    pub year: i32,
    /// The expense or project, once among the live claims of an enterprise.
    pub subject: String,
    /// The accepted project, where it is one.
    pub deal_id: Option<Uuid>,
    /// Credit code of the seller or provider, where the article asks for a non-affiliated one.
    pub provider_code: Option<String>,
    /// Whether the text fixes the amount; otherwise it is a ceiling.
    pub exact: bool,
    /// What the article allows after every cap.
    pub limit_fen: i64,
    /// What is applied for: within the limit.
    pub requested_fen: i64,
    /// What was decided.
    pub approved_fen: Option<i64>,
    /// Where it stands.
    pub state: super::states::ClaimState,
    /// Approvals by different persons that it needs.
    pub approvals_needed: i32,
    /// The assessment with its trace.
    #[sea_orm(column_type = "JsonBinary")]
    pub result: Json,
    /// Who prepared it.
    pub created_by: Uuid,
    /// When.
    pub created_at: DateTimeUtc,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

/// Foreign keys: read by their columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
