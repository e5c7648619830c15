//! How do rows come in from plain files, and how do lists go out to one?
//!
//! CSV (first line names the columns) or JSON Lines. `_id`, `title` and `text` are enough. A broken row
//! is reported with its line, field and code; the caller decides whether the rest is used.

mod csv_rows;
mod json_rows;
mod match_files;
pub(crate) mod whole;

use std::path::Path;

use serde::Serialize;

use encoding_rs::GB18030;

use crate::error::Error;
use crate::rows::{Scenario, Solution};

pub use match_files::{MatchFiles, MatchLine, MatchRows, MatchSummary, match_files, write_matches};
pub use whole::Whole;

/// One row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowError {
    /// 1-based line of the file on which the row starts.
    pub line: usize,
    /// Column or field, where it is one.
    pub field: Option<String>,
    /// `malformed`, `missing`, `invalid`, `duplicate_id`; as a warning, `empty_text`.
    pub code: &'static str,
    /// What was expected and what was found.
    pub message: String,
}

/// The usable rows of a file and what is wrong with the others.
#[derive(Debug, Clone, Default)]
pub struct FileRows<Row> {
    /// Usable rows, in file order.
    pub rows: Vec<Row>,
    /// Unusable rows, in file order.
    pub errors: Vec<RowError>,
    /// Usable rows that say nothing: they can only come last.
    pub warnings: Vec<RowError>,
    /// Columns or fields that are not known and were passed over, by name.
    pub ignored_columns: Vec<String>,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a heading.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl Format {
    /// By the file's ending: `.csv`, or `.jsonl` and `.ndjson`.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other ending.
    pub fn of(path: &Path) -> Result<Self, Error> {
        let ending = path
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or("")
            .to_ascii_lowercase();
        match ending.as_str() {
            "csv" => Ok(Self::Csv),
            "jsonl" | "ndjson" => Ok(Self::JsonLines),
            _ => Err(Error::Parameter {
                field: "file",
                expected: "a name that ends in .csv, .jsonl or .ndjson",
                found: path.display().to_string(),
            }),
        }
    }
}

/// Reads solutions.
///
/// # Errors
/// [`Error::Parameter`] for an unknown ending, [`Error::Io`], [`Error::Line`] for a CSV heading that
/// names neither `_id` nor `id`. Broken rows are not errors here: see [`FileRows::errors`].
pub fn read_solutions(path: &Path) -> Result<FileRows<Solution>, Error> {
    let text = read(path)?;
    let mut found = match Format::of(path)? {
        Format::Csv => csv_rows::rows(path, &text, csv_rows::solution)?,
        Format::JsonLines => json_rows::rows(&text),
    };
    check(
        &mut found,
        |s: &Solution| (s.id.as_str(), s.title.as_str(), s.text.as_str()),
        |_| None,
    );
    Ok(unnumbered(found))
}

/// Reads scenarios.
///
/// # Errors
/// As [`read_solutions`].
pub fn read_scenarios(path: &Path) -> Result<FileRows<Scenario>, Error> {
    let text = read(path)?;
    let mut found = match Format::of(path)? {
        Format::Csv => csv_rows::rows(path, &text, csv_rows::scenario)?,
        Format::JsonLines => json_rows::rows(&text),
    };
    check(
        &mut found,
        |s: &Scenario| (s.id.as_str(), s.title.as_str(), s.text.as_str()),
        |s| {
            let legal = s
                .requirements
                .iter()
                .all(|r| r.weight > 0.0 && r.weight.is_finite());
            (!legal).then_some(("requirements.weight", "a weight must be a number greater than 0"))
        },
    );
    Ok(unnumbered(found))
}

/// Rows with the line on which each starts.
pub(crate) struct Numbered<Row> {
    pub rows: Vec<(usize, Row)>,
    pub errors: Vec<RowError>,
    pub warnings: Vec<RowError>,
    pub ignored_columns: Vec<String>,
}

fn unnumbered<Row>(found: Numbered<Row>) -> FileRows<Row> {
    FileRows {
        rows: found.rows.into_iter().map(|r| r.1).collect(),
        errors: found.errors,
        warnings: found.warnings,
        ignored_columns: found.ignored_columns,
    }
}

/// What holds for every row whatever the format.
fn check<Row>(
    found: &mut Numbered<Row>,
    parts: impl Fn(&Row) -> (&str, &str, &str),
    further: impl Fn(&Row) -> Option<(&'static str, &'static str)>,
) {
    let mut seen = std::collections::HashSet::new();
    let (errors, warnings) = (&mut found.errors, &mut found.warnings);
    found.rows.retain(|(line, row)| {
        let (id, title, text) = parts(row);
        let wrong = if id.trim().is_empty() {
            Some(("_id", "missing", "an id is required".to_owned()))
        } else if let Some((field, message)) = further(row) {
            Some((field, "invalid", message.to_owned()))
        } else if !seen.insert(id.to_owned()) {
            Some((
                "_id",
                "duplicate_id",
                format!("id `{id}` stands on an earlier line too"),
            ))
        } else {
            None
        };
        if let Some((field, code, message)) = wrong {
            errors.push(RowError {
                line: *line,
                field: Some(field.to_owned()),
                code,
                message,
            });
            return false;
        }
        if title.trim().is_empty() && text.trim().is_empty() {
            warnings.push(RowError {
                line: *line,
                field: Some("title".to_owned()),
                code: "empty_text",
                message: format!("row `{id}` has neither title nor text"),
            });
        }
        true
    });
    errors.sort_by_key(|e| e.line);
}

fn read(path: &Path) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(Error::io(path.display().to_string()))?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        // Excel in China saves CSV as GB 18030 unless asked otherwise.
        Err(error) => match GB18030.decode_without_bom_handling_and_without_replacement(error.as_bytes()) {
            Some(text) if !text.contains('\0') => text.into_owned(),
            _ => {
                let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                return Err(Error::Line {
                    file: path.display().to_string(),
                    line: good.iter().filter(|b| **b == b'\n').count() + 1,
                    reason: "neither UTF-8 nor GB 18030; save the file as UTF-8".to_owned(),
                });
            }
        },
    };
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// What is expected of a level of data.
const LEVEL: &str = "a level from 1 to 4";

/// Whether there is such a level of data.
fn is_level(level: u8) -> bool {
    (1..=4).contains(&level)
}

/// What is wrong with prices that fall.
fn falling(solution: &Solution) -> Option<String> {
    let prices = solution.price_low_fen.zip(solution.price_high_fen);
    let (low, high) = prices.filter(|(low, high)| low > high)?;
    let yuan = |fen: i64| fen as f64 / 100.0;
    Some(format!(
        "`{}` yuan; expected no less than the lowest price, {}",
        yuan(high),
        yuan(low)
    ))
}
