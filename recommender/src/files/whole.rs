//! How is a file written so that nobody ever sees half of it?

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// A file that is being written beside the one that it will be, and moved into its place at the end: whole or not at all. A
/// link is followed and permissions are kept; what is no regular file (a pipe, a device) is written to as it is.
#[derive(Debug)]
pub struct Whole {
    out: BufWriter<File>,
    to: PathBuf,
    /// Where it is written until then; none where it is written to as it is, and after it was moved.
    beside: Option<PathBuf>,
    permissions: Option<Permissions>,
}

impl Whole {
    /// Begins.
    ///
    /// # Errors
    /// [`Error::Io`] with the path.
    pub fn begin(path: &Path) -> Result<Self, Error> {
        let error = |source| Error::io(path.display().to_string())(source);
        let there = fs::metadata(path).ok();
        let to = match &there {
            Some(_) => path.canonicalize().map_err(error)?,
            None => path.to_owned(),
        };
        let special = there.as_ref().is_some_and(|t| !t.is_file() && !t.is_dir());
        let (file, beside) = if special {
            (fs::OpenOptions::new().write(true).open(&to), None)
        } else {
            let name = to.file_name().map(|n| n.to_string_lossy().into_owned());
            let name = format!(".{}.{}.part", name.unwrap_or_default(), std::process::id());
            let beside = to.with_file_name(name);
            (File::create(&beside), Some(beside))
        };
        Ok(Self {
            out: BufWriter::new(file.map_err(error)?),
            to,
            beside,
            permissions: there.filter(fs::Metadata::is_file).map(|t| t.permissions()),
        })
    }

    /// Moves it into place.
    ///
    /// # Errors
    /// [`Error::Io`] with the path; what was written is then gone.
    pub fn finish(mut self) -> Result<(), Error> {
        let done = self.out.flush().and_then(|()| match &self.beside {
            None => Ok(()),
            Some(beside) => {
                if let Some(permissions) = self.permissions.take() {
                    fs::set_permissions(beside, permissions)?;
                }
                fs::rename(beside, &self.to)
            }
        });
        done.map_err(Error::io(self.to.display().to_string()))?;
        self.beside = None;
        Ok(())
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            // The first error is the one to tell; a leftover part file is harmless.
            let _ = fs::remove_file(beside);
        }
    }
}

/// An output must not be one of the inputs.
///
/// # Errors
/// [`Error::Parameter`] where both are one file.
pub(crate) fn check_apart(field: &'static str, output: &Path, input: &Path) -> Result<(), Error> {
    let same = output.canonicalize().ok().zip(input.canonicalize().ok());
    if same.is_some_and(|(output, input)| output == input) {
        return Err(Error::Parameter {
            field,
            expected: "another file than those that are read",
            found: output.display().to_string(),
        });
    }
    Ok(())
}
