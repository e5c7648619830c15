//! `scenepool assess` as a process: facts in, figures out, and what cannot be assessed refused by name.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::support::program;

const DAY: &str = "2026-03-01";

fn run(arguments: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(program())
        .arg("assess")
        .args(arguments)
        // A machine that asks all its programs for stacks of calls gets none behind an error of the input.
        .env("RUST_BACKTRACE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut pipe = child.stdin.take().expect("its standard input");
    // A command that reads nothing may be gone already.
    let _ = pipe.write_all(stdin.as_bytes());
    drop(pipe);
    child.wait_with_output().expect("it ends")
}

fn assess(request: &Value) -> Output {
    let arguments = ["--facts", "-", "--as-of", DAY, "--json"];
    run(&arguments, &request.to_string())
}

fn answer(done: &Output) -> Value {
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}

fn article<'a>(assessment: &'a Value, id: &str) -> &'a Value {
    let articles = assessment["articles"].as_array().expect("articles");
    assert_eq!(articles.len(), 20);
    articles.iter().find(|a| a["article"] == id).expect("the article")
}

/// What it says on standard error, as JSON; it prints no answer.
fn refusal(done: &Output) -> Value {
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(
        done.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&done.stdout)
    );
    let json = said.trim().strip_prefix("Error: ").expect("an error");
    serde_json::from_str(json).expect("a problem as JSON")
}

/// Compute rented for 2,000,000: 30 % is 600,000, the ceiling of the year 500,000.
fn compute() -> Value {
    json!({
        "compute.rents": true, "compute.provider_affiliated": false,
        "compute.effect_notable": true, "compute.contract_total": "2000000.00"
    })
}

#[test]
fn facts_from_standard_input_are_assessed_as_text_and_as_json() {
    let json = answer(&assess(&compute()));
    let first = article(&json, "1");
    assert_eq!(
        (&first["outcome"], &first["ceiling"]),
        (&json!("eligible"), &json!("500000.00")),
        "{first}"
    );
    assert_eq!(article(&json, "2")["ceiling"], Value::Null);
    let arguments = ["--facts", "-", "--as-of", DAY, "--language", "en"];
    let text = run(&arguments, &compute().to_string());
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("ceiling (not an award) CNY 500000.00"), "{text}");
}

#[test]
fn each_row_of_a_table_has_its_result_and_a_wrong_one_stops_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cases.csv");
    let rows = "id,as_of,compute.rents,compute.provider_affiliated,compute.effect_notable,compute.contract_total\n\
        right,2026-03-01,true,false,true,2000000\n\
        negative,2026-03-01,true,false,true,-5\n\
        affiliated,2026-03-01,true,true,true,1000000\n\
        small,2026-03-01,true,false,true,1000\n";
    std::fs::write(&file, rows).expect("written");
    let done = run(&["--facts", file.to_str().expect("a path"), "--json"], "");
    // The wrong row shows in the status as well.
    assert_eq!(done.status.code(), Some(1));
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(said.contains("1 of 4 rows"), "{said}");
    let text = String::from_utf8(done.stdout).expect("text");
    let lines: Vec<Value> = text
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    let places: Vec<_> = lines.iter().filter_map(|l| l["row"].as_u64()).collect();
    assert_eq!(places, [2, 3, 4, 5]);
    let ceiling = |line: &Value| article(&line["assessment"], "1")["ceiling"].clone();
    assert_eq!(ceiling(&lines[0]), "500000.00");
    assert_eq!(lines[1]["error"]["code"], "fact.negative");
    assert_eq!(
        lines[1]["error"]["problems"][0]["field"],
        "compute.contract_total"
    );
    assert_eq!(article(&lines[2]["assessment"], "1")["outcome"], "not_met");
    assert_eq!(ceiling(&lines[3]), "300.00");
}

#[test]
fn what_cannot_be_assessed_is_refused_by_name() {
    let with = |fact: &str, value: Value| {
        let mut facts = compute();
        facts[fact] = value;
        facts
    };
    let total = "compute.contract_total";
    let crossed = json!({"projects": [{"reference": "p", "entity": "e", "direction": "industry", "accepted_on": "2026-03-02"}]});
    for (request, code, field, nearest) in [
        (with(total, json!("-1.00")), "fact.negative", total, None),
        (
            with(total, json!("99999999999999.00")),
            "fact.absurd",
            total,
            None,
        ),
        (
            with(total, json!({"value": "1", "unit": "万元"})),
            "fact.unit",
            total,
            None,
        ),
        (
            with("compute.contract_totl", json!("1.00")),
            "fact.unknown",
            "compute.contract_totl",
            Some(total),
        ),
        (crossed, "fact.dates_crossed", "accepted_on", None),
    ] {
        let said = refusal(&assess(&request));
        let problem = &said["problems"][0];
        assert_eq!(
            (&said["code"], problem["nearest"].as_str()),
            (&json!(code), nearest),
            "{said}"
        );
        assert!(
            problem["field"].as_str().is_some_and(|f| f.ends_with(field)),
            "{said}"
        );
    }
    let none = refusal(&run(&["--explain", "99", "--json"], ""));
    assert_eq!(
        (&none["code"], &none["problems"][0]["found"]),
        (&json!("article.unknown"), &json!("`99`")),
        "{none}"
    );
}

#[test]
fn a_year_without_room_gives_nothing_and_says_why() {
    let taken = |amount: &str| {
        json!({
            "facts": compute(), "entity": "e",
            "ledger": [{"entity": "e", "year": 2026, "group": "1", "amount": amount, "reference": "earlier"}]
        })
    };
    let some = answer(&assess(&taken("400000.00")));
    assert_eq!(article(&some, "1")["ceiling"], "100000.00");
    let none = answer(&assess(&taken("500000.00")));
    let first = article(&none, "1");
    assert_eq!(
        (&first["ceiling"], &first["room_before"], &first["limited_by"]),
        (&json!("0.00"), &json!("0.00"), &json!("compute.year")),
        "{first}"
    );
}
