//! How does a text become a short vector, and how is the model for that fitted and kept?

use std::io::{Read, Write};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::sparse::Sparse;
use super::svd::{SvdParams, decompose};
use crate::binary::{Sink, Source, word, wrong};
use crate::encode::Encoder;
use crate::error::Error;
use crate::parallel;
use crate::text::{Analyzer, TokenKind};

/// Texts that a thread reads at once.
const CHUNK: usize = 256;
const MAGIC: &str = "scenepool-latent";
const FORMAT: u32 = 1;

/// Settings of [`Latent::fit`].
#[derive(Debug, Clone, PartialEq)]
pub struct LatentParams {
    /// How the matrix is decomposed.
    pub svd: SvdParams,
    /// Texts that a word must occur in to be counted, at least 1.
    pub least: usize,
    /// Most words, the most frequent first, at least 1.
    pub words: usize,
}

impl LatentParams {
    /// The defaults for vectors of this length.
    pub fn new(dimensions: usize) -> Self {
        Self {
            svd: SvdParams::new(dimensions),
            least: 2,
            words: 200_000,
        }
    }

    fn check(&self) -> Result<(), Error> {
        self.svd.check()?;
        for (field, value) in [("least", self.least), ("words", self.words)] {
            if value == 0 {
                return Err(Error::Parameter {
                    field,
                    expected: "at least 1",
                    found: value.to_string(),
                });
            }
        }
        Ok(())
    }
}

/// A fitted model: a weight and a vector for each word.
#[derive(Debug, Clone)]
pub struct Latent {
    dimensions: usize,
    /// Word -> place.
    places: FxHashMap<String, u32>,
    /// The words by place, the most frequent first.
    words: Vec<String>,
    /// Inverse document frequency by place: ln((1 + N) / (1 + df)) + 1.
    rarity: Vec<f32>,
    /// `dimensions` a word, by place.
    vectors: Vec<f32>,
    singular: Vec<f64>,
    explained: Vec<f64>,
    digest: String,
}

#[derive(Serialize, Deserialize)]
struct Header {
    dimensions: usize,
    words: usize,
    /// Bytes of all words, each ended by a line feed.
    spelling: usize,
}

/// Words of some texts, numbered as they come, and how often each text holds which.
type Counted = (Vec<String>, Vec<Vec<(u32, u32)>>);

impl Latent {
    /// Fits a model on texts.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a setting out of range, [`Error::TooFew`] where no word is in `least` texts.
    pub fn fit<T: AsRef<str> + Sync>(
        texts: &[T],
        analyzer: &Analyzer,
        params: &LatentParams,
    ) -> Result<Self, Error> {
        let (words, rarity, matrix) = Self::matrix(texts, analyzer, params)?;
        let found = decompose(&matrix, &params.svd)?;
        let mut model = Self {
            dimensions: found.singular.len(),
            places: FxHashMap::default(),
            words,
            rarity,
            vectors: found.right.iter().copied().collect(),
            singular: found.singular,
            explained: found.explained,
            digest: String::new(),
        };
        model.number();
        Ok(model)
    }

    /// The matrix that [`Latent::fit`] decomposes: words, their rarity, and a row of unit length for each text
    /// (of none where it holds no counted word).
    ///
    /// # Errors
    /// As [`Latent::fit`].
    pub fn matrix<T: AsRef<str> + Sync>(
        texts: &[T],
        analyzer: &Analyzer,
        params: &LatentParams,
    ) -> Result<(Vec<String>, Vec<f32>, Sparse), Error> {
        params.check()?;
        let threads = match params.svd.threads {
            0 => parallel::available(),
            threads => threads,
        };
        let chunks: Vec<&[T]> = texts.chunks(CHUNK).collect();
        let counted = parallel::each_of(threads, chunks.len(), |at| count(chunks[at], analyzer));
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut frequency: Vec<u32> = Vec::new();
        let mut rows: Vec<Vec<(u32, u32)>> = Vec::with_capacity(texts.len());
        for (words, counts) in counted {
            let global: Vec<u32> = words
                .into_iter()
                .map(|word| {
                    let next = numbers.len() as u32;
                    *numbers.entry(word).or_insert(next)
                })
                .collect();
            frequency.resize(numbers.len(), 0);
            for mut row in counts {
                for (number, _) in &mut row {
                    *number = global[*number as usize];
                    frequency[*number as usize] += 1;
                }
                rows.push(row);
            }
        }
        let mut kept: Vec<(String, u32)> = numbers
            .into_iter()
            .filter(|(_, number)| frequency[*number as usize] as usize >= params.least)
            .collect();
        if kept.is_empty() {
            return Err(Error::TooFew {
                what: "the texts that share a word".into(),
                least: params.least,
            });
        }
        kept.sort_unstable_by(|a, b| {
            let by_count = frequency[b.1 as usize].cmp(&frequency[a.1 as usize]);
            by_count.then_with(|| a.0.cmp(&b.0))
        });
        kept.truncate(params.words);
        let mut places = vec![u32::MAX; frequency.len()];
        let all = texts.len() as f64;
        let mut rarity = Vec::with_capacity(kept.len());
        for (place, (_, number)) in kept.iter().enumerate() {
            places[*number as usize] = place as u32;
            let holding = f64::from(frequency[*number as usize]);
            rarity.push((((1.0 + all) / (1.0 + holding)).ln() + 1.0) as f32);
        }
        let mut starts = vec![0];
        let (mut indices, mut values) = (Vec::new(), Vec::new());
        for row in rows {
            let known = row
                .into_iter()
                .map(|(number, count)| (places[number as usize], count));
            let known = known.filter(|(place, _)| *place != u32::MAX).collect();
            for (place, weight) in weigh(known, &rarity) {
                indices.push(place);
                values.push(weight);
            }
            starts.push(indices.len());
        }
        let matrix = Sparse::new(kept.len(), starts, indices, values)?;
        Ok((kept.into_iter().map(|(word, _)| word).collect(), rarity, matrix))
    }

    /// The text's vector, of unit length; `None` where it holds no word of the model.
    pub fn fold_in(&self, text: &str, analyzer: &Analyzer) -> Option<Vec<f32>> {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        each_word(text, analyzer, |word| {
            if let Some(place) = self.places.get(word) {
                *counts.entry(*place).or_default() += 1;
            }
        });
        let mut sum = vec![0.0f32; self.dimensions];
        for (place, weight) in weigh(counts.into_iter().collect(), &self.rarity) {
            let at = place as usize * self.dimensions;
            let vector = &self.vectors[at..at + self.dimensions];
            sum.iter_mut()
                .zip(vector)
                .for_each(|(sum, value)| *sum += weight * value);
        }
        let length = sum.iter().map(|v| v * v).sum::<f32>().sqrt();
        if length < 1e-6 {
            return None;
        }
        sum.iter_mut().for_each(|v| *v /= length);
        Some(sum)
    }

    /// Length of a vector; below what was asked for where the texts have fewer directions.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Words that have a vector.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Singular values, largest first; of a loaded model as it was fitted.
    pub fn singular(&self) -> &[f64] {
        &self.singular
    }

    /// Variance of the texts' rows along each direction, as a part of all their variance.
    pub fn explained(&self) -> &[f64] {
        &self.explained
    }

    /// SHA-256 of words, weights and vectors.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Fills what follows from the rest.
    fn number(&mut self) {
        self.places = self.words.iter().cloned().zip(0..).collect();
        let mut hash = Sha256::new();
        for word in &self.words {
            hash.update(word.as_bytes());
            hash.update(b"\n");
        }
        for value in self.rarity.iter().chain(&self.vectors) {
            hash.update(value.to_le_bytes());
        }
        self.digest = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    }

    /// Writes the model.
    ///
    /// # Errors
    /// [`Error::Io`] where writing fails.
    pub fn save(&self, out: &mut impl Write) -> Result<(), Error> {
        let spelling: String = self.words.iter().flat_map(|word| [word.as_str(), "\n"]).collect();
        let header = Header {
            dimensions: self.dimensions,
            words: self.words.len(),
            spelling: spelling.len(),
        };
        let mut sink = Sink::new(out);
        sink.heading(MAGIC, FORMAT, header)?;
        sink.put(spelling.as_bytes())?;
        sink.words(self.rarity.iter().chain(&self.vectors).map(|v| v.to_bits()))?;
        let wide = self.singular.iter().chain(&self.explained);
        sink.words(wide.flat_map(|v| [v.to_bits() as u32, (v.to_bits() >> 32) as u32]))?;
        sink.finish()
    }

    /// Reads what [`Latent::save`] wrote.
    ///
    /// # Errors
    /// [`Error::ModelVersion`] for another version, [`Error::Model`] for anything else that is not a saved
    /// model or was damaged, [`Error::Io`] where reading fails.
    pub fn load(input: &mut impl Read) -> Result<Self, Error> {
        let mut source = Source::new(input);
        let header: Header = source.heading(MAGIC, FORMAT)?;
        let Header {
            dimensions, words, ..
        } = header;
        if dimensions > 1024 || words > u32::MAX as usize {
            return Err(wrong(format!(
                "{words} words of {dimensions} numbers are more than a model has"
            )));
        }
        let float = |bytes: &[u8]| f32::from_bits(word(bytes));
        let wide =
            |bytes: &[u8]| f64::from_bits(u64::from(word(&bytes[..4])) | u64::from(word(&bytes[4..])) << 32);
        let spelling = source.take(header.spelling, |bytes| bytes[0], 1)?;
        let rarity = source.take(words, float, 4)?;
        let vectors = source.take(words * dimensions, float, 4)?;
        let singular = source.take(dimensions, wide, 8)?;
        let explained = source.take(dimensions, wide, 8)?;
        source.check()?;
        let spelling = String::from_utf8(spelling).map_err(|e| wrong(format!("words: {e}")))?;
        let mut model = Self {
            dimensions,
            places: FxHashMap::default(),
            words: spelling.lines().map(str::to_owned).collect(),
            rarity,
            vectors,
            singular,
            explained,
            digest: String::new(),
        };
        model.number();
        if model.words.len() != words || model.places.len() != words {
            return Err(wrong("the words do not fit the vectors".into()));
        }
        Ok(model)
    }
}

/// A fitted model with the analyser that it was fitted by.
#[derive(Debug, Clone)]
pub struct LatentEncoder {
    model: Latent,
    analyzer: std::sync::Arc<Analyzer>,
}

impl LatentEncoder {
    /// Puts a model and its analyser together.
    pub fn new(model: Latent, analyzer: std::sync::Arc<Analyzer>) -> Self {
        Self { model, analyzer }
    }
}

impl Encoder for LatentEncoder {
    fn dimensions(&self) -> usize {
        self.model.dimensions()
    }

    fn model(&self) -> &str {
        self.model.digest()
    }

    fn encode(&self, texts: &[&str]) -> Result<Vec<Option<Vec<f32>>>, Error> {
        let vectors = texts.iter().map(|text| self.model.fold_in(text, &self.analyzer));
        Ok(vectors.collect())
    }
}

/// Words of the dictionary, runs of letters, numbers.
fn each_word(text: &str, analyzer: &Analyzer, mut each: impl FnMut(&str)) {
    for token in analyzer.tokens(text) {
        if matches!(token.kind, TokenKind::Word | TokenKind::Latin | TokenKind::Number) {
            each(&token.text);
        }
    }
}

fn count<T: AsRef<str>>(texts: &[T], analyzer: &Analyzer) -> Counted {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut words: Vec<String> = Vec::new();
    let mut rows = Vec::with_capacity(texts.len());
    for text in texts {
        let mut row: Vec<u32> = Vec::new();
        each_word(text.as_ref(), analyzer, |word| {
            row.push(match numbers.get(word) {
                Some(number) => *number,
                None => {
                    let number = words.len() as u32;
                    words.push(word.to_owned());
                    numbers.insert(word.to_owned(), number);
                    number
                }
            });
        });
        row.sort_unstable();
        let counts = row
            .chunk_by(|a, b| a == b)
            .map(|same| (same[0], same.len() as u32));
        rows.push(counts.collect());
    }
    (words, rows)
}

/// (1 + ln count) * rarity, of unit length together, by place.
fn weigh(mut counts: Vec<(u32, u32)>, rarity: &[f32]) -> Vec<(u32, f32)> {
    counts.sort_unstable();
    let weight = |(place, count): (u32, u32)| (place, (1.0 + (count as f32).ln()) * rarity[place as usize]);
    let mut weights: Vec<(u32, f32)> = counts.into_iter().map(weight).collect();
    let length = weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    weights.iter_mut().for_each(|(_, w)| *w /= length);
    weights
}
