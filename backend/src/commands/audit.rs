//! `audit`: is the chain of changes whole?

use crate::platform::config::Settings;
use crate::platform::{audit, database};

/// Checks the chain.
///
/// # Errors
/// Names the first entry that does not fit.
pub async fn run(settings: Settings) -> anyhow::Result<()> {
    let db = database::present(&settings).await?;
    match audit::verify(&db).await? {
        Ok(entries) => say!("{entries} entries, the chain is whole"),
        Err(id) => anyhow::bail!("the chain is broken at entry {id}"),
    }
    Ok(())
}
