//! How is a query's weight for a term found without walking through its terms?
//!
//! One bit for each term number, and how many are set before each 64 of them.

use crate::embed::SparseVector;

/// A query, ready to be compared with many rows.
pub(crate) struct Probe<'a> {
    query: &'a SparseVector,
    /// Bits of 64 term numbers, and the query's terms below them.
    words: Vec<(u64, u32)>,
}

impl<'a> Probe<'a> {
    pub fn new(query: &'a SparseVector) -> Self {
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
        Self { query, words }
    }

    /// TF-IDF and BM25 weight of a term that the query has.
    pub fn of(&self, term: u32) -> Option<(f32, f32)> {
        let (bits, below) = *self.words.get(term as usize / 64)?;
        let bit = 1u64 << (term % 64);
        if bits & bit == 0 {
            return None;
        }
        let at = (below + (bits & (bit - 1)).count_ones()) as usize;
        let keyword = self.query.keywords.get(at).copied().unwrap_or(0.0);
        Some((*self.query.weights.get(at)?, keyword))
    }
}
