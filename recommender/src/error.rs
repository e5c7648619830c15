//! What can go wrong, and which field or file line it was?
//!
//! Every variant has a stable [`Error::code`], so that a caller can translate it without reading the
//! English sentence.

use thiserror::Error;

/// Everything that this library refuses, with what was expected.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A parameter is outside its legal range.
    #[error("parameter `{field}` is {found}; expected {expected}")]
    Parameter {
        /// Name of the parameter.
        field: &'static str,
        /// The legal range, in words.
        expected: &'static str,
        /// The value that was given.
        found: String,
    },
    /// A row cannot be used.
    #[error("row `{id}`, field `{field}`: expected {expected}")]
    Row {
        /// The row's id; empty where the id itself is what is missing.
        id: String,
        /// Name of the field.
        field: &'static str,
        /// What was expected there.
        expected: &'static str,
    },
    /// Two rows of one side share an id.
    #[error("id `{id}` occurs twice among the {side}")]
    DuplicateId {
        /// The id that occurs twice.
        id: String,
        /// `solutions`, `scenarios`, `corpus` or `queries`.
        side: &'static str,
    },
    /// Two shapes that must agree do not.
    #[error("`{field}` has length {found}; expected {expected}")]
    Shape {
        /// Name of the vector or matrix side.
        field: &'static str,
        /// The length that was expected.
        expected: usize,
        /// The length that was found.
        found: usize,
    },
    /// A line of an input file cannot be read.
    #[error("{file}, line {line}: {reason}")]
    Line {
        /// File name as it was given.
        file: String,
        /// 1-based line number.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// An input holds nothing to work on.
    #[error("{what} holds no usable row; expected at least {least}")]
    TooFew {
        /// Which input.
        what: String,
        /// The smallest legal number of rows.
        least: usize,
    },
    /// Judgements that nothing can be measured by.
    #[error("split `{split}`: {reason}")]
    Unmeasurable {
        /// Name of the split.
        split: String,
        /// Why not.
        reason: &'static str,
    },
    /// A saved model is not one, or is damaged.
    #[error("saved model: {reason}")]
    Model {
        /// What is wrong with it.
        reason: String,
    },
    /// A saved model was written by another format version.
    #[error("saved model has format version {found}; this program reads version {expected}")]
    ModelVersion {
        /// The version that this program reads.
        expected: u32,
        /// The version that was found.
        found: u32,
    },
    /// Reading or writing failed.
    #[error("{context}: {source}")]
    Io {
        /// What was being read or written.
        context: String,
        /// The cause.
        source: std::io::Error,
    },
}

impl Error {
    /// A stable code for interfaces and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Parameter { .. } => "parameter_out_of_range",
            Self::Row { .. } => "row_invalid",
            Self::DuplicateId { .. } => "duplicate_id",
            Self::Shape { .. } => "shape_mismatch",
            Self::Line { .. } => "line_invalid",
            Self::TooFew { .. } => "too_few_rows",
            Self::Unmeasurable { .. } => "nothing_to_measure",
            Self::Model { .. } => "model_invalid",
            Self::ModelVersion { .. } => "model_version",
            Self::Io { .. } => "io_failed",
        }
    }

    pub(crate) fn io(context: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let context = context.into();
        move |source| Self::Io { context, source }
    }
}
