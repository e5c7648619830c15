//! Which words do both sides use, the rarest first?
//!
//! Cutting a text into words is dear. What a row says is cut clause by clause, beginning where the rarest word
//! may stand, and no further than it takes to know the words that are told.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::said::{Said, SaidText};
use crate::embed::Vectorizer;
use crate::text::{Analyzer, Folded, is_han, unfold};

/// Most terms that a reason names.
const TERMS: usize = 8;

/// The words of one side, ready to be looked for in rows of the other.
pub(crate) struct SharedWords<'a> {
    analyzer: &'a Analyzer,
    /// The rarest first; of equally rare ones in the order of their characters.
    words: Vec<String>,
    ranks: FxHashMap<String, usize>,
    /// First character -> places in `words`, ascending.
    by_first: FxHashMap<char, Vec<usize>>,
}

impl<'a> SharedWords<'a> {
    pub fn of(vectorizer: &'a Vectorizer, said: HashSet<String>) -> Self {
        let weigh = |word: String| (vectorizer.rarity(&word), word);
        let mut weighed: Vec<(f32, String)> = said.into_iter().map(weigh).collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let words: Vec<String> = weighed.into_iter().map(|w| w.1).collect();
        let mut by_first: FxHashMap<char, Vec<usize>> = FxHashMap::default();
        for (rank, word) in words.iter().enumerate() {
            if let Some(first) = word.chars().next() {
                by_first.entry(first).or_default().push(rank);
            }
        }
        Self {
            analyzer: vectorizer.analyzer(),
            ranks: words.iter().cloned().zip(0..).collect(),
            words,
            by_first,
        }
    }

    /// The rarest of the words that a solution uses too.
    pub fn with(&self, said: &Said<'_>) -> Vec<String> {
        let normal: Vec<String> = said.texts().iter().map(|t| unfold(&t.folded)).collect();
        let texts = said.texts().iter().zip(&normal);
        let clauses: Vec<Clause<'_>> = texts.flat_map(|(said, normal)| clauses(said, normal)).collect();
        // Word and clause that its characters stand in. Whether they are a word there only cutting can say.
        let mut stand: Vec<(usize, usize)> = Vec::new();
        for (at, clause) in clauses.iter().enumerate() {
            self.stand(clause.normal, |rank| stand.push((rank, at)));
        }
        stand.sort_unstable();
        stand.dedup();
        let mut used = vec![false; self.words.len()];
        let mut cut = vec![false; clauses.len()];
        let mut told = Vec::with_capacity(TERMS);
        for of_one in stand.chunk_by(|a, b| a.0 == b.0) {
            let rank = of_one[0].0;
            for &(_, at) in of_one {
                if used[rank] {
                    break;
                }
                if !std::mem::replace(&mut cut[at], true) {
                    let Clause { folded, normal } = clauses[at];
                    self.analyzer.each_word_of(folded, normal, |word| {
                        if let Some(&rank) = self.ranks.get(word) {
                            used[rank] = true;
                        }
                    });
                }
            }
            if used[rank] {
                told.push(self.words[rank].clone());
                if told.len() == TERMS {
                    break;
                }
            }
        }
        told
    }

    /// Calls back for each word whose characters stand in a normalised text.
    fn stand(&self, normal: &str, mut each: impl FnMut(usize)) {
        for (at, c) in normal.char_indices() {
            let Some(ranks) = self.by_first.get(&c) else {
                continue;
            };
            for &rank in ranks {
                let word = &self.words[rank];
                // What is written in letters may stand in another form: its first letter is enough.
                if normal[at..].starts_with(word.as_str()) || !word.contains(is_han) {
                    each(rank);
                }
            }
        }
    }
}

/// A part of a text.
#[derive(Clone, Copy)]
struct Clause<'a> {
    folded: &'a [Folded],
    normal: &'a str,
}

/// Cuts a text behind the marks that no word of any dictionary goes beyond.
fn clauses<'a>(said: &'a SaidText<'_>, mut normal: &'a str) -> impl Iterator<Item = Clause<'a>> {
    let ends = |f: &Folded| match f.c {
        '。' | '\n' => true,
        // Of full width: a comma of one byte stands in numbers.
        ',' | ';' | '!' | '?' => f.end - f.start > 1,
        _ => false,
    };
    said.folded.split_inclusive(ends).map(move |folded| {
        let bytes = folded.iter().map(|f| f.c.len_utf8()).sum();
        let (clause, rest) = normal.split_at(bytes);
        normal = rest;
        Clause {
            folded,
            normal: clause,
        }
    })
}

/// Words worth naming: dictionary words, and letters of two or more.
pub(crate) fn words(analyzer: &Analyzer, texts: &[&str]) -> HashSet<String> {
    let mut words = HashSet::new();
    for text in texts {
        analyzer.each_word(text, |word| {
            if !words.contains(word) {
                words.insert(word.to_owned());
            }
        });
    }
    words
}
