//! Which rows hold each term, and how do the sums of a query come about?
//!
//! Rows stand in segments of 65,536, so that a posting is six bytes and a segment's sums stay in the
//! processor's cache. Full segments are laid out as one table.

use crate::embed::{FINE, SparseVector};

use super::packed::fixed;

/// Rows of a segment.
pub(crate) const SEGMENT: usize = 1 << 16;

/// Row within its segment, TF-IDF weight, BM25 weight.
type Posting = [u16; 3];

/// Postings of all rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Postings {
    full: Vec<Full>,
    /// By term; the segment that still grows.
    open: Vec<Vec<Posting>>,
    /// By term, over all segments.
    counts: Vec<u32>,
    rows: usize,
}

#[derive(Debug, Clone)]
struct Full {
    /// By term; one more than there are terms.
    starts: Vec<u32>,
    postings: Vec<Posting>,
}

impl Full {
    fn of(&self, term: usize) -> &[Posting] {
        match (self.starts.get(term), self.starts.get(term + 1)) {
            (Some(from), Some(to)) => &self.postings[*from as usize..*to as usize],
            _ => &[],
        }
    }
}

/// The terms of a query that a search adds up.
pub(crate) struct Plan {
    /// Number, weight, keyword.
    terms: Vec<(u32, f32, f32)>,
    /// Whether nothing was left out: the sums are then exact.
    pub whole: bool,
}

impl Postings {
    /// Puts the next row at the end.
    pub fn push(&mut self, vector: &SparseVector) {
        if self.rows > 0 && self.rows.is_multiple_of(SEGMENT) {
            self.close();
        }
        let row = (self.rows % SEGMENT) as u16;
        for (term, weight, keyword) in vector.entries() {
            let term = term as usize;
            if term >= self.open.len() {
                self.open.resize_with(term + 1, Vec::new);
            }
            if term >= self.counts.len() {
                self.counts.resize(term + 1, 0);
            }
            self.counts[term] += 1;
            self.open[term].push([row, fixed(weight), fixed(keyword)]);
        }
        self.rows += 1;
    }

    fn close(&mut self) {
        let mut starts = Vec::with_capacity(self.open.len() + 1);
        let mut postings = Vec::with_capacity(self.open.iter().map(Vec::len).sum());
        for term in std::mem::take(&mut self.open) {
            starts.push(postings.len() as u32);
            postings.extend(term);
        }
        starts.push(postings.len() as u32);
        self.full.push(Full { starts, postings });
    }

    /// Segments, the growing one included.
    pub fn segments(&self) -> usize {
        self.rows.div_ceil(SEGMENT)
    }

    fn of(&self, segment: usize, term: u32) -> &[Posting] {
        match self.full.get(segment) {
            Some(full) => full.of(term as usize),
            None => self.open.get(term as usize).map_or(&[], Vec::as_slice),
        }
    }

    /// The terms to add up within a budget of postings: those that say most come first, and one that no
    /// longer fits is left out. What says little stands in most rows, so little is lost.
    pub fn plan(&self, query: &SparseVector, budget: usize) -> Plan {
        let held = |term: u32| self.counts.get(term as usize).copied().unwrap_or(0) as usize;
        let mut terms: Vec<(u32, f32, f32)> = query.entries().filter(|t| held(t.0) > 0).collect();
        let total: usize = terms.iter().map(|t| held(t.0)).sum();
        if total <= budget {
            return Plan { terms, whole: true };
        }
        // What a row with the term gains, about: its own weight is as the query's, its BM25 near 1.
        let gain = |t: &(u32, f32, f32)| t.1 * t.1 + t.2;
        terms.sort_by(|a, b| gain(b).total_cmp(&gain(a)).then(a.0.cmp(&b.0)));
        let mut left = budget;
        terms.retain(|t| {
            let fits = held(t.0) <= left;
            left -= if fits { held(t.0) } else { 0 };
            fits
        });
        terms.sort_by_key(|t| t.0);
        Plan { terms, whole: false }
    }

    /// Sums of one segment into `sums`, which must be zero.
    pub fn add(&self, plan: &Plan, segment: usize, sums: &mut [f32; SEGMENT]) {
        for &(term, weight, keyword) in &plan.terms {
            for &[row, other, other_keyword] in self.of(segment, term) {
                // Multiplied as the packed rows are, so that a whole sum is theirs to the bit.
                let (other, other_keyword) = (f32::from(other) * FINE, f32::from(other_keyword) * FINE);
                sums[usize::from(row)] += weight * other + keyword * other_keyword;
            }
        }
    }

    /// Every row that was put in with this term, removed ones included.
    pub fn rows_of(&self, term: u32, mut each: impl FnMut(u32)) {
        for segment in 0..self.segments() {
            for posting in self.of(segment, term) {
                each((segment * SEGMENT) as u32 + u32::from(posting[0]));
            }
        }
    }

    /// Sums of every row.
    pub fn scores(&self, query: &SparseVector) -> Vec<f32> {
        let mut scores = vec![0.0; self.rows];
        for (segment, scores) in scores.chunks_mut(SEGMENT).enumerate() {
            for (term, weight, keyword) in query.entries() {
                for &[row, other, other_keyword] in self.of(segment, term) {
                    let (other, other_keyword) = (f32::from(other) * FINE, f32::from(other_keyword) * FINE);
                    scores[usize::from(row)] += weight * other + keyword * other_keyword;
                }
            }
        }
        scores
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        let full = self
            .full
            .iter()
            .map(|f| f.starts.capacity() * 4 + f.postings.capacity() * size_of::<Posting>());
        let open = self
            .open
            .iter()
            .map(|p| size_of::<Vec<Posting>>() + p.capacity() * size_of::<Posting>());
        full.chain(open).sum::<usize>() + self.counts.capacity() * 4
    }
}
