//! What does a claim look like from outside?

use chrono::{DateTime, NaiveDate, Utc};
use entity::states::ClaimState;
use entity::{app_user, claim};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use subsidy::Assessment;
use utoipa::ToSchema;
use uuid::Uuid;

use super::moves::{self, ClaimMove};
use super::{documents, documents::DocumentKind, store};
use crate::http::problem::Result;
use crate::platform::money::Money;
use crate::stages::identity::{self, Caller, OrganisationBrief};
use crate::state::App;

/// A claim in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimBrief {
    /// Its id.
    pub id: Uuid,
    /// Who applies.
    pub organisation: OrganisationBrief,
    /// Policy id.
    pub policy: String,
    /// Id of the article.
    pub article: String,
    /// The expense or project.
    pub subject: String,
    /// Year whose room it takes.
    pub year: i32,
    /// Whether the text fixes the amount; otherwise `limit` is a ceiling.
    pub exact: bool,
    /// What the article allows after every cap. Never an award.
    pub limit: Money,
    /// What is applied for.
    pub requested: Money,
    /// What was decided, once everybody who must has approved or has begun to.
    pub approved: Option<Money>,
    /// Where it stands.
    pub state: ClaimState,
    /// When it was prepared.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A line of the checklist with its files.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentLine {
    /// The line.
    #[serde(flatten)]
    pub kind: DocumentKind,
    /// Its files, oldest first.
    pub files: Vec<DocumentFile>,
}

/// A file of a claim.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentFile {
    /// Id of the document.
    pub id: Uuid,
    /// Name of the file.
    pub name: String,
    /// Size.
    pub size_bytes: i64,
    /// SHA-256 of the bytes, hex.
    pub sha256: String,
}

/// A move that was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimEventView {
    /// Which: `prepare` or a move.
    pub action: String,
    /// Where it led.
    pub state: ClaimState,
    /// Who: the name of the person.
    pub by: String,
    /// The amount decided.
    pub amount: Option<Money>,
    /// What was said.
    pub note: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A claim with everything that belongs to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimView {
    /// What a list shows.
    #[serde(flatten)]
    pub brief: ClaimBrief,
    /// Day it was computed for.
    pub as_of: NaiveDate,
    /// The accepted project, where it is one.
    pub deal_id: Option<Uuid>,
    /// Credit code of the seller or provider.
    pub provider_credit_code: Option<String>,
    /// Approvals by different persons that it needs.
    pub approvals_needed: i32,
    /// Approvals since the last submission.
    pub approvals: usize,
    /// SHA-256 of the rules, hex.
    pub policy_digest: String,
    /// The assessment with its trace.
    pub result: Assessment,
    /// Checklist with its files.
    pub documents: Vec<DocumentLine>,
    /// Moves so far, oldest first.
    pub events: Vec<ClaimEventView>,
    /// Moves that the caller can make now.
    pub moves: Vec<ClaimMove>,
}

/// Briefs of claims.
///
/// # Errors
/// Database errors only.
pub async fn briefs(app: &App, rows: Vec<claim::Model>) -> Result<Vec<ClaimBrief>> {
    let names = identity::briefs(&app.db, rows.iter().map(|r| r.organisation_id)).await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| Some(brief(&r, names.get(&r.organisation_id)?.clone())))
        .collect())
}

fn brief(row: &claim::Model, organisation: OrganisationBrief) -> ClaimBrief {
    ClaimBrief {
        id: row.id,
        organisation,
        policy: row.policy.clone(),
        article: row.article.clone(),
        subject: row.subject.clone(),
        year: row.year,
        exact: row.exact,
        limit: Money(row.limit_fen),
        requested: Money(row.requested_fen),
        approved: row.approved_fen.map(Money),
        state: row.state,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

/// A claim in full, for that caller.
///
/// # Errors
/// Database errors; a result that cannot be read.
pub async fn full(app: &App, caller: &Caller, row: claim::Model) -> Result<ClaimView> {
    let files = store::documents(&app.db, row.id).await?;
    let events = moves::events(&app.db, row.id).await?;
    let people = app_user::Entity::find()
        .filter(app_user::Column::Id.is_in(events.iter().map(|e| e.actor_id)))
        .all(&app.db)
        .await?;
    let name = |id: Uuid| {
        people
            .iter()
            .find(|p| p.id == id)
            .map(|p| p.name.clone())
            .unwrap_or_default()
    };
    let organisation = identity::briefs(&app.db, [row.organisation_id])
        .await?
        .remove(&row.organisation_id)
        .ok_or_else(|| anyhow::anyhow!("a claim without its applicant"))?;
    let documents = documents::of_article(&row.article)?
        .into_iter()
        .map(|kind| DocumentLine {
            files: files
                .iter()
                .filter(|(d, _)| d.document == kind.id)
                .map(|(d, f)| DocumentFile {
                    id: d.id,
                    name: f.name.clone(),
                    size_bytes: f.size_bytes,
                    sha256: f.sha256.clone(),
                })
                .collect(),
            kind,
        })
        .collect();
    Ok(ClaimView {
        brief: brief(&row, organisation),
        as_of: row.as_of,
        deal_id: row.deal_id,
        provider_credit_code: row.provider_code.clone(),
        approvals_needed: row.approvals_needed,
        approvals: moves::approvers(&events).len(),
        policy_digest: row.policy_digest.clone(),
        moves: moves::possible(&row, caller),
        result: serde_json::from_value(row.result)?,
        documents,
        events: events
            .into_iter()
            .map(|e| ClaimEventView {
                by: name(e.actor_id),
                action: e.action,
                state: e.to_state,
                amount: e.amount_fen.map(Money),
                note: e.note,
                at: e.at,
            })
            .collect(),
    })
}
