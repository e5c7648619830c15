//! Which rows share weighted terms with a query?
//!
//! An inverted index beside the rows' packed vectors. A removed row leaves its postings behind until
//! they are the larger half; then the index is built anew.

use std::collections::HashMap;

use crate::embed::SparseVector;

use super::filters::{Exclusion, Filter, Gated};
use super::gates::Gates;
use super::inverted::{Postings, SEGMENT};
use super::packed::Packed;

/// Rows of one side by slot, and which slots hold each term.
#[derive(Debug, Clone)]
pub(crate) struct Index<Row> {
    postings: Postings,
    gates: Gates,
    slots: Vec<Option<Entry<Row>>>,
    by_id: HashMap<Box<str>, u32>,
}

#[derive(Debug, Clone)]
struct Entry<Row> {
    row: Row,
    vector: Packed,
}

/// The candidates of a search.
pub(crate) struct Found {
    /// Slots and scores, in no order.
    pub pool: Vec<(u32, f32)>,
    /// Rows that each filter left out, in the order of [`Exclusion::ALL`].
    pub excluded: [usize; Exclusion::ALL.len()],
}

impl<Row> Default for Index<Row> {
    fn default() -> Self {
        Self {
            postings: Postings::default(),
            gates: Gates::default(),
            slots: Vec::new(),
            by_id: HashMap::new(),
        }
    }
}

/// Postings that a search adds up however few rows there are.
const BUDGET: usize = 1 << 18;
/// Postings for each row in a larger index. Common words are what is left out.
const BUDGET_PER_ROW: usize = 3;
/// Where terms were left out, so many times the rows that are kept are scored in full.
const SECOND_LOOK: usize = 4;

impl<Row: Gated> Index<Row> {
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    pub fn contains(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    pub fn get(&self, id: &str) -> Option<&Row> {
        self.row(self.slot(id)?)
    }

    /// Rows in the order in which they came.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.slots.iter().flatten().map(|e| &e.row)
    }

    pub fn row(&self, slot: u32) -> Option<&Row> {
        self.slots.get(slot as usize)?.as_ref().map(|e| &e.row)
    }

    /// The row's vector, unpacked: dearer than [`Index::packed`].
    pub fn vector(&self, slot: u32) -> Option<SparseVector> {
        self.packed(slot).map(Packed::vector)
    }

    pub fn packed(&self, slot: u32) -> Option<&Packed> {
        self.slots.get(slot as usize)?.as_ref().map(|e| &e.vector)
    }

    pub fn slot(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Puts a row in the place of the one with the same id, or at the end.
    pub fn upsert(&mut self, id: &str, row: Row, vector: SparseVector) {
        self.remove(id);
        self.by_id.insert(id.into(), self.slots.len() as u32);
        self.put(row, &vector);
    }

    fn put(&mut self, row: Row, vector: &SparseVector) {
        self.postings.push(vector);
        self.gates.push(&row);
        let vector = Packed::new(vector);
        self.slots.push(Some(Entry { row, vector }));
    }

    /// Takes a row out; false where there is none.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(slot) = self.by_id.remove(id) else {
            return false;
        };
        self.slots[slot as usize] = None;
        self.gates.remove(slot);
        if self.slots.len() > 64 && self.by_id.len() * 2 < self.slots.len() {
            self.compact();
        }
        true
    }

    fn compact(&mut self) {
        let slots = std::mem::take(&mut self.slots);
        let mut places = vec![0u32; slots.len()];
        self.postings = Postings::default();
        self.gates = Gates::default();
        for (old, entry) in slots.into_iter().enumerate() {
            if let Some(Entry { row, vector }) = entry {
                places[old] = self.slots.len() as u32;
                self.put(row, &vector.vector());
            }
        }
        for slot in self.by_id.values_mut() {
            *slot = places[*slot as usize];
        }
    }

    /// Slot and score of one row, as in [`Index::scores`].
    pub fn score_one(&self, id: &str, query: &SparseVector) -> Option<(u32, f32)> {
        let slot = self.slot(id)?;
        Some((slot, self.packed(slot)?.dot(query)))
    }

    /// The `keep` best rows that pass the filters, with their scores as in [`Index::scores`]; the filters
    /// look at every row.
    ///
    /// A large index is looked through twice: first by the terms that say most, then the best of it in
    /// full.
    pub fn nearest(&self, query: &SparseVector, keep: usize, filter: &Filter<'_>) -> Found {
        let keeper = self.gates.keeper(filter);
        let plan = self
            .postings
            .plan(query, BUDGET.max(BUDGET_PER_ROW * self.slots.len()));
        let wide = if plan.whole { keep } else { keep * SECOND_LOOK };
        let mut pool: Vec<(u32, f32)> = Vec::with_capacity(2 * wide);
        let mut least = f32::NEG_INFINITY;
        let mut sums = Box::new([0.0f32; SEGMENT]);
        for segment in 0..self.postings.segments() {
            let first = segment * SEGMENT;
            let rows = SEGMENT.min(self.slots.len() - first);
            if segment > 0 {
                sums.fill(0.0);
            }
            self.postings.add(&plan, segment, &mut sums);
            for (at, &score) in sums[..rows].iter().enumerate() {
                // Of equal scores the earlier slot stays.
                if score > least && keeper.passes(first + at) {
                    pool.push(((first + at) as u32, score));
                    if pool.len() >= 2 * wide {
                        cut(&mut pool, wide);
                        least = pool.iter().map(|p| p.1).fold(f32::INFINITY, f32::min);
                    }
                }
            }
        }
        cut(&mut pool, wide);
        if !plan.whole {
            for (slot, score) in &mut pool {
                *score = self.packed(*slot).map_or(0.0, |row| row.dot(query));
            }
            cut(&mut pool, keep);
        }
        Found {
            pool,
            excluded: keeper.counts(),
        }
    }

    /// Cosine plus BM25 of the query with every slot; a removed row's is of no use.
    pub fn scores(&self, query: &SparseVector) -> Vec<f32> {
        self.postings.scores(query)
    }

    /// Slots that hold a term, removed rows included.
    pub fn slots_of(&self, term: u32, each: impl FnMut(u32)) {
        self.postings.rows_of(term, each);
    }

    /// Number of slots, removed rows included.
    pub fn slots(&self) -> u32 {
        self.slots.len() as u32
    }

    /// Bytes of everything but the rows themselves; hash tables are estimated.
    pub fn bytes(&self) -> usize {
        let vectors = self.slots.iter().flatten().map(|e| e.vector.bytes());
        let ids = self.by_id.keys().map(|id| id.len() + 32);
        vectors.chain(ids).sum::<usize>() + self.postings.bytes() + self.gates.bytes()
    }
}

/// Keeps the best, in no order; of equal scores the earlier slot.
fn cut(pool: &mut Vec<(u32, f32)>, keep: usize) {
    if keep > 0 && pool.len() > keep {
        pool.select_nth_unstable_by(keep - 1, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        pool.truncate(keep);
    }
}

/// A fixed pseudo-random order for equal scores, so that neither the order of a file nor of an id
/// decides (FNV-1a).
pub(crate) fn tie_break(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
