//! What does a token say, and how long is it good?

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What an access token says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Claims {
    /// The user.
    pub sub: Uuid,
    /// The organisation.
    pub org: Uuid,
    /// Issued, seconds since 1970.
    pub iat: i64,
    /// Ends, seconds since 1970.
    pub exp: i64,
    /// Whose token it is: always `scenepool`.
    pub iss: String,
}

const ISSUER: &str = "scenepool";

/// Signs and checks tokens.
#[derive(Clone)]
pub struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    access: TimeDelta,
    refresh: TimeDelta,
}

impl Keys {
    /// Keys from a secret.
    ///
    /// # Errors
    /// Where the secret is shorter than 32 characters.
    pub fn new(secret: &str, access_minutes: i64, refresh_days: i64) -> anyhow::Result<Self> {
        anyhow::ensure!(
            secret.len() >= 32,
            "SCENEPOOL_JWT_SECRET: expected 32 characters or more"
        );
        anyhow::ensure!(
            (1..=1440).contains(&access_minutes),
            "SCENEPOOL_ACCESS_MINUTES: expected 1 to 1440"
        );
        anyhow::ensure!(
            (1..=365).contains(&refresh_days),
            "SCENEPOOL_REFRESH_DAYS: expected 1 to 365"
        );
        Ok(Self {
            encoding: EncodingKey::from_secret(secret.as_bytes()),
            decoding: DecodingKey::from_secret(secret.as_bytes()),
            access: TimeDelta::minutes(access_minutes),
            refresh: TimeDelta::days(refresh_days),
        })
    }

    /// Seconds that an access token is good.
    #[must_use]
    pub fn access_seconds(&self) -> i64 {
        self.access.num_seconds()
    }

    /// When a refresh token issued now ends.
    #[must_use]
    pub fn refresh_end(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.refresh
    }

    /// Signs an access token.
    ///
    /// # Errors
    /// Where signing fails.
    pub fn sign(&self, user: Uuid, organisation: Uuid, now: DateTime<Utc>) -> anyhow::Result<String> {
        let claims = Claims {
            sub: user,
            org: organisation,
            iat: now.timestamp(),
            exp: (now + self.access).timestamp(),
            iss: ISSUER.to_owned(),
        };
        Ok(jsonwebtoken::encode(
            &Header::new(Algorithm::HS256),
            &claims,
            &self.encoding,
        )?)
    }

    /// Reads an access token; `None` where it is not ours or has ended.
    #[must_use]
    pub fn read(&self, token: &str) -> Option<Claims> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.leeway = 5;
        jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation)
            .ok()
            .map(|t| t.claims)
    }
}

/// A new refresh token: 244 random bits.
#[must_use]
pub fn new_refresh() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// What is kept of a refresh token.
#[must_use]
pub fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// The signing secret kept in the data folder, made at the first start, readable by its owner alone.
///
/// # Errors
/// Where the folder cannot be written.
pub fn kept_secret(data_dir: &Path) -> anyhow::Result<String> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let path = data_dir.join("jwt-secret");
    if let Ok(secret) = std::fs::read_to_string(&path) {
        return Ok(secret.trim().to_owned());
    }
    let secret = new_refresh();
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)?;
    file.write_all(secret.as_bytes())?;
    Ok(secret)
}
