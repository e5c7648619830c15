//! Which rows does a JSON Lines file hold?

use serde::de::DeserializeOwned;

use super::{Numbered, RowError};

pub(super) fn rows<Row: DeserializeOwned>(text: &str) -> Numbered<Row> {
    let mut found = Numbered {
        rows: Vec::new(),
        errors: Vec::new(),
        warnings: Vec::new(),
        ignored_columns: Vec::new(),
    };
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(row) => found.rows.push((index + 1, row)),
            Err(error) => found.errors.push(RowError {
                line: index + 1,
                field: None,
                code: "malformed",
                message: error.to_string(),
            }),
        }
    }
    found
}
