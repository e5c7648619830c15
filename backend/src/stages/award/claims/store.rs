//! Which claims may the caller see, and which files belong to one?

use entity::states::ClaimState;
use entity::{claim, claim_document, stored_file};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::ExprTrait as _,
};
use uuid::Uuid;

use super::documents;
use crate::http::extract::PageQuery;
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::{clock, database};
use crate::stages::identity::Caller;
use crate::stages::outcome::{file_type, upload::clean_name};
use crate::state::App;

/// A claim of the caller; the operator sees those that were handed in at least once.
///
/// # Errors
/// `not_found`.
pub async fn one(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<claim::Model> {
    claim::Entity::find_by_id(id)
        .one(db)
        .await?
        .filter(|c| {
            c.organisation_id == caller.org() || (caller.is_operator() && c.state != ClaimState::Draft)
        })
        .ok_or_else(|| Problem::new(Code::NotFound))
}

/// Up to `limit + 1` claims of the caller, newest first; the operator sees those of everybody but drafts.
///
/// # Errors
/// Database errors only.
pub async fn list(
    db: &impl ConnectionTrait,
    caller: &Caller,
    state: Option<ClaimState>,
    page: &PageQuery,
) -> Result<Vec<claim::Model>> {
    let mut select = claim::Entity::find()
        .order_by_desc(claim::Column::Id)
        .limit(page.limit() + 1);
    let own = claim::Column::OrganisationId.eq(caller.org());
    select = if caller.is_operator() {
        select.filter(own.or(claim::Column::State.ne(ClaimState::Draft)))
    } else {
        select.filter(own)
    };
    if let Some(state) = state {
        select = select.filter(claim::Column::State.eq(state));
    }
    if let Some(cursor) = page.cursor {
        select = select.filter(claim::Column::Id.lt(cursor));
    }
    Ok(select.all(db).await?)
}

/// Files of a claim, oldest first.
///
/// # Errors
/// Database errors only.
pub async fn documents(
    db: &impl ConnectionTrait,
    claim: Uuid,
) -> Result<Vec<(claim_document::Model, stored_file::Model)>> {
    let rows = claim_document::Entity::find()
        .filter(claim_document::Column::ClaimId.eq(claim))
        .order_by_asc(claim_document::Column::Id)
        .all(db)
        .await?;
    let files = stored_file::Entity::find()
        .filter(stored_file::Column::Id.is_in(rows.iter().map(|r| r.file_id)))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let file = files.iter().find(|f| f.id == row.file_id)?.clone();
            Some((row, file))
        })
        .collect())
}

/// Keeps a file for a line of the checklist.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `invalid_input`, `wrong_file_type`.
pub async fn add_document(
    app: &App,
    caller: &Caller,
    id: Uuid,
    document: &str,
    (name, bytes): (String, Vec<u8>),
) -> Result<claim::Model> {
    let name = clean_name(&name);
    // The parser of foreign bytes runs on a thread of its own: were it to panic, only this upload would fail.
    let (name, bytes, media_type) = tokio::task::spawn_blocking(move || {
        let media_type = file_type::media_type(&name, &bytes);
        (name, bytes, media_type)
    })
    .await
    .map_err(|_| Problem::with(Code::WrongFileType, "the content cannot be read"))?;
    let media_type = media_type?;
    let sha256 = app.files.put(&bytes).await?;
    let tx = database::begin_write(&app.db).await?;
    let row = one(&tx, caller, id).await?;
    if row.organisation_id != caller.org() {
        return Err(Problem::with(Code::Forbidden, "the applicant only"));
    }
    if !matches!(row.state, ClaimState::Draft | ClaimState::Returned) {
        return Err(Problem::wrong_state(
            "add a document",
            row.state.as_str(),
            &["draft", "returned"],
        ));
    }
    if !documents::of_article(&row.article)?
        .iter()
        .any(|d| d.id == document)
    {
        let error = FieldError::new(
            "document",
            "unknown_code",
            "expected a line of the claim's checklist",
        );
        return Err(Problem::fields(Code::InvalidInput, vec![error]));
    }
    let now = clock::now();
    let file = stored_file::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(caller.org()),
        sha256: Set(sha256),
        size_bytes: Set(i64::try_from(bytes.len()).map_err(|e| anyhow::anyhow!(e))?),
        media_type: Set(media_type.to_owned()),
        name: Set(name),
        created_at: Set(now),
    }
    .insert(&tx)
    .await?;
    claim_document::ActiveModel {
        id: Set(Uuid::now_v7()),
        claim_id: Set(id),
        document: Set(document.to_owned()),
        file_id: Set(file.id),
        uploaded_by: Set(caller.user.id),
        created_at: Set(now),
    }
    .insert(&tx)
    .await?;
    tx.commit().await?;
    Ok(row)
}
