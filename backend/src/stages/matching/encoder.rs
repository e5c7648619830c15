//! What makes vectors of texts here: a service that the operator names, or the model that is built in?
//!
//! The service speaks the `/v1/embeddings` of OpenAI. It is asked in batches, within a time, for texts that it was
//! not asked for before; vectors are kept in the data folder under the digest of service, model, length and prefixes, so
//! that vectors of two models never meet. Where it does not answer properly, `near` has all its texts encoded by the
//! built-in model, and the answer says so: its digest is another one.
//!
//! Many models make another vector of a question than of what is to be found, told apart by a prefix. Scenarios and the
//! text that `near` looks for are questions, solutions are documents; every comparison is of a question with a
//! document, from whichever side the list is read. Nothing compares two questions, or two documents, by these vectors.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::StreamExt as _;
use recommender::RowVector;
use recommender::encode::{self, Encoder};
use reqwest::redirect::Policy;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;
use tokio::sync::Mutex;

use super::kept_vectors::{KeptVectors, TextDigest};
use super::query_vectors::QueryVectors;
use super::view::EncoderSilent;
use crate::platform::config::EmbeddingSettings;

/// Longest answer that is read, for each text of a batch.
const ANSWER_BYTES: usize = 256 * 1024;
/// Answers after which a service that was too slow is asked for one text more at once.
const CALM: usize = 16;

/// Why the service gave no vectors.
#[derive(Debug, Error)]
pub enum Refusal {
    /// Nobody answered in time.
    #[error("gave no answer within {0:?}")]
    TimeOut(Duration),
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

    /// Whether the service is well and minds what was asked: a text may be too long for it.
    #[must_use]
    pub fn minds_the_texts(&self) -> bool {
        matches!(self, Self::Status(400 | 413 | 422))
    }
}

/// As what a text is sent: it decides the prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedAs {
    /// It asks: a scenario, or what is looked for.
    Query,
    /// It is to be found: a solution.
    Document,
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

/// What a service made of texts.
#[derive(Debug)]
pub struct Learned {
    /// Texts that have a vector now and had none before.
    pub made: usize,
    /// Places of the texts that still have none.
    pub left: Vec<usize>,
    /// Why they have none.
    pub refusal: Option<Refusal>,
    /// Whether it answers after it did not, or for the first time since the start.
    pub back: bool,
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
    /// Whether it did not answer when it was last asked; unknown is taken for it.
    away: AtomicBool,
    /// Texts in one question at present: half as many after each time-out, one more after [`CALM`] answers. A service
    /// that is too slow for the batch that was set gets the vectors made all the same.
    at_once: AtomicUsize,
    answers: AtomicUsize,
    queries: QueryVectors,
}

/// What is sent for a text, and under which digest its vector is kept: that of all that is sent.
struct Sent<'a> {
    text: Cow<'a, str>,
    digest: TextDigest,
    empty: bool,
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
    pub async fn encode(&self, texts: &[(AskedAs, &str)]) -> anyhow::Result<Encoded> {
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
        let plain: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
        Ok(Encoded {
            model: self.inside.model().to_owned(),
            vectors: self.inside.encode(&plain)?,
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

    /// Texts in one question.
    #[must_use]
    pub fn texts_in_a_question(&self) -> u64 {
        u64::from(self.settings.batch).max(1)
    }

    /// Vectors that it made so far.
    pub async fn vectors(&self) -> usize {
        self.kept.lock().await.len()
    }

    /// Whether it made vectors since this was last asked, in this process or another that shares the data folder.
    pub async fn more(&self) -> bool {
        self.kept.lock().await.more().unwrap_or_else(|error| {
            tracing::error!(%error, "vectors of other processes are not seen");
            false
        })
    }

    /// The vectors that it made before, without asking it for more.
    pub async fn kept(&self, asked_as: AskedAs, texts: &[String]) -> Vec<Option<RowVector>> {
        let kept = self.kept.lock().await;
        let vector = |text: &String| {
            Some(RowVector {
                model: self.model.clone(),
                values: kept.get(&self.sent(asked_as, text).digest)?.to_vec(),
            })
        };
        texts.iter().map(vector).collect()
    }

    /// The vector of what somebody searches for, or why it is not had in the time that a search may wait;
    /// [`QueryVectors`] says when the service is asked. `None` where searches send nothing. Nothing is asked for while no
    /// row has a vector, and nothing is written.
    pub async fn query(&self, asked_as: AskedAs, text: &str) -> Option<Result<RowVector, EncoderSilent>> {
        let patience = Duration::from_millis(self.settings.search_ms);
        let sent = self.sent(asked_as, text.trim());
        if patience.is_zero() || sent.empty {
            return None;
        }
        Some(self.query_within(patience, &sent).await)
    }

    async fn query_within(&self, patience: Duration, sent: &Sent<'_>) -> Result<RowVector, EncoderSilent> {
        let vector = |values| RowVector {
            model: self.model.clone(),
            values,
        };
        if let Some(values) = self.queries.remembered(&sent.digest) {
            return Ok(vector(values));
        }
        let asked = async {
            let length = self.kept.lock().await.dimensions();
            let length = length.ok_or(EncoderSilent::FewVectors)?;
            let _leave = self.queries.leave().ok_or(EncoderSilent::NoAnswer)?;
            Ok(self.ask(&[&*sent.text], Some(length)).await)
        };
        let answer = match tokio::time::timeout(patience, asked).await {
            Ok(answer) => answer?,
            Err(_) => Err(Refusal::TimeOut(patience)),
        };
        match answer {
            Ok(mut vectors) => {
                if self.queries.answered() {
                    tracing::info!("the embeddings service answers searches again");
                }
                let values = vectors.pop().ok_or(EncoderSilent::NoAnswer)?;
                self.queries.remember(sent.digest, values.clone());
                return Ok(vector(values));
            }
            // It is well, and has nothing to say to this.
            Err(why) if why.minds_the_texts() => {
                self.queries.answered();
            }
            Err(why) => {
                if self.queries.failed() {
                    tracing::warn!(
                        code = why.code(),
                        "the embeddings service {why}; searches go by the built-in model"
                    );
                }
            }
        }
        Err(EncoderSilent::NoAnswer)
    }

    /// Places of the texts that it made no vector of and would make one of.
    pub async fn lacking(&self, asked_as: AskedAs, texts: &[String]) -> Vec<usize> {
        let kept = self.kept.lock().await;
        let lacks = |text: &String| {
            let sent = self.sent(asked_as, text);
            !sent.empty && kept.get(&sent.digest).is_none()
        };
        (0..texts.len()).filter(|at| lacks(&texts[*at])).collect()
    }

    /// Asks for the vectors of those texts that it was not asked for before. One that fails is no error: what it gave
    /// before it failed counts.
    ///
    /// # Errors
    /// The data folder cannot be written.
    pub async fn learn(&self, asked_as: AskedAs, texts: &[String]) -> anyhow::Result<Learned> {
        let was_away = self.away.load(Ordering::Relaxed);
        let sent: Vec<Sent> = texts.iter().map(|text| self.sent(asked_as, text)).collect();
        let before = self.vectors().await;
        let (_, refusal) = self.ask_for(&sent).await?;
        let left = self.lacking(asked_as, texts).await;
        let made = self.vectors().await - before;
        Ok(Learned {
            made,
            left,
            refusal,
            back: was_away && !self.away.load(Ordering::Relaxed),
        })
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
        let mut parts = vec![url.as_str(), &settings.model, &length];
        // Without prefixes the digest is what it was before there were any: what is kept stays.
        if !settings.query_prefix.is_empty() || !settings.document_prefix.is_empty() {
            parts.extend([settings.query_prefix.as_str(), &settings.document_prefix]);
        }
        for part in parts {
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
            away: AtomicBool::new(true),
            at_once: AtomicUsize::new(usize::from(settings.batch).max(1)),
            answers: AtomicUsize::new(0),
            queries: QueryVectors::default(),
            model,
        })
    }

    fn sent<'a>(&self, asked_as: AskedAs, text: &'a str) -> Sent<'a> {
        let prefix = match asked_as {
            AskedAs::Query => self.settings.query_prefix.as_str(),
            AskedAs::Document => self.settings.document_prefix.as_str(),
        };
        let whole = match prefix {
            "" => Cow::Borrowed(text),
            prefix => Cow::Owned(format!("{prefix}{text}")),
        };
        Sent {
            digest: Sha256::digest(whole.as_bytes()).into(),
            text: whole,
            empty: text.trim().is_empty(),
        }
    }

    /// The outer error is the data folder's, the inner one the service's.
    async fn encode(&self, texts: &[(AskedAs, &str)]) -> anyhow::Result<Result<Encoded, Refusal>> {
        let sent: Vec<Sent> = texts.iter().map(|(side, text)| self.sent(*side, text)).collect();
        let (asked, refusal) = self.ask_for(&sent).await?;
        if let Some(why) = refusal {
            return Ok(Err(why));
        }
        let kept = self.kept.lock().await;
        let vectors = sent
            .iter()
            .map(|sent| kept.get(&sent.digest).map(<[f32]>::to_vec));
        Ok(Ok(Encoded {
            model: self.model.clone(),
            vectors: vectors.collect(),
            asked,
            refusal: None,
        }))
    }

    /// Asks for those texts that have no vector yet and keeps what is given. Says how many those are, and why some
    /// got none. A text that the service minds costs no other its vector.
    async fn ask_for(&self, texts: &[Sent<'_>]) -> anyhow::Result<(usize, Option<Refusal>)> {
        // Not held while the service thinks: lists are made of what is there meanwhile.
        let missing: Vec<&Sent> = {
            let kept = self.kept.lock().await;
            // One question for each text, however often it stands here.
            let mut asked = HashSet::new();
            let lacks = |sent: &&Sent| !sent.empty && kept.get(&sent.digest).is_none();
            let missing = texts.iter().filter(lacks);
            missing.filter(|sent| asked.insert(sent.digest)).collect()
        };
        let mut refusal = None;
        let mut left = missing.as_slice();
        let mut answered = false;
        while !left.is_empty() {
            let (batch, rest) = left.split_at(self.at_once.load(Ordering::Relaxed).min(left.len()));
            let minded = match self.ask_and_keep(batch).await? {
                Ok(()) => {
                    answered = true;
                    left = rest;
                    continue;
                }
                // It does answer, if it is asked for fewer.
                Err(Refusal::TimeOut(_)) if answered && batch.len() > 1 => continue,
                Err(why) if !why.minds_the_texts() => return Ok((missing.len(), Some(why))),
                Err(why) => why,
            };
            left = rest;
            if batch.len() == 1 {
                refusal = Some(minded);
                continue;
            }
            for one in batch {
                match self.ask_and_keep(&[one]).await? {
                    Ok(()) => {}
                    Err(why) if !why.minds_the_texts() => return Ok((missing.len(), Some(why))),
                    Err(why) => refusal = Some(why),
                }
            }
        }
        Ok((missing.len(), refusal))
    }

    async fn ask_and_keep(&self, batch: &[&Sent<'_>]) -> anyhow::Result<Result<(), Refusal>> {
        let input: Vec<&str> = batch.iter().map(|sent| &*sent.text).collect();
        let expected = self.settings.dimensions.or(self.kept.lock().await.dimensions());
        match self.ask(&input, expected).await {
            Ok(vectors) => {
                self.away.store(false, Ordering::Relaxed);
                let most = usize::from(self.settings.batch).max(1);
                if self.answers.fetch_add(1, Ordering::Relaxed) % CALM == CALM - 1 {
                    let more = (self.at_once.load(Ordering::Relaxed) + 1).min(most);
                    self.at_once.store(more, Ordering::Relaxed);
                }
                let digests = batch.iter().map(|sent| sent.digest);
                self.kept.lock().await.add(digests.zip(vectors))?;
                Ok(Ok(()))
            }
            Err(why) => {
                self.away.fetch_or(!why.minds_the_texts(), Ordering::Relaxed);
                if matches!(why, Refusal::TimeOut(_)) {
                    let fewer = batch.len().div_ceil(2).min(self.at_once.load(Ordering::Relaxed));
                    self.at_once.store(fewer, Ordering::Relaxed);
                }
                Ok(Err(why))
            }
        }
    }

    async fn ask(&self, input: &[&str], expected: Option<usize>) -> Result<Vec<Vec<f32>>, Refusal> {
        let wrong = |e: reqwest::Error| {
            if e.is_timeout() {
                Refusal::TimeOut(Duration::from_secs(self.settings.timeout_seconds))
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
