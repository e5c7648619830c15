//! How does the operator review? The same for solutions and scenarios: approve, or return with reasons.

use entity::{
    review,
    states::{Decision, SubjectKind},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::problem::{Code, Result};
use crate::platform::check::Check;
use crate::platform::clock;
use crate::platform::taxonomy::Taxonomies;

/// The operator's decision.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ReviewInput {
    /// Approve or return.
    pub decision: Decision,
    /// Codes of the review-reasons taxonomy; needed to return.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// Words to the writer, up to 2,000 characters.
    #[serde(default)]
    pub note: String,
}

/// A decision as it was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewView {
    /// Approve or return.
    pub decision: Decision,
    /// Reason codes.
    pub reasons: Vec<String>,
    /// Words to the writer.
    pub note: String,
    /// When.
    pub decided_at: chrono::DateTime<chrono::Utc>,
}

impl ReviewInput {
    /// # Errors
    /// `invalid_input`.
    pub fn check(&self, taxonomies: &Taxonomies) -> Result<()> {
        let mut check = Check::default();
        check.codes("reasons", &self.reasons, &taxonomies.review_reasons, 10);
        check.text("note", &self.note, 0, 2_000);
        let silent = self.decision == Decision::Return && self.reasons.is_empty();
        check.that(
            !silent,
            "reasons",
            "required",
            "a return needs at least one reason",
        );
        check.end(Code::InvalidInput)
    }
}

/// Keeps the decision.
///
/// # Errors
/// Database errors only.
pub async fn record(
    tx: &DatabaseTransaction,
    kind: SubjectKind,
    id: Uuid,
    reviewer: Uuid,
    input: &ReviewInput,
) -> Result<()> {
    review::ActiveModel {
        id: Set(Uuid::now_v7()),
        subject_kind: Set(kind),
        subject_id: Set(id),
        decision: Set(input.decision),
        reasons: Set(json!(input.reasons)),
        note: Set(input.note.clone()),
        reviewer_id: Set(reviewer),
        decided_at: Set(clock::now()),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Decisions on a row, newest first.
///
/// # Errors
/// Database errors only.
pub async fn of(db: &impl ConnectionTrait, kind: SubjectKind, id: Uuid) -> Result<Vec<ReviewView>> {
    let rows = review::Entity::find()
        .filter(review::Column::SubjectId.eq(id))
        .filter(review::Column::SubjectKind.eq(kind))
        .order_by_desc(review::Column::DecidedAt)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|r| {
            Ok(ReviewView {
                decision: r.decision,
                reasons: serde_json::from_value(r.reasons)?,
                note: r.note,
                decided_at: r.decided_at,
            })
        })
        .collect()
}
