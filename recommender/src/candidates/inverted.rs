//! Which rows hold each term, and how do the sums of a query come about?
//!
//! Rows stand in segments of 65,536, so that a row takes two bytes and a segment's sums stay in the
//! processor's cache. The segment that grows holds weights as they are. Full segments are laid out as one
//! table with a byte for each weight: their sums are near, not exact.

use std::ops::Range;

use crate::embed::{COARSE, FINE, SparseVector, code};

use super::packed::fixed;

/// Rows of a segment.
pub(crate) const SEGMENT: usize = 1 << 16;

/// Row within its segment, TF-IDF weight, BM25 weight.
type Posting = [u16; 3];
/// Row within its segment; the codes of both weights, the former in the upper byte.
type Coded = [u16; 2];

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
    postings: Vec<Coded>,
}

impl Full {
    fn of(&self, term: usize) -> &[Coded] {
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
    /// Whether nothing was left out.
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
            let coded = |p: Posting| [p[0], u16::from_be_bytes([code::<4>(p[1]), code::<4>(p[2])])];
            postings.extend(term.into_iter().map(coded));
        }
        starts.push(postings.len() as u32);
        self.full.push(Full { starts, postings });
    }

    /// Segments, the growing one included.
    pub fn segments(&self) -> usize {
        self.rows.div_ceil(SEGMENT)
    }

    /// Whether sums are those of the rows' vectors to the bit.
    pub fn exact(&self) -> bool {
        self.full.is_empty()
    }

    fn open(&self, term: u32) -> &[Posting] {
        self.open.get(term as usize).map_or(&[], Vec::as_slice)
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

    /// Sums of the rows `span` of one segment into as many `sums`, which must be zero.
    pub fn add(&self, plan: &Plan, segment: usize, span: Range<usize>, sums: &mut [f32]) {
        self.add_terms(plan.terms.iter().copied(), segment, span, sums);
    }

    fn add_terms(
        &self,
        terms: impl Iterator<Item = (u32, f32, f32)>,
        segment: usize,
        span: Range<usize>,
        sums: &mut [f32],
    ) {
        let full = self.full.get(segment);
        let first = span.start;
        for (term, weight, keyword) in terms {
            match full {
                Some(full) => {
                    for &[row, codes] in among(full.of(term as usize), &span) {
                        let [other, other_keyword] = codes.to_be_bytes().map(|c| COARSE[usize::from(c)]);
                        sums[usize::from(row) - first] += weight * other + keyword * other_keyword;
                    }
                }
                None => {
                    // A power of two: whether this side's weights take it or the other's, products are those of the
                    // packed rows, so that a whole sum is theirs to the bit.
                    let (weight, keyword) = (weight * FINE, keyword * FINE);
                    for &[row, other, other_keyword] in among(self.open(term), &span) {
                        let (other, other_keyword) = (f32::from(other), f32::from(other_keyword));
                        sums[usize::from(row) - first] += weight * other + keyword * other_keyword;
                    }
                }
            }
        }
    }

    /// Every row that was put in with this term, removed ones included.
    pub fn rows_of(&self, term: u32, mut each: impl FnMut(u32)) {
        for (segment, full) in self.full.iter().enumerate() {
            let first = (segment * SEGMENT) as u32;
            full.of(term as usize)
                .iter()
                .for_each(|p| each(first + u32::from(p[0])));
        }
        let first = (self.full.len() * SEGMENT) as u32;
        self.open(term).iter().for_each(|p| each(first + u32::from(p[0])));
    }

    /// Sums of every row, exact in the segment that grows.
    pub fn scores(&self, query: &SparseVector) -> Vec<f32> {
        let mut scores = vec![0.0; self.rows];
        for (segment, scores) in scores.chunks_mut(SEGMENT).enumerate() {
            self.add_terms(query.entries(), segment, 0..scores.len(), scores);
        }
        scores
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        let full = self
            .full
            .iter()
            .map(|f| f.starts.capacity() * 4 + f.postings.capacity() * size_of::<Coded>());
        let open = self
            .open
            .iter()
            .map(|p| size_of::<Vec<Posting>>() + p.capacity() * size_of::<Posting>());
        full.chain(open).sum::<usize>() + self.counts.capacity() * 4
    }
}

/// The postings of these rows; postings stand in the order of rows.
fn among<'a, const N: usize>(postings: &'a [[u16; N]], span: &Range<usize>) -> &'a [[u16; N]] {
    let before = |end: usize| match (postings.first(), postings.last()) {
        // Mostly all or none of them: then there is nothing to look for.
        (Some(first), _) if usize::from(first[0]) >= end => 0,
        (_, Some(last)) if usize::from(last[0]) < end => postings.len(),
        _ => postings.partition_point(|posting| usize::from(posting[0]) < end),
    };
    &postings[before(span.start)..before(span.end)]
}
