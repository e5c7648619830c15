//! The server killed by SIGKILL while it imports and indexes comes back and finishes: the real program, as a process.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Backend, Client, data, program};

struct Server {
    process: Child,
    client: Client,
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL: nothing is flushed, no destructor runs.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn serve(folder: &Path, url: &str) -> Server {
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|l| l.local_addr())
        .expect("a free port")
        .port();
    let process = Command::new(program())
        .args(["serve", "--addr", &format!("127.0.0.1:{port}"), "--demo"])
        .env("SCENEPOOL_DATA_DIR", folder)
        .env("SCENEPOOL_DATABASE_URL", url)
        .env("SCENEPOOL_LOG", "warn")
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut server = Server {
        process,
        client: Client::new(&format!("http://127.0.0.1:{port}")),
    };
    let http = reqwest::Client::new();
    let started = Instant::now();
    loop {
        assert!(
            started.elapsed() < Duration::from_secs(90),
            "the server is not ready after 90 seconds"
        );
        assert!(
            server.process.try_wait().expect("its state").is_none(),
            "the server ended"
        );
        let ready = http.get(format!("http://127.0.0.1:{port}/readyz")).send().await;
        if ready.is_ok_and(|r| r.status().is_success()) {
            return server;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn operator(server: &Server) -> Client {
    let logins = server.client.get("/v1/demo-logins").await.expect(200);
    let login = logins["logins"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|l| l["role"] == "operator")
        .expect("a login")
        .clone();
    let session = server
        .client
        .post(
            "/v1/auth/login",
            json!({"email": login["email"], "password": login["password"]}),
        )
        .await;
    server.client.with(session.expect(200))
}

/// Asks until the answer fits.
async fn until(what: &str, seconds: u64, mut ask: impl AsyncFnMut() -> Option<Value>) -> Value {
    let started = Instant::now();
    loop {
        if let Some(value) = ask().await {
            return value;
        }
        assert!(
            started.elapsed() < Duration::from_secs(seconds),
            "not within {seconds} s: {what}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn survives(url: &str) {
    const ROWS: usize = 3_000;
    let folder = tempfile::tempdir().expect("a folder");
    let server = serve(folder.path(), url).await;
    let vendor = server.client.register(&["vendor"]).await;
    let code = vendor.session["me"]["organisation"]["credit_code"].clone();
    let file: String = (0..ROWS)
        .map(|i| {
            let mut row = data::solution();
            row["title"] = json!(format!("zqxjwv 断电也不丢的方案第 {i} 号"));
            row["organisation"] = code.clone();
            format!("{row}\n")
        })
        .collect();
    let caller = operator(&server).await;
    let before = caller.get("/v1/search/solutions?limit=1").await.expect(200)["total"]
        .as_u64()
        .expect("a number");
    let run = caller
        .upload(
            "/v1/imports",
            "rows.jsonl",
            file.as_bytes(),
            &[("kind", "solution"), ("publish", "true")],
        )
        .await
        .expect(202);
    let path = format!("/v1/imports/{}", run["id"].as_str().expect("an id"));
    // Killed with part of the rows written and their indexing under way.
    until("the first rows are written", 120, async || {
        let run = caller.get(&path).await.expect(200);
        (run["done"].as_u64() > Some(0)).then_some(run)
    })
    .await;
    drop(server);

    let server = serve(folder.path(), url).await;
    let caller = operator(&server).await;
    let run = until("the import ends", 180, async || {
        let run = caller.get(&path).await.expect(200);
        (run["state"] == "done").then_some(run)
    })
    .await;
    assert_eq!(run["done"], ROWS);
    until("no job is left", 180, async || {
        let jobs = caller.get("/v1/jobs").await.expect(200);
        assert_eq!(jobs["dead"], json!([]));
        (jobs["open"] == 0).then_some(jobs)
    })
    .await;
    let found = caller
        .get("/v1/search/solutions?q=zqxjwv&limit=1")
        .await
        .expect(200);
    assert_eq!(found["total"], ROWS, "every published row is found, once");
    let all = caller.get("/v1/search/solutions?limit=1").await.expect(200)["total"]
        .as_u64()
        .expect("a number");
    let demo = scenepool::platform::seed_data::rows::<Value>("demo/solutions.jsonl").expect("demo rows");
    let demo = demo.iter().filter(|r| r["state"] == "published").count();
    assert_eq!(
        all,
        (ROWS + demo) as u64,
        "{before} were indexed before the import"
    );
}

#[actix_web::test]
async fn a_killed_import_is_finished_on_sqlite() {
    survives("").await;
}

#[actix_web::test]
async fn a_killed_import_is_finished_on_postgres() {
    let Some(backend) = Backend::postgres().await else {
        return;
    };
    survives(&backend.url()).await;
    backend.drop_database().await;
}
