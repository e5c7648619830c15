//! What was fitted, and under which digest?

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::embed::Vectorizer;
use crate::error::Error;
use crate::params::ValidParams;
use crate::rank::{Grader, MemoryRows};

/// What is known about a fitted model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelInfo {
    /// SHA-256 in hex of parameters, statistics and ranker: equal digests rank equally.
    pub digest: String,
    /// Rows of both sides that it was fitted on.
    pub fitted_on: usize,
    /// Terms that have a fitted weight.
    pub vocabulary: usize,
    /// `prior` (no labels) or `learned`.
    pub ranker: String,
    /// Judged pairs that it learned from.
    pub judgements: usize,
}

/// What was learned from judgements, in the form in which it is saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Learned {
    pub memory: MemoryRows,
    pub grader: Grader,
}

/// Version of the saved format and of the formulas behind it.
pub(crate) const FORMAT: u32 = 2;

impl ModelInfo {
    pub(crate) fn of(
        params: &ValidParams,
        vectorizer: &Vectorizer,
        learned: Option<&Learned>,
    ) -> Result<Self, Error> {
        let statistics = vectorizer.statistics();
        let mut hash = Sha256::new();
        hash.update(FORMAT.to_le_bytes());
        let params = serde_json::to_vec(params).map_err(|e| Error::Model {
            reason: e.to_string(),
        })?;
        hash.update((params.len() as u64).to_le_bytes());
        hash.update(&params);
        hash.update(statistics.documents.to_le_bytes());
        hash.update(statistics.mean_length.to_le_bytes());
        let mut terms: Vec<_> = statistics.frequency.iter().collect();
        terms.sort_unstable();
        for (term, frequency) in terms {
            hash.update((term.len() as u64).to_le_bytes());
            hash.update(term.as_bytes());
            hash.update(frequency.to_le_bytes());
        }
        if let Some(meaning) = vectorizer.meaning() {
            meaning.bytes().for_each(|bytes| hash.update(bytes));
        }
        if let Some(learned) = learned {
            let learned = serde_json::to_vec(learned).map_err(|e| Error::Model {
                reason: e.to_string(),
            })?;
            hash.update((learned.len() as u64).to_le_bytes());
            hash.update(&learned);
        }
        let digest = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self {
            digest,
            fitted_on: statistics.documents as usize,
            vocabulary: statistics.frequency.len(),
            ranker: if learned.is_some() { "learned" } else { "prior" }.to_owned(),
            judgements: learned.map_or(0, |l| l.memory.pairs.len()),
        })
    }
}
