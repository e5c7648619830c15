//! Which words of a requirement may a solution say in other words, and by which of its terms is that seen?
//!
//! The groups of such words come with the analyser. What a piece is looked through for stays a few hundred terms: those of
//! the other words are among them.

use rustc_hash::FxHashMap;

use super::asked::Places;
use crate::embed::{NewTerms, Vectorizer};
use crate::text::{Gram, fold};

/// Another word, and the places of its terms: it is said where all of them are.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Way {
    word: String,
    terms: Vec<u32>,
}

/// A word of a requirement: its bytes, and the ways to say it.
pub(super) type InOtherWords = ((usize, usize), Places);

/// The ways to say what all requirements ask for, by number.
#[derive(Debug, Default)]
pub(crate) struct Ways {
    ways: Vec<Way>,
    /// Place of a term -> the ways that begin with it.
    starts: FxHashMap<u32, Vec<u32>>,
    starting: Places,
}

impl Ways {
    /// Those that these terms say.
    pub fn said(&self, terms: &Places) -> Places {
        let mut said = Places::default();
        self.starting.common(terms, &Places::default(), |place| {
            for way in self.starts.get(&(place as u32)).into_iter().flatten() {
                let Way { terms: its, .. } = &self.ways[*way as usize];
                if its.iter().all(|term| terms.holds(*term)) {
                    said.put(*way);
                }
            }
        });
        said
    }

    /// The word of a way.
    pub fn word(&self, way: usize) -> &str {
        &self.ways[way].word
    }
}

/// Reads the requirements for such words.
pub(super) struct Reading<'a> {
    vectorizer: &'a Vectorizer,
    new: &'a NewTerms,
    /// Group -> the numbers of its ways.
    groups: FxHashMap<u32, Places>,
    ways: Vec<(&'a str, Vec<(Gram<'a>, Term)>)>,
    /// Grams that no row has, so that they have no number.
    unknown: FxHashMap<Gram<'a>, u32>,
}

/// A term until it has a place: its number, or which of the unknown ones it is.
#[derive(Clone, Copy)]
enum Term {
    Number(u32),
    Unknown(u32),
}

impl<'a> Reading<'a> {
    /// `new` are the terms that the requirements brought, all of them.
    pub fn with(vectorizer: &'a Vectorizer, new: &'a NewTerms) -> Self {
        Self {
            vectorizer,
            new,
            groups: FxHashMap::default(),
            ways: Vec::new(),
            unknown: FxHashMap::default(),
        }
    }

    /// The words of a requirement that have others.
    pub fn read(&mut self, text: &str) -> Vec<InOtherWords> {
        let other_words = self.vectorizer.analyzer().other_words();
        let folded = fold(text);
        let mut words = Vec::new();
        other_words.every(&folded, |group, from, to| {
            words.push(((folded[from].start, folded[to].end), group));
        });
        words
            .into_iter()
            .map(|(span, group)| (span, self.group(group)))
            .collect()
    }

    fn group(&mut self, group: u32) -> Places {
        if let Some(ways) = self.groups.get(&group) {
            return ways.clone();
        }
        let mut ways = Places::default();
        for word in self.vectorizer.analyzer().other_words().words(group) {
            let mut terms = Vec::new();
            for gram in word.grams() {
                let next = self.unknown.len() as u32;
                let term = match self.vectorizer.known(gram, self.new) {
                    Some(number) => Term::Number(number),
                    None => Term::Unknown(*self.unknown.entry(gram).or_insert(next)),
                };
                terms.push((gram, term));
            }
            if !terms.is_empty() {
                ways.put(self.ways.len() as u32);
                self.ways.push((&word.form, terms));
            }
        }
        self.groups.insert(group, ways.clone());
        ways
    }

    /// The numbers of terms that have some.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        let terms = self.ways.iter().flat_map(|way| &way.1);
        terms.filter_map(|(_, term)| match term {
            Term::Number(number) => Some(*number),
            Term::Unknown(_) => None,
        })
    }

    /// How many have none: their places come after those of numbers.
    pub fn unknown(&self) -> usize {
        self.unknown.len()
    }

    /// The ways, by the places of their terms among `numbers`, which ascend. Calls back with each gram and its place.
    pub fn ways(self, numbers: &[u32], mut each: impl FnMut(Gram<'_>, u32)) -> Ways {
        let place = |term: Term| match term {
            Term::Number(number) => numbers.binary_search(&number).unwrap_or_default() as u32,
            Term::Unknown(unknown) => numbers.len() as u32 + unknown,
        };
        let mut found = Ways::default();
        for (word, terms) in &self.ways {
            let terms: Vec<u32> = (terms.iter())
                .map(|(gram, term)| {
                    each(*gram, place(*term));
                    place(*term)
                })
                .collect();
            let number = found.ways.len() as u32;
            found.starts.entry(terms[0]).or_default().push(number);
            found.starting.put(terms[0]);
            found.ways.push(Way {
                word: (*word).to_owned(),
                terms,
            });
        }
        found
    }
}
