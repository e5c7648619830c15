//! Which data does the program carry? `seed-data` is built in, so that one binary is enough.

use rust_embed::RustEmbed;

/// The project's own seed data: taxonomies and demo rows.
#[derive(RustEmbed)]
#[folder = "../seed-data"]
#[exclude = "policies/*"]
struct SeedData;

/// The text of a file, by its path below `seed-data`.
///
/// # Errors
/// Where there is no such file or it is not UTF-8.
pub fn text(path: &str) -> anyhow::Result<String> {
    let file = SeedData::get(path).ok_or_else(|| anyhow::anyhow!("seed-data has no file {path}"))?;
    Ok(String::from_utf8(file.data.into_owned())?)
}

/// The rows of a JSON Lines file.
///
/// # Errors
/// Where the file is missing or a line does not fit; the error names the line.
pub fn rows<T: serde::de::DeserializeOwned>(path: &str) -> anyhow::Result<Vec<T>> {
    text(path)?
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| {
            serde_json::from_str(line).map_err(|e| anyhow::anyhow!("{path}, line {}: {e}", i + 1))
        })
        .collect()
}
