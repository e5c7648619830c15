//! `allocate` on files that are lists, and on files that are not.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::program;

fn list(scenario: &str, solutions: &[(&str, f32)]) -> String {
    let entries: Vec<Value> = (solutions.iter().enumerate())
        .map(|(n, (id, score))| json!({"id": id, "rank": n + 1, "score": score, "components": [], "coverage": [], "reasons": []}))
        .collect();
    json!({"scenario": scenario, "title": "", "model": "m", "considered": 2, "excluded": [], "entries": entries})
        .to_string()
}

/// What is printed, or why not.
fn allocate(file: &str) -> Result<Value, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lists.jsonl");
    std::fs::write(&path, file).expect("written");
    let said = Command::new(program())
        .args([
            "allocate",
            "--json",
            "--wanted",
            "1",
            "--capacity",
            "1",
            "--lists",
        ])
        .arg(&path)
        .output()
        .expect("run");
    match said.status.success() {
        true => Ok(serde_json::from_slice(&said.stdout).expect("JSON")),
        false => Err(String::from_utf8_lossy(&said.stderr).into_owned()),
    }
}

#[test]
fn each_scenario_has_one_list_and_what_is_none_is_named_by_its_line() {
    let (a, b) = (
        list("a", &[("s", 0.9), ("t", 0.8)]),
        list("b", &[("s", 0.7), ("t", 0.1)]),
    );
    // Excel and editors put a mark before the first line.
    let got = allocate(&format!("\u{FEFF}{a}\n\n{b}\n")).expect("given out");
    assert_eq!(got["scenarios"], 2);
    let mut pairs: Vec<_> = (got["pairs"].as_array().expect("pairs").iter())
        .map(|p| {
            (
                p["scenario"].as_str().unwrap_or(""),
                p["solution"].as_str().unwrap_or(""),
            )
        })
        .collect();
    pairs.sort_unstable();
    assert_eq!(pairs, [("a", "t"), ("b", "s")]);
    let none = allocate(&list("c", &[])).expect("given out");
    assert_eq!(none["value"].to_string(), "0.0", "{none}");
    for (file, code, named) in [
        (format!("{a}\n{a}\n"), "line_invalid", "line 2"),
        (format!("{a}\n{{\"scenario\": 1}}\n"), "line_invalid", "line 2"),
        ("\n".to_owned(), "too_few_rows", "lists.jsonl"),
    ] {
        let error = allocate(&file).expect_err("not given out");
        assert!(error.contains(code) && error.contains(named), "{error}");
    }
}

#[test]
fn who_is_limited_is_the_vendor_and_a_scenario_has_it_once() {
    let list = |scenario: &str, entries: &[(&str, &str, f32)]| {
        let entries: Vec<Value> = (entries.iter().enumerate())
            .map(|(n, (id, vendor, score))| {
                json!({"id": id, "vendor": vendor, "rank": n + 1, "score": score, "components": [], "coverage": [], "reasons": []})
            })
            .collect();
        json!({"scenario": scenario, "title": "", "model": "m", "considered": 2, "excluded": [], "entries": entries})
            .to_string()
    };
    let (a, b) = (
        list(
            "a",
            &[("s1", "big", 0.9), ("s2", "big", 0.85), ("t", "small", 0.5)],
        ),
        list("b", &[("s2", "big", 0.8), ("t", "small", 0.1)]),
    );
    let got = allocate(&format!("{a}\n{b}\n")).expect("given out");
    assert_eq!(
        (&got["vendors"], &got["unanswered"]),
        (&json!(2), &json!(0)),
        "{got}"
    );
    let pairs: Vec<[&str; 3]> = (got["pairs"].as_array().expect("pairs").iter())
        .map(|p| ["scenario", "solution", "vendor"].map(|key| p[key].as_str().unwrap_or("")))
        .collect();
    assert_eq!(pairs, [["a", "t", "small"], ["b", "s2", "big"]]);
}
