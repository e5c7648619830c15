//! How is a query's weight for a term found without walking through its terms?
//!
//! One bit for each term number, and how many are set before each 64 of them.

use crate::embed::SparseVector;

/// A query, ready to be compared with many rows.
pub(crate) struct Probe {
    /// Zeros, then TF-IDF and BM25 weight of each of the query's terms, ascending.
    weights: Vec<(f32, f32)>,
    /// Bits of 64 term numbers, and the query's terms below them.
    words: Vec<(u64, u32)>,
}

impl Probe {
    pub fn new(query: &SparseVector) -> Self {
        let last = query.terms.last().map_or(0, |last| *last as usize / 64 + 1);
        let mut words = vec![(0u64, 0u32); last];
        for term in &query.terms {
            words[*term as usize / 64].0 |= 1 << (term % 64);
        }
        let mut below = 0;
        for word in &mut words {
            word.1 = below;
            below += word.0.count_ones();
        }
        let held = query.entries().map(|(_, weight, keyword)| (weight, keyword));
        let weights = std::iter::once((0.0, 0.0)).chain(held).collect();
        Self { weights, words }
    }

    /// TF-IDF and BM25 weight of a term; zeros where the query has not got it. Without a branch on that: a row has about
    /// as many terms that are asked for as others, in no order that a processor could foresee.
    #[inline]
    pub fn of(&self, term: u32) -> (f32, f32) {
        let (bits, below) = self.words.get(term as usize / 64).copied().unwrap_or_default();
        let bit = 1u64 << (term % 64);
        let at = (below + (bits & (bit - 1)).count_ones()) as usize;
        let held = usize::from(bits & bit != 0);
        // The first place holds zeros.
        self.weights[(at + 1) * held]
    }
}
