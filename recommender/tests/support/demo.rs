//! The project's own demo rows and how they were judged.
#![allow(dead_code)] // each test binary uses its own part

use std::path::PathBuf;

use recommender::{Facets, Judgement, Passage, Requirement, Scenario, Solution};
use serde_json::Value;

fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../seed-data/demo")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn rows(name: &str) -> Vec<Value> {
    file(name)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON row"))
        .collect()
}

fn text(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or("").to_owned()
}

fn list(row: &Value, name: &str) -> Vec<String> {
    let values = row[name].as_array().cloned().unwrap_or_default();
    values
        .iter()
        .filter_map(|v| v.as_str())
        .map(str::to_owned)
        .collect()
}

fn fen(row: &Value, name: &str) -> Option<i64> {
    row[name]
        .as_str()?
        .parse::<f64>()
        .ok()
        .map(|yuan| (yuan * 100.0).round() as i64)
}

/// What the platform says of a row's form.
fn stated(row: &Value) -> Vec<Passage> {
    let names = |taxonomy: &str, codes: Vec<String>| -> String {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../seed-data/taxonomies")
            .join(taxonomy);
        let table = std::fs::read_to_string(path).expect("a taxonomy");
        let name = |code: &String| {
            let (_, rest) = table
                .split_once(&format!("{{code: {code}, zh: "))
                .expect("a code");
            rest.split_once(',').expect("a name").0.to_owned()
        };
        codes.iter().map(name).collect::<Vec<_>>().join("、")
    };
    let filings = row["filings"].as_array().cloned().unwrap_or_default();
    let filings = filings.iter().map(|filing| text(filing, "kind")).collect();
    let days = row["delivery_days"].as_u64();
    let lines = [
        (
            "deployments",
            "可部署于",
            names("deployments.yaml", list(row, "deployments")),
        ),
        ("filings", "", names("filings.yaml", filings)),
        (
            "delivery",
            "",
            days.map_or_else(String::new, |days| format!("合同签订后 {days} 天内交付")),
        ),
    ];
    let lines = lines.into_iter().filter(|(_, _, text)| !text.is_empty());
    lines
        .map(|(id, what, text)| Passage {
            id: id.to_owned(),
            text: format!("{what}{text}"),
        })
        .collect()
}

/// Published solutions.
pub fn solutions() -> Vec<Solution> {
    let published = rows("solutions.jsonl")
        .into_iter()
        .filter(|r| r["state"] == "published");
    published
        .map(|row| {
            let passages = |name: &str, id: &str, parts: &[&str]| -> Vec<Passage> {
                let all = row[name].as_array().cloned().unwrap_or_default();
                let passage = |(n, p): (usize, &Value)| Passage {
                    id: format!("{id}{n}"),
                    text: parts
                        .iter()
                        .map(|part| text(p, part))
                        .collect::<Vec<_>>()
                        .join("："),
                };
                all.iter().enumerate().map(passage).collect()
            };
            Solution {
                id: text(&row, "key"),
                title: text(&row, "title"),
                text: format!("{}\n{}", text(&row, "summary"), text(&row, "description")),
                capabilities: passages("capabilities", "c", &["name", "text"]),
                cases: passages("cases", "k", &["title", "text", "result"]),
                stated: stated(&row),
                facets: Facets {
                    directions: vec![text(&row, "direction")],
                    industries: list(&row, "industries"),
                    technologies: list(&row, "technologies"),
                    deployments: list(&row, "deployments"),
                    regions: list(&row, "regions"),
                    levels: list(&row, "levels"),
                    data_level: row["data_level"].as_u64().map(|l| l as u8),
                },
                vendor: Some(text(&row, "organisation")),
                price_low_fen: fen(&row, "price_low"),
                price_high_fen: fen(&row, "price_high"),
                delivery_days: row["delivery_days"].as_u64().map(|d| d as u32),
                tier: row["tier"].as_str().map(str::to_owned),
                ..Solution::default()
            }
        })
        .collect()
}

/// Ids of the scenarios that are open: the others are not among the rows of a platform.
pub fn open_scenarios() -> Vec<String> {
    let open = rows("scenarios.jsonl")
        .into_iter()
        .filter(|r| r["state"] == "published");
    open.map(|row| text(&row, "key")).collect()
}

/// All scenarios.
pub fn scenarios() -> Vec<Scenario> {
    rows("scenarios.jsonl")
        .into_iter()
        .map(|row| Scenario {
            id: text(&row, "key"),
            title: text(&row, "title"),
            text: format!("{}\n{}", text(&row, "summary"), text(&row, "description")),
            requirements: row["requirements"]
                .as_array()
                .cloned()
                .unwrap_or_default()
                .iter()
                .enumerate()
                .map(|(n, r)| Requirement {
                    id: format!("r{n}"),
                    text: text(r, "text"),
                    criterion: r["criterion"].as_str().map(str::to_owned),
                    essential: r["essential"].as_bool().unwrap_or(false),
                    weight: r["weight"].as_f64().unwrap_or(1.0) as f32,
                })
                .collect(),
            facets: Facets {
                directions: vec![text(&row, "direction")],
                industries: list(&row, "industries"),
                technologies: list(&row, "technologies"),
                deployments: list(&row, "deployments"),
                regions: vec![text(&row, "region")],
                levels: vec![text(&row, "level")],
                data_level: row["data_level"].as_u64().map(|l| l as u8),
            },
            buyer: Some(text(&row, "organisation")),
            budget_fen: fen(&row, "budget"),
            days: row["days"].as_u64().map(|d| d as u32),
            ..Scenario::default()
        })
        .collect()
}

/// Judged pairs of published solutions.
pub fn judgements() -> Vec<Judgement> {
    let text = file("judgements.tsv");
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        Judgement {
            scenario: cells[0].to_owned(),
            solution: cells[1].to_owned(),
            grade: cells[2].parse().expect("a grade"),
        }
    });
    rows.collect()
}

/// Pairs of a scenario or solution and a solution of another industry that does the same.
pub fn transfers() -> Vec<(String, String)> {
    let text = file("transfers.tsv");
    let rows = text.lines().skip(1).map(|line| {
        let (subject, solution) = line.split_once('\t').expect("two columns");
        (subject.to_owned(), solution.to_owned())
    });
    rows.collect()
}

/// Names of the taxonomies that say where, and which industry contains which.
pub fn whereabouts() -> recommender::Whereabouts {
    let mut names = Vec::new();
    let mut parents = Vec::new();
    for taxonomy in ["industries", "levels", "regions"] {
        let text = file(&format!("../taxonomies/{taxonomy}.yaml"));
        let field = |line: &str, name: &str| {
            let after = line.split_once(&format!("{name}: "))?.1;
            let value = after.split([',', '}']).next()?;
            Some(value.trim().trim_matches('"').to_owned())
        };
        for line in text.lines().filter(|l| l.trim_start().starts_with("- {code")) {
            names.extend(field(line, "zh"));
            if let (Some(code), Some(parent)) = (field(line, "code"), field(line, "parent")) {
                parents.push((code, parent));
            }
        }
    }
    assert!(names.len() > 100, "{} names", names.len());
    let parents = parents
        .iter()
        .map(|(code, parent)| (code.as_str(), parent.as_str()));
    recommender::Whereabouts::new(names.iter().map(String::as_str), parents)
}

/// An analyser with the thesauri that the project ships.
pub fn analyzer() -> std::sync::Arc<recommender::Analyzer> {
    let mut lexicon = recommender::Lexicon::default();
    for name in ["fields.tsv", "tasks.tsv"] {
        let topics =
            recommender::Topic::table(name, &file(&format!("../taxonomies/{name}"))).expect("a table");
        assert!(topics.len() > 300, "{name}: {} topics", topics.len());
        lexicon = lexicon.with_topics(topics);
    }
    let name = "other-words.tsv";
    let groups = recommender::Topic::table(name, &file(&format!("../taxonomies/{name}"))).expect("a table");
    std::sync::Arc::new(recommender::Analyzer::new(&lexicon.with_other_words(groups)))
}

/// What a published solution was found to say of one requirement, by reading it.
pub struct JudgedLine {
    pub scenario: String,
    /// Place among the scenario's requirements, from 0.
    pub requirement: usize,
    pub solution: String,
    pub verdict: recommender::Verdict,
}

/// Judged requirements.
pub fn judged_lines() -> Vec<JudgedLine> {
    let text = file("coverage.tsv");
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let number: usize = cells[1].parse().expect("a number from 1");
        JudgedLine {
            scenario: cells[0].to_owned(),
            requirement: number - 1,
            solution: cells[2].to_owned(),
            verdict: serde_json::from_value(cells[3].into()).expect("a verdict"),
        }
    });
    rows.collect()
}
