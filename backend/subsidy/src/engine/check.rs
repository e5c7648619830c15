//! Can this be assessed at all? The day, the ledger and the scoring table, before any rule is read.

use chrono::{Datelike as _, NaiveDate};

use super::Options;
use crate::{
    fact::{FactError, FactProblem, Facts},
    nearest::nearest,
    rules::Policy,
};

/// Checks options and what facts and options must agree on.
pub(crate) fn check(
    policy: &Policy,
    facts: &Facts,
    as_of: NaiveDate,
    options: &Options<'_>,
) -> Result<(), FactError> {
    let problem = |code, field: &str, expected: String, found: String| FactProblem {
        code,
        field: field.to_owned(),
        expected,
        found,
        nearest: None,
    };
    if !(1949..=9999).contains(&as_of.year()) {
        return Err(FactError::one(problem(
            "option.as_of",
            "as_of",
            "a day from 1949 to 9999".to_owned(),
            as_of.to_string(),
        )));
    }
    if let Err(error) = options.ledger.check() {
        let expected = "entries that can be counted".to_owned();
        return Err(FactError::one(problem(
            error.code(),
            "ledger",
            expected,
            error.to_string(),
        )));
    }
    let groups = || policy.articles.iter().map(|article| &*article.ledger_group);
    if let Some(entry) = options
        .ledger
        .entries
        .iter()
        .find(|entry| !groups().any(|group| group == entry.group))
    {
        return Err(FactError::one(FactProblem {
            nearest: nearest(&entry.group, groups()),
            ..problem(
                "ledger.group",
                "ledger",
                format!("a group or article of policy `{}`", policy.id),
                format!("`{}`", entry.group),
            )
        }));
    }
    let Some(table) = options.scoring else {
        return Ok(());
    };
    if let Err(error) = table.check() {
        let expected = "a complete scoring table".to_owned();
        return Err(FactError::one(problem(
            error.code(),
            "scoring",
            expected,
            error.to_string(),
        )));
    }
    for ground in &table.grounds {
        let Some(grade) = facts.get(&ground.fact) else {
            continue;
        };
        let grade = grade.to_string();
        if !ground.levels.iter().any(|level| level.grade == grade) {
            let levels: Vec<&str> = ground.levels.iter().map(|level| level.grade.as_str()).collect();
            return Err(FactError::one(problem(
                "fact.choice",
                &ground.fact,
                format!("one of {}", levels.join(", ")),
                format!("`{grade}`"),
            )));
        }
    }
    Ok(())
}
