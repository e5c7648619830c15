//! The table of problem codes: unique, and each one used.

use std::collections::HashSet;
use std::path::Path;

use scenepool::http::problem::Code;

fn sources(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("http/problem.rs") {
            into.push_str(&std::fs::read_to_string(path).expect("a source file"));
        }
    }
}

#[test]
fn codes_are_unique_and_used() {
    assert!(Code::ALL.len() > 10);
    let words: HashSet<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
    assert_eq!(words.len(), Code::ALL.len());
    let mut text = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/src"),
        &mut text,
    );
    for code in Code::ALL
        .iter()
        .filter(|c| !matches!(c, Code::Internal | Code::WrongState | Code::AlreadyExists))
    {
        assert!(
            text.contains(&format!("Code::{code:?}")),
            "{code:?} is never used"
        );
    }
}
