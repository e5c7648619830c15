//! Is what lies in the folder an index of this version? If not, an empty one is made.
//!
//! The version file is written last and removed first, so that a program killed half-way through leaves a
//! folder that is built anew, and never one that is taken for whole. Likewise an index that was made empty is
//! marked so until somebody says that every row is in it: killed before that, it is still to be filled.

use std::fs::{self, File};
use std::path::Path;

use anyhow::Context;
use sha2::{Digest, Sha256};
use tantivy::Index;
use tantivy::directory::MmapDirectory;
use tantivy::schema::Schema;

const VERSION_FILE: &str = "scenepool-search-version";
const UNFILLED_FILE: &str = "scenepool-search-unfilled";
const LOCK_FILE: &str = "scenepool-search-lock";
/// What tantivy calls its table of contents.
const CONTENTS_FILE: &str = "meta.json";

/// The text of the version file.
#[must_use]
pub fn version(of: &str) -> String {
    hex::encode(Sha256::digest(of))
}

/// Opens or makes the index; `true` where it has not been filled since it was made.
pub fn open(folder: &Path, schema: &Schema, version: &str) -> anyhow::Result<(Index, bool)> {
    fs::create_dir_all(folder)?;
    // Two processes that start at once must not both build. Held until this returns.
    let lock = File::create(folder.join(LOCK_FILE))?;
    lock.lock()?;
    let version_file = folder.join(VERSION_FILE);
    match fs::read_to_string(&version_file) {
        Ok(stored) if stored == version => match Index::open_in_dir(folder) {
            Ok(index) if index.schema() == *schema => {
                return Ok((index, folder.join(UNFILLED_FILE).exists()));
            }
            Ok(_) => tracing::warn!("the search index has other fields: it is built anew"),
            Err(error) => tracing::warn!(%error, "the search index cannot be read: it is built anew"),
        },
        Ok(_) => tracing::info!("the search index is of another version: it is built anew"),
        Err(_) => {}
    }
    empty(folder)?;
    File::create(folder.join(UNFILLED_FILE))?.sync_all()?;
    let directory = MmapDirectory::open(folder)?;
    let index = Index::create(directory, schema.clone(), tantivy::IndexSettings::default())?;
    let written = folder.join(format!("{VERSION_FILE}.new"));
    fs::write(&written, version)?;
    File::open(&written)?.sync_all()?;
    fs::rename(&written, &version_file)?;
    Ok((index, true))
}

/// Takes the mark away that every row is still to be put.
pub fn filled(folder: &Path) -> std::io::Result<()> {
    match fs::remove_file(folder.join(UNFILLED_FILE)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes an older index. A folder with files that are no index is somebody else's.
fn empty(folder: &Path) -> anyhow::Result<()> {
    let ours = |name: &str| {
        name == VERSION_FILE
            || name == LOCK_FILE
            || name.starts_with(VERSION_FILE)
            || name.starts_with(".tantivy")
    };
    let names: Vec<String> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<std::io::Result<_>>()?;
    let index = names
        .iter()
        .any(|n| n == VERSION_FILE || n == CONTENTS_FILE || n == ".managed.json");
    anyhow::ensure!(
        index || names.iter().all(|n| ours(n)),
        "the folder holds other files; expected an empty folder or a search index"
    );
    let mut doomed: Vec<&String> = names.iter().filter(|n| *n != LOCK_FILE).collect();
    // First what says that the index is whole.
    doomed.sort_by_key(|n| (*n != VERSION_FILE, *n != CONTENTS_FILE));
    for name in doomed {
        let path = folder.join(name);
        anyhow::ensure!(path.is_file(), "{name}: a folder inside the search index");
        fs::remove_file(&path).with_context(|| format!("removing {name}"))?;
    }
    Ok(())
}
