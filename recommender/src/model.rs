//! What was fitted, and under which digest?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::embed::Vectorizer;
use crate::error::Error;
use crate::params::ValidParams;
use crate::rank::{Grader, MemoryRows, Weights};
use crate::standing::Scale;
use crate::teaching::Choice;

/// What is known about a fitted model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    pub weights: Weights,
    pub lesson: Lesson,
    pub choices: Vec<Choice>,
}

/// What judgements taught, and how well it held on scenarios that were not fitted on. Figures are f32, which survive
/// being written as text exactly.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// Scenarios with judgements.
    pub scenarios: usize,
    /// Those that ask for different things.
    pub groups: usize,
    /// Judged pairs.
    pub judgements: usize,
    /// Lowest grade that counts as relevant.
    pub relevant_at: u8,
    /// Strength of the hold on the prior's weights; none where the prior's weights stayed, because too few scenarios
    /// were judged or nothing was better by more than a standard error.
    pub penalty: Option<f32>,
    /// What each feature weighs, by its name in a match's components.
    pub weights: BTreeMap<String, f32>,
    /// nDCG@10 of the prior's weights over the judged rows.
    pub ndcg_prior: f32,
    /// nDCG@10 of the chosen weights over scenarios that they were not fitted on.
    pub ndcg_held_out: f32,
    /// Whether scores are probabilities of a relevant grade.
    pub calibrated: bool,
    /// Expected calibration error (ten bins of equal counts) on scenarios that were not fitted on, before calibration.
    pub calibration_error_before: f32,
    /// The same with calibration.
    pub calibration_error: f32,
}

/// Version of the saved format and of the formulas behind it.
pub(crate) const FORMAT: u32 = 11;

impl ModelInfo {
    pub(crate) fn of(
        params: &ValidParams,
        vectorizer: &Vectorizer,
        scale: Option<&Scale>,
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
        // They decide coverage, and through it scores.
        for group in vectorizer.analyzer().lexicon().other_words() {
            for word in std::iter::once(&group.name).chain(&group.words) {
                hash.update((word.len() as u64).to_le_bytes());
                hash.update(word.as_bytes());
            }
        }
        if let Some(meaning) = vectorizer.meaning() {
            meaning.bytes().for_each(|bytes| hash.update(bytes));
        }
        if let Some(scale) = scale {
            hash.update(scale.bytes());
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
