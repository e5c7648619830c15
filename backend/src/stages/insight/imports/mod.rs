//! How do files of rows get in? Every row is checked before any is written; rows are then written in chunks, each
//! with its jobs and the new progress in one transaction, so that a killed import goes on where it was.

mod parse;

use std::collections::HashMap;

use entity::states::{ImportState, ScenarioState, SolutionState, SubjectKind, Tier};
use entity::{import_run, organisation, scenario, scenario_version, solution, solution_version};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

pub use parse::{Content, Parsed, parse};

use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::{audit, clock, database, jobs};
use crate::stages::supply::service::content_digest;
use crate::state::App;
use crate::wiring::{self, Event};

/// Rows written in one transaction.
const CHUNK: usize = 1_000;
/// Errors kept of one file.
pub const MAX_ERRORS: usize = 1_000;

/// What is wrong in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowProblem {
    /// Row, from 1; the heading of a CSV file does not count.
    pub row: usize,
    /// Column or field; empty where the whole row cannot be read.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// What was expected.
    pub detail: String,
}

/// A file to take in.
#[derive(Clone, Debug)]
pub struct Request {
    /// What the rows are.
    pub kind: SubjectKind,
    /// Name of the file; its ending tells the format.
    pub file_name: String,
    /// Only check.
    pub dry_run: bool,
    /// Publish at once.
    pub publish: bool,
    /// Whose rows they become unless a row names another by its credit code.
    pub organisation: Uuid,
    /// Who asks.
    pub actor: Uuid,
}

/// Checks a file and, unless it is a dry run, queues its writing.
///
/// # Errors
/// `wrong_file_type`; `broken_rows` with the rows that cannot be taken, unless it is a dry run.
pub async fn begin(app: &App, request: Request, bytes: &[u8]) -> Result<import_run::Model> {
    let owners = owners(app, &request).await?;
    let text = bytes.to_vec();
    let taxonomies = app.taxonomies.clone();
    let asked = request.clone();
    let parsed =
        tokio::task::spawn_blocking(move || parse(&asked, &text, &owners, &taxonomies, 0..usize::MAX))
            .await
            .map_err(|e| anyhow::anyhow!("the parser's thread ended: {e}"))??;
    let sha256 = app.files.put(bytes).await?;
    let state = match (parsed.errors.is_empty(), request.dry_run) {
        (false, _) => ImportState::Refused,
        (true, true) => ImportState::Checked,
        (true, false) => ImportState::Loading,
    };
    let now = clock::now();
    let tx = database::begin_write(&app.db).await?;
    let run = import_run::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(request.organisation),
        actor_id: Set(request.actor),
        kind: Set(request.kind),
        state: Set(state),
        file_name: Set(request.file_name.chars().take(200).collect()),
        sha256: Set(sha256),
        dry_run: Set(request.dry_run),
        publish: Set(request.publish),
        total: Set(i32::try_from(parsed.total).unwrap_or(i32::MAX)),
        done: Set(0),
        failed: Set(i32::try_from(parsed.failed).unwrap_or(i32::MAX)),
        errors: Set(json!(parsed.errors)),
        created_at: Set(now),
        finished_at: Set((state != ImportState::Loading).then_some(now)),
    }
    .insert(&tx)
    .await?;
    if state == ImportState::Loading {
        wiring::record(&tx, Event::ImportRequested(run.id)).await?;
    }
    tx.commit().await?;
    app.wake();
    if state == ImportState::Refused && !request.dry_run {
        let errors = parsed
            .errors
            .iter()
            .take(100)
            .map(|e| FieldError::new(format!("rows[{}].{}", e.row, e.column), &e.code, e.detail.clone()))
            .collect();
        return Err(Problem {
            code: Code::BrokenRows,
            detail: Some(format!(
                "{} of {} rows cannot be taken; nothing was written",
                parsed.failed, parsed.total
            )),
            errors,
        });
    }
    Ok(run)
}

/// Organisations that rows may belong to, by credit code; the empty code is the default.
async fn owners(app: &App, request: &Request) -> Result<HashMap<String, Uuid>> {
    let fits = match request.kind {
        SubjectKind::Solution => organisation::Column::IsVendor,
        SubjectKind::Scenario => organisation::Column::IsBuyer,
    };
    let rows: Vec<(Uuid, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::CreditCode])
        .filter(fits.eq(true))
        .into_tuple()
        .all(&app.db)
        .await?;
    let mut owners: HashMap<String, Uuid> = HashMap::new();
    for (id, code) in rows {
        if id == request.organisation {
            owners.insert(String::new(), id);
        }
        owners.insert(code, id);
    }
    Ok(owners)
}

/// Writes the next chunk of an import and queues the one after it.
///
/// # Errors
/// Database and file errors: the job runs again.
pub async fn step(app: &App, id: Uuid) -> Result<()> {
    let Some(run) = import_run::Entity::find_by_id(id).one(&app.db).await? else {
        return Ok(());
    };
    if run.state != ImportState::Loading {
        return Ok(());
    }
    let request = Request {
        kind: run.kind,
        file_name: run.file_name.clone(),
        dry_run: false,
        publish: run.publish,
        organisation: run.organisation_id,
        actor: run.actor_id,
    };
    let owners = owners(app, &request).await?;
    let bytes = app.files.get(&run.sha256).await?;
    let taxonomies = app.taxonomies.clone();
    let from = usize::try_from(run.done).unwrap_or(0);
    let window = from..from + CHUNK;
    let parsed = tokio::task::spawn_blocking(move || parse(&request, &bytes, &owners, &taxonomies, window))
        .await
        .map_err(|e| anyhow::anyhow!("the parser's thread ended: {e}"))??;
    let tx = database::begin_write(&app.db).await?;
    // Read again under the lock: another worker may have written this chunk meanwhile.
    let run = import_run::Entity::find_by_id(id)
        .lock_exclusive()
        .one(&tx)
        .await?;
    let here = |r: &import_run::Model| r.state == ImportState::Loading && usize::try_from(r.done) == Ok(from);
    let Some(run) = run.filter(here) else {
        return Ok(());
    };
    let chunk: Vec<Parsed> = parsed.rows;
    let ids = write(&tx, run.kind, run.publish, &chunk).await?;
    let done = from + chunk.len();
    let finished = chunk.len() < CHUNK;
    audit::append(
        &tx,
        audit::Entry {
            actor: Some(run.actor_id),
            action: "import.chunk_written",
            kind: "import_run",
            id: id.to_string(),
            detail: json!({"from": from, "to": done}),
        },
    )
    .await?;
    if run.publish {
        // The import writes rows as the events of their publication would.
        let publish: fn(Uuid) -> Event = match run.kind {
            SubjectKind::Solution => Event::SolutionPublished,
            SubjectKind::Scenario => Event::ScenarioPublished,
        };
        for kind in wiring::jobs_of(publish(id)).1 {
            jobs::enqueue_many(&tx, kind, &ids).await?;
        }
    }
    let mut change: import_run::ActiveModel = run.into();
    change.done = Set(i32::try_from(done).unwrap_or(i32::MAX));
    if finished {
        change.state = Set(ImportState::Done);
        change.finished_at = Set(Some(clock::now()));
    } else {
        wiring::record(&tx, Event::ImportRequested(id)).await?;
    }
    change.update(&tx).await?;
    tx.commit().await?;
    app.wake();
    Ok(())
}

async fn write(
    tx: &DatabaseTransaction,
    kind: SubjectKind,
    publish: bool,
    rows: &[Parsed],
) -> Result<Vec<Uuid>> {
    let now = clock::now();
    let mut ids = Vec::with_capacity(rows.len());
    let (mut solutions, mut solution_versions) = (Vec::new(), Vec::new());
    let (mut scenarios, mut scenario_versions) = (Vec::new(), Vec::new());
    let version = publish.then_some(1);
    let at = publish.then_some(now);
    for row in rows {
        let id = Uuid::now_v7();
        ids.push(id);
        match &row.content {
            Content::Solution(content) => {
                let value = serde_json::to_value(content)?;
                if publish {
                    solution_versions.push(solution_version::ActiveModel {
                        id: Set(Uuid::now_v7()),
                        solution_id: Set(id),
                        version: Set(1),
                        digest: Set(content_digest(&value)),
                        content: Set(value.clone()),
                        published_at: Set(now),
                    });
                }
                solutions.push(solution::ActiveModel {
                    id: Set(id),
                    organisation_id: Set(row.owner),
                    state: Set(if publish {
                        SolutionState::Published
                    } else {
                        SolutionState::Draft
                    }),
                    tier: Set(Tier::Listed),
                    title: Set(content.title.trim().to_owned()),
                    direction: Set(content.direction.clone()),
                    content: Set(value),
                    revision: Set(1),
                    published_version: Set(version),
                    submitted_at: Set(None),
                    published_at: Set(at),
                    created_at: Set(now),
                    updated_at: Set(now),
                });
            }
            Content::Scenario(content) => {
                let value = serde_json::to_value(content)?;
                if publish {
                    scenario_versions.push(scenario_version::ActiveModel {
                        id: Set(Uuid::now_v7()),
                        scenario_id: Set(id),
                        version: Set(1),
                        digest: Set(content_digest(&value)),
                        content: Set(value.clone()),
                        published_at: Set(now),
                    });
                }
                scenarios.push(scenario::ActiveModel {
                    id: Set(id),
                    organisation_id: Set(row.owner),
                    state: Set(if publish {
                        ScenarioState::Published
                    } else {
                        ScenarioState::Draft
                    }),
                    title: Set(content.title.trim().to_owned()),
                    direction: Set(content.direction.clone()),
                    content: Set(value),
                    revision: Set(1),
                    published_version: Set(version),
                    submitted_at: Set(None),
                    published_at: Set(at),
                    answers_due: Set(content.answers_due),
                    closing_reason: Set(None),
                    created_at: Set(now),
                    updated_at: Set(now),
                });
            }
        }
    }
    match kind {
        SubjectKind::Solution if !solutions.is_empty() => {
            solution::Entity::insert_many(solutions)
                .exec_without_returning(tx)
                .await?;
            if publish {
                solution_version::Entity::insert_many(solution_versions)
                    .exec_without_returning(tx)
                    .await?;
            }
        }
        SubjectKind::Scenario if !scenarios.is_empty() => {
            scenario::Entity::insert_many(scenarios)
                .exec_without_returning(tx)
                .await?;
            if publish {
                scenario_version::Entity::insert_many(scenario_versions)
                    .exec_without_returning(tx)
                    .await?;
            }
        }
        _ => {}
    }
    Ok(ids)
}
