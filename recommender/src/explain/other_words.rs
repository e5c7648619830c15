//! Which words of a requirement may a solution say in other words, and by which of its terms is that seen?
//!
//! The groups of such words come with the analyser. What a piece is looked through for stays a few hundred terms: those of
//! the other words are among them.

use rustc_hash::FxHashMap;

use super::asked::Places;
use crate::embed::{NewTerms, Vectorizer};
use crate::text::{Analyzer, Gram, TokenKind, fold};

/// Another word, and the places of its terms: it is said where all of them are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    pub word: String,
    pub terms: Vec<u32>,
}

impl Way {
    pub fn said_by(&self, terms: &Places) -> bool {
        self.terms.iter().all(|term| terms.holds(*term))
    }
}

/// The words of all requirements that have others.
#[derive(Default)]
pub(super) struct OtherWords {
    /// For each requirement the bytes and the group of each word.
    words: Vec<Vec<((usize, usize), u32)>>,
    groups: FxHashMap<u32, Vec<Way>>,
}

impl OtherWords {
    /// Reads the next requirement.
    pub fn read(&mut self, text: &str, vectorizer: &Vectorizer, new: &mut NewTerms) {
        let analyzer = vectorizer.analyzer();
        let folded = fold(text);
        let mut words = Vec::new();
        analyzer.other_words().every(&folded, |group, from, to| {
            words.push(((folded[from].start, folded[to].end), group));
        });
        for (_, group) in &words {
            self.groups.entry(*group).or_insert_with(|| {
                let all = analyzer.other_words().words(*group).iter();
                all.map(|word| {
                    let mut terms = Vec::new();
                    let kinds = kinds(analyzer, word);
                    let mut kinds = kinds.iter();
                    vectorizer.terms(word, new, |number, _, _| {
                        if kinds.next().is_some_and(|kind| tells(*kind)) {
                            terms.push(number);
                        }
                    });
                    Way {
                        word: word.clone(),
                        terms,
                    }
                })
                .filter(|way| !way.terms.is_empty())
                .collect()
            });
        }
        self.words.push(words);
    }

    /// Numbers of all terms, until they have places.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.groups
            .values()
            .flatten()
            .flat_map(|way| way.terms.iter().copied())
    }

    /// Gives places for numbers.
    pub fn place(&mut self, place: impl Fn(u32) -> u32) {
        let ways = self.groups.values_mut().flatten();
        ways.flat_map(|way| &mut way.terms)
            .for_each(|term| *term = place(*term));
    }

    /// Calls back with the grams that tell, and their places.
    pub fn each_gram(&self, analyzer: &Analyzer, mut each: impl FnMut(Gram<'_>, u32)) {
        for way in self.groups.values().flatten() {
            let mut places = way.terms.iter();
            analyzer.each_gram(&fold(&way.word), |gram, _, _| {
                if tells(gram.kind())
                    && let Some(place) = places.next()
                {
                    each(gram, *place);
                }
            });
        }
    }

    /// The words of one requirement with the ways to say them.
    pub fn of(&self, requirement: usize) -> Vec<((usize, usize), &[Way])> {
        let words = self.words[requirement].iter();
        words
            .map(|(span, group)| (*span, self.groups[group].as_slice()))
            .collect()
    }
}

fn kinds(analyzer: &Analyzer, word: &str) -> Vec<TokenKind> {
    let mut kinds = Vec::new();
    analyzer.each_gram(&fold(word), |gram, _, _| kinds.push(gram.kind()));
    kinds
}

/// Whether a word is told by its grams of this kind: pairs and letters. A single character tells nothing, and a concept
/// stands for other spellings.
fn tells(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Pair | TokenKind::Latin)
}
