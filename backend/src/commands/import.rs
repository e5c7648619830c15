//! `import`: solutions or scenarios from a file, on the machine of the database.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use entity::{app_user, import_run, organisation, states::SubjectKind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{boot, maintain};
use crate::platform::config::Settings;
use crate::stages::insight::imports;

/// What the rows are.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Kind {
    /// Solutions.
    Solutions,
    /// Scenarios.
    Scenarios,
}

/// Options of `import`.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// What the rows are
    #[arg(long, value_enum)]
    kind: Kind,
    /// CSV or JSON Lines
    file: PathBuf,
    /// Only check the rows
    #[arg(long)]
    dry_run: bool,
    /// Publish the rows at once instead of leaving drafts
    #[arg(long)]
    publish: bool,
    /// Credit code of the organisation of rows that name none
    #[arg(long)]
    organisation: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

/// Takes the file in and runs the jobs that follow, with progress.
///
/// # Errors
/// Rows with errors, each with row and column; nothing is written then.
pub async fn run(args: ImportArgs) -> anyhow::Result<()> {
    let bytes = std::fs::read(&args.file).map_err(|e| anyhow::anyhow!("{}: {e}", args.file.display()))?;
    let app = boot::app(&boot::quiet(args.settings)).await?;
    let operator = organisation::Entity::find()
        .filter(organisation::Column::IsOperator.eq(true))
        .one(&app.db)
        .await?
        .ok_or_else(|| {
            anyhow::anyhow!("no operator is registered; load the demo data or register one first")
        })?;
    let actor = app_user::Entity::find()
        .filter(app_user::Column::OrganisationId.eq(operator.id))
        .one(&app.db)
        .await?
        .ok_or_else(|| anyhow::anyhow!("the operator has no user"))?;
    let owner = match &args.organisation {
        None => operator.id,
        Some(code) => {
            organisation::Entity::find()
                .filter(organisation::Column::CreditCode.eq(code.trim().to_uppercase()))
                .one(&app.db)
                .await?
                .ok_or_else(|| anyhow::anyhow!("--organisation: \"{code}\" is not registered"))?
                .id
        }
    };
    let request = imports::Request {
        kind: match args.kind {
            Kind::Solutions => SubjectKind::Solution,
            Kind::Scenarios => SubjectKind::Scenario,
        },
        file_name: args
            .file
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default(),
        dry_run: args.dry_run,
        publish: args.publish,
        organisation: owner,
        actor: actor.id,
    };
    let run = match imports::begin(&app, request, &bytes).await {
        Ok(run) => run,
        Err(problem) => {
            for error in &problem.errors {
                eprintln!("{}: {}: {}", error.field, error.code, error.detail);
            }
            anyhow::bail!(
                "{}",
                problem
                    .detail
                    .clone()
                    .unwrap_or_else(|| problem.code.title().to_owned())
            );
        }
    };
    let errors: Vec<imports::RowProblem> = serde_json::from_value(run.errors.clone())?;
    for error in &errors {
        eprintln!(
            "row {}, {}: {}: {}",
            error.row, error.column, error.code, error.detail
        );
    }
    if args.dry_run {
        say!(
            "{} rows, {} with errors; nothing was written",
            run.total,
            run.failed
        );
        anyhow::ensure!(errors.is_empty(), "the file has errors");
        return Ok(());
    }
    maintain::drain(&app, |left| eprint!("\rjobs left: {left}   ")).await?;
    let run = import_run::Entity::find_by_id(run.id)
        .one(&app.db)
        .await?
        .unwrap_or(run);
    say!("{} of {} rows written", run.done, run.total);
    Ok(())
}
