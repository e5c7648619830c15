//! A server of its own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use actix_web::web;
use entity::job;
use entity::states::JobState;
use scenepool::commands::boot;
use scenepool::http;
use scenepool::platform::config::{EmbeddingSettings, ServeSettings, Settings};
use scenepool::platform::jobs::Runner;
use scenepool::state::App;
use scenepool::wiring::Jobs;
use sea_orm::{ColumnTrait, ConnectionTrait, Database, EntityTrait, QueryFilter};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::Client;

/// Which database a test runs on.
pub enum Backend {
    /// A file in the test's folder.
    Sqlite,
    /// A database of its own on a server.
    Postgres { admin: String, name: String },
}

impl Backend {
    /// A new PostgreSQL database. Where no server answers this says so loudly and gives none;
    /// `SCENEPOOL_REQUIRE_POSTGRES=1` makes that a failure.
    pub async fn postgres() -> Option<Self> {
        let admin = std::env::var("SCENEPOOL_TEST_POSTGRES_URL")
            .unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
        match Database::connect(&admin).await {
            Ok(db) => {
                let name = format!("scenepool_test_{}", Uuid::new_v4().simple());
                db.execute_unprepared(&format!("CREATE DATABASE {name}"))
                    .await
                    .expect("a database can be made");
                db.close().await.expect("the connection closes");
                Some(Self::Postgres { admin, name })
            }
            Err(error) => {
                let required = std::env::var("SCENEPOOL_REQUIRE_POSTGRES").is_ok_and(|v| v == "1");
                assert!(
                    !required,
                    "SCENEPOOL_REQUIRE_POSTGRES=1, but {admin} does not answer: {error}"
                );
                eprintln!("!!! NOT RUN ON POSTGRESQL: {admin} does not answer ({error})");
                None
            }
        }
    }

    /// Drops the database.
    pub async fn drop_database(&self) {
        if let Self::Postgres { admin, name } = self {
            let db = Database::connect(admin).await.expect("the server answers");
            db.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)"))
                .await
                .expect("it can be dropped");
            db.close().await.expect("the connection closes");
        }
    }

    /// The database's URL; empty for the default.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite => String::new(),
            Self::Postgres { admin, name } => {
                let (base, _) = admin.rsplit_once('/').expect("the URL names a database");
                format!("{base}/{name}")
            }
        }
    }
}

/// A running server with its jobs.
pub struct TestApp {
    /// What the server shares.
    pub state: Arc<App>,
    /// `http://127.0.0.1:<port>`.
    pub url: String,
    /// Kept until the end.
    pub folder: tempfile::TempDir,
    backend: Backend,
    settings: ServeSettings,
    stop: watch::Sender<bool>,
    jobs: JoinHandle<()>,
    server: ServerHandle,
}

/// A server that shares database and data folder with another, and runs no jobs.
pub struct Reader {
    state: Arc<App>,
    /// `http://127.0.0.1:<port>`.
    pub url: String,
    server: ServerHandle,
}

impl Reader {
    /// Ends the server.
    pub async fn stop(self) {
        self.server.stop(false).await;
        self.state.db.clone().close().await.expect("the database closes");
    }
}

/// Serves on a free port: the address, and what ends it.
fn serve(state: &Arc<App>) -> (String, ServerHandle) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("a bound port"));
    let (handle, server) =
        http::app::start(web::Data::from(Arc::clone(state)), listener, 1).expect("the server starts");
    actix_web::rt::spawn(server);
    (url, handle)
}

impl TestApp {
    /// Starts a server on an empty database.
    pub async fn start(backend: Backend) -> Self {
        Self::start_with(backend, EmbeddingSettings::default()).await
    }

    /// Starts a server that has vectors made of texts.
    pub async fn start_with(backend: Backend, embeddings: EmbeddingSettings) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let common = Settings {
            data_dir: folder.path().to_owned(),
            database_url: backend.url(),
            policies_dir: None,
            match_per_vendor: 3,
            match_new_places: 2,
            match_answer_days: 14,
            train_hours: 0,
            embeddings,
        };
        let settings = ServeSettings {
            max_upload_bytes: 256 * 1024,
            ..boot::quiet(common)
        };
        let state = boot::app(&settings).await.expect("the program starts");
        let (stop, watch) = watch::channel(false);
        let runner = Runner::new(
            state.db.clone(),
            Arc::new(Jobs(Arc::clone(&state))),
            Arc::clone(&state.notify),
        );
        let jobs = actix_web::rt::spawn(runner.run(watch));
        let (url, server) = serve(&state);
        Self {
            state,
            url,
            folder,
            backend,
            settings,
            stop,
            jobs,
            server,
        }
    }

    /// Starts another server beside this one.
    pub async fn reader(&self) -> Reader {
        let state = boot::app(&self.settings).await.expect("the program starts");
        let (url, server) = serve(&state);
        Reader { state, url, server }
    }

    /// A client without login.
    pub fn guest(&self) -> Client {
        Client::new(&self.url)
    }

    /// Waits until no job is left. A dead job fails the test.
    pub async fn settle(&self) {
        self.settle_but(&[]).await;
    }

    /// As [`TestApp::settle`]; jobs of those kinds may be left.
    pub async fn settle_but(&self, kinds: &[&str]) {
        self.wait_for_jobs(kinds).await;
        let dead = self.jobs(kinds, &[JobState::Dead]).await;
        assert_eq!(dead, vec![], "dead jobs");
    }

    /// As [`TestApp::settle`]; jobs may be dead.
    pub async fn settle_but_dead(&self) {
        self.wait_for_jobs(&[]).await;
    }

    async fn wait_for_jobs(&self, but: &[&str]) {
        let started = Instant::now();
        while !self
            .jobs(but, &[JobState::Queued, JobState::Running])
            .await
            .is_empty()
        {
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "jobs are left over after a minute"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn jobs(&self, but: &[&str], states: &[JobState]) -> Vec<job::Model> {
        job::Entity::find()
            .filter(job::Column::State.is_in(states.iter().copied()))
            .filter(job::Column::Kind.is_not_in(but.iter().copied()))
            .all(&self.state.db)
            .await
            .expect("jobs can be read")
    }

    /// Ends the server and drops its database.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        self.jobs.await.expect("the job runner ends");
        self.server.stop(false).await;
        self.state.db.clone().close().await.expect("the database closes");
        self.backend.drop_database().await;
    }
}
