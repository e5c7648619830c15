//! What is wrong with an input? Collects every field error before anything is written.

use std::collections::HashSet;

use super::taxonomy::Item;
use crate::http::problem::{Code, FieldError, Problem, Result};

/// Field errors found so far.
#[derive(Debug, Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// Notes an error.
    pub fn add(&mut self, field: impl Into<String>, code: &str, detail: impl Into<String>) {
        self.errors.push(FieldError::new(field, code, detail));
    }

    /// Notes an error where the condition does not hold.
    pub fn that(&mut self, holds: bool, field: &str, code: &str, detail: &str) {
        if !holds {
            self.add(field, code, detail);
        }
    }

    /// A text of so many characters after trimming; `min` 0 means that it may be empty.
    pub fn text(&mut self, field: &str, text: &str, min: usize, max: usize) {
        let length = text.trim().chars().count();
        if length == 0 && min > 0 {
            self.add(field, "required", format!("expected {min} to {max} characters"));
        } else if length < min {
            self.add(
                field,
                "too_short",
                format!("expected {min} to {max} characters, found {length}"),
            );
        } else if length > max {
            self.add(
                field,
                "too_long",
                format!("expected at most {max} characters, found {length}"),
            );
        } else if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            self.add(
                field,
                "control_character",
                "expected text without control characters",
            );
        }
    }

    /// A code of a taxonomy; an empty one is left to [`Check::text`].
    pub fn code(&mut self, field: &str, code: &str, items: &[Item]) {
        if !code.is_empty() && !items.iter().any(|i| i.code == code) {
            self.add(
                field,
                "unknown_code",
                format!("\"{code}\" is not in the taxonomy"),
            );
        }
    }

    /// Codes of a taxonomy, each once, at most so many.
    pub fn codes(&mut self, field: &str, codes: &[String], items: &[Item], max: usize) {
        if codes.len() > max {
            self.add(
                field,
                "too_many",
                format!("expected at most {max}, found {}", codes.len()),
            );
        }
        let mut seen = HashSet::new();
        for (i, code) in codes.iter().enumerate() {
            self.code(&format!("{field}[{i}]"), code, items);
            if !seen.insert(code) {
                self.add(
                    format!("{field}[{i}]"),
                    "duplicate",
                    format!("\"{code}\" stands twice"),
                );
            }
        }
    }

    /// A number within a range.
    pub fn range<T: PartialOrd + std::fmt::Display + Copy>(
        &mut self,
        field: &str,
        value: T,
        low: T,
        high: T,
    ) {
        if !(value >= low && value <= high) {
            self.add(
                field,
                "out_of_range",
                format!("expected {low} to {high}, found {value}"),
            );
        }
    }

    /// The errors so far.
    #[must_use]
    pub fn errors(self) -> Vec<FieldError> {
        self.errors
    }

    /// Ends the check.
    ///
    /// # Errors
    /// `invalid_input` (or the code given) with every error found.
    pub fn end(self, code: Code) -> Result<()> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Problem::fields(code, self.errors))
        }
    }
}
