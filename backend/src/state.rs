//! What does every request and job share?

use std::path::PathBuf;
use std::sync::Arc;

use sea_orm::DatabaseConnection;
use tokio::sync::{Mutex, Notify};

use crate::platform::files::FileStore;
use crate::platform::taxonomy::Taxonomies;
use crate::platform::telemetry::Metrics;
use crate::search::SearchIndex;
use crate::stages::identity::{DemoLogin, service::LoginAttempts, tokens::Keys};
use crate::stages::matching::{Pool, learning::Recorder};

/// Limits that an operator sets.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Largest upload in bytes.
    pub max_upload_bytes: usize,
    /// Most solutions of one vendor in a match list.
    pub match_per_vendor: usize,
    /// Places of a match list for vendors without an accepted project.
    pub match_new_places: usize,
    /// Days after which an invitation without an answer counts.
    pub match_answer_days: u16,
    /// Hours between trainings; 0 is never.
    pub train_hours: u16,
}

/// The program as it runs: one for each server or worker.
pub struct App {
    /// The database.
    pub db: DatabaseConnection,
    /// Limits.
    pub settings: Limits,
    /// Where models and the like are kept.
    pub data_dir: PathBuf,
    /// Signs and checks tokens.
    pub keys: Keys,
    /// Taxonomies.
    pub taxonomies: Taxonomies,
    /// The search engine.
    pub search: Arc<dyn SearchIndex>,
    /// The matching engine over the published rows.
    pub pool: Pool,
    /// Keeps which match lists were shown.
    pub recorder: Recorder,
    /// Held while a model is trained: one training a process.
    pub training: Mutex<()>,
    /// Uploaded files.
    pub files: FileStore,
    /// The law as data.
    pub policies: subsidy::PolicySet,
    /// Counters.
    pub metrics: Metrics,
    /// Failed logins.
    pub login_attempts: LoginAttempts,
    /// Hash that an unknown email is checked against.
    pub absent_hash: String,
    /// Shown on the login page of a demo.
    pub demo_logins: Vec<DemoLogin>,
    /// Wakes the job runner of this process.
    pub notify: Arc<Notify>,
}

impl App {
    /// Tells the job runner of this process that there is work; others find it by polling.
    pub fn wake(&self) {
        // Both lanes of the runner, where both wait; one that is busy finds the permit when it is done.
        self.notify.notify_waiters();
        self.notify.notify_one();
    }
}
