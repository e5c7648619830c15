//! How does a text become a vector, and how do two rows' words agree?
//!
//! Two views of the same words. *Cosine*: each field (title; everything) becomes a TF-IDF vector of unit
//! length with sublinear term counts, 1 + ln(tf); the row's vector is the mean of the two, brought to
//! unit length, so that a short title weighs as much as a long description. *BM25*: the scenario asks,
//! the solution answers; the scenario's weights, again the mean of its fields, sum to 1, so that the
//! result is the share of what is asked that is answered. The score of words is the mean of both views, where BM25
//! counts more often the shorter the scenario is ([`bm25_counts`]).
//!
//! Beside its words a row has its topics (see [`crate::Topic`]): for each view a block of terms of its own, weighed like
//! the words' and brought to a length of [`TOPICS`] at most, so that its cosine counts TOPICS^2 of that of words. It is
//! shorter where topics are a small part of what the row says: a long text of everyday life touches on some fields, too.

use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use super::code::{WEIGHTS, weight_code};
use super::meaning::Meaning;
use super::statistics::Statistics;
use super::vocabulary::{Term, Vocabulary};
use crate::text::{Analyzer, Gram, fold};

/// Term numbers with weights, by term number.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SparseVector {
    pub terms: Vec<u32>,
    /// TF-IDF weights, of unit length; a scenario's as often as they count beside BM25.
    pub weights: Vec<f32>,
    /// BM25: shares of what is asked (scenarios) or saturated counts (solutions). Empty in the memory,
    /// which compares rows of one side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<f32>,
    /// Latent semantic vector of unit length; empty where there is none, and in the memory.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meaning: Vec<f32>,
}

/// Step of keywords: 2^-15, so that one below 2 is a whole number of 16 bits and products are exact.
pub(crate) const FINE: f32 = 1.0 / 32768.0;
/// Step of a meaning's parts: a byte each.
pub(crate) const MEANING_FINE: f32 = 1.0 / 127.0;

/// BM25 with the usual length normalisation; k1 below the usual 1.2 because titles hardly repeat terms.
const K1: f32 = 0.9;
const B: f32 = 0.75;

/// What cosine and BM25 of a row that says all that is asked come to together.
pub(crate) const WHOLE: f32 = 2.4;
/// How often BM25 counts beside the cosine of a long demand; of a short question; and at how many kinds of terms it is
/// halfway. Measured: in a few words each one counts, and what else a row says does not; where a demand is much longer
/// than what answers it, a share of it tells little.
const BM25_LONG: f32 = 0.8;
const BM25_SHORT: f32 = 5.0;
const HALFWAY: f32 = 20.0;

/// Length of each view's block of topics beside that of words where topics are [`SPOKEN`] of what a row says or more.
/// Measured, anything from 0.36 to 0.48 helps where demands and solutions of industry use other words.
const TOPICS: f32 = 0.47;
/// How long topics are beside words, by rarity and count, in rows that speak of them; below it the block is shorter in
/// proportion. Without this, passages that ask for a short text lose 0.02 to 0.03 NDCG@10 by a stray field.
const SPOKEN: f32 = 0.25;

/// Which side of BM25 a row stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A scenario.
    Asks,
    /// A solution.
    Answers,
}

impl SparseVector {
    fn from_map(map: &HashMap<u32, f32>) -> Self {
        let mut pairs: Vec<(u32, f32)> = map.iter().map(|(&t, &w)| (t, w)).collect();
        pairs.sort_unstable_by_key(|p| p.0);
        let (terms, weights) = pairs.into_iter().unzip();
        Self {
            terms,
            weights,
            keywords: Vec::new(),
            meaning: Vec::new(),
        }
    }

    /// Every weight brought to its step: what is kept packed is then what is ranked by.
    pub fn rounded(mut self) -> Self {
        for weight in &mut self.weights {
            *weight = WEIGHTS[usize::from(weight_code(*weight))];
        }
        for keyword in &mut self.keywords {
            *keyword = (*keyword / FINE).round().clamp(0.0, f32::from(u16::MAX)) * FINE;
        }
        for part in &mut self.meaning {
            *part = (*part / MEANING_FINE).round().clamp(-127.0, 127.0) * MEANING_FINE;
        }
        self
    }

    /// The same row for comparing with rows of its own side: words and topics together of unit length.
    pub fn beside_its_own(&self) -> Self {
        let row = Self {
            terms: self.terms.clone(),
            weights: self.weights.clone(),
            keywords: Vec::new(),
            meaning: Vec::new(),
        };
        row.unit()
    }

    /// Likeness in meaning, from 0 to 1; `None` where either row has no vector.
    #[cfg(test)]
    pub fn alike(&self, other: &Self) -> Option<f32> {
        if self.meaning.is_empty() || other.meaning.is_empty() {
            return None;
        }
        let dot: f32 = self.meaning.iter().zip(&other.meaning).map(|(a, b)| a * b).sum();
        Some(dot.clamp(0.0, 1.0))
    }

    fn keyword(&self, at: usize) -> f32 {
        self.keywords.get(at).copied().unwrap_or(0.0)
    }

    /// Number, TF-IDF weight and BM25 weight of each term.
    pub fn entries(&self) -> impl Iterator<Item = (u32, f32, f32)> {
        let weights = self.terms.iter().zip(&self.weights).enumerate();
        weights.map(|(at, (term, weight))| (*term, *weight, self.keyword(at)))
    }

    /// This row with further terms, none of which it has.
    fn beside(self, other: &Self) -> Self {
        if other.terms.is_empty() {
            return self;
        }
        let mut all: Vec<(u32, f32, f32)> = self.entries().chain(other.entries()).collect();
        all.sort_unstable_by_key(|e| e.0);
        Self {
            terms: all.iter().map(|e| e.0).collect(),
            weights: all.iter().map(|e| e.1).collect(),
            keywords: all.iter().map(|e| e.2).collect(),
            meaning: self.meaning,
        }
    }

    fn length(&self) -> f32 {
        self.weights.iter().map(|w| w * w).sum::<f32>().sqrt()
    }

    fn unit(mut self) -> Self {
        let length = self.length();
        if length > 0.0 {
            self.weights.iter_mut().for_each(|w| *w /= length);
        }
        self
    }

    /// Cosine plus BM25 as often as it counts, in the order of term numbers: the same sum that the index makes.
    pub fn dot(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while i < self.terms.len() && j < other.terms.len() {
            match self.terms[i].cmp(&other.terms[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += self.weights[i] * other.weights[j] + self.keyword(i) * other.keyword(j);
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }
}

/// How often BM25 counts beside the cosine for a scenario of so many kinds of terms.
fn bm25_counts(kinds: usize) -> f32 {
    BM25_LONG + (BM25_SHORT - BM25_LONG) * HALFWAY / (HALFWAY + kinds as f32)
}

/// Adds one table of counts to another.
fn add(sum: &mut HashMap<u32, f32>, other: &HashMap<u32, f32>) {
    for (number, count) in other {
        *sum.entry(*number).or_default() += count;
    }
}

/// Turns texts into vectors. Its vocabulary grows with the rows; the weights stay as they were fitted.
#[derive(Debug, Clone)]
pub(crate) struct Vectorizer {
    analyzer: Arc<Analyzer>,
    statistics: Statistics,
    meaning: Option<Meaning>,
    vocabulary: Vocabulary,
    idf: Vec<f32>,
    bm25: Vec<f32>,
}

/// Terms that texts hold beyond the vocabulary: numbered after it until they are taken in.
#[derive(Debug, Default)]
pub(crate) struct NewTerms {
    /// None before there is such a term.
    vocabulary: Option<Vocabulary>,
    idf: Vec<f32>,
    bm25: Vec<f32>,
}

impl Vectorizer {
    /// Counts terms over the given texts and fixes their weights.
    pub fn fit<'a>(analyzer: Arc<Analyzer>, texts: impl Iterator<Item = (Role, Vec<&'a str>)>) -> Self {
        let mut vectorizer = Self::with_statistics(analyzer, Statistics::default());
        let mut documents = 0;
        let (mut solutions, mut length) = (0.0, 0.0);
        let mut counts: Vec<u32> = Vec::new();
        let mut seen = Vec::new();
        for (role, fields) in texts {
            documents += 1;
            seen.clear();
            let mut new = NewTerms::default();
            for text in &fields {
                vectorizer.terms(text, &mut new, |number, _, _| seen.push(number));
            }
            if role == Role::Answers {
                solutions += 1.0;
                length += seen.len() as f64;
            }
            for view in 0..vectorizer.views() {
                for text in &fields {
                    vectorizer.topics(view, text, &mut new, |number, _| seen.push(number));
                }
            }
            vectorizer.take_in(new);
            seen.sort_unstable();
            seen.dedup();
            counts.resize(vectorizer.idf.len(), 0);
            seen.iter().for_each(|&n| counts[n as usize] += 1);
        }
        let frequency = vectorizer.keys().iter().cloned().zip(counts).collect();
        let mean_length = if solutions > 0.0 {
            (length / solutions) as f32
        } else {
            0.0
        };
        Self::with_statistics(
            vectorizer.analyzer,
            Statistics {
                documents,
                mean_length,
                frequency,
            },
        )
    }

    /// Uses statistics that were fitted before.
    pub fn with_statistics(analyzer: Arc<Analyzer>, statistics: Statistics) -> Self {
        Self {
            analyzer,
            statistics,
            meaning: None,
            vocabulary: Vocabulary::default(),
            idf: Vec::new(),
            bm25: Vec::new(),
        }
    }

    pub fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    pub fn meaning(&self) -> Option<&Meaning> {
        self.meaning.as_ref()
    }

    /// From here on rows have a vector of meaning.
    pub fn set_meaning(&mut self, meaning: Option<Meaning>) {
        self.meaning = meaning;
    }

    pub fn analyzer(&self) -> &Arc<Analyzer> {
        &self.analyzer
    }

    /// The vocabulary in the order of its numbers.
    pub fn keys(&self) -> &[String] {
        self.vocabulary.names()
    }

    /// Numbers these terms first, so that a loaded engine adds in the order of the saved one.
    pub fn preset(&mut self, keys: Vec<String>) {
        for key in keys {
            self.idf.push(self.statistics.idf(&key));
            self.bm25.push(self.statistics.bm25_idf(&key));
            self.vocabulary.add_named(key, &self.analyzer);
        }
    }

    /// The vector of a row: its title and everything else that it says.
    pub fn row(&self, role: Role, title: &str, rest: &[&str], new: &mut NewTerms) -> SparseVector {
        let words = title;
        let title = self.counts(&[title], new);
        let mut full = self.counts(rest, new);
        add(&mut full, &title);
        let (mut vector, words_length) = self.block(&title, &full, new, |count| 1.0 + count.ln());
        let mut topics_length = TOPICS;
        vector.keywords = match role {
            Role::Asks => {
                let bm25 = bm25_counts(full.len());
                let cosine = WHOLE / (1.0 + bm25);
                vector.weights.iter_mut().for_each(|w| *w *= cosine);
                topics_length *= cosine;
                let (title, all) = (self.asked(&title, new), self.asked(&full, new));
                let share = |map: &HashMap<u32, f32>, term| map.get(term).copied().unwrap_or(0.0);
                let halves = |term| (share(&title, term) + share(&all, term)) / 2.0;
                let single = title.is_empty();
                vector
                    .terms
                    .iter()
                    .map(|t| cosine * bm25 * if single { share(&all, t) } else { halves(t) })
                    .collect()
            }
            Role::Answers => {
                let length: f32 = full.values().sum();
                let mean = self.statistics.mean_length;
                let relative = if mean > 0.0 { length / mean } else { 1.0 };
                let floor = K1 * (1.0 - B + B * relative);
                vector
                    .terms
                    .iter()
                    .map(|t| (K1 + 1.0) * full[t] / (full[t] + floor))
                    .collect()
            }
        };
        for view in 0..self.views() {
            let title = self.topic_counts(view, &[words], new);
            let mut full = self.topic_counts(view, rest, new);
            add(&mut full, &title);
            let (mut topics, length) = self.block(&title, &full, new, f32::ln_1p);
            let spoken = (length / (SPOKEN * words_length)).min(1.0);
            topics
                .weights
                .iter_mut()
                .for_each(|w| *w *= topics_length * spoken);
            vector = vector.beside(&topics);
        }
        if let Some(meaning) = &self.meaning {
            vector.meaning = meaning.of(&vector);
        }
        vector.rounded()
    }

    /// The mean of title and everything, each of unit length, brought to unit length; and how long everything was
    /// before.
    fn block(
        &self,
        title: &HashMap<u32, f32>,
        full: &HashMap<u32, f32>,
        new: &NewTerms,
        weigh: impl Fn(f32) -> f32,
    ) -> (SparseVector, f32) {
        let vector = self.tf_idf(full, new, &weigh);
        let length = vector.length();
        let vector = vector.unit();
        if title.is_empty() || title.len() == full.len() {
            return (vector, length);
        }
        let mut sum: HashMap<u32, f32> = vector.entries().map(|(t, w, _)| (t, w)).collect();
        for (term, weight, _) in self.tf_idf(title, new, &weigh).unit().entries() {
            *sum.entry(term).or_default() += weight;
        }
        (SparseVector::from_map(&sum).unit(), length)
    }

    /// Shares of each topic that texts tell.
    fn topic_counts(&self, view: usize, texts: &[&str], new: &mut NewTerms) -> HashMap<u32, f32> {
        let mut counts: HashMap<u32, f32> = HashMap::default();
        for text in texts {
            self.topics(view, text, new, |number, share| {
                *counts.entry(number).or_default() += share;
            });
        }
        counts
    }

    fn counts(&self, texts: &[&str], new: &mut NewTerms) -> HashMap<u32, f32> {
        let mut counts: HashMap<u32, f32> = HashMap::default();
        for text in texts {
            self.terms(text, new, |number, _, _| {
                *counts.entry(number).or_default() += 1.0
            });
        }
        counts
    }

    fn tf_idf(&self, counts: &HashMap<u32, f32>, new: &NewTerms, weigh: impl Fn(f32) -> f32) -> SparseVector {
        let weighed = counts.iter().map(|(number, count)| {
            let rarity = self.of(*number, &self.idf, &new.idf);
            (*number, weigh(*count) * rarity)
        });
        SparseVector::from_map(&weighed.collect())
    }

    /// What is asked: counts, sublinear as in the cosine, by rarity, as shares of the whole.
    fn asked(&self, counts: &HashMap<u32, f32>, new: &NewTerms) -> HashMap<u32, f32> {
        let mut weighed: Vec<(u32, f32)> = counts
            .iter()
            .map(|(number, count)| {
                (
                    *number,
                    (1.0 + count.ln()) * self.of(*number, &self.bm25, &new.bm25),
                )
            })
            .collect();
        // A sum of floats depends on its order: by number.
        weighed.sort_unstable_by_key(|w| w.0);
        let total: f32 = weighed.iter().map(|w| w.1).sum();
        weighed
            .into_iter()
            .map(|(t, w)| (t, if total > 0.0 { w / total } else { 0.0 }))
            .collect()
    }

    fn of(&self, number: u32, known: &[f32], new: &[f32]) -> f32 {
        let number = number as usize;
        if number < known.len() {
            known[number]
        } else {
            new[number - known.len()]
        }
    }

    /// Calls back with number, weight and bytes of every term of a text.
    pub fn terms(&self, text: &str, new: &mut NewTerms, mut each: impl FnMut(u32, f32, (usize, usize))) {
        let folded = fold(text);
        self.analyzer.each_gram(&folded, |gram, from, to| {
            let bytes = (folded[from].start, folded[to].end);
            let (number, idf) = self.number(Term::Gram(gram), new);
            each(number, idf, bytes);
        });
    }

    /// Number of thesauri.
    fn views(&self) -> usize {
        self.analyzer.lexicon().topics().len()
    }

    /// Calls back with number and share of every topic of a view that a text tells, as often as it is told.
    pub fn topics(&self, view: usize, text: &str, new: &mut NewTerms, mut each: impl FnMut(u32, f32)) {
        self.analyzer.each_topic(view, &fold(text), |topic, share, _, _| {
            let analyzer = &self.analyzer;
            let topic = Term::Topic {
                view,
                topic,
                analyzer,
            };
            each(self.number(topic, new).0, share);
        });
    }

    /// The number of a gram that the vocabulary has, or that was new in a text before.
    pub fn known(&self, gram: Gram<'_>, new: &NewTerms) -> Option<u32> {
        let term = Term::Gram(gram);
        let later = || new.vocabulary.as_ref()?.number(term);
        self.vocabulary.number(term).or_else(later)
    }

    /// Number and weight of a term.
    fn number(&self, term: Term<'_>, new: &mut NewTerms) -> (u32, f32) {
        if let Some(number) = self.vocabulary.number(term) {
            return (number, self.idf[number as usize]);
        }
        let vocabulary = new
            .vocabulary
            .get_or_insert_with(|| Vocabulary::after(&self.vocabulary));
        if let Some(number) = vocabulary.number(term) {
            return (number, new.idf[number as usize - self.idf.len()]);
        }
        let (number, name) = vocabulary.add(term);
        let idf = self.statistics.idf(name);
        new.idf.push(idf);
        new.bm25.push(self.statistics.bm25_idf(name));
        (number, idf)
    }

    /// Adds terms to the vocabulary. `new` must come from this vectorizer in its present state.
    pub fn take_in(&mut self, new: NewTerms) {
        self.idf.extend(&new.idf);
        self.bm25.extend(&new.bm25);
        if let Some(vocabulary) = new.vocabulary {
            self.vocabulary.extend(vocabulary);
        }
    }
}

impl Vectorizer {
    /// How rare a word is: the largest weight among its pairs, or its own where it has none.
    pub fn rarity(&self, word: &str) -> f32 {
        let mut rarest = 0.0f32;
        let mut single = 0.0f32;
        self.terms(word, &mut NewTerms::default(), |_, idf, (start, end)| {
            if word[start..end].chars().count() > 1 {
                rarest = rarest.max(idf);
            }
            single = single.max(idf);
        });
        if rarest > 0.0 { rarest } else { single }
    }
}
