//! `report`: the platform's figures for a period.

use chrono::NaiveDate;
use clap::Args;

use crate::platform::config::Settings;
use crate::platform::database;
use crate::stages::insight::report::{self, Period};

/// Options of `report`.
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// First day, Asia/Shanghai
    #[arg(long)]
    from: NaiveDate,
    /// Last day, Asia/Shanghai
    #[arg(long)]
    to: NaiveDate,
    #[command(flatten)]
    settings: Settings,
}

/// Prints the report as JSON.
///
/// # Errors
/// Where the period is crossed or the database does not answer.
pub async fn run(args: ReportArgs) -> anyhow::Result<()> {
    let db = database::present(&args.settings).await?;
    let report = report::compile(&db, Period::new(args.from, args.to)?).await?;
    say!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
