//! Which texts has the embeddings service been asked for already?
//!
//! One file for each model, to which records are appended: digest of the text, length, numbers, digest of the
//! record. A record that was cut off or damaged is left out when the file is read; the text is asked for again.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use sha2::{Digest, Sha256};

/// Digest of a text.
pub type TextDigest = [u8; 32];

/// Bytes of the digest at the end of a record.
const SEAL: usize = 8;
/// Longest vector that is read back.
const LONGEST: usize = 65_536;

/// Vectors of one model by text.
pub struct KeptVectors {
    file: File,
    path: PathBuf,
    vectors: HashMap<TextDigest, Vec<f32>>,
    dimensions: Option<usize>,
    /// Bytes of the file that were read. What this process appends is read again: cheaper than to know where it went.
    read: u64,
    /// Whether there are vectors that [`KeptVectors::more`] did not tell of yet.
    more: bool,
}

impl KeptVectors {
    /// Opens or makes the file.
    ///
    /// # Errors
    /// The folder or file cannot be read or made.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let context = || format!("the kept vectors in {}", path.display());
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(context)?;
        }
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(e).with_context(context),
        };
        let (vectors, dimensions, whole) = read(&bytes);
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .with_context(context)?;
        if whole < bytes.len() {
            // What follows a cut record could not be read back either.
            file.set_len(whole as u64).with_context(context)?;
        }
        Ok(Self {
            file,
            path: path.to_owned(),
            vectors,
            dimensions,
            read: whole as u64,
            more: false,
        })
    }

    /// Whether vectors came since this was last asked: those of this process, and those that another appended to the
    /// file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn more(&mut self) -> anyhow::Result<bool> {
        self.follow()
            .with_context(|| format!("the kept vectors in {}", self.path.display()))?;
        Ok(std::mem::take(&mut self.more))
    }

    /// Reads the whole records that were appended; one that is being written is read the next time.
    fn follow(&mut self) -> std::io::Result<()> {
        // Whole records are never cut off, so the file is at least as long.
        if std::fs::metadata(&self.path)?.len() <= self.read {
            return Ok(());
        }
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.read))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let mut rest = &bytes[..];
        while let Some((text, vector, end)) = next(rest) {
            if *self.dimensions.get_or_insert(vector.len()) != vector.len() {
                break;
            }
            self.more |= self.vectors.insert(text, vector).is_none();
            self.read += end as u64;
            rest = &rest[end..];
        }
        Ok(())
    }

    /// Length of the vectors, once there is one.
    #[must_use]
    pub fn dimensions(&self) -> Option<usize> {
        self.dimensions
    }

    /// Texts that have a vector.
    #[must_use]
    pub fn len(&self) -> usize {
        self.vectors.len()
    }

    /// The vector of a text.
    #[must_use]
    pub fn get(&self, text: &TextDigest) -> Option<&[f32]> {
        self.vectors.get(text).map(Vec::as_slice)
    }

    /// Keeps vectors of one length.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, vectors: impl Iterator<Item = (TextDigest, Vec<f32>)>) -> anyhow::Result<()> {
        let mut bytes = Vec::new();
        for (text, vector) in vectors {
            self.dimensions = Some(vector.len());
            bytes.extend(record(&text, &vector));
            self.more |= self.vectors.insert(text, vector).is_none();
        }
        // One write: another process that appends to the same file comes before or after it.
        self.file
            .write_all(&bytes)
            .with_context(|| format!("the kept vectors in {}", self.path.display()))
    }
}

fn record(text: &TextDigest, vector: &[f32]) -> Vec<u8> {
    let mut bytes = text.to_vec();
    bytes.extend((vector.len() as u32).to_le_bytes());
    bytes.extend(vector.iter().flat_map(|value| value.to_le_bytes()));
    let seal = Sha256::digest(&bytes);
    bytes.extend(&seal[..SEAL]);
    bytes
}

/// Vectors by text, their length, and how many bytes were whole records.
fn read(bytes: &[u8]) -> (HashMap<TextDigest, Vec<f32>>, Option<usize>, usize) {
    let mut vectors = HashMap::new();
    let mut dimensions = None;
    let mut at = 0;
    while let Some((text, vector, end)) = next(&bytes[at..]) {
        if *dimensions.get_or_insert(vector.len()) != vector.len() {
            break;
        }
        vectors.insert(text, vector);
        at += end;
    }
    (vectors, dimensions, at)
}

fn next(bytes: &[u8]) -> Option<(TextDigest, Vec<f32>, usize)> {
    let text: TextDigest = bytes.get(..32)?.try_into().ok()?;
    let length = u32::from_le_bytes(bytes.get(32..36)?.try_into().ok()?) as usize;
    if length == 0 || length > LONGEST {
        return None;
    }
    let end = 36 + length * 4;
    let seal = bytes.get(end..end + SEAL)?;
    if Sha256::digest(&bytes[..end])[..SEAL] != *seal {
        return None;
    }
    let values = bytes[36..end].chunks_exact(4);
    let vector = values.map(|value| f32::from_le_bytes([value[0], value[1], value[2], value[3]]));
    Some((text, vector.collect(), end + SEAL))
}
