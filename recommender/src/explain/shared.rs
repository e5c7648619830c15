//! Which words do both sides use, the rarest first?
//!
//! Cutting a text into words is dear. What a row says is cut clause by clause, and only where a clause can
//! add one of the words that are told.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use crate::embed::Vectorizer;
use crate::rows::Solution;
use crate::text::{Analyzer, is_han, normalize};

/// Most terms that a reason names.
const TERMS: usize = 8;
/// No word goes beyond these, in whatever dictionary.
const ENDS: [char; 6] = ['，', '。', '；', '！', '？', '\n'];

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

    /// The rarest of the words that the solution uses too.
    pub fn with(&self, solution: &Solution) -> Vec<String> {
        // Ascending; at most as many as are told.
        let mut found: Vec<usize> = Vec::with_capacity(TERMS + 1);
        for clause in texts(solution).flat_map(|text| text.split(ENDS)) {
            if !self.may_add(clause, &found) {
                continue;
            }
            self.analyzer.each_word(clause, |word| {
                let Some(&rank) = self.ranks.get(word) else { return };
                if let Err(at) = found.binary_search(&rank) {
                    found.insert(at, rank);
                    found.truncate(TERMS);
                }
            });
        }
        found.into_iter().map(|rank| self.words[rank].clone()).collect()
    }

    /// Whether the characters of a word that would be told stand in the clause. Whether they are a word there
    /// only cutting can say.
    fn may_add(&self, clause: &str, found: &[usize]) -> bool {
        let normal = normalize(clause);
        let open = |rank: &usize| {
            let better = found.len() < TERMS || found.last().is_some_and(|last| rank < last);
            better && found.binary_search(rank).is_err()
        };
        normal.char_indices().any(|(at, c)| {
            let Some(ranks) = self.by_first.get(&c) else {
                return false;
            };
            let stands = |rank: &usize| {
                let word = &self.words[*rank];
                // What is written in letters may stand in another form: its first letter is enough.
                normal[at..].starts_with(word.as_str()) || !word.contains(is_han)
            };
            ranks.iter().any(|rank| open(rank) && stands(rank))
        })
    }
}

fn texts(solution: &Solution) -> impl Iterator<Item = &str> {
    [solution.title.as_str(), solution.text.as_str()]
        .into_iter()
        .chain(solution.capabilities.iter().map(|p| p.text.as_str()))
        .chain(solution.cases.iter().map(|p| p.text.as_str()))
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
