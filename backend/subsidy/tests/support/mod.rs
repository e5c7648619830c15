//! Which cases are there, and which of them does a policy break? Shared by the tests of the rules.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use subsidy::{ArticleResult, FactValue, Facts, Ledger, LedgerEntry, Money, Options, Outcome, Policy};

/// The cases of one article.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    pub article: u32,
    /// Facts of every case, unless it changes or drops them.
    pub given: BTreeMap<String, FactValue>,
    pub cases: Vec<Case>,
}

/// One case: a sentence, what is given and what must come out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    #[serde(default, rename = "with")]
    pub changed: BTreeMap<String, FactValue>,
    #[serde(default)]
    pub without: Vec<String>,
    #[serde(default)]
    pub ledger: Vec<Used>,
    pub as_of: Option<NaiveDate>,
    pub expect: Expect,
}

/// Room used before; by the case's own enterprise and under the article's own name unless said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Used {
    pub year: i32,
    pub amount: Money,
    pub group: Option<String>,
    pub entity: Option<String>,
}

/// What must come out. An amount that is not named must not be there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    pub outcome: Outcome,
    pub ceiling: Option<Money>,
    pub exact: Option<Money>,
    pub potential: Option<Money>,
    pub room_before: Option<Money>,
    pub room_after: Option<Money>,
    pub limited_by: Option<String>,
    pub missing: Option<Vec<String>>,
    pub failed: Option<Vec<String>>,
}

/// The folder of the project's own policy.
pub fn policy_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../seed-data/policies")
        .join(subsidy::DEFAULT_POLICY)
}

/// Every case file, by article.
pub fn case_files() -> Vec<CaseFile> {
    let mut files: Vec<CaseFile> = fs::read_dir(policy_folder().join("cases"))
        .expect("the folder of cases")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("a readable file");
            serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect();
    files.sort_by_key(|file: &CaseFile| file.article);
    assert!(!files.is_empty(), "there are no cases");
    files
}

/// What one case finds wrong with `policy`; empty where it holds.
pub fn broken(policy: &Policy, file: &CaseFile, case: &Case) -> Vec<String> {
    let mut facts = file.given.clone();
    facts.extend(case.changed.clone());
    for name in &case.without {
        facts.remove(name);
    }
    let id = file.article.to_string();
    let entries = case
        .ledger
        .iter()
        .enumerate()
        .map(|(place, used)| LedgerEntry {
            entity: used.entity.clone().unwrap_or_else(|| "applicant".into()),
            year: used.year,
            group: used.group.clone().unwrap_or_else(|| id.clone()),
            amount: used.amount,
            reference: format!("earlier-{place}"),
        })
        .collect();
    let options = Options {
        ledger: &Ledger { entries },
        entity: Some("applicant".into()),
        ..Options::default()
    };
    let day = case
        .as_of
        .unwrap_or_else(|| NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day"));
    match policy.assess(&facts.into_iter().collect::<Facts>(), day, &options) {
        Ok(assessment) => match assessment.article(&id) {
            Some(result) => differences(result, &case.expect),
            None => vec![format!("no article {id}")],
        },
        Err(error) => vec![error.to_string()],
    }
}

fn differences(result: &ArticleResult, expect: &Expect) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut same = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!("{what}: expected {expected}, found {found}"));
        }
    };
    same(
        "outcome",
        format!("{:?}", result.outcome),
        format!("{:?}", expect.outcome),
    );
    let money = |amount: Option<Money>| amount.map_or("none".to_owned(), |it| it.to_string());
    same("ceiling", money(result.ceiling), money(expect.ceiling));
    same("exact", money(result.exact), money(expect.exact));
    let named = [
        ("potential", result.potential, expect.potential),
        ("room_before", result.room_before, expect.room_before),
        ("room_after", result.room_after, expect.room_after),
    ];
    for (what, found, expected) in named {
        if expected.is_some() {
            same(what, money(found), money(expected));
        }
    }
    if let Some(expected) = &expect.limited_by {
        // `nothing`: no cap held the amount down.
        let found = result.limited_by.as_deref().unwrap_or("nothing");
        same("limited_by", found.to_owned(), expected.clone());
    }
    for (what, found, expected) in [
        ("missing", &result.missing, &expect.missing),
        ("failed", &result.failed, &expect.failed),
    ] {
        if let Some(expected) = expected {
            same(what, format!("{found:?}"), format!("{expected:?}"));
        }
    }
    wrong
}
