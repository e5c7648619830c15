//! Which rows does a CSV file hold?
//!
//! Codes within a cell are separated by `|` or, as in files that the platform imports, by `;`. Capabilities, cases and
//! requirements stand one on each line of the cell, or are separated by `|`; a requirement may be written as it is for
//! importing (`essential|5|text|criterion`). Amounts are yuan with at most two decimals. Names that the platform's own rows
//! have (`summary`, `description`, `direction`, `region`, `level`, `organisation`) are read, too.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;

use super::{LEVEL, Numbered, RowError, falling, is_level};
use crate::error::Error;
use crate::rows::{Answers, Facets, Passage, Requirement, Scenario, Solution};

/// One row by column name, remembering which columns were asked for.
pub(super) struct Cells<'a> {
    by_name: &'a HashMap<String, usize>,
    record: &'a csv::StringRecord,
    asked: &'a mut HashSet<String>,
}

/// Field and message.
type Wrong = (&'static str, String);

impl Cells<'_> {
    fn text(&mut self, name: &'static str) -> &str {
        self.raw(name).trim()
    }

    fn raw(&mut self, name: &'static str) -> &str {
        self.asked.insert(name.to_owned());
        self.by_name
            .get(name)
            .and_then(|&column| self.record.get(column))
            .unwrap_or("")
    }

    fn optional(&mut self, name: &'static str) -> Option<String> {
        Some(self.text(name)).filter(|t| !t.is_empty()).map(str::to_owned)
    }

    fn list(&mut self, name: &'static str) -> Vec<String> {
        parts(self.text(name), &['|', ';', '；'])
    }

    /// Texts, which may hold any mark: by lines where there are several.
    fn lines(&mut self, name: &'static str) -> Vec<String> {
        let text = self.text(name);
        let mark = if text.contains('\n') { '\n' } else { '|' };
        parts(text, &[mark])
    }

    /// Lines, all of them as they are for importing or none.
    fn requirements(&mut self) -> Result<Vec<Requirement>, Wrong> {
        // Lines by their number in the cell as it stands, blank ones counted.
        let lines = self
            .raw("requirements")
            .split('\n')
            .map(|line| line.trim().to_owned());
        let lines: Vec<(usize, String)> = (1..).zip(lines).filter(|(_, line)| !line.is_empty()).collect();
        if !lines.iter().any(|(_, line)| essential(line).is_some()) {
            let plain = |text| Requirement {
                text,
                ..Requirement::default()
            };
            return Ok(self.lines("requirements").into_iter().map(plain).collect());
        }
        let read = |(number, line): &(usize, String)| {
            let Some(Importable {
                essential,
                weight,
                text,
                criterion,
            }) = Importable::read(line)
            else {
                let wrong = format!(
                    "line {number} of the cell, `{line}`; expected essential|weight|text|criterion, the weight from 1 to 5"
                );
                return Err(("requirements", wrong));
            };
            Ok(Requirement {
                text: text.to_owned(),
                criterion: criterion.map(str::to_owned),
                essential,
                weight: f32::from(weight),
                ..Requirement::default()
            })
        };
        lines.iter().map(read).collect()
    }

    fn number<T: std::str::FromStr>(&mut self, name: &'static str) -> Result<Option<T>, Wrong> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .map_err(|_| (name, format!("`{text}`; expected a whole number")))
    }

    fn level(&mut self) -> Result<Option<u8>, Wrong> {
        let text = self.text("data_level");
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse().ok().filter(|level| is_level(*level)) {
            Some(level) => Ok(Some(level)),
            None => Err(("data_level", format!("`{text}`; expected {LEVEL}"))),
        }
    }

    fn fen(&mut self, name: &'static str) -> Result<Option<i64>, Wrong> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        fen(text)
            .map(Some)
            .ok_or_else(|| (name, format!("`{text}`; expected yuan with at most two decimals")))
    }

    fn id(&mut self) -> String {
        match self.text("_id") {
            "" => self.text("id").to_owned(),
            id => id.to_owned(),
        }
    }

    /// The text, or what stands for it in the platform's own rows.
    fn body(&mut self) -> String {
        let parts = [
            self.text("summary").to_owned(),
            self.text("description").to_owned(),
        ];
        match self.text("text") {
            "" => parts.join("\n").trim().to_owned(),
            text => text.to_owned(),
        }
    }

    /// A list by its own name, and one more code by the singular.
    fn codes(&mut self, many: &'static str, one: &'static str) -> Vec<String> {
        let mut codes = self.list(many);
        codes.extend(self.optional(one));
        codes
    }

    fn facets(&mut self) -> Result<Facets, Wrong> {
        Ok(Facets {
            directions: self.codes("directions", "direction"),
            industries: self.list("industries"),
            technologies: self.list("technologies"),
            deployments: self.list("deployments"),
            regions: self.codes("regions", "region"),
            levels: self.codes("levels", "level"),
            data_level: self.level()?,
        })
    }

    fn passages(&mut self, name: &'static str) -> Vec<Passage> {
        let texts = self.lines(name).into_iter().enumerate();
        texts
            .map(|(n, text)| Passage {
                id: (n + 1).to_string(),
                text,
            })
            .collect()
    }

    fn day(&mut self, name: &'static str) -> Result<Option<NaiveDate>, Wrong> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .map_err(|_| (name, format!("`{text}`; expected a day as 2026-01-31")))
    }

    /// Two columns, which come together or not at all.
    fn answers(&mut self) -> Result<Option<Answers>, Wrong> {
        match (self.number("invited")?, self.number("proposed")?) {
            (None, None) => Ok(None),
            (Some(invited), Some(proposed)) if proposed <= invited => Ok(Some(Answers { invited, proposed })),
            (_, found) => {
                let found = found.map_or_else(String::new, |n: u32| n.to_string());
                Err((
                    "proposed",
                    format!("`{found}`; expected a number up to that of `invited`"),
                ))
            }
        }
    }
}

/// What stands between these marks.
fn parts(text: &str, marks: &[char]) -> Vec<String> {
    let parts = text.split(marks).map(str::trim).filter(|t| !t.is_empty());
    parts.map(str::to_owned).collect()
}

/// Whether a line says first that it is essential, or that it is not.
fn essential(line: &str) -> Option<bool> {
    match line.split_once('|')?.0.trim() {
        "必备" | "essential" => Some(true),
        "可选" | "nice" => Some(false),
        _ => None,
    }
}

/// A requirement as it stands in files that the platform imports.
struct Importable<'a> {
    essential: bool,
    weight: u8,
    text: &'a str,
    criterion: Option<&'a str>,
}

impl<'a> Importable<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let essential = essential(line)?;
        let mut parts = line.splitn(4, '|').skip(1).map(str::trim);
        let weight = parts
            .next()?
            .parse()
            .ok()
            .filter(|weight| (1..=5).contains(weight))?;
        let text = parts.next().filter(|text| !text.is_empty())?;
        Some(Self {
            essential,
            weight,
            text,
            criterion: parts.next().filter(|text| !text.is_empty()),
        })
    }
}

pub(super) fn solution(cells: &mut Cells<'_>) -> Result<Solution, Wrong> {
    let organisation = cells.optional("organisation");
    let solution = Solution {
        id: cells.id(),
        title: cells.text("title").to_owned(),
        text: cells.body(),
        capabilities: cells.passages("capabilities"),
        cases: cells.passages("cases"),
        stated: cells.passages("stated"),
        facets: cells.facets()?,
        vendor: cells.optional("vendor").or(organisation),
        price_low_fen: cells.fen("price_low")?,
        price_high_fen: cells.fen("price_high")?,
        delivery_days: cells.number("delivery_days")?,
        tier: cells.optional("tier"),
        accepted_projects: cells.number("accepted_projects")?.unwrap_or(0),
        available: match cells.text("available") {
            "" | "true" | "1" | "是" => true,
            "false" | "0" | "否" => false,
            other => return Err(("available", format!("`{other}`; expected true or false"))),
        },
        answers: cells.answers()?,
        renewed: cells.day("renewed")?,
        vector: None,
    };
    match falling(&solution) {
        Some(wrong) => Err(("price_high", wrong)),
        None => Ok(solution),
    }
}

pub(super) fn scenario(cells: &mut Cells<'_>) -> Result<Scenario, Wrong> {
    let organisation = cells.optional("organisation");
    let essential = cells
        .lines("essential_requirements")
        .into_iter()
        .map(|text| Requirement {
            text,
            essential: true,
            ..Requirement::default()
        });
    let mut requirements: Vec<Requirement> = essential.collect();
    requirements.extend(cells.requirements()?);
    for (number, requirement) in requirements.iter_mut().enumerate() {
        requirement.id = (number + 1).to_string();
    }
    Ok(Scenario {
        id: cells.id(),
        title: cells.text("title").to_owned(),
        text: cells.body(),
        requirements,
        facets: cells.facets()?,
        buyer: cells.optional("buyer").or(organisation),
        budget_fen: cells.fen("budget")?,
        days: cells.number("days")?,
        posted: cells.day("posted")?,
        answers_due: cells.day("answers_due")?,
        vector: None,
    })
}

pub(super) fn rows<Row>(
    path: &Path,
    text: &str,
    parse: impl Fn(&mut Cells<'_>) -> Result<Row, Wrong>,
) -> Result<Numbered<Row>, Error> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let heading = |reason: String| Error::Line {
        file: path.display().to_string(),
        line: 1,
        reason,
    };
    let headers = reader.headers().map_err(|e| heading(e.to_string()))?.clone();
    let by_name: HashMap<String, usize> = headers
        .iter()
        .enumerate()
        .map(|(n, name)| (name.trim().to_lowercase(), n))
        .collect();
    if !by_name.contains_key("_id") && !by_name.contains_key("id") {
        return Err(heading(
            "no column `_id` or `id`; expected at least _id,title,text".to_owned(),
        ));
    }
    let mut found = Numbered {
        rows: Vec::new(),
        errors: Vec::new(),
        warnings: Vec::new(),
        ignored_columns: Vec::new(),
    };
    let mut asked: HashSet<String> = HashSet::from(["id".to_owned()]);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, |p| p.line() as usize);
                found.errors.push(RowError {
                    line,
                    field: None,
                    code: "malformed",
                    message: error.to_string(),
                });
                continue;
            }
        };
        let line = record.position().map_or(1, |p| p.line() as usize);
        if record.len() != headers.len() {
            let message = format!("{} cells; expected {}", record.len(), headers.len());
            found.errors.push(RowError {
                line,
                field: None,
                code: "malformed",
                message,
            });
            continue;
        }
        let mut cells = Cells {
            by_name: &by_name,
            record: &record,
            asked: &mut asked,
        };
        match parse(&mut cells) {
            Ok(row) => found.rows.push((line, row)),
            Err((field, message)) => found.errors.push(RowError {
                line,
                field: Some(field.to_owned()),
                code: "invalid",
                message,
            }),
        }
    }
    if !found.rows.is_empty() {
        let unknown = headers
            .iter()
            .filter(|h| !asked.contains(&h.trim().to_lowercase()));
        found.ignored_columns = unknown.map(str::to_owned).collect();
    }
    Ok(found)
}

/// Yuan as written to whole fen, without passing through a float.
pub(super) fn fen(text: &str) -> Option<i64> {
    let (yuan, cents) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if yuan.is_empty() || cents.len() > 2 || !digits(yuan) || !digits(cents) {
        return None;
    }
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}
