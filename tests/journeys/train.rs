//! An operator trains from the command line.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::program;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program())
        .args(arguments)
        .env("SCENEPOOL_DATA_DIR", folder)
        .env("SCENEPOOL_DATABASE_URL", "")
        .output()
        .expect("the program runs")
}

#[test]
fn the_command_trains_once_and_says_what_came_of_it() {
    let empty = tempfile::tempdir().expect("a folder");
    let few = run(empty.path(), &["train"]);
    assert!(!few.status.success());
    let said = String::from_utf8_lossy(&few.stderr).into_owned();
    assert!(
        said.contains("There is too little to learn from") && said.contains("nothing was written"),
        "{said}"
    );

    let folder = tempfile::tempdir().expect("a folder");
    let made = run(folder.path(), &["seed"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let json = || -> Value {
        let said = run(folder.path(), &["train", "--json"]);
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        serde_json::from_slice(&said.stdout).expect("JSON")
    };
    let first = json();
    assert_eq!(
        (&first["new"], &first["card"]["version"]),
        (&true.into(), &1.into())
    );
    assert!(first["card"]["data"]["judgements"].as_u64() > Some(1), "{first}");
    // A model is its judgements: the same deeds in another process give the same one.
    let again = json();
    assert_eq!(
        (&again["new"], &again["id"], &again["digest"]),
        (&false.into(), &first["id"], &first["digest"])
    );
    let words = run(folder.path(), &["train"]);
    let said = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(said.contains("NDCG@10") && said.contains("(as before)"), "{said}");
}
