//! What is handed in? One ZIP with the form, the annexes, the evidence of the project, the reasoning, the
//! assessment that can be computed again, and a digest of every file.

use std::io::Write as _;

use entity::{claim, evidence, organisation, stored_file};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use subsidy::Language;
use zip::write::SimpleFileOptions;

use super::form::Form;
use super::{store, view};
use crate::http::problem::{Code, Problem, Result};
use crate::stages::identity::Caller;
use crate::state::App;

/// Largest sum of files in a package, in bytes: it is put together in memory.
const MOST: i64 = 256 * 1024 * 1024;

/// The bytes of a stored file, if they are those that were uploaded.
///
/// # Errors
/// Where they are gone or others.
pub async fn checked(app: &App, file: &stored_file::Model) -> Result<Vec<u8>> {
    let bytes = app.files.get(&file.sha256).await?;
    if hex::encode(Sha256::digest(&bytes)) != file.sha256 {
        return Err(anyhow::anyhow!("the stored file {} is not what was uploaded", file.sha256).into());
    }
    Ok(bytes)
}

/// Puts the package together.
///
/// # Errors
/// `too_large`; stored files that are gone.
pub async fn build(app: &App, caller: &Caller, row: claim::Model) -> Result<Vec<u8>> {
    let documents = store::documents(&app.db, row.id).await?;
    let evidence = match row.deal_id {
        None => vec![],
        Some(deal) => {
            evidence::Entity::find()
                .filter(evidence::Column::DealId.eq(deal))
                .order_by_asc(evidence::Column::Id)
                .find_also_related(stored_file::Entity)
                .all(&app.db)
                .await?
        }
    };
    let applicant = organisation::Entity::find_by_id(row.organisation_id)
        .one(&app.db)
        .await?
        .ok_or_else(|| anyhow::anyhow!("a claim without its applicant"))?;
    let policy = app.policies.policy(&row.policy).ok();
    let full = view::full(app, caller, row).await?;
    let title = |id: &str| {
        full.documents
            .iter()
            .find(|d| d.kind.id == id)
            .map_or_else(|| id.to_owned(), |d| format!("{} · {}", d.kind.zh, d.kind.en))
    };
    // Names in the package, what they show, and the stored file.
    let mut annexes: Vec<(String, String, stored_file::Model)> = Vec::new();
    for (n, (document, file)) in documents.into_iter().enumerate() {
        let name = format!("annexes/{:02}-{}-{}", n + 1, document.document, file.name);
        annexes.push((name, title(&document.document), file));
    }
    for (n, (row, file)) in evidence.into_iter().enumerate() {
        if let Some(file) = file {
            annexes.push((format!("evidence/{:02}-{}", n + 1, file.name), row.title, file));
        }
    }
    if annexes.iter().map(|(_, _, f)| f.size_bytes).sum::<i64>() > MOST {
        return Err(Problem::with(
            Code::TooLarge,
            "the files of this claim are more than one package holds",
        ));
    }
    let listed: Vec<(String, String)> = annexes.iter().map(|(n, t, _)| (n.clone(), t.clone())).collect();
    let form = Form::new(&full, &applicant, policy, &listed);
    let mut files = vec![
        ("form.docx".to_owned(), form.docx()?),
        ("form.html".to_owned(), form.html().into_bytes()),
        ("annexes.csv".to_owned(), annex_list(&annexes)?),
        (
            "trace.zh.txt".to_owned(),
            full.result.report(Language::Zh).into_bytes(),
        ),
        (
            "trace.en.txt".to_owned(),
            full.result.report(Language::En).into_bytes(),
        ),
        (
            "assessment.json".to_owned(),
            serde_json::to_vec_pretty(&full.result)?,
        ),
    ];
    for (name, _, file) in &annexes {
        files.push((name.clone(), checked(app, file).await?));
    }
    let sums: String = files
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", hex::encode(Sha256::digest(bytes))))
        .collect();
    files.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
    let packed = tokio::task::spawn_blocking(move || pack(&files))
        .await
        .map_err(anyhow::Error::from)??;
    Ok(packed)
}

fn annex_list(annexes: &[(String, String, stored_file::Model)]) -> anyhow::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["file", "shows", "bytes", "sha256"])?;
    for (name, shows, file) in annexes {
        out.write_record([name, shows, &file.size_bytes.to_string(), &file.sha256])?;
    }
    Ok(out.into_inner()?)
}

/// The same files give the same bytes: no time of packing is written.
fn pack(files: &[(String, Vec<u8>)]) -> anyhow::Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .unix_permissions(0o644);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
