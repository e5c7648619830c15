//! How is the program put together from its settings?

use std::sync::Arc;

use anyhow::Context as _;

use crate::platform::config::{ServeSettings, Settings};
use crate::platform::files::FileStore;
use crate::platform::taxonomy::{self, Taxonomies};
use crate::platform::telemetry::Metrics;
use crate::platform::{database, jobs};
use crate::search::tantivy_index::TantivyIndex;
use crate::stages::identity::tokens::{self, Keys};
use crate::stages::identity::{password, service::LoginAttempts};
use crate::stages::matching::{self, Pool};
use crate::state::{App, Limits};

/// Default settings of the server over shared ones, for commands that do not serve.
#[must_use]
pub fn quiet(common: Settings) -> ServeSettings {
    ServeSettings {
        common,
        addr: ([127, 0, 0, 1], 0).into(),
        jwt_secret: String::new(),
        access_minutes: 15,
        refresh_days: 14,
        demo: false,
        jobs: false,
        max_upload_bytes: 512 * 1024 * 1024,
    }
}

/// Opens data folder, database, search index and policies.
///
/// # Errors
/// Says which setting or file stands in the way.
pub async fn app(settings: &ServeSettings) -> anyhow::Result<Arc<App>> {
    let common = &settings.common;
    let data_dir = common.data_dir.clone();
    std::fs::create_dir_all(&data_dir)
        .with_context(|| format!("SCENEPOOL_DATA_DIR: cannot make {}", data_dir.display()))?;
    let secret = match settings.jwt_secret.as_str() {
        "" => tokens::kept_secret(&data_dir).context("the signing secret in the data folder")?,
        secret => secret.to_owned(),
    };
    let db = database::open(&common.database_url())
        .await
        .context("SCENEPOOL_DATABASE_URL: cannot open the database")?;
    let analyzer = Arc::new(recommender::Analyzer::new(&taxonomy::lexicon_in(&data_dir)?));
    let index =
        TantivyIndex::open(&data_dir.join("search"), Arc::clone(&analyzer)).context("the search index")?;
    let fresh = index.fresh();
    let marked = index.clone();
    let policies = match &common.policies_dir {
        Some(folder) => subsidy::PolicySet::load_dir(folder),
        None => subsidy::builtin().cloned().map_err(<[_]>::to_vec),
    }
    .map_err(|errors| {
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the policies cannot be read:\n{}", errors.join("\n"))
    })?;
    let service = matching::encoder::Service::named(&common.embeddings, &data_dir)?;
    let app = Arc::new(App {
        db,
        settings: Limits {
            max_upload_bytes: settings.max_upload_bytes,
            match_per_vendor: common.match_per_vendor.into(),
            match_new_places: common.match_new_places.into(),
            match_answer_days: common.match_answer_days,
            train_hours: common.train_hours,
        },
        keys: Keys::new(&secret, settings.access_minutes, settings.refresh_days)?,
        taxonomies: Taxonomies::builtin()?,
        search: Arc::new(index),
        pool: Pool::new(analyzer, common.match_answer_days, service),
        recorder: matching::learning::Recorder::default(),
        training: tokio::sync::Mutex::default(),
        files: FileStore::open(&data_dir.join("files"))?,
        policies,
        metrics: Metrics::new(),
        login_attempts: LoginAttempts::default(),
        absent_hash: password::hash("nobody has this password")?,
        demo_logins: if settings.demo {
            super::seed::logins(&data_dir)?
        } else {
            Vec::new()
        },
        data_dir,
        notify: Arc::default(),
    });
    if database::is_sqlite(&app.db) {
        // One process at a time uses this database: what a killed one had taken is free again.
        jobs::release_all(&app.db).await?;
    }
    if fresh {
        let (solutions, scenarios) = matching::indexing::reindex(&app, |_, _, _| {})
            .await
            .map_err(anyhow::Error::new)?;
        // Only now: killed before this line, the next start builds it again.
        marked.filled().context("the search index")?;
        tracing::info!(solutions, scenarios, "built the search index");
    }
    Ok(app)
}
