//! Which of the terms that a scenario asks for does a text hold?
//!
//! A solution is read for a few hundred terms, not for its whole vocabulary. They are numbered anew for one
//! scenario, found by their bytes in a small table, and kept as bits.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::other_words::{Reading, Ways};
use super::requirement::RequirementTerms;
use crate::embed::{NewTerms, Vectorizer};
use crate::parallel::share;
use crate::rows::Requirement;
use crate::text::{Analyzer, Folded, Gram, TokenKind, fold};

/// Places of asked terms, by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places(Vec<u64>);

impl Places {
    /// None, with room for those below `count`, so that putting them makes it grow no more.
    fn below(count: usize) -> Self {
        Self(Vec::with_capacity(count.div_ceil(64)))
    }

    pub fn put(&mut self, place: u32) {
        let at = place as usize / 64;
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (place % 64);
    }

    pub fn holds(&self, place: u32) -> bool {
        self.word(place as usize / 64) >> (place % 64) & 1 == 1
    }

    fn word(&self, at: usize) -> u64 {
        self.0.get(at).copied().unwrap_or(0)
    }

    /// Those that are here or there.
    pub fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.add(other);
        both
    }

    /// Whether any is in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// Puts those of another.
    pub fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(own, more)| *own |= more);
    }

    /// Calls back with the places, ascending, that are here and in `other`, and not in `without`.
    pub fn common(&self, other: &Self, without: &Self, mut each: impl FnMut(usize)) {
        for (at, (a, b)) in self.0.iter().zip(&other.0).enumerate() {
            let mut bits = a & b & !without.word(at);
            while bits != 0 {
                each(at * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }
}

/// The terms of a scenario's requirements, and the requirements by their places.
#[derive(Default)]
pub(crate) struct Asked {
    /// One for each requirement, in their order.
    pub requirements: Vec<RequirementTerms>,
    /// Term numbers, ascending: a term's place here is its place in [`Places`].
    numbers: Vec<u32>,
    short: FxHashMap<u64, u32>,
    /// A bit for each key of `short`, by [`mark`]: most forms of a text go at once.
    marks: Vec<u64>,
    long: FxHashMap<(TokenKind, String), u32>,
    /// So many places come after those of the numbers.
    unknown: usize,
    /// What says in other words what is asked for.
    pub ways: Arc<Ways>,
}

/// The terms of one text as the vectorizer numbers them: number, weight, bytes.
pub(super) type Numbered = Vec<(u32, f32, (usize, usize))>;

impl Asked {
    /// Of requirements, which so many hands read.
    pub fn of(
        requirements: &[Requirement],
        vectorizer: &Vectorizer,
        new: &mut NewTerms,
        hands: usize,
    ) -> Self {
        let mut asked = Self {
            marks: vec![0; MARKS / 64],
            ..Self::default()
        };
        let mut texts: Vec<Numbered> = Vec::with_capacity(requirements.len());
        for requirement in requirements {
            let mut terms = Numbered::new();
            vectorizer.terms(&requirement.text, new, |number, weight, bytes| {
                terms.push((number, weight, bytes));
            });
            asked.numbers.extend(terms.iter().map(|t| t.0));
            texts.push(terms);
        }
        let mut reading = Reading::with(vectorizer, new);
        let others: Vec<_> = requirements.iter().map(|r| reading.read(&r.text)).collect();
        asked.numbers.extend(reading.numbers());
        asked.numbers.sort_unstable();
        asked.numbers.dedup();
        asked.unknown = reading.unknown();
        let numbers = std::mem::take(&mut asked.numbers);
        let ways = Arc::new(reading.ways(&numbers, |gram, place| asked.name(gram, place)));
        asked.numbers = numbers;
        for (requirement, terms) in requirements.iter().zip(&mut texts) {
            // Places ascend with numbers, so that sums are made in one order whoever asks.
            for term in terms.iter_mut() {
                term.0 = asked.numbers.binary_search(&term.0).unwrap_or_default() as u32;
            }
            // The vectorizer calls back for each gram: the same grams once more tell the forms.
            let mut places = terms.iter().map(|t| t.0);
            vectorizer
                .analyzer()
                .each_gram(&fold(&requirement.text), |gram, _, _| {
                    if let Some(place) = places.next() {
                        asked.name(gram, place);
                    }
                });
        }
        let analyzer = vectorizer.analyzer();
        let numbered = requirements.iter().zip(&texts).zip(others).collect();
        asked.requirements = share(hands, numbered, |((requirement, terms), others)| {
            RequirementTerms::of(requirement, analyzer, terms, (others, &ways))
        });
        asked.ways = ways;
        asked
    }

    fn name(&mut self, gram: Gram<'_>, place: u32) {
        match gram.code() {
            Some(code) => {
                self.marks[mark(code) / 64] |= 1 << (mark(code) % 64);
                self.short.insert(code, place);
            }
            None => {
                self.long.insert(long(gram), place);
            }
        }
    }

    #[inline]
    fn place(&self, gram: Gram<'_>) -> Option<u32> {
        match gram.code() {
            Some(code) if self.marks[mark(code) / 64] >> (mark(code) % 64) & 1 == 0 => None,
            Some(code) => self.short.get(&code).copied(),
            None if self.long.is_empty() => None,
            None => self.long.get(&long(gram)).copied(),
        }
    }

    /// Room for the places of a text's terms.
    pub fn room(&self) -> Places {
        Places::below(self.numbers.len() + self.unknown)
    }

    /// Calls back with place and first and last index for each asked term that a text holds.
    pub fn find(&self, analyzer: &Analyzer, folded: &[Folded], mut each: impl FnMut(u32, usize, usize)) {
        analyzer.each_gram(folded, |gram, from, to| {
            if let Some(place) = self.place(gram) {
                each(place, from, to);
            }
        });
    }

    /// Those among these term numbers, which ascend.
    pub fn among(&self, numbers: impl Iterator<Item = u32>) -> Places {
        let mut places = self.room();
        let mut at = 0;
        for number in numbers {
            while at < self.numbers.len() && self.numbers[at] < number {
                at += 1;
            }
            if at == self.numbers.len() {
                break;
            }
            if self.numbers[at] == number {
                places.put(at as u32);
            }
        }
        places
    }
}

/// The key of a form that has no code.
fn long(gram: Gram<'_>) -> (TokenKind, String) {
    (gram.kind(), gram.form(&mut String::new()).to_owned())
}

/// Bits that tell keys apart.
const MARKS: usize = 1 << 14;

/// The bit of a key; another key may have the same.
fn mark(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - MARKS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn common_places_ascend_and_leave_out_what_is_had_already() {
        let of = |places: &[u32]| {
            let mut of = Places::default();
            places.iter().for_each(|place| of.put(*place));
            of
        };
        let (asked, held, had) = (of(&[0, 3, 63, 64, 200]), of(&[3, 63, 64, 65, 200]), of(&[63]));
        let mut common = Vec::new();
        asked.common(&held, &had, |place| common.push(place));
        assert_eq!(common, [3, 64, 200]);
        assert!(asked.holds(200) && !asked.holds(201) && !had.holds(500));
    }
}
