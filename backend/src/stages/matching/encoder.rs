//! What makes vectors of texts here: a service that the operator names, or the model that is built in?
//!
//! The service speaks the `/v1/embeddings` of OpenAI. It is asked in batches, within a time, for texts that it was
//! not asked for before; vectors are kept in the data folder under the digest of service, model and length, so that
//! vectors of two models never meet. Where it does not answer properly, all texts of that call are encoded by the
//! built-in model, and the answer says so: its digest is another one.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use recommender::RowVector;
use recommender::encode::{self, Encoder};
use reqwest::redirect::Policy;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;
use tokio::sync::Mutex;

use super::kept_vectors::KeptVectors;
use crate::platform::config::EmbeddingSettings;

/// Longest answer that is read, for each text of a batch.
const ANSWER_BYTES: usize = 256 * 1024;

/// Why the service gave no vectors.
#[derive(Debug, Error)]
pub enum Refusal {
    /// Nobody answered in time.
    #[error("no answer within {0} s")]
    TimeOut(u64),
    /// The service cannot be reached.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// The answer is an error.
    #[error("answered with status {0}")]
    Status(u16),
    /// The answer is not what the protocol says.
    #[error("answered with something else than vectors: {0}")]
    Answer(String),
}

impl Refusal {
    /// A stable code for logs and tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TimeOut(_) => "embeddings_time_out",
            Self::Unreachable(_) => "embeddings_unreachable",
            Self::Status(_) => "embeddings_status",
            Self::Answer(_) => "embeddings_answer",
        }
    }
}

/// Vectors and what made them.
#[derive(Debug)]
pub struct Encoded {
    /// Digest of the model; only vectors of one model may be compared.
    pub model: String,
    /// By text; `None` where a text says nothing to the model.
    pub vectors: Vec<Option<Vec<f32>>>,
    /// Texts that were asked for now; the others were known or empty.
    pub asked: usize,
    /// Why the built-in model had to stand in.
    pub refusal: Option<Refusal>,
}

/// The service where one is named, and the built-in model.
pub struct Encoders {
    outside: Option<Service>,
    inside: Arc<dyn Encoder>,
}

/// A service that makes vectors, and what it made before.
pub struct Service {
    http: reqwest::Client,
    settings: EmbeddingSettings,
    model: String,
    kept: Mutex<KeptVectors>,
}

#[derive(Serialize)]
struct Question<'a> {
    model: &'a str,
    input: &'a [&'a str],
    encoding_format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimensions: Option<usize>,
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    index: usize,
    embedding: Vec<f32>,
}

impl Encoders {
    /// Opens the kept vectors of the service that is named, if one is.
    ///
    /// # Errors
    /// A setting that cannot be used, or a data folder that cannot be read.
    pub fn open(
        settings: &EmbeddingSettings,
        data_dir: &Path,
        inside: Arc<dyn Encoder>,
    ) -> anyhow::Result<Self> {
        let outside = Service::named(settings, data_dir)?;
        Ok(Self { outside, inside })
    }

    /// A vector for each text.
    ///
    /// # Errors
    /// What the built-in model or the data folder refuses; a service that fails is no error.
    pub async fn encode(&self, texts: &[&str]) -> anyhow::Result<Encoded> {
        let mut refusal = None;
        if let Some(outside) = &self.outside {
            match outside.encode(texts).await? {
                Ok(encoded) => return Ok(encoded),
                Err(why) => {
                    tracing::warn!(
                        code = why.code(),
                        "the embeddings service {why}; the built-in model stands in"
                    );
                    refusal = Some(why);
                }
            }
        }
        Ok(Encoded {
            model: self.inside.model().to_owned(),
            vectors: self.inside.encode(texts)?,
            asked: texts.len(),
            refusal,
        })
    }
}

impl Service {
    /// The service that is named, if one is, with the vectors that it made before.
    ///
    /// # Errors
    /// A setting that cannot be used, or a data folder that cannot be read.
    pub fn named(settings: &EmbeddingSettings, data_dir: &Path) -> anyhow::Result<Option<Self>> {
        match settings.url.as_str() {
            "" => Ok(None),
            _ => Self::open(settings, data_dir).map(Some),
        }
    }

    /// The vectors that it made before, without asking it for more.
    pub async fn kept(&self, texts: &[String]) -> Vec<Option<RowVector>> {
        let kept = self.kept.lock().await;
        let vector = |text: &String| {
            Some(RowVector {
                model: self.model.clone(),
                values: kept.get(&Sha256::digest(text).into())?.to_vec(),
            })
        };
        texts.iter().map(vector).collect()
    }

    /// Asks for the vectors of those texts that it was not asked for before, and says for how many it has one now. One
    /// that fails is no error: what it gave before it failed counts, and the other texts are asked for with the next
    /// change of their rows.
    ///
    /// # Errors
    /// The data folder cannot be written.
    pub async fn learn(&self, texts: &[String]) -> anyhow::Result<usize> {
        let before = self.kept.lock().await.len();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        if let Err(why) = self.encode(&texts).await? {
            tracing::warn!(
                code = why.code(),
                "the embeddings service {why}; lists go by words"
            );
        }
        Ok(self.kept.lock().await.len() - before)
    }

    fn open(settings: &EmbeddingSettings, data_dir: &Path) -> anyhow::Result<Self> {
        let url = reqwest::Url::parse(&settings.url)
            .map_err(|e| anyhow::anyhow!("SCENEPOOL_EMBEDDINGS_URL is no address: {e}"))?;
        anyhow::ensure!(
            matches!(url.scheme(), "http" | "https"),
            "SCENEPOOL_EMBEDDINGS_URL must begin with http:// or https://"
        );
        anyhow::ensure!(
            !settings.model.is_empty(),
            "SCENEPOOL_EMBEDDINGS_MODEL is empty; the service must be told which model to use"
        );
        let length = settings.dimensions.map_or_else(String::new, |d| d.to_string());
        let mut hash = Sha256::new();
        for part in [url.as_str(), &settings.model, &length] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let model = hex::encode(hash.finalize());
        // The key goes to the address that was named and to no other.
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(settings.timeout_seconds))
            .redirect(Policy::none())
            .build()?;
        Ok(Self {
            http,
            settings: settings.clone(),
            kept: Mutex::new(KeptVectors::open(&data_dir.join("embeddings").join(&model))?),
            model,
        })
    }

    /// The outer error is the data folder's, the inner one the service's.
    async fn encode(&self, texts: &[&str]) -> anyhow::Result<Result<Encoded, Refusal>> {
        let digests: Vec<[u8; 32]> = texts.iter().map(|text| Sha256::digest(text).into()).collect();
        let empty = |at: usize| texts[at].trim().is_empty();
        let kept = self.kept.lock().await;
        // One question for each text, however often it stands here.
        let mut missing: HashMap<[u8; 32], usize> = HashMap::new();
        let mut order = Vec::new();
        for (at, digest) in digests.iter().enumerate() {
            if !empty(at) && kept.get(digest).is_none() && missing.insert(*digest, at).is_none() {
                order.push(at);
            }
        }
        // Not held while the service thinks: lists are made of what is there meanwhile.
        drop(kept);
        for batch in order.chunks(usize::from(self.settings.batch).max(1)) {
            let input: Vec<&str> = batch.iter().map(|at| texts[*at]).collect();
            let expected = self.settings.dimensions.or(self.kept.lock().await.dimensions());
            match self.ask(&input, expected).await {
                Ok(vectors) => {
                    let digests = batch.iter().map(|at| digests[*at]);
                    self.kept.lock().await.add(digests.zip(vectors))?;
                }
                Err(why) => return Ok(Err(why)),
            }
        }
        let kept = self.kept.lock().await;
        let vectors = digests.iter().map(|digest| kept.get(digest).map(<[f32]>::to_vec));
        Ok(Ok(Encoded {
            model: self.model.clone(),
            vectors: vectors.collect(),
            asked: order.len(),
            refusal: None,
        }))
    }

    async fn ask(&self, input: &[&str], expected: Option<usize>) -> Result<Vec<Vec<f32>>, Refusal> {
        let wrong = |e: reqwest::Error| {
            if e.is_timeout() {
                Refusal::TimeOut(self.settings.timeout_seconds)
            } else {
                // Without the address: it may hold a key.
                Refusal::Unreachable(e.without_url().to_string())
            }
        };
        let mut question = self.http.post(&self.settings.url).json(&Question {
            model: &self.settings.model,
            input,
            encoding_format: "float",
            dimensions: self.settings.dimensions,
        });
        if !self.settings.key.0.is_empty() {
            question = question.bearer_auth(&self.settings.key.0);
        }
        let response = question.send().await.map_err(wrong)?;
        if response.status() != reqwest::StatusCode::OK {
            return Err(Refusal::Status(response.status().as_u16()));
        }
        let mut bytes = Vec::new();
        let mut stream = response.bytes_stream();
        while let Some(part) = stream.next().await {
            bytes.extend_from_slice(&part.map_err(wrong)?);
            if bytes.len() > input.len() * ANSWER_BYTES {
                return Err(Refusal::Answer("it does not end".into()));
            }
        }
        let answer: Answer = serde_json::from_slice(&bytes).map_err(|e| Refusal::Answer(e.to_string()))?;
        let mut vectors = vec![Vec::new(); input.len()];
        if answer.data.len() != input.len() {
            return Err(Refusal::Answer(format!(
                "{} vectors for {} texts",
                answer.data.len(),
                input.len()
            )));
        }
        for line in answer.data {
            match vectors.get_mut(line.index) {
                Some(place) if place.is_empty() => *place = line.embedding,
                _ => {
                    return Err(Refusal::Answer(format!(
                        "index {} twice or too large",
                        line.index
                    )));
                }
            }
        }
        let length = expected.unwrap_or_else(|| vectors.first().map_or(0, Vec::len));
        encode::check(&vectors, input.len(), length).map_err(|e| Refusal::Answer(e.to_string()))?;
        Ok(vectors)
    }
}
