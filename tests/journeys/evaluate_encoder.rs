//! An operator measures what an embeddings service is worth on judged rows, and goes on where the service left off.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::program;
use crate::support::stand_in::{Manner, StandIn};

/// Thirty documents; the one that is right has no word of the query, and means it.
fn collection() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    };
    let other = |n: usize| json!({"_id": format!("d{n}"), "title": format!("水泵 {n} 号"), "text": "抽水"});
    let right = json!({"_id": "right", "title": "Interpreter for the deaf", "text": ""});
    let corpus: Vec<String> = (0..29)
        .map(other)
        .chain([right])
        .map(|row| row.to_string())
        .collect();
    write("corpus.jsonl", corpus.join("\n"));
    let query = json!({"_id": "q", "title": "手语翻译", "text": ""});
    write("queries.jsonl", query.to_string());
    write(
        "qrels/dev.tsv",
        "query-id\tcorpus-id\tscore\nq\tright\t1\n".into(),
    );
    folder
}

async fn evaluate(service: &StandIn, data: &Path, kept: &Path, more: &'static [&'static str]) -> Output {
    let settings = service.settings();
    let mut command = Command::new(program());
    command
        .args(["evaluate", "--split", "dev", "--mode", "full", "--json", "--data"])
        .arg(data)
        .args(more)
        .env("SCENEPOOL_DATA_DIR", kept)
        .env("SCENEPOOL_EMBEDDINGS_URL", settings.url)
        .env("SCENEPOOL_EMBEDDINGS_MODEL", settings.model)
        .env("SCENEPOOL_EMBEDDINGS_BATCH", settings.batch.to_string());
    // The stand-in answers meanwhile.
    let run = actix_web::rt::task::spawn_blocking(move || command.output().expect("the program runs"));
    run.await.expect("it ends")
}

fn figures(done: &Output) -> Value {
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}

#[actix_web::test]
async fn a_service_is_measured_when_it_is_asked_for_and_asked_once_for_each_text() {
    let (data, kept) = (collection(), TempDir::new().expect("a folder"));
    let service = StandIn::start(Manner::Meaning);
    let plain = figures(&evaluate(&service, data.path(), kept.path(), &[]).await);
    assert_eq!(plain["encoded"], 0);
    assert_eq!(plain["ndcg@10"], 0.0, "{plain}");
    assert!(
        service.questions().is_empty(),
        "texts leave only where that is asked for"
    );

    let encoded = figures(&evaluate(&service, data.path(), kept.path(), &["--encoder"]).await);
    assert_eq!(encoded["encoded"], 31);
    assert_eq!(encoded["ndcg@10"], 1.0, "{encoded}");
    assert_ne!(encoded["model"], plain["model"]);
    assert_eq!(service.texts().len(), 31);

    let again = evaluate(&service, data.path(), kept.path(), &["--encoder"]).await;
    assert!(
        !String::from_utf8_lossy(&again.stderr).contains("encoded"),
        "nothing was made"
    );
    assert_eq!(figures(&again)["ndcg@10"], encoded["ndcg@10"]);
    assert_eq!(service.texts().len(), 31);
    service.stop().await;
}

#[actix_web::test]
async fn a_service_that_fails_is_named_and_what_it_gave_is_kept() {
    let (data, kept) = (collection(), TempDir::new().expect("a folder"));
    let service = StandIn::start(Manner::FailingLater);
    let failed = evaluate(&service, data.path(), kept.path(), &["--encoder"]).await;
    assert!(!failed.status.success());
    assert!(failed.stdout.is_empty(), "no figures of half a measurement");
    let told = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(
        told.contains("embeddings_status") && told.contains("run it again"),
        "{told}"
    );
    let before = service.questions().len();
    assert!(before > 1);

    service.be(Manner::Right);
    let done = evaluate(&service, data.path(), kept.path(), &["--encoder"]).await;
    assert_eq!(figures(&done)["encoded"], 31);
    assert!(String::from_utf8_lossy(&done.stderr).contains("encoded 30 of 30 documents"));
    // Eleven questions ask for all of them.
    assert!(service.questions().len() - before < 11);

    let mut nameless = Command::new(program());
    nameless
        .args(["evaluate", "--split", "dev", "--encoder", "--data"])
        .arg(data.path())
        .env_remove("SCENEPOOL_EMBEDDINGS_URL");
    let refused = nameless.output().expect("the program runs");
    assert!(!refused.status.success());
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(told.contains("SCENEPOOL_EMBEDDINGS_URL"), "{told}");
    service.stop().await;
}
