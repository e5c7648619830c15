//! What do the rows of a file say? CSV (with a heading) and JSON Lines, with errors by row and column.
//!
//! The columns are the fields of a solution or scenario, and `organisation` with a unified social credit code.
//! In CSV, lists are separated by `;`; `capabilities` has one `name: text` a line; `requirements` one
//! `essential|weight|text|criterion` a line, where the first is `必备` or `可选` (`essential`, `nice`).

use std::collections::HashMap;
use std::ops::Range;

use entity::states::SubjectKind;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{MAX_ERRORS, Request, RowProblem};
use crate::http::problem::{Code, Problem, Result};
use crate::platform::check::Check;
use crate::platform::taxonomy::Taxonomies;
use crate::stages::demand::input::ScenarioContent;
use crate::stages::supply::input::SolutionContent;

/// The content of a row.
pub enum Content {
    /// A solution.
    Solution(Box<SolutionContent>),
    /// A scenario.
    Scenario(Box<ScenarioContent>),
}

/// A row that can be written.
pub struct Parsed {
    /// Its organisation.
    pub owner: Uuid,
    /// Its content, with ids.
    pub content: Content,
}

/// A file that was read.
#[derive(Default)]
pub struct File {
    /// Rows that can be written.
    pub rows: Vec<Parsed>,
    /// Rows in the file.
    pub total: usize,
    /// Rows with errors.
    pub failed: usize,
    /// The first errors.
    pub errors: Vec<RowProblem>,
}

const LISTS: [&str; 7] = [
    "industries",
    "technologies",
    "deployments",
    "regions",
    "levels",
    "filings",
    "cases",
];
const NUMBERS: [&str; 3] = ["data_level", "delivery_days", "days"];
/// Fields of other files that mean nothing here.
const IGNORED: [&str; 5] = ["_id", "key", "state", "tier", "id"];

/// Reads a file, or a window of its rows: those outside are counted, not built, and reading ends after it.
///
/// # Errors
/// `wrong_file_type` where it is neither CSV nor JSON Lines by its name, or neither UTF-8 nor GB 18030.
pub fn parse(
    request: &Request,
    bytes: &[u8],
    owners: &HashMap<String, Uuid>,
    taxonomies: &Taxonomies,
    window: Range<usize>,
) -> Result<File> {
    let wrong = |detail: &str| Problem::with(Code::WrongFileType, detail.to_owned());
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Excel in China saves CSV as GB 18030 unless asked otherwise.
    let text = encoding_rs::UTF_8
        .decode_without_bom_handling_and_without_replacement(bytes)
        .or_else(|| encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes))
        .ok_or_else(|| wrong("expected text in UTF-8 or GB 18030; save the sheet as CSV UTF-8"))?;
    if text.contains('\0') {
        return Err(wrong("expected text, found binary data"));
    }
    let name = request.file_name.to_lowercase();
    let mut file = File::default();
    if name.ends_with(".csv") {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(false)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let heading = reader
            .headers()
            .map_err(|e| wrong(&format!("the heading cannot be read: {e}")))?
            .clone();
        for (i, record) in reader.records().take(window.end).enumerate() {
            if i < window.start {
                file.total += 1;
                continue;
            }
            let fields = record.map_err(|e| vec![problem(i + 1, "", "malformed_row", e.to_string())]);
            let fields = fields.and_then(|r| csv_fields(i + 1, &heading, &r));
            take(&mut file, i + 1, fields, request, owners, taxonomies);
        }
    } else if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
        let lines = text.lines().filter(|l| !l.trim().is_empty());
        for (i, line) in lines.take(window.end).enumerate() {
            if i < window.start {
                file.total += 1;
                continue;
            }
            let fields = serde_json::from_str::<Map<String, Value>>(line)
                .map_err(|e| vec![problem(i + 1, "", "malformed_row", e.to_string())]);
            take(&mut file, i + 1, fields, request, owners, taxonomies);
        }
    } else {
        return Err(wrong("expected a name ending in .csv, .jsonl or .ndjson"));
    }
    if file.total == 0 {
        return Err(Problem::with(Code::BrokenRows, "the file has no rows"));
    }
    Ok(file)
}

fn problem(row: usize, column: &str, code: &str, detail: String) -> RowProblem {
    RowProblem {
        row,
        column: column.to_owned(),
        code: code.to_owned(),
        detail,
    }
}

fn take(
    file: &mut File,
    row: usize,
    fields: Result<Map<String, Value>, Vec<RowProblem>>,
    request: &Request,
    owners: &HashMap<String, Uuid>,
    taxonomies: &Taxonomies,
) {
    file.total += 1;
    match fields.and_then(|f| build(row, f, request, owners, taxonomies)) {
        Ok(parsed) => file.rows.push(parsed),
        Err(problems) => {
            file.failed += 1;
            let space = MAX_ERRORS.saturating_sub(file.errors.len());
            file.errors.extend(problems.into_iter().take(space));
        }
    }
}

fn csv_fields(
    row: usize,
    heading: &csv::StringRecord,
    record: &csv::StringRecord,
) -> Result<Map<String, Value>, Vec<RowProblem>> {
    let mut fields = Map::new();
    let mut problems = Vec::new();
    for (column, cell) in heading.iter().zip(record.iter()) {
        if cell.is_empty() {
            continue;
        }
        let value = if LISTS.contains(&column) {
            json!(
                cell.split([';', '；'])
                    .map(str::trim)
                    .filter(|c| !c.is_empty())
                    .collect::<Vec<_>>()
            )
        } else if NUMBERS.contains(&column) {
            match cell.parse::<u32>() {
                Ok(n) => json!(n),
                Err(_) => {
                    problems.push(problem(
                        row,
                        column,
                        "wrong_type",
                        format!("expected a whole number, found \"{cell}\""),
                    ));
                    continue;
                }
            }
        } else if column == "capabilities" {
            json!(cell.lines().map(capability).collect::<Vec<_>>())
        } else if column == "requirements" {
            match cell.lines().map(requirement).collect::<Option<Vec<_>>>() {
                Some(lines) => json!(lines),
                None => {
                    let expected = "expected lines of essential|weight|text|criterion";
                    problems.push(problem(row, column, "wrong_type", expected.to_owned()));
                    continue;
                }
            }
        } else {
            json!(cell)
        };
        fields.insert(column.to_owned(), value);
    }
    if problems.is_empty() {
        Ok(fields)
    } else {
        Err(problems)
    }
}

fn capability(line: &str) -> Value {
    let (name, text) = line.split_once(['：', ':']).unwrap_or((line, line));
    json!({"name": name.trim().chars().take(60).collect::<String>(), "text": text.trim()})
}

fn requirement(line: &str) -> Option<Value> {
    let mut parts = line.splitn(4, '|').map(str::trim);
    let essential = match parts.next()? {
        "必备" | "essential" => true,
        "可选" | "nice" => false,
        _ => return None,
    };
    let weight: u8 = parts.next()?.parse().ok()?;
    let text = parts.next()?;
    Some(
        json!({"essential": essential, "weight": weight, "text": text, "criterion": parts.next().filter(|c| !c.is_empty())}),
    )
}

fn build(
    row: usize,
    mut fields: Map<String, Value>,
    request: &Request,
    owners: &HashMap<String, Uuid>,
    taxonomies: &Taxonomies,
) -> Result<Parsed, Vec<RowProblem>> {
    let mut problems = Vec::new();
    for name in IGNORED {
        fields.remove(name);
    }
    let code = fields
        .remove("organisation")
        .and_then(|v| v.as_str().map(|s| s.trim().to_uppercase()))
        .unwrap_or_default();
    let owner = owners.get(&code).copied();
    if owner.is_none() {
        let (code, detail) = if code.is_empty() {
            (
                "required",
                "expected the unified social credit code of a registered organisation".to_owned(),
            )
        } else {
            (
                "unknown_organisation",
                format!("\"{code}\" is not registered for this kind of row"),
            )
        };
        problems.push(problem(row, "organisation", code, detail));
    }
    // Files made for matching have their words in `text`.
    if let Some(text) = fields.remove("text") {
        fields.entry("description").or_insert(text);
    }
    let mut check = Check::default();
    let content = match request.kind {
        SubjectKind::Solution => typed::<SolutionContent>(fields).map(|content| {
            content.check_into(&mut check, taxonomies);
            if request.publish {
                content
                    .missing()
                    .into_iter()
                    .for_each(|f| check.add(f, "required", "needed before publication"));
            }
            Content::Solution(Box::new(content.with_ids()))
        }),
        SubjectKind::Scenario => typed::<ScenarioContent>(fields).map(|content| {
            content.check_into(&mut check, taxonomies);
            if request.publish {
                content
                    .missing()
                    .into_iter()
                    .for_each(|f| check.add(f, "required", "needed before publication"));
            }
            Content::Scenario(Box::new(content.with_ids()))
        }),
    };
    problems.extend(
        check
            .errors()
            .into_iter()
            .map(|e| problem(row, &e.field, &e.code, e.detail)),
    );
    match (content, owner) {
        (Ok(content), Some(owner)) if problems.is_empty() => Ok(Parsed { owner, content }),
        (Err((field, detail)), _) => {
            problems.push(problem(row, &field, "wrong_type", detail));
            Err(problems)
        }
        _ => Err(problems),
    }
}

fn typed<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, (String, String)> {
    serde_path_to_error::deserialize(Value::Object(fields))
        .map_err(|e| (e.path().to_string(), e.inner().to_string()))
}
