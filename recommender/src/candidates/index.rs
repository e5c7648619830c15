//! Which rows share weighted terms with a query?
//!
//! An inverted index with exact scores. A removed row leaves its postings behind until they are the
//! larger half; then the index is built anew.

use std::collections::HashMap;

use crate::embed::SparseVector;

/// Rows of one side by slot, and which slots hold each term.
#[derive(Debug, Clone)]
pub(crate) struct Index<Row> {
    /// Slot, TF-IDF weight, BM25 weight.
    postings: Vec<Vec<(u32, f32, f32)>>,
    slots: Vec<Option<Entry<Row>>>,
    by_id: HashMap<String, u32>,
}

#[derive(Debug, Clone)]
struct Entry<Row> {
    row: Row,
    vector: SparseVector,
}

impl<Row> Default for Index<Row> {
    fn default() -> Self {
        Self {
            postings: Vec::new(),
            slots: Vec::new(),
            by_id: HashMap::new(),
        }
    }
}

impl<Row> Index<Row> {
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    pub fn contains(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    pub fn get(&self, id: &str) -> Option<&Row> {
        let slot = *self.by_id.get(id)?;
        self.slots[slot as usize].as_ref().map(|e| &e.row)
    }

    /// Rows in the order in which they came.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.slots.iter().flatten().map(|e| &e.row)
    }

    pub fn row(&self, slot: u32) -> Option<&Row> {
        self.slots.get(slot as usize)?.as_ref().map(|e| &e.row)
    }

    pub fn vector(&self, slot: u32) -> Option<&SparseVector> {
        self.slots.get(slot as usize)?.as_ref().map(|e| &e.vector)
    }

    pub fn slot(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Puts a row in the place of the one with the same id, or at the end.
    pub fn upsert(&mut self, id: &str, row: Row, vector: SparseVector) {
        self.remove(id);
        let slot = self.slots.len() as u32;
        self.post(slot, &vector);
        self.by_id.insert(id.to_owned(), slot);
        self.slots.push(Some(Entry { row, vector }));
    }

    /// Takes a row out; false where there is none.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(slot) = self.by_id.remove(id) else {
            return false;
        };
        self.slots[slot as usize] = None;
        if self.slots.len() > 64 && self.by_id.len() * 2 < self.slots.len() {
            self.compact();
        }
        true
    }

    fn post(&mut self, slot: u32, vector: &SparseVector) {
        for (term, weight, keyword) in vector.entries() {
            let term = term as usize;
            if term >= self.postings.len() {
                self.postings.resize_with(term + 1, Vec::new);
            }
            self.postings[term].push((slot, weight, keyword));
        }
    }

    fn compact(&mut self) {
        self.postings.iter_mut().for_each(Vec::clear);
        let mut moved = HashMap::new();
        self.slots.retain(Option::is_some);
        let slots = std::mem::take(&mut self.slots);
        let old: HashMap<u32, String> = self.by_id.drain().map(|(id, slot)| (slot, id)).collect();
        let mut order: Vec<u32> = old.keys().copied().collect();
        order.sort_unstable();
        for (new, slot) in order.into_iter().enumerate() {
            moved.insert(old[&slot].clone(), new as u32);
        }
        for (slot, entry) in slots.iter().enumerate() {
            if let Some(entry) = entry {
                self.post(slot as u32, &entry.vector);
            }
        }
        self.slots = slots;
        self.by_id = moved;
    }

    /// Slot and score of one row, as in [`Index::scores`].
    pub fn score_one(&self, id: &str, query: &SparseVector) -> Option<(u32, f32)> {
        let slot = *self.by_id.get(id)?;
        let row = self.slots.get(slot as usize)?.as_ref()?;
        Some((slot, query.dot(&row.vector)))
    }

    /// The `keep` best rows that pass a filter, with their scores as in [`Index::scores`], in no order.
    ///
    /// Every row is shown to the filter. In a large index, terms that a fifth of the rows hold are left
    /// out of the first look, which takes four times as many rows as are kept, and counted in the second.
    pub fn nearest(
        &self,
        query: &SparseVector,
        keep: usize,
        mut passes: impl FnMut(&Row) -> bool,
    ) -> Vec<(u32, f32)> {
        let large = self.slots.len() >= LARGE;
        let scores = if large {
            self.scores_of(query, |postings| postings * COMMON < self.slots.len())
        } else {
            self.scores(query)
        };
        let rows = scores.into_iter().zip(&self.slots).enumerate();
        let mut pool: Vec<(u32, f32)> = rows
            .filter(|(_, (_, entry))| entry.as_ref().is_some_and(|e| passes(&e.row)))
            .map(|(slot, (score, _))| (slot as u32, score))
            .collect();
        if large {
            cut(&mut pool, keep * 4);
            for (slot, score) in &mut pool {
                if let Some(entry) = &self.slots[*slot as usize] {
                    *score = query.dot(&entry.vector);
                }
            }
        }
        cut(&mut pool, keep);
        pool
    }

    /// Cosine plus BM25 of the query with every slot; removed rows have 0.
    pub fn scores(&self, query: &SparseVector) -> Vec<f32> {
        self.scores_of(query, |_| true)
    }

    /// As [`Index::scores`], over the terms whose number of postings is wanted.
    fn scores_of(&self, query: &SparseVector, wanted: impl Fn(usize) -> bool) -> Vec<f32> {
        let mut scores = vec![0.0; self.slots.len()];
        for (term, weight, keyword) in query.entries() {
            if let Some(postings) = self.postings.get(term as usize).filter(|p| wanted(p.len())) {
                for &(slot, other, other_keyword) in postings {
                    scores[slot as usize] += weight * other + keyword * other_keyword;
                }
            }
        }
        scores
    }
}

/// Rows from which common terms wait for the second look.
const LARGE: usize = 4096;
/// A term is common when one row in this many holds it.
const COMMON: usize = 5;

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
