//! How are large models written, so that damage is noticed? Bytes, and a digest of them at the end.

use std::io::{Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// Longest first line.
const HEADER: usize = 64 * 1024;
/// Bytes that are read before more room is made: a damaged count must not ask for all memory.
pub(crate) const STEP: usize = 1 << 20;

pub(crate) fn wrong(reason: String) -> Error {
    Error::Model { reason }
}

pub(crate) fn word(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .rev()
        .fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

/// First line of a file: what it is, and what its reader must know beforehand.
#[derive(Serialize, Deserialize)]
struct Heading<T> {
    format: String,
    version: u32,
    #[serde(flatten)]
    rest: T,
}

/// Writes and digests.
pub(crate) struct Sink<'a, W> {
    out: &'a mut W,
    hash: Sha256,
}

impl<'a, W: Write> Sink<'a, W> {
    pub fn new(out: &'a mut W) -> Self {
        Self {
            out,
            hash: Sha256::new(),
        }
    }

    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.hash.update(bytes);
        self.out.write_all(bytes).map_err(Error::io("saving"))
    }

    /// The first line: a line of JSON.
    pub fn heading(&mut self, format: &str, version: u32, rest: impl Serialize) -> Result<(), Error> {
        let heading = Heading {
            format: format.to_owned(),
            version,
            rest,
        };
        let mut line = serde_json::to_vec(&heading).map_err(|e| Error::Io {
            context: "saving".into(),
            source: e.into(),
        })?;
        line.push(b'\n');
        self.put(&line)
    }

    pub fn words(&mut self, words: impl Iterator<Item = u32>) -> Result<(), Error> {
        let mut block = Vec::with_capacity(STEP);
        for word in words {
            block.extend(word.to_le_bytes());
            if block.len() >= STEP {
                self.put(&block)?;
                block.clear();
            }
        }
        self.put(&block)
    }

    /// The digest of all that was written, and the end.
    pub fn finish(self) -> Result<(), Error> {
        let digest = self.hash.finalize();
        self.out.write_all(&digest).map_err(Error::io("saving"))
    }
}

/// Reads and digests.
pub(crate) struct Source<'a, R> {
    input: &'a mut R,
    hash: Sha256,
}

impl<'a, R: Read> Source<'a, R> {
    pub fn new(input: &'a mut R) -> Self {
        Self {
            input,
            hash: Sha256::new(),
        }
    }

    fn exactly(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.input.read_exact(bytes).map_err(|e| match e.kind() {
            std::io::ErrorKind::UnexpectedEof => wrong("the file ends too early".into()),
            _ => Error::io("reading what was saved")(e),
        })
    }

    /// What [`Sink::heading`] wrote, of this format and version and no other.
    pub fn heading<T: DeserializeOwned>(&mut self, format: &str, version: u32) -> Result<T, Error> {
        let line = self.line()?;
        let found: Heading<T> = serde_json::from_slice(&line).map_err(|e| wrong(format!("header: {e}")))?;
        if found.format != format {
            return Err(wrong(format!("format `{}`; expected `{format}`", found.format)));
        }
        if found.version != version {
            return Err(Error::ModelVersion {
                expected: version,
                found: found.version,
            });
        }
        Ok(found.rest)
    }

    /// The first line, without its end.
    fn line(&mut self) -> Result<Vec<u8>, Error> {
        let mut line = Vec::new();
        let mut byte = [0];
        while line.len() < HEADER {
            self.exactly(&mut byte)?;
            self.hash.update(byte);
            if byte[0] == b'\n' {
                return Ok(line);
            }
            line.push(byte[0]);
        }
        Err(wrong("no header line".into()))
    }

    /// So many values of `size` bytes each.
    pub fn take<T>(&mut self, count: usize, read: impl Fn(&[u8]) -> T, size: usize) -> Result<Vec<T>, Error> {
        let mut values = Vec::new();
        let mut block = vec![0; STEP];
        let mut left = count * size;
        while left > 0 {
            let part = left.min(STEP);
            self.exactly(&mut block[..part])?;
            self.hash.update(&block[..part]);
            values.reserve_exact(part / size);
            values.extend(block[..part].chunks_exact(size).map(&read));
            left -= part;
        }
        Ok(values)
    }

    /// Whether the digest holds.
    pub fn check(self) -> Result<(), Error> {
        let mut found = [0; 32];
        self.input
            .read_exact(&mut found)
            .map_err(|_| wrong("the file ends too early".into()))?;
        if self.hash.finalize()[..] != found {
            return Err(wrong("the digest does not hold".into()));
        }
        Ok(())
    }
}
