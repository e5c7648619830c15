//! The committed OpenAPI document is the one that the program serves.

use std::path::Path;

#[test]
fn the_committed_document_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/openapi.json");
    let committed = std::fs::read_to_string(path).expect("backend/openapi.json");
    let current = scenepool::http::app::openapi()
        .to_pretty_json()
        .expect("a document");
    assert!(
        committed.trim() == current.trim(),
        "backend/openapi.json is stale: run `make types`"
    );
}

#[test]
fn every_route_is_described() {
    let document = serde_json::to_value(scenepool::http::app::openapi()).expect("JSON");
    assert!(document["openapi"].as_str().is_some_and(|v| v.starts_with("3.1")));
    let paths = document["paths"].as_object().expect("paths");
    assert!(paths.len() > 30, "{}", paths.len());
    for (path, methods) in paths {
        assert!(path.starts_with("/api/v1/"), "{path}");
        for (method, operation) in methods.as_object().expect("methods") {
            let summary = operation["summary"].as_str().unwrap_or_default();
            assert!(!summary.is_empty(), "{method} {path} says nothing of itself");
        }
    }
}
