//! Which rows does a JSON Lines file hold?
//!
//! A row names its fields as the library does (`facets.regions`, `price_low_fen`), or flat as a CSV file and the
//! platform's import have them (`regions`, `region`, `price_low` in yuan, `capabilities` with a name and a text). A
//! field that is neither is not passed over in silence: it is named with the ignored columns.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::csv_rows::fen;
use super::{LEVEL, Numbered, RowError, falling, is_level};
use crate::rows::{Answers, Facets, Passage, Requirement, RowVector, Scenario, Solution};

/// Field and message.
type Wrong = (String, String);

const WHOLE: &str = "a whole number, not negative";
const WORDS: &str = "text";
const LIST: &str = "a list of texts";
const YUAN: &str = "yuan with at most two decimals, not negative";
const FLAG: &str = "true or false";
const DAY: &str = "a day as 2026-01-31";
const VECTOR: &str = "an object of `model` and `values`";

/// What an object holds that was not asked for yet.
struct Fields {
    /// Where the object stands in its row, as `requirements[2].`; empty for the row itself.
    at: String,
    left: Map<String, Value>,
}

impl Fields {
    fn row(left: Map<String, Value>) -> Self {
        Self {
            at: String::new(),
            left,
        }
    }

    fn of(at: &str, value: Value, expected: &str) -> Result<Self, Wrong> {
        match value {
            Value::Object(left) => Ok(Self {
                at: format!("{at}."),
                left,
            }),
            other => Err((at.to_owned(), format!("`{other}`; expected {expected}"))),
        }
    }

    fn wrong(&self, name: &str, found: &Value, expected: &str) -> Wrong {
        let mut found = found.to_string();
        if found.chars().count() > 60 {
            found = found.chars().take(60).chain(['…']).collect();
        }
        (
            format!("{}{name}", self.at),
            format!("`{found}`; expected {expected}"),
        )
    }

    /// Absent and `null` are the same.
    fn raw(&mut self, name: &str) -> Option<Value> {
        self.left.remove(name).filter(|value| !value.is_null())
    }

    fn take<T: DeserializeOwned>(&mut self, name: &str, expected: &str) -> Result<Option<T>, Wrong> {
        let Some(value) = self.raw(name) else {
            return Ok(None);
        };
        match T::deserialize(&value) {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(self.wrong(name, &value, expected)),
        }
    }

    fn words(&mut self, name: &str) -> Result<String, Wrong> {
        Ok(self.take(name, WORDS)?.unwrap_or_default())
    }

    /// An id may be a number, as spreadsheets and databases have it.
    fn id(&mut self) -> Result<String, Wrong> {
        for name in ["_id", "id"] {
            match self.raw(name) {
                None => {}
                Some(Value::String(id)) => return Ok(id),
                Some(Value::Number(id)) => return Ok(id.to_string()),
                Some(other) => return Err(self.wrong(name, &other, WORDS)),
            }
        }
        Ok(String::new())
    }

    /// The text, or what stands for it in the platform's own rows.
    fn body(&mut self) -> Result<String, Wrong> {
        let (summary, description) = (self.words("summary")?, self.words("description")?);
        Ok(match self.take::<String>("text", WORDS)? {
            Some(text) => text,
            None => joined(&[&summary, &description], "\n"),
        })
    }

    /// A list by its own name, or one code by the singular.
    fn codes(&mut self, many: &str, one: Option<&str>) -> Result<Vec<String>, Wrong> {
        let mut codes: Vec<String> = self.take(many, LIST)?.unwrap_or_default();
        if let Some(one) = one {
            codes.extend(self.take::<String>(one, WORDS)?.filter(|code| !code.is_empty()));
        }
        Ok(codes)
    }

    fn level(&mut self) -> Result<Option<u8>, Wrong> {
        let Some(value) = self.raw("data_level") else {
            return Ok(None);
        };
        let level = value.as_u64().and_then(|level| u8::try_from(level).ok());
        match level.filter(|level| is_level(*level)) {
            Some(level) => Ok(Some(level)),
            None => Err(self.wrong("data_level", &value, LEVEL)),
        }
    }

    /// Facets from one object.
    fn facets(&mut self) -> Result<Facets, Wrong> {
        Ok(Facets {
            directions: self.codes("directions", Some("direction"))?,
            industries: self.codes("industries", None)?,
            technologies: self.codes("technologies", None)?,
            deployments: self.codes("deployments", None)?,
            regions: self.codes("regions", Some("region"))?,
            levels: self.codes("levels", Some("level"))?,
            data_level: self.level()?,
        })
    }

    /// Whole fen by its own name, or yuan.
    fn money(&mut self, in_fen: &str, in_yuan: &str) -> Result<Option<i64>, Wrong> {
        let yuan = match self.raw(in_yuan) {
            None => None,
            Some(value) => {
                let written = match &value {
                    Value::String(text) => text.trim().to_owned(),
                    other => other.to_string(),
                };
                Some(fen(&written).ok_or_else(|| self.wrong(in_yuan, &value, YUAN))?)
            }
        };
        let Some(own) = self.raw(in_fen) else {
            return Ok(yuan);
        };
        match own.as_i64().filter(|fen| *fen >= 0) {
            Some(fen) => Ok(Some(fen)),
            None => Err(self.wrong(in_fen, &own, WHOLE)),
        }
    }
}

fn joined(parts: &[&str], between: &str) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(between)
}

/// What reading a row leaves behind: names of fields that nobody asked for.
struct Reader<'a> {
    ignored: &'a mut BTreeSet<String>,
}

impl Reader<'_> {
    fn done(&mut self, fields: Fields) {
        // One name for a field of all places in a list: `requirements.wieght`.
        let mut at = String::new();
        let mut inside = false;
        for c in fields.at.chars() {
            inside = (inside || c == '[') && c != ']';
            if !inside && c != ']' {
                at.push(c);
            }
        }
        self.ignored
            .extend(fields.left.keys().map(|name| format!("{at}{name}")));
    }

    fn facets(&mut self, row: &mut Fields) -> Result<Facets, Wrong> {
        let flat = row.facets()?;
        let Some(own) = row.raw("facets") else {
            return Ok(flat);
        };
        let mut fields = Fields::of("facets", own, "an object of lists of codes")?;
        let own = fields.facets()?;
        self.done(fields);
        let either = |own: Vec<String>, flat| if own.is_empty() { flat } else { own };
        Ok(Facets {
            directions: either(own.directions, flat.directions),
            industries: either(own.industries, flat.industries),
            technologies: either(own.technologies, flat.technologies),
            deployments: either(own.deployments, flat.deployments),
            regions: either(own.regions, flat.regions),
            levels: either(own.levels, flat.levels),
            data_level: own.data_level.or(flat.data_level),
        })
    }

    /// Texts, or objects of a name or title, a text and a result.
    fn passages(&mut self, row: &mut Fields, name: &str) -> Result<Vec<Passage>, Wrong> {
        let list: Vec<Value> = row.take(name, "a list of texts or objects")?.unwrap_or_default();
        let mut passages = Vec::with_capacity(list.len());
        for (n, value) in list.into_iter().enumerate() {
            let place = || (n + 1).to_string();
            passages.push(match value {
                Value::String(text) => Passage { id: place(), text },
                value => {
                    let at = format!("{name}[{n}]");
                    let mut fields = Fields::of(&at, value, "a text, or an object with `text`")?;
                    let id = fields.id()?;
                    let mut parts = Vec::new();
                    for part in ["name", "title", "text", "result"] {
                        parts.push(fields.words(part)?);
                    }
                    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                    self.done(fields);
                    Passage {
                        id: if id.is_empty() { place() } else { id },
                        text: joined(&parts, "："),
                    }
                }
            });
        }
        Ok(passages)
    }

    fn requirements(&mut self, row: &mut Fields) -> Result<Vec<Requirement>, Wrong> {
        let mut found = Vec::new();
        for (name, essential) in [("essential_requirements", true), ("requirements", false)] {
            let list: Vec<Value> = row.take(name, "a list of texts or objects")?.unwrap_or_default();
            for (n, value) in list.into_iter().enumerate() {
                let place = (found.len() + 1).to_string();
                let requirement = match value {
                    Value::String(text) => Requirement {
                        id: place,
                        text,
                        essential,
                        ..Requirement::default()
                    },
                    value => {
                        let at = format!("{name}[{n}]");
                        let mut fields = Fields::of(&at, value, "a text, or an object with `text`")?;
                        let id = fields.id()?;
                        let requirement = Requirement {
                            id: if id.is_empty() { place } else { id },
                            text: fields.words("text")?,
                            criterion: fields
                                .take::<String>("criterion", WORDS)?
                                .filter(|text| !text.trim().is_empty()),
                            essential: fields.take("essential", FLAG)?.unwrap_or(essential),
                            weight: fields.take("weight", "a number greater than 0")?.unwrap_or(1.0),
                        };
                        self.done(fields);
                        requirement
                    }
                };
                // As a blank line of a cell: nothing is asked for.
                if !requirement.text.trim().is_empty() {
                    found.push(requirement);
                } else if requirement.criterion.is_some() {
                    let wrong = format!("`{}` beside a criterion; expected {WORDS}", requirement.text);
                    return Err((format!("{name}[{n}].text"), wrong));
                }
            }
        }
        Ok(found)
    }
}

/// A side of a match, read from the fields of one line.
pub(super) trait FromFields: Sized {
    /// The row, or the field that is wrong.
    fn from_fields(row: Map<String, Value>, ignored: &mut BTreeSet<String>) -> Result<Self, Wrong>;
}

impl FromFields for Solution {
    fn from_fields(left: Map<String, Value>, ignored: &mut BTreeSet<String>) -> Result<Self, Wrong> {
        let (mut row, mut reader) = (Fields::row(left), Reader { ignored });
        let organisation = row.take::<String>("organisation", WORDS)?;
        let answers: Option<Answers> = row.take("answers", "an object of `invited` and `proposed`")?;
        if answers.is_some_and(|a| a.proposed > a.invited) {
            let wrong = "expected a number up to that of `invited`";
            return Err(("answers.proposed".to_owned(), wrong.to_owned()));
        }
        // An amount in fen stands before one in yuan.
        let highest = match row.left.get("price_high_fen") {
            None | Some(Value::Null) => "price_high",
            Some(_) => "price_high_fen",
        };
        let solution = Self {
            id: row.id()?,
            title: row.words("title")?,
            text: row.body()?,
            capabilities: reader.passages(&mut row, "capabilities")?,
            cases: reader.passages(&mut row, "cases")?,
            stated: reader.passages(&mut row, "stated")?,
            facets: reader.facets(&mut row)?,
            vendor: row.take("vendor", WORDS)?.or(organisation),
            price_low_fen: row.money("price_low_fen", "price_low")?,
            price_high_fen: row.money("price_high_fen", "price_high")?,
            delivery_days: row.take("delivery_days", WHOLE)?,
            tier: row.take("tier", WORDS)?,
            accepted_projects: row.take("accepted_projects", WHOLE)?.unwrap_or(0),
            available: row.take("available", FLAG)?.unwrap_or(true),
            answers,
            renewed: row.take::<NaiveDate>("renewed", DAY)?,
            vector: row.take::<RowVector>("vector", VECTOR)?,
        };
        reader.done(row);
        match falling(&solution) {
            Some(wrong) => Err((highest.to_owned(), wrong)),
            None => Ok(solution),
        }
    }
}

impl FromFields for Scenario {
    fn from_fields(left: Map<String, Value>, ignored: &mut BTreeSet<String>) -> Result<Self, Wrong> {
        let (mut row, mut reader) = (Fields::row(left), Reader { ignored });
        let organisation = row.take::<String>("organisation", WORDS)?;
        let scenario = Self {
            id: row.id()?,
            title: row.words("title")?,
            text: row.body()?,
            requirements: reader.requirements(&mut row)?,
            facets: reader.facets(&mut row)?,
            buyer: row.take("buyer", WORDS)?.or(organisation),
            budget_fen: row.money("budget_fen", "budget")?,
            days: row.take("days", WHOLE)?,
            posted: row.take::<NaiveDate>("posted", DAY)?,
            answers_due: row.take::<NaiveDate>("answers_due", DAY)?,
            vector: row.take::<RowVector>("vector", VECTOR)?,
        };
        reader.done(row);
        Ok(scenario)
    }
}

pub(super) fn rows<Row: FromFields>(text: &str) -> Numbered<Row> {
    let mut found = Numbered {
        rows: Vec::new(),
        errors: Vec::new(),
        warnings: Vec::new(),
        ignored_columns: Vec::new(),
    };
    let mut ignored = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let row = serde_json::from_str::<Map<String, Value>>(line);
        let row = row.map_err(|error| (None, "malformed", error.to_string()));
        match row.and_then(|row| {
            Row::from_fields(row, &mut ignored).map_err(|(field, why)| (Some(field), "invalid", why))
        }) {
            Ok(row) => found.rows.push((index + 1, row)),
            Err((field, code, message)) => found.errors.push(RowError {
                line: index + 1,
                field,
                code,
                message,
            }),
        }
    }
    found.ignored_columns = ignored.into_iter().collect();
    found
}
