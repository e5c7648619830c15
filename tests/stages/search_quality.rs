//! Are the demo's judged solutions found by the words of their scenarios, the better ones first?
//!
//! Titles and requirements of all judged scenarios are asked as queries, and short words as people type them. Solutions that nobody judged count as useless,
//! so the figures are low, and comparable with one another only.

use std::collections::{BTreeMap, HashMap};

use recommender::evaluate::ndcg;
use scenepool::commands::seed;
use serde_json::Value;

use crate::support::{Backend, Client, TestApp};

fn file(name: &str) -> String {
    let path = format!("{}/../seed-data/demo/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn rows(name: &str) -> Vec<Value> {
    let text = file(name);
    let rows = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a row"));
    rows.collect()
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().expect("a text").to_owned()
}

/// A query with the grades of solutions, by their titles.
struct Asked {
    text: String,
    grades: BTreeMap<String, u8>,
}

/// Titles of the judged scenarios, and their requirements.
fn asked() -> (Vec<Asked>, Vec<Asked>) {
    let solutions = rows("solutions.jsonl");
    let titles: HashMap<String, String> = solutions
        .iter()
        .map(|s| (text(s, "key"), text(s, "title")))
        .collect();
    let mut judged: BTreeMap<String, BTreeMap<String, u8>> = BTreeMap::new();
    for line in file("judgements.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let grade = cells[2].parse().expect("a grade");
        let grades = judged.entry(cells[0].to_owned()).or_default();
        grades.insert(titles[cells[1]].clone(), grade);
    }
    let (mut by_title, mut by_requirement) = (Vec::new(), Vec::new());
    for scenario in rows("scenarios.jsonl") {
        let Some(grades) = judged.get(&text(&scenario, "key")) else {
            continue;
        };
        let ask = |text| Asked {
            text,
            grades: grades.clone(),
        };
        by_title.push(ask(text(&scenario, "title")));
        let requirements = scenario["requirements"].as_array().expect("requirements").iter();
        by_requirement.extend(requirements.map(|r| ask(text(r, "text"))));
    }
    assert!(by_title.len() > 35 && by_requirement.len() > 180);
    (by_title, by_requirement)
}

/// Short queries as people type them.
fn searches() -> Vec<Asked> {
    let titles: HashMap<String, String> = rows("solutions.jsonl")
        .iter()
        .map(|s| (text(s, "key"), text(s, "title")))
        .collect();
    let mut by_query: BTreeMap<String, BTreeMap<String, u8>> = BTreeMap::new();
    for line in file("searches.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let grades = by_query.entry(cells[0].to_owned()).or_default();
        grades.insert(titles[cells[1]].clone(), cells[2].parse().expect("a grade"));
    }
    assert!(by_query.len() >= 60);
    let asked = by_query.into_iter().map(|(text, grades)| Asked { text, grades });
    asked.collect()
}

async fn search(guest: &Client, query: &str, more: &str) -> Value {
    let path = format!("/v1/search/solutions?q={query}{more}");
    guest.get(&path).await.expect(200)
}

/// Mean NDCG@10, and how many found nothing.
async fn quality(guest: &Client, queries: &[Asked]) -> (f64, usize) {
    let (mut sum, mut nothing) = (0.0, 0);
    for asked in queries {
        let found = search(guest, &asked.text, "&limit=100").await;
        assert_eq!(found["ordered_by"], "hybrid", "{found}");
        let hits = found["hits"].as_array().expect("hits").iter();
        let grade = |hit: &Value| asked.grades.get(&text(hit, "title")).copied().unwrap_or(0);
        let in_order: Vec<u8> = hits.map(grade).collect();
        nothing += usize::from(in_order.is_empty());
        let all: Vec<u8> = asked.grades.values().copied().collect();
        sum += ndcg(&in_order, &all, 10).expect("a useful solution");
    }
    (sum / queries.len() as f64, nothing)
}

/// What hits were found by.
fn found_by(found: &Value) -> Vec<&str> {
    let hits = found["hits"].as_array().expect("hits").iter();
    hits.map(|hit| hit["by"].as_str().expect("a word")).collect()
}

#[actix_web::test]
async fn the_demo_is_found_by_the_words_of_its_scenarios() {
    let app = TestApp::start(Backend::Sqlite).await;
    assert!(seed::load_if_empty(&app.state).await.expect("demo rows"));
    app.settle().await;
    // The engine is fitted before the searches, which would not wait for it.
    let fit = app.state.pool.with(&app.state.db, |engine| {
        assert!(engine.has_meaning());
        Ok(())
    });
    fit.await.expect("a fit");
    let guest = app.guest();
    let (titles, requirements) = asked();
    let by_title = quality(&guest, &titles).await;
    let by_requirement = quality(&guest, &requirements).await;
    let by_search = quality(&guest, &searches()).await;
    println!(
        "NDCG@10 and queries without a hit: titles {by_title:?}, requirements {by_requirement:?}, short {by_search:?}"
    );
    assert!(by_title.0 >= 0.73 && by_title.1 == 0, "titles {by_title:?}");
    assert!(
        by_requirement.0 >= 0.64 && by_requirement.1 == 0,
        "requirements {by_requirement:?}"
    );
    assert!(by_search.0 >= 0.85 && by_search.1 == 0, "short {by_search:?}");

    // Whoever types the name of a solution finds it.
    let mut named = 0;
    for solution in rows("solutions.jsonl") {
        if solution["state"] != "published" {
            continue;
        }
        let title = text(&solution, "title");
        let found = search(&guest, &title, "&limit=1").await;
        assert_eq!(found["hits"][0]["title"], title.as_str(), "{found}");
        named += 1;
    }
    assert!(named > 100);

    // What has nothing to do with the demo is like nothing in it, although 火 is.
    let nothing = search(&guest, "火锅", "").await;
    assert_eq!(
        (&nothing["total"], &nothing["ordered_by"]),
        (&0.into(), &"hybrid".into()),
        "{nothing}"
    );
    // Whoever types a word finds the rows that have it before those that mean something like it.
    for words in ["客服", "巡检", "知识库", "文物", "缺陷", "能耗"] {
        let found = search(&guest, words, "&limit=100").await;
        let by = found_by(&found);
        let with = by.iter().filter(|by| **by == "words").count();
        assert!(with > 0 && by.len() - with <= 20, "{words}: {by:?}");
        assert!(by[..with].iter().all(|by| *by == "words"), "{words}: {by:?}");
    }
    // What a row is in by its level or direction is no word of it: every museum is in 工厂、院区或场馆.
    let factory = search(&guest, "工厂质检", "&limit=3").await;
    let titles: Vec<&str> = factory["hits"]
        .as_array()
        .expect("hits")
        .iter()
        .filter_map(|h| h["title"].as_str())
        .collect();
    assert!(titles.contains(&"金属零件表面缺陷在线视觉检测系统"), "{titles:?}");
    app.stop().await;
}
