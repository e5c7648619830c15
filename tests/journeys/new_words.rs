//! The dictionary grows: words are proposed from what is published, an operator accepts, files remember.

use std::process::{Command, Output};

use crate::support::program;

fn words(folder: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(program())
        .arg("words")
        .args(arguments)
        .env("SCENEPOOL_DATA_DIR", folder)
        .env("SCENEPOOL_DATABASE_URL", "")
        .output()
        .expect("the program runs")
}

#[test]
fn accepted_words_are_kept_once_and_a_wrong_one_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("accepted-words.txt");
    let right = words(folder.path(), &["accept", "穹界引擎", "ＡＢＣ芯片"]);
    assert!(
        right.status.success(),
        "{}",
        String::from_utf8_lossy(&right.stderr)
    );
    let kept = std::fs::read_to_string(&file).expect("written");
    assert_eq!(kept.lines().collect::<Vec<_>>(), ["abc芯片", "穹界引擎"]);

    let again = words(folder.path(), &["accept", "穹界引擎"]);
    assert!(String::from_utf8_lossy(&again.stdout).starts_with("0 new, 2 in all"));

    for wrong in ["一", "# 注释", "甲，乙"] {
        let refused = words(folder.path(), &["accept", "好词", wrong]);
        assert!(!refused.status.success(), "{wrong}");
        assert!(
            String::from_utf8_lossy(&refused.stderr).contains(wrong),
            "{wrong}"
        );
        assert_eq!(std::fs::read_to_string(&file).expect("still there"), kept);
    }
}

#[test]
fn a_folder_that_is_none_is_named_and_not_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let mistyped = folder.path().join("date");
    for arguments in [
        &["words", "accept", "穹界引擎"][..],
        &["words", "propose"],
        &["near", "热线"],
        &["audit"],
        &["report", "--from", "2026-01-01", "--to", "2026-01-31"],
    ] {
        let said = Command::new(program())
            .args(arguments)
            .env("SCENEPOOL_DATA_DIR", &mistyped)
            .env("SCENEPOOL_DATABASE_URL", "")
            .output()
            .expect("the program runs");
        let error = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(
            !said.status.success() && error.contains("data_dir"),
            "{arguments:?}: {error}"
        );
        assert!(!mistyped.exists(), "{arguments:?}");
    }
}

#[test]
fn words_are_proposed_from_published_listings_until_they_are_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let seeded = Command::new(program())
        .arg("seed")
        .env("SCENEPOOL_DATA_DIR", folder.path())
        .env("SCENEPOOL_DATABASE_URL", "")
        .output()
        .expect("the program runs");
    assert!(
        seeded.status.success(),
        "{}",
        String::from_utf8_lossy(&seeded.stderr)
    );
    let proposed = || -> Vec<String> {
        let said = words(folder.path(), &["propose", "--json"]);
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&said.stdout).expect("JSON");
        let word = |r: &serde_json::Value| r["word"].as_str().expect("a word").to_owned();
        rows.iter().map(word).collect()
    };
    let first = proposed();
    let word = first.first().expect("the demo has words that no dictionary has");
    assert!(words(folder.path(), &["accept", word]).status.success());
    assert!(!proposed().contains(word), "{word} is known now");
}
