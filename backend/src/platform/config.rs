//! Which settings does the program run with? Everything comes from the environment (12-factor); every
//! setting has a default with which one small machine runs.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

/// Settings shared by every command that opens the data folder.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Folder with the SQLite database, the search index, uploaded files and the signing secret.
    #[arg(long, env = "SCENEPOOL_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// `sqlite://…` or `postgres://…`; empty means a SQLite file in the data folder.
    #[arg(
        long,
        env = "SCENEPOOL_DATABASE_URL",
        default_value = "",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Folder with another edition of the policies; empty means those built in.
    #[arg(long, env = "SCENEPOOL_POLICIES_DIR")]
    pub policies_dir: Option<PathBuf>,
    /// Most solutions of one vendor in a match list. The operator's setting; no article asks for it.
    #[arg(long, env = "SCENEPOOL_MATCH_PER_VENDOR", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=20))]
    pub match_per_vendor: u8,
    /// Places of a match list of 20 that vendors without an accepted project have at least, where enough of them fit. The
    /// operator's setting; no article asks for it.
    #[arg(long, env = "SCENEPOOL_MATCH_NEW_PLACES", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=10))]
    pub match_new_places: u8,
    /// Days after which an invitation without an answer counts against the vendor's record of answers. The operator's
    /// setting; no article asks for it.
    #[arg(long, env = "SCENEPOOL_MATCH_ANSWER_DAYS", default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=365))]
    pub match_answer_days: u16,
    /// Hours between trainings of a candidate model from what was done on the platform; 0 is never. The operator's
    /// setting; no article asks for it. A candidate does not serve before an operator promotes it.
    #[arg(long, env = "SCENEPOOL_TRAIN_HOURS", default_value_t = 24, value_parser = clap::value_parser!(u16).range(0..=8760))]
    pub train_hours: u16,
    /// Service that makes vectors of texts, if one is named.
    #[command(flatten)]
    pub embeddings: EmbeddingSettings,
}

/// Settings of a service that makes vectors of texts, with the `/v1/embeddings` of OpenAI. Published texts are sent
/// to it, so it is off until an address is given.
#[derive(Args, Clone, Debug)]
pub struct EmbeddingSettings {
    /// Whole address, such as `https://host/v1/embeddings`; empty means the built-in model alone.
    #[arg(
        id = "embeddings_url",
        long = "embeddings-url",
        env = "SCENEPOOL_EMBEDDINGS_URL",
        default_value = ""
    )]
    pub url: String,
    /// Name of the model that the service is asked for.
    #[arg(
        id = "embeddings_model",
        long = "embeddings-model",
        env = "SCENEPOOL_EMBEDDINGS_MODEL",
        default_value = ""
    )]
    pub model: String,
    /// Key of the service; empty where it wants none.
    #[arg(
        id = "embeddings_key",
        long = "embeddings-key",
        env = "SCENEPOOL_EMBEDDINGS_KEY",
        default_value = "",
        hide_env_values = true
    )]
    pub key: Secret,
    /// Length of the vectors, where the service lets one choose; otherwise what its first answer has.
    #[arg(
        id = "embeddings_dimensions",
        long = "embeddings-dimensions",
        env = "SCENEPOOL_EMBEDDINGS_DIMENSIONS"
    )]
    pub dimensions: Option<usize>,
    /// Put before the text of a scenario, or of what `near` looks for, where the model wants queries marked, such as
    /// `query: `. Sent as it stands, spaces and line breaks included.
    #[arg(
        id = "embeddings_query_prefix",
        long = "embeddings-query-prefix",
        env = "SCENEPOOL_EMBEDDINGS_QUERY_PREFIX",
        default_value = ""
    )]
    pub query_prefix: String,
    /// Put before the text of a solution, where the model wants documents marked, such as `passage: `.
    #[arg(
        id = "embeddings_document_prefix",
        long = "embeddings-document-prefix",
        env = "SCENEPOOL_EMBEDDINGS_DOCUMENT_PREFIX",
        default_value = ""
    )]
    pub document_prefix: String,
    /// Seconds that an answer may take.
    #[arg(id = "embeddings_timeout", long = "embeddings-timeout", env = "SCENEPOOL_EMBEDDINGS_TIMEOUT", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=300))]
    pub timeout_seconds: u64,
    /// Texts in one question.
    #[arg(id = "embeddings_batch", long = "embeddings-batch", env = "SCENEPOOL_EMBEDDINGS_BATCH", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=2048))]
    pub batch: u16,
    /// Milliseconds that a search waits for the vector of its words, which are sent to the service; 0: searches send
    /// nothing and go by the built-in model.
    #[arg(id = "embeddings_search_ms", long = "embeddings-search-ms", env = "SCENEPOOL_EMBEDDINGS_SEARCH_MS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(0..=5000))]
    pub search_ms: u64,
}

impl Default for EmbeddingSettings {
    fn default() -> Self {
        Self {
            url: String::new(),
            model: String::new(),
            key: Secret(String::new()),
            dimensions: None,
            query_prefix: String::new(),
            document_prefix: String::new(),
            timeout_seconds: 10,
            batch: 64,
            search_ms: 300,
        }
    }
}

/// A word that no log may hold.
#[derive(Clone)]
pub struct Secret(pub String);

impl From<&str> for Secret {
    fn from(word: &str) -> Self {
        Self(word.to_owned())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "(none)" } else { "(hidden)" })
    }
}

/// Settings of the server.
#[derive(Args, Clone, Debug)]
pub struct ServeSettings {
    #[command(flatten)]
    /// Shared settings.
    pub common: Settings,
    /// Address of API and web page.
    #[arg(long, env = "SCENEPOOL_ADDR", default_value = "127.0.0.1:8080")]
    pub addr: SocketAddr,
    /// Secret that signs access tokens, 32 characters or more; empty means one is made and kept in the data
    /// folder. Several processes must share it.
    #[arg(
        long,
        env = "SCENEPOOL_JWT_SECRET",
        default_value = "",
        hide_env_values = true
    )]
    pub jwt_secret: String,
    /// Minutes that an access token is valid.
    #[arg(long, env = "SCENEPOOL_ACCESS_MINUTES", default_value_t = 15)]
    pub access_minutes: i64,
    /// Days that a refresh token is valid.
    #[arg(long, env = "SCENEPOOL_REFRESH_DAYS", default_value_t = 14)]
    pub refresh_days: i64,
    /// Load the demo data into an empty database and show its logins. Never for a public server.
    #[arg(long, env = "SCENEPOOL_DEMO", default_value_t = false, action = clap::ArgAction::Set, num_args = 0..=1, default_missing_value = "true")]
    pub demo: bool,
    /// Run jobs inside the server; switch off where `scenepool work` runs beside it.
    #[arg(long, env = "SCENEPOOL_JOBS", default_value_t = true, action = clap::ArgAction::Set)]
    pub jobs: bool,
    /// Largest upload in bytes.
    #[arg(long, env = "SCENEPOOL_MAX_UPLOAD_BYTES", default_value_t = 64 * 1024 * 1024)]
    pub max_upload_bytes: usize,
}

impl Settings {
    /// The database URL, with the default filled in.
    #[must_use]
    pub fn database_url(&self) -> String {
        if self.database_url.is_empty() {
            format!("sqlite://{}?mode=rwc", self.sqlite_file().display())
        } else {
            self.database_url.clone()
        }
    }

    /// Where SQLite's file is, unless another database is named.
    #[must_use]
    pub fn sqlite_file(&self) -> PathBuf {
        self.data_dir.join("scenepool.db")
    }
}
