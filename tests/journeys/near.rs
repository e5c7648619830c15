//! An operator asks for solutions that mean nearly the same as a text: by the built-in model, by a service that is
//! named, and when that service is away.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::program;

fn run(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(program());
    command
        .args(arguments)
        .env("SCENEPOOL_DATA_DIR", folder)
        .env("SCENEPOOL_DATABASE_URL", "");
    command
        .envs(settings.iter().copied())
        .output()
        .expect("the program runs")
}

#[test]
fn near_solutions_are_found_with_and_without_a_service() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = tempfile::tempdir().expect("a folder");
    for place in [folder.path(), empty.path()] {
        let command = if place == folder.path() { "seed" } else { "migrate" };
        let made = run(place, &[command], &[]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    let json = |settings: &[(&str, &str)]| -> Value {
        let said = run(
            folder.path(),
            &["near", "用智能客服回答居民的问题", "--count", "5", "--json"],
            settings,
        );
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        serde_json::from_slice(&said.stdout).expect("JSON")
    };
    let inside = json(&[]);
    let cosines: Vec<f64> = inside["solutions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|solution| solution["cosine"].as_f64().expect("a number"))
        .collect();
    assert_eq!(cosines.len(), 5);
    assert!(cosines.is_sorted_by(|a, b| a >= b), "{cosines:?}");
    assert!(cosines[0] > 0.3, "{cosines:?}");
    assert!(inside["solutions"].to_string().contains("客服"), "{inside}");
    assert_eq!(inside["stood_in_because"], Value::Null);

    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}/v1/embeddings", listener.local_addr().expect("a port"));
    drop(listener);
    let stood_in = json(&[
        ("SCENEPOOL_EMBEDDINGS_URL", &url),
        ("SCENEPOOL_EMBEDDINGS_MODEL", "any"),
    ]);
    assert_eq!(stood_in["stood_in_because"], "embeddings_unreachable");
    assert_eq!(stood_in["model"], inside["model"]);
    assert_eq!(stood_in["solutions"], inside["solutions"]);

    let refused = |place: &Path, arguments: &[&str], settings: &[(&str, &str)], why: &str| {
        let said = run(place, arguments, settings);
        assert!(!said.status.success());
        let told = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(told.contains(why), "{told}");
    };
    refused(empty.path(), &["near", "客服"], &[], "no solution is published");
    refused(
        folder.path(),
        &["near", "？？"],
        &[],
        "holds nothing that the model knows",
    );
    let nameless = [("SCENEPOOL_EMBEDDINGS_URL", url.as_str())];
    refused(
        folder.path(),
        &["near", "客服"],
        &nameless,
        "SCENEPOOL_EMBEDDINGS_MODEL",
    );
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_fault() {
    use std::process::Stdio;

    let mut child = Command::new(program())
        .arg("openapi")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.is_empty(), "{said}");
}
