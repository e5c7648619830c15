//! How is a query's weight for a term found without walking through its terms?
//!
//! By a table of places for each 16 term numbers among which the query has one.

use crate::embed::SparseVector;

/// Term numbers that have one table: it takes a line of the processor's cache.
const PAGE: usize = 16;

/// A query, ready to be compared with many rows.
pub(crate) struct Probe {
    /// Zeros, then TF-IDF and BM25 weight of each of the query's terms, ascending.
    weights: Vec<(f32, f32)>,
    /// By term number over [`PAGE`]: where its table starts among `places`. The first table is of none.
    pages: Vec<u32>,
    /// By term number: its place among `weights`.
    places: Vec<u32>,
}

impl Probe {
    pub fn new(query: &SparseVector) -> Self {
        let last = query.terms.last().map_or(0, |last| *last as usize / PAGE + 1);
        let mut pages = vec![0u32; last];
        let mut places = vec![0u32; PAGE];
        let mut weights = vec![(0.0, 0.0)];
        for (term, weight, keyword) in query.entries() {
            let page = &mut pages[term as usize / PAGE];
            if *page == 0 {
                *page = places.len() as u32;
                places.resize(places.len() + PAGE, 0);
            }
            places[*page as usize + term as usize % PAGE] = weights.len() as u32;
            weights.push((weight, keyword));
        }
        Self {
            weights,
            pages,
            places,
        }
    }

    /// The place of a term that the query has not got.
    pub const NOWHERE: u32 = 0;

    /// Where the query keeps a term; [`Probe::NOWHERE`] where it has not got it.
    #[inline]
    pub fn place(&self, term: u32) -> u32 {
        let page = self.pages.get(term as usize / PAGE).copied().unwrap_or_default();
        // Where there is no table the first one holds zeros.
        self.places[page as usize + term as usize % PAGE]
    }

    /// TF-IDF and BM25 weight of the term at a place.
    #[inline]
    pub fn weights(&self, place: u32) -> (f32, f32) {
        self.weights[place as usize]
    }
}
