//! Where do the bytes of uploads live? By their SHA-256 in the data folder, written whole or not at all.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

/// The store of uploaded files, in a folder of its own.
#[derive(Clone, Debug)]
pub struct FileStore {
    folder: PathBuf,
}

impl FileStore {
    /// Opens the store, making its folder where it is missing.
    ///
    /// # Errors
    /// Where the folder cannot be made.
    pub fn open(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    fn path(&self, sha256: &str) -> PathBuf {
        self.folder.join(&sha256[..2]).join(sha256)
    }

    /// Keeps the bytes and returns their SHA-256 in hex. The same bytes are kept once.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub async fn put(&self, bytes: &[u8]) -> std::io::Result<String> {
        let sha256 = hex::encode(Sha256::digest(bytes));
        let path = self.path(&sha256);
        if tokio::fs::try_exists(&path).await? {
            return Ok(sha256);
        }
        let parent = path.parent().expect("a stored path has a folder");
        tokio::fs::create_dir_all(parent).await?;
        // Written beside its place, flushed, then renamed: a crash leaves no half file under a good name.
        let part = parent.join(format!("{sha256}.{}.part", uuid::Uuid::now_v7()));
        let mut file = tokio::fs::File::create(&part).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        tokio::fs::rename(&part, &path).await?;
        Ok(sha256)
    }

    /// Reads the bytes kept under that hash.
    ///
    /// # Errors
    /// Where there are none, or the name is no hash.
    pub async fn get(&self, sha256: &str) -> std::io::Result<Vec<u8>> {
        if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(std::io::ErrorKind::InvalidInput.into());
        }
        tokio::fs::read(self.path(sha256)).await
    }
}
