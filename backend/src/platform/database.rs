//! How is the database opened, and how does one transaction write?

use std::time::Duration;

use migration::MigratorTrait as _;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use super::config::Settings;

/// Opens the database and brings its schema up to date.
///
/// # Errors
/// Where the URL is wrong, the server does not answer, or a migration fails.
pub async fn open(url: &str) -> Result<DatabaseConnection, DbErr> {
    let db = connect(url).await?;
    migration::Migrator::up(&db, None).await?;
    Ok(db)
}

/// Opens the database as it is.
///
/// # Errors
/// Where the URL is wrong or the server does not answer.
pub async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .sqlx_logging(false)
        .connect_timeout(Duration::from_secs(10))
        .max_connections(8);
    if url.starts_with("sqlite:") {
        options.map_sqlx_sqlite_opts(|o| {
            o.foreign_keys(true)
                .busy_timeout(Duration::from_secs(30))
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "NORMAL")
                .pragma("cache_size", "-32768")
        });
    }
    Database::connect(options).await
}

/// Opens the database of a data folder for a command that only looks: where there is none, none is made.
///
/// # Errors
/// Where there is no database, or as [`connect`].
pub async fn present(settings: &Settings) -> anyhow::Result<DatabaseConnection> {
    if settings.database_url.is_empty() {
        let folder = settings.data_dir.display();
        anyhow::ensure!(
            settings.sqlite_file().is_file(),
            "data_dir: no database in {folder}; expected the data folder of a server"
        );
    }
    Ok(connect(&settings.database_url()).await?)
}

/// Begins a transaction that writes. On SQLite it takes the write lock at once: a transaction that reads first
/// and then wants to write would otherwise fail instead of waiting its turn.
///
/// # Errors
/// Where no connection is free in time.
pub async fn begin_write(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let sqlite_transaction_mode = is_sqlite(db).then_some(SqliteTransactionMode::Immediate);
    db.begin_with_options(TransactionOptions {
        sqlite_transaction_mode,
        ..Default::default()
    })
    .await
}

/// Whether this is SQLite.
#[must_use]
pub fn is_sqlite(db: &impl ConnectionTrait) -> bool {
    matches!(db.get_database_backend(), DbBackend::Sqlite)
}
