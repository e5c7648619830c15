//! What do the files of a collection say? `corpus.jsonl`, `queries.jsonl`, `qrels/<split>.tsv`.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;

use crate::error::Error;
use crate::rows::{Scenario, Solution};

/// Query id -> document id -> grade.
pub type Judgements = BTreeMap<String, BTreeMap<String, u8>>;

/// Documents and queries of a collection, as solutions and scenarios.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    /// The documents.
    pub corpus: Vec<Solution>,
    /// The queries.
    pub queries: Vec<Scenario>,
}

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "_id", deserialize_with = "id")]
    id: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

impl Collection {
    /// Reads `corpus.jsonl` and `queries.jsonl` of a folder.
    ///
    /// # Errors
    /// [`Error::Io`] where a file cannot be read, [`Error::Line`] with file and line for a broken or
    /// repeated row, [`Error::TooFew`] for an empty file.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let corpus = records(&folder.join("corpus.jsonl"))?;
        let queries = records(&folder.join("queries.jsonl"))?;
        Ok(Self {
            corpus: corpus
                .into_iter()
                .map(|(id, title, text)| Solution {
                    id,
                    title,
                    text,
                    ..Solution::default()
                })
                .collect(),
            queries: queries
                .into_iter()
                .map(|(id, title, text)| Scenario {
                    id,
                    title,
                    text,
                    ..Scenario::default()
                })
                .collect(),
        })
    }

    /// Reads the judgements of one split. Every id must be in the collection.
    ///
    /// # Errors
    /// As [`Collection::read`]; also for a split name that is not a plain file name.
    pub fn judgements(&self, folder: &Path, split: &str) -> Result<Judgements, Error> {
        if split.is_empty() || split.contains(['/', '\\']) || split.starts_with('.') {
            return Err(Error::Parameter {
                field: "split",
                expected: "the name of a file in qrels/, without .tsv",
                found: split.to_owned(),
            });
        }
        let path = folder.join("qrels").join(format!("{split}.tsv"));
        let queries: HashSet<&str> = self.queries.iter().map(|q| q.id.as_str()).collect();
        let corpus: HashSet<&str> = self.corpus.iter().map(|d| d.id.as_str()).collect();
        let mut judgements = Judgements::new();
        for (place, (number, line)) in lines(&path)?.into_iter().enumerate() {
            let broken = |reason: String| line_error(&path, number, reason);
            let fields: Vec<&str> = columns(&line);
            // TREC has a column between, which says nothing.
            let ([query, document, grade] | [query, _, document, grade]) = fields[..] else {
                return Err(broken(format!(
                    "{} columns; expected query-id, corpus-id, score",
                    fields.len()
                )));
            };
            // A heading has no grade, nor any id.
            let known = queries.contains(query) || corpus.contains(document);
            if place == 0 && !known && grade.parse::<f64>().is_err() {
                continue;
            }
            let grade = grade_of(grade)
                .ok_or_else(|| broken(format!("score `{grade}`; expected a whole number up to 30")))?;
            if !queries.contains(query) {
                return Err(broken(format!("query-id `{query}` is not in queries.jsonl")));
            }
            if !corpus.contains(document) {
                return Err(broken(format!("corpus-id `{document}` is not in corpus.jsonl")));
            }
            let judged = judgements.entry(query.to_owned()).or_default();
            let before = judged.insert(document.to_owned(), grade);
            if let Some(before) = before.filter(|before| *before != grade) {
                return Err(broken(format!(
                    "`{query}` with `{document}` was judged {before} before, {grade} here"
                )));
            }
        }
        if judgements.is_empty() {
            return Err(Error::TooFew {
                what: path.display().to_string(),
                least: 1,
            });
        }
        Ok(judgements)
    }
}

/// The columns of a line of judgements: by tabs, or by blanks as TREC has them.
fn columns(line: &str) -> Vec<&str> {
    match line.contains('\t') {
        true => line.split('\t').map(str::trim).collect(),
        false => line.split_whitespace().collect(),
    }
}

/// A grade, `1.0` as `1`. TREC marks junk by grades below 0: of no use.
fn grade_of(written: &str) -> Option<u8> {
    let grade: f64 = written.parse().ok()?;
    (grade.fract() == 0.0 && grade <= 30.0).then_some(grade.max(0.0) as u8)
}

/// An id may be a number, as databases write it.
fn id<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Text(String),
        Number(serde_json::Number),
    }
    Ok(match Id::deserialize(from)? {
        Id::Text(id) => id,
        Id::Number(id) => id.to_string(),
    })
}

fn records(path: &Path) -> Result<Vec<(String, String, String)>, Error> {
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    for (number, line) in lines(path)? {
        let record: Record =
            serde_json::from_str(&line).map_err(|e| line_error(path, number, e.to_string()))?;
        if record.id.trim().is_empty() {
            return Err(line_error(path, number, "`_id` is empty".into()));
        }
        if !seen.insert(record.id.clone()) {
            return Err(line_error(
                path,
                number,
                format!("`_id` {} occurs twice", record.id),
            ));
        }
        rows.push((
            record.id,
            record.title.unwrap_or_default(),
            record.text.unwrap_or_default(),
        ));
    }
    if rows.is_empty() {
        return Err(Error::TooFew {
            what: path.display().to_string(),
            least: 1,
        });
    }
    Ok(rows)
}

/// Lines that are not blank, with their 1-based numbers.
fn lines(path: &Path) -> Result<Vec<(usize, String)>, Error> {
    let file = File::open(path).map_err(Error::io(path.display().to_string()))?;
    let mut all = Vec::new();
    for (index, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| line_error(path, index + 1, e.to_string()))?;
        let line = line.strip_prefix('\u{FEFF}').unwrap_or(&line);
        if !line.trim().is_empty() {
            all.push((index + 1, line.to_owned()));
        }
    }
    Ok(all)
}

fn line_error(path: &Path, line: usize, reason: String) -> Error {
    Error::Line {
        file: path.display().to_string(),
        line,
        reason,
    }
}
