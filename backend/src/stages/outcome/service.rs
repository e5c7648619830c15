//! How does delivery end in acceptance? Each move is one transaction, see [`crate::stages::deal::turn`].

use entity::states::MilestoneState;
use entity::{deal, evidence, indicator, milestone, stored_file};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::file_type;
use super::input::{AcceptanceInput, ReturnInput};
use super::upload::Upload;
use crate::http::problem::{Code, Problem, Result};
use crate::platform::check::Check;
use crate::platform::clock;
use crate::stages::deal::moves::DealMove;
use crate::stages::deal::store::EvidenceFile;
use crate::stages::deal::turn::{Turn, Words};
use crate::stages::identity::Caller;
use crate::state::App;

/// The vendor reports a milestone as done.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`.
pub async fn complete_milestone(
    app: &App,
    caller: &Caller,
    id: Uuid,
    milestone: Uuid,
) -> Result<deal::Model> {
    let mut turn = Turn::begin(app, caller, id).await?;
    turn.may(DealMove::CompleteMilestone)?;
    let row = milestone::Entity::find_by_id(milestone)
        .filter(milestone::Column::DealId.eq(id))
        .one(&turn.tx)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    if row.state == MilestoneState::Done {
        return Err(Problem::wrong_state(
            DealMove::CompleteMilestone.as_str(),
            "done",
            &["open"],
        ));
    }
    let title = row.title.clone();
    let mut change: milestone::ActiveModel = row.into();
    change.state = Set(MilestoneState::Done);
    change.done_at = Set(Some(clock::now()));
    change.update(&turn.tx).await?;
    let detail = Some(json!({"milestone": milestone}));
    turn.make(
        DealMove::CompleteMilestone,
        Words {
            reason: None,
            note: Some(&title),
            detail,
        },
    )
    .await?;
    turn.commit().await
}

/// Keeps a file as evidence. The bytes are kept under their hash before the rows are written: a failure between
/// the two leaves bytes that nothing names, never a row without its bytes.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `wrong_file_type`, `already_exists`.
pub async fn add_evidence(app: &App, caller: &Caller, id: Uuid, upload: Upload) -> Result<EvidenceFile> {
    // The parser of foreign bytes runs on a thread of its own: were it to panic, only this upload would fail.
    let (upload, media_type) = tokio::task::spawn_blocking(move || {
        let media_type = file_type::media_type(&upload.name, &upload.bytes);
        (upload, media_type)
    })
    .await
    .map_err(|_| Problem::with(Code::WrongFileType, "the content cannot be read"))?;
    let media_type = media_type?;
    let sha256 = app.files.put(&upload.bytes).await?;
    let mut turn = Turn::begin(app, caller, id).await?;
    turn.may(DealMove::Evidence)?;
    let there = evidence::Entity::find()
        .filter(evidence::Column::DealId.eq(id))
        .inner_join(stored_file::Entity)
        .filter(stored_file::Column::Sha256.eq(&sha256))
        .count(&turn.tx)
        .await?;
    if there > 0 {
        return Err(Problem::with(
            Code::AlreadyExists,
            "this file is already evidence of the deal",
        ));
    }
    let now = clock::now();
    let file = stored_file::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(caller.org()),
        sha256: Set(sha256.clone()),
        size_bytes: Set(i64::try_from(upload.bytes.len()).map_err(|e| anyhow::anyhow!(e))?),
        media_type: Set(media_type.to_owned()),
        name: Set(upload.name),
        created_at: Set(now),
    }
    .insert(&turn.tx)
    .await?;
    let row = evidence::ActiveModel {
        id: Set(Uuid::now_v7()),
        deal_id: Set(id),
        file_id: Set(file.id),
        title: Set(upload.title.clone()),
        uploaded_by: Set(caller.user.id),
        created_at: Set(now),
    }
    .insert(&turn.tx)
    .await?;
    let detail = Some(json!({"evidence": row.id, "sha256": sha256}));
    turn.make(
        DealMove::Evidence,
        Words {
            reason: None,
            note: Some(&upload.title),
            detail,
        },
    )
    .await?;
    turn.commit().await?;
    Ok(EvidenceFile {
        row,
        file,
        organisation: caller.organisation.name.clone(),
    })
}

/// Reads an evidence file of a deal that the caller may see.
///
/// # Errors
/// `not_found`; `internal` where the stored bytes are gone or not those that were uploaded.
pub async fn read_evidence(app: &App, id: Uuid, evidence: Uuid) -> Result<(stored_file::Model, Vec<u8>)> {
    let file = evidence::Entity::find_by_id(evidence)
        .filter(evidence::Column::DealId.eq(id))
        .find_also_related(stored_file::Entity)
        .one(&app.db)
        .await?
        .and_then(|(_, file)| file)
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    let bytes = app.files.get(&file.sha256).await?;
    if hex::encode(Sha256::digest(&bytes)) != file.sha256 {
        return Err(anyhow::anyhow!("the stored file {} is not what was uploaded", file.sha256).into());
    }
    Ok((file, bytes))
}

/// The vendor declares completion with a measured value for every indicator.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `invalid_input`, `incomplete` with what is missing.
pub async fn submit(app: &App, caller: &Caller, id: Uuid, input: &AcceptanceInput) -> Result<deal::Model> {
    let mut turn = Turn::begin(app, caller, id).await?;
    turn.may(DealMove::Submit)?;
    let milestones = milestone::Entity::find()
        .filter(milestone::Column::DealId.eq(id))
        .order_by_asc(milestone::Column::Position)
        .all(&turn.tx)
        .await?;
    let indicators = indicator::Entity::find()
        .filter(indicator::Column::DealId.eq(id))
        .order_by_asc(indicator::Column::Position)
        .all(&turn.tx)
        .await?;
    input.check(&indicators)?;
    let mut check = Check::default();
    for (i, milestone) in milestones
        .iter()
        .enumerate()
        .filter(|(_, m)| m.state != MilestoneState::Done)
    {
        check.add(
            format!("milestones[{i}]"),
            "not_done",
            format!("\"{}\" is not done yet", milestone.title),
        );
    }
    for (i, indicator) in indicators.iter().enumerate() {
        if !input.indicators.iter().any(|v| v.id == indicator.id) {
            check.add(
                format!("indicators[{i}].actual"),
                "required",
                format!("\"{}\" is not measured yet", indicator.name),
            );
        }
    }
    check.end(Code::Incomplete)?;
    for row in indicators {
        let actual = input.indicators.iter().find(|v| v.id == row.id).map(|v| v.actual);
        let mut change: indicator::ActiveModel = row.into();
        change.actual = Set(actual);
        change.update(&turn.tx).await?;
    }
    turn.make(
        DealMove::Submit,
        Words {
            note: Some(&input.note),
            ..Words::default()
        },
    )
    .await?;
    turn.commit().await
}

/// The buyer confirms acceptance.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `incomplete` where nothing shows it.
pub async fn confirm(app: &App, caller: &Caller, id: Uuid) -> Result<deal::Model> {
    let mut turn = Turn::begin(app, caller, id).await?;
    turn.may(DealMove::Confirm)?;
    let files = evidence::Entity::find()
        .filter(evidence::Column::DealId.eq(id))
        .count(&turn.tx)
        .await?;
    let mut check = Check::default();
    check.that(
        files > 0,
        "evidence",
        "required",
        "expected at least one evidence file",
    );
    check.end(Code::Incomplete)?;
    turn.make(
        DealMove::Confirm,
        Words {
            detail: Some(json!({"evidence_files": files})),
            ..Words::default()
        },
    )
    .await?;
    turn.commit().await
}

/// The buyer sends the work back.
///
/// # Errors
/// `not_found`, `forbidden`, `wrong_state`, `invalid_input`.
pub async fn send_back(app: &App, caller: &Caller, id: Uuid, why: &ReturnInput) -> Result<deal::Model> {
    let mut turn = Turn::begin(app, caller, id).await?;
    turn.may(DealMove::Return)?;
    why.check(&app.taxonomies)?;
    turn.make(
        DealMove::Return,
        Words {
            reason: Some(&why.reason),
            note: Some(&why.note),
            detail: None,
        },
    )
    .await?;
    turn.commit().await
}
