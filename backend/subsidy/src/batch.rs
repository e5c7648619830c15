//! What comes out for many at once? Columns of facts to columns of outcomes and amounts, without traces.
//!
//! The engine is the same; only steps are not written down. Useful for impact figures over a register,
//! not for telling one enterprise why.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use crate::{
    assessment::Outcome,
    classes::Classes,
    engine::{Case, Findings, Options, Room},
    fact::{FactError, FactProblem, FactValue, Facts, Known, Resolved},
    money::Money,
    rules::{Article, FactDef, FactType, Policy},
};

/// One fact of many cases; a `None` is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// Of a yes/no fact.
    Bool(Vec<Option<bool>>),
    /// Of a count.
    Count(Vec<Option<i64>>),
    /// Of a money fact.
    Money(Vec<Option<Money>>),
    /// Of a choice fact: one value for all.
    Choice(String),
}

impl Column {
    fn len(&self) -> Option<usize> {
        match self {
            Self::Bool(values) => Some(values.len()),
            Self::Count(values) => Some(values.len()),
            Self::Money(values) => Some(values.len()),
            Self::Choice(_) => None,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Bool(_) => "a column of true or false",
            Self::Count(_) => "a column of whole numbers",
            Self::Money(_) => "a column of amounts",
            Self::Choice(_) => "one choice",
        }
    }

    fn fits(&self, def: &FactDef) -> bool {
        matches!(
            (self, &def.kind),
            (Self::Bool(_), FactType::Bool)
                | (Self::Count(_), FactType::Count)
                | (Self::Money(_), FactType::Money)
                | (Self::Choice(_), FactType::Choice { .. })
        )
    }

    fn at(&self, row: usize) -> Option<FactValue> {
        match self {
            Self::Bool(values) => values[row].map(FactValue::Bool),
            Self::Count(values) => values[row].map(FactValue::Integer),
            Self::Money(values) => values[row].map(FactValue::from),
            Self::Choice(value) => Some(FactValue::Text(value.clone())),
        }
    }
}

/// The result of one article for many cases, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchResult {
    /// The answers.
    pub outcomes: Vec<Outcome>,
    /// Ceilings or exact amounts, as the article's kind says; where eligible.
    pub amounts: Vec<Option<Money>>,
}

impl Policy {
    /// Assesses one article for many enterprises, each with its own room and no earlier grants.
    /// Columns have one length; facts without a column are unknown.
    pub fn assess_many(
        &self,
        article: &str,
        columns: &[(&str, Column)],
        as_of: NaiveDate,
    ) -> Result<BatchResult, FactError> {
        let Some(rules) = self.articles.iter().find(|rules| &*rules.id == article) else {
            return Err(self.unknown_article(article));
        };
        let rows = columns.iter().find_map(|(_, column)| column.len()).unwrap_or(1);
        let mut known = Resolved(vec![None; self.facts.len()]);
        let mut varied: Vec<(usize, &Column)> = Vec::new();
        for (name, column) in columns {
            let def = self.column(name, column, rows)?;
            match column {
                Column::Choice(value) => {
                    let value = FactValue::Text(value.clone());
                    known.0[def] = Some(self.facts[def].read(&value).map_err(FactError::one)?);
                }
                _ => varied.push((def, column)),
            }
        }
        // The answers by class where the article allows it, else case by case.
        let classes = Classes::of(self, rules, &varied, as_of);
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        // Below some thousand rows a thread costs more than it saves.
        let part = rows.div_ceil(threads).max(4_096);
        let parts: Vec<BatchResult> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..rows)
                .step_by(part)
                .map(|first| {
                    let (varied, known, classes) = (&varied, known.clone(), &classes);
                    let range = first..rows.min(first + part);
                    scope.spawn(move || match classes {
                        Some(classes) => classes.rows(&known, range),
                        None => self.rows(rules, varied, known, range, as_of),
                    })
                })
                .collect();
            workers
                .into_iter()
                .map(|worker| match worker.join() {
                    Ok(part) => part,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        });
        let mut result = BatchResult {
            outcomes: Vec::with_capacity(rows),
            amounts: Vec::with_capacity(rows),
        };
        for part in parts {
            result.outcomes.extend(part.outcomes);
            result.amounts.extend(part.amounts);
        }
        Ok(result)
    }

    /// Assesses the rows of `range`; `known` holds what is the same for all.
    fn rows(
        &self,
        rules: &Article,
        varied: &[(usize, &Column)],
        mut known: Resolved,
        range: Range<usize>,
        as_of: NaiveDate,
    ) -> BatchResult {
        let (facts, options) = (Facts::new(), Options::default());
        let mut result = BatchResult {
            outcomes: Vec::with_capacity(range.len()),
            amounts: Vec::with_capacity(range.len()),
        };
        let mut findings = Findings::default();
        let mut room = Room::new(options.ledger, Vec::new(), as_of.year());
        for row in range {
            for (def, column) in varied {
                known.0[*def] = match column {
                    Column::Bool(values) => values[row].map(Known::Bool),
                    Column::Count(values) => values[row].map(Known::Number),
                    Column::Money(values) => values[row].map(|value| Known::Number(value.fen())),
                    Column::Choice(_) => None,
                };
            }
            findings.clear();
            let mut case = Case {
                policy: self,
                facts: &facts,
                values: &[],
                known: &known,
                as_of,
                options: &options,
                room,
                traced: false,
            };
            let decision = case.evaluate(rules, &mut findings);
            room = case.room;
            room.forget();
            result.outcomes.push(decision.outcome);
            result.amounts.push(decision.amount);
        }
        result
    }

    /// The fact of a column, checked: its name, type, length and every value.
    fn column(&self, name: &str, column: &Column, rows: usize) -> Result<usize, FactError> {
        let Some(&index) = self.fact_index.get(name) else {
            return Err(FactError::one(self.unknown_fact(name, &[])));
        };
        let def = &self.facts[index];
        let problem = |code, expected: String, found: String| {
            FactError::one(FactProblem {
                code,
                field: name.to_owned(),
                expected,
                found,
                nearest: None,
            })
        };
        if !column.fits(def) {
            return Err(problem("fact.type", def.expects(), column.kind().to_owned()));
        }
        if let Some(length) = column.len().filter(|length| *length != rows) {
            let expected = format!("{rows} values, as the first column has");
            return Err(problem("batch.length", expected, length.to_string()));
        }
        let suspect = |row: &usize| match column {
            Column::Count(values) => values[*row].is_some_and(|value| !(0..=1_000).contains(&value)),
            Column::Money(values) => values[*row]
                .is_some_and(|value| value.is_negative() || value > Money::from_yuan(1_000_000_000)),
            Column::Bool(_) | Column::Choice(_) => false,
        };
        // Only what is out of the ordinary is read with care: that is the same check as for one case.
        for row in (0..column.len().unwrap_or(0)).filter(suspect) {
            if let Some(value) = column.at(row) {
                def.read(&value).map_err(|mut found| {
                    found.found = format!("{} in row {row}", found.found);
                    FactError::one(found)
                })?;
            }
        }
        Ok(index)
    }
}
