//! `match` and `evaluate` on plain files: what they know beside the files, and what they warn of.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::support::program;

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(program())
        .current_dir(folder)
        .args(args)
        .output()
        .expect("run")
}

fn write(folder: &Path, name: &str, lines: &[Value]) {
    let text: Vec<String> = lines.iter().map(Value::to_string).collect();
    std::fs::create_dir_all(folder.join(name).parent().expect("a folder")).expect("made");
    std::fs::write(folder.join(name), text.join("\n")).expect("written");
}

#[test]
fn match_states_what_codes_mean_and_names_those_that_no_taxonomy_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let offers = [
        json!({"id": "a", "title": "焊缝缺陷识别", "text": "用相机识别焊缝缺陷。", "vendor": "甲",
            "deployments": ["on-premises"], "delivery_days": 75}),
        json!({"id": "b", "title": "焊缝缺陷识别", "text": "用相机识别焊缝缺陷。", "deployments": ["onprem"],
            "regions": ["310115"], "stated": [{"id": "delivery", "text": "合同签订后 40 天内交付"}], "delivery_days": 75}),
    ];
    write(folder, "so.jsonl", &offers);
    let lines = json!([{"id": "1", "text": "支持本地部署"}, {"id": "2", "text": "合同签订后60日内交付"}]);
    let need = json!({"id": "d", "title": "焊缝检测", "text": "识别焊缝缺陷", "requirements": lines});
    write(folder, "sc.jsonl", &[need]);
    let args = [
        "match",
        "--solutions",
        "so.jsonl",
        "--scenarios",
        "sc.jsonl",
        "--out",
        "o.jsonl",
        "--json",
    ];
    let said = run(folder, &args);
    assert!(said.status.success(), "{said:?}");
    let summary: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    assert_eq!(summary["unknown_codes"], json!(["deployments: onprem"]));
    assert!(String::from_utf8_lossy(&said.stderr).contains("deployments: onprem"));
    let list = std::fs::read_to_string(folder.join("o.jsonl")).expect("written");
    let list: Value = serde_json::from_str(list.trim()).expect("a list");
    let entry = |id: &str| {
        let entries = list["entries"].as_array().expect("entries");
        entries.iter().find(|e| e["id"] == id).expect("listed").clone()
    };
    let verdicts = |id: &str| {
        let entry = entry(id);
        let lines = entry["coverage"].as_array().expect("lines").clone();
        lines
            .iter()
            .map(|l| l["verdict"].as_str().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(verdicts("a"), ["covered", "contradicted"], "{list}");
    // What the file states itself stands, and an unknown code states nothing.
    assert_eq!(verdicts("b"), ["gap", "covered"], "{list}");
    assert_eq!(
        (&entry("a")["vendor"], &entry("b")["vendor"]),
        (&json!("甲"), &Value::Null)
    );
    assert_eq!(
        entry("a")["coverage"][0]["quotes"][0]["source"],
        "form:deployments"
    );
}

#[test]
fn evaluate_tells_what_was_learned_from_and_refuses_a_grade_that_nobody_gave() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let words = ["焊缝", "轴承", "齿轮", "刀具", "电机", "水泵"];
    let corpus: Vec<Value> = words.iter().enumerate()
        .map(|(n, word)| json!({"_id": format!("d{n}"), "title": format!("{word}检测"), "text": format!("检测{word}的缺陷")}))
        .collect();
    write(folder, "corpus.jsonl", &corpus);
    let queries: Vec<Value> = words
        .iter()
        .enumerate()
        .map(|(n, word)| json!({"_id": format!("q{n}"), "text": format!("想查{word}有没有毛病")}))
        .collect();
    write(folder, "queries.jsonl", &queries);
    let mut judged = String::from("query-id\tcorpus-id\tscore\n");
    for query in 0..6 {
        for document in 0..6 {
            judged.push_str(&format!(
                "q{query}\td{document}\t{}\n",
                u8::from(query == document)
            ));
        }
    }
    std::fs::create_dir_all(folder.join("qrels")).expect("made");
    std::fs::write(folder.join("qrels/dev.tsv"), judged).expect("written");
    let said = run(
        folder,
        &[
            "evaluate", "--data", ".", "--split", "dev", "--train", "dev", "--json",
        ],
    );
    let report: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    assert_eq!(report["pairs_learned_from"], 36, "{report}");
    assert!(String::from_utf8_lossy(&said.stderr).contains("36"), "{said:?}");
    let said = run(folder, &["evaluate", "--data", ".", "--split", "dev", "--json"]);
    let report: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    assert_eq!(
        (&report["pairs_learned_from"], said.stderr.len()),
        (&Value::Null, 0)
    );
    let refused = run(
        folder,
        &["evaluate", "--data", ".", "--split", "dev", "--relevant-at", "2"],
    );
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && why.contains("relevant_at") && why.contains("parameter_out_of_range"),
        "{why}"
    );
}
