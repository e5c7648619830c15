//! Which rows share weighted terms with a query?
//!
//! An inverted index beside the rows' packed vectors. The index chooses rows; their vectors score them. A removed row leaves its postings behind until
//! they are the larger half; then the index is built anew.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::embed::SparseVector;
use crate::error::Error;
use crate::parallel::{HANDS, by_parts, together};
use crate::rows::RowVector;
use crate::vectors::Kernel;

use super::dense::Dense;
use super::filters::{Filter, Gated};
use super::gates::{BLOCK, Counts, Gatekeeper, Gates, flags, set};
use super::inverted::{Plan, Postings, SEGMENT};
use super::packed::Packed;
use super::probe::Probe;

/// Rows of one side by slot, and which slots hold each term.
#[derive(Debug, Clone)]
pub(crate) struct Index<Row> {
    postings: Postings,
    gates: Gates,
    rows: Vec<Option<Row>>,
    /// Apart from the rows, because a search reads many vectors and few rows.
    vectors: Vec<Option<Packed>>,
    by_id: HashMap<Box<str>, u32>,
}

/// The candidates of a search.
pub(crate) struct Found {
    /// Slots and scores, in no order.
    pub pool: Vec<(u32, f32)>,
    /// Rows that each filter left out.
    pub excluded: Counts,
}

impl<Row> Default for Index<Row> {
    fn default() -> Self {
        Self {
            postings: Postings::default(),
            gates: Gates::default(),
            rows: Vec::new(),
            vectors: Vec::new(),
            by_id: HashMap::new(),
        }
    }
}

/// Postings that a search adds up however few rows there are. Twice as many change no list of 300 generated scenarios
/// on 20,000 rows; half as many lose one row of 2,000 that belong into a list.
const BUDGET: usize = 1 << 17;
/// Postings for each row in a larger index. Common words are what is left out.
const BUDGET_PER_ROW: usize = 3;
/// Where sums are not exact, so many times the rows that are kept are scored in full; more in a larger
/// index, one for so many rows.
const SECOND_LOOK: usize = 4;
const ROWS_PER_LOOK: usize = 1024;
/// Rows near by an encoder's vectors that come beside those that words find.
const NEAR: usize = 50;
/// Rows from which on several hands look through an index together.
const SHARED: usize = 4096;
/// Segments from which on each hand takes whole ones.
const LARGE: usize = 4;
/// Vectors that are asked for ahead of the one that is read; where they stand is asked for twice as far ahead.
const AHEAD: usize = 4;

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
        self.rows.iter().flatten()
    }

    pub fn row(&self, slot: u32) -> Option<&Row> {
        self.rows.get(slot as usize)?.as_ref()
    }

    /// The row's vector, unpacked: dearer than [`Index::packed`].
    pub fn vector(&self, slot: u32) -> Option<SparseVector> {
        self.packed(slot).map(Packed::vector)
    }

    pub fn packed(&self, slot: u32) -> Option<&Packed> {
        self.vectors.get(slot as usize)?.as_ref()
    }

    pub fn slot(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Puts a row in the place of the one with the same id, or at the end.
    pub fn upsert(&mut self, id: &str, row: Row, vector: SparseVector) {
        self.remove(id);
        self.by_id.insert(id.into(), self.slots());
        self.put(row, &vector);
    }

    fn put(&mut self, row: Row, vector: &SparseVector) {
        self.postings.push(vector);
        self.gates.push(&row);
        self.rows.push(Some(row));
        self.vectors.push(Some(Packed::new(vector)));
    }

    /// Takes a row out; false where there is none.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(slot) = self.by_id.remove(id) else {
            return false;
        };
        self.rows[slot as usize] = None;
        self.vectors[slot as usize] = None;
        self.gates.remove(slot);
        if self.rows.len() > 64 && self.by_id.len() * 2 < self.rows.len() {
            self.compact();
        }
        true
    }

    fn compact(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let vectors = std::mem::take(&mut self.vectors);
        let mut places = vec![0u32; rows.len()];
        self.postings = Postings::default();
        self.gates = Gates::default();
        for (old, entry) in rows.into_iter().zip(vectors).enumerate() {
            if let (Some(row), Some(vector)) = entry {
                places[old] = self.slots();
                self.put(row, &vector.vector());
            }
        }
        for slot in self.by_id.values_mut() {
            *slot = places[*slot as usize];
        }
    }

    /// Slot of one row, and its cosine plus BM25.
    pub fn score_one(&self, id: &str, query: &Probe) -> Option<(u32, f32)> {
        let slot = self.slot(id)?;
        Some((slot, self.packed(slot)?.dot(query)))
    }

    /// The `keep` best rows that pass the filters, with cosine plus BM25; the filters look at every row.
    ///
    /// A large index is looked through twice: first by the terms that say most, then the best of it in
    /// full. What comes out does not depend on the number of threads.
    pub fn nearest(&self, query: &SparseVector, keep: usize, filter: &Filter<'_>) -> Found {
        let keeper = self.gates.keeper(filter);
        let rows = self.rows.len();
        let plan = self.postings.plan(query, BUDGET.max(BUDGET_PER_ROW * rows));
        let exact = plan.whole && self.postings.exact();
        let wide = if exact {
            keep
        } else {
            (keep * SECOND_LOOK).max(rows / ROWS_PER_LOOK)
        };
        let hands = if rows < SHARED { 1 } else { HANDS };
        let work = |hand: usize| self.look(&plan, wide, &keeper, (hand, hands));
        let (mut pool, mut dear) = (Vec::new(), 0);
        for (best, dear_rows) in together(hands, work) {
            pool.extend(best);
            dear += dear_rows;
        }
        cut(&mut pool, wide);
        if !exact {
            let probe = Probe::new(query);
            pool.sort_unstable_by_key(|p| p.0);
            pool = by_parts(&pool, |part| self.scored_again(part, &probe));
            cut(&mut pool, keep);
        }
        Found {
            pool,
            excluded: keeper.counts(dear),
        }
    }

    /// As [`Index::nearest`], with every row scored in full.
    pub fn nearest_in_full(&self, query: &SparseVector, keep: usize, filter: &Filter<'_>) -> Found {
        let keeper = self.gates.keeper(filter);
        let probe = Probe::new(query);
        let mut pool: Vec<(u32, f32)> = (0..self.slots())
            .filter(|slot| keeper.passes(*slot as usize))
            .filter_map(|slot| self.scored(slot, &probe))
            .collect();
        cut(&mut pool, keep);
        Found {
            pool,
            excluded: keeper.counts(keeper.dear_rows()),
        }
    }

    /// Adds the rows nearest to `vector` that pass and that words did not find.
    pub fn unite(
        &self,
        found: &mut Vec<(u32, f32)>,
        (dense, vector): (&Dense, &RowVector),
        (query, filter): (&SparseVector, &Filter<'_>),
    ) -> Result<(), Error> {
        let keeper = self.gates.keeper(filter);
        let passes = |id: &str| self.slot(id).is_some_and(|slot| keeper.passes(slot as usize));
        let near = dense.nearest(vector, NEAR, passes)?;
        let known: HashSet<u32> = found.iter().map(|f| f.0).collect();
        let probe = Probe::new(query);
        let more = near
            .into_iter()
            .filter_map(|id| self.slot(id))
            .filter(|slot| !known.contains(slot));
        found.extend(more.filter_map(|slot| self.scored(slot, &probe)));
        Ok(())
    }

    fn scored(&self, slot: u32, query: &Probe) -> Option<(u32, f32)> {
        Some((slot, self.packed(slot)?.dot(query)))
    }

    /// Scores rows in full. They lie far apart in memory, so each is asked for before it is read.
    fn scored_again(&self, found: &[(u32, f32)], query: &Probe) -> Vec<(u32, f32)> {
        let kernel = Kernel::detect();
        let mut scored = Vec::with_capacity(found.len());
        for (at, (slot, _)) in found.iter().enumerate() {
            if let Some(far) = found.get(at + 2 * AHEAD) {
                kernel.ask_for(&self.vectors, far.0 as usize);
            }
            if let Some(vector) = found.get(at + AHEAD).and_then(|next| self.packed(next.0)) {
                vector.ask_for(kernel);
            }
            scored.extend(self.scored(*slot, query));
        }
        scored
    }

    /// The segments that one hand looks through and the rows of each: every `hands`-th of a large index, a share of
    /// every one of a small index.
    fn spans(&self, (hand, hands): (usize, usize)) -> Vec<(usize, Range<usize>)> {
        let segments = self.postings.segments();
        let rows = |segment: usize| SEGMENT.min(self.rows.len() - segment * SEGMENT);
        if segments < LARGE {
            let share = |segment| rows(segment) * hand / hands..rows(segment) * (hand + 1) / hands;
            (0..segments).map(|segment| (segment, share(segment))).collect()
        } else {
            let whole = (hand..segments).step_by(hands);
            whole.map(|segment| (segment, 0..rows(segment))).collect()
        }
    }

    /// The best of one hand's rows, by the sums of the plan; and how many of its rows are too dear.
    fn look(
        &self,
        plan: &Plan,
        wide: usize,
        keeper: &Gatekeeper<'_>,
        share: (usize, usize),
    ) -> (Vec<(u32, f32)>, usize) {
        let mut pool: Vec<(u32, f32)> = Vec::with_capacity(2 * wide);
        let mut least = f32::NEG_INFINITY;
        let mut sums: Vec<f32> = Vec::new();
        let mut dear = 0;
        for (segment, span) in self.spans(share) {
            sums.clear();
            sums.resize(span.len(), 0.0);
            let first = segment * SEGMENT + span.start;
            self.postings.add(plan, segment, span, &mut sums);
            for (block, scores) in sums.chunks(BLOCK).enumerate() {
                let first = first + block * BLOCK;
                let passing = keeper.block(first..first + scores.len());
                dear += passing.dear as usize;
                for at in set(passing.rows & flags(scores, |score| score > least)) {
                    let (slot, score) = (first + at, scores[at]);
                    // Of equal scores the earlier slot stays.
                    if score > least && keeper.of_another(slot) {
                        pool.push((slot as u32, score));
                        if pool.len() >= 2 * wide {
                            cut(&mut pool, wide);
                            least = pool.iter().map(|p| p.1).fold(f32::INFINITY, f32::min);
                        }
                    }
                }
            }
        }
        cut(&mut pool, wide);
        (pool, dear)
    }

    /// Cosine plus BM25 of the query with every slot, within a hundredth in an index of more than
    /// [`SEGMENT`] rows; a removed row's is of no use.
    pub fn scores(&self, query: &SparseVector) -> Vec<f32> {
        self.postings.scores(query)
    }

    /// Slots that hold a term, removed rows included.
    pub fn slots_of(&self, term: u32, each: impl FnMut(u32)) {
        self.postings.rows_of(term, each);
    }

    /// Number of slots, removed rows included.
    pub fn slots(&self) -> u32 {
        self.rows.len() as u32
    }

    /// Bytes of everything but the rows themselves; hash tables are estimated.
    pub fn bytes(&self) -> usize {
        let vectors = self.vectors.iter().flatten().map(Packed::bytes);
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

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::{Filter, Index, LARGE, Probe, SEGMENT, SHARED};
    use crate::embed::SparseVector;

    fn vector(random: &mut ChaCha8Rng) -> SparseVector {
        let mut terms: Vec<u32> = (0..6).map(|_| random.gen_range(0..600)).collect();
        terms.sort_unstable();
        terms.dedup();
        SparseVector {
            weights: terms.iter().map(|_| random.gen_range(0.05..0.6)).collect(),
            keywords: terms.iter().map(|_| random.gen_range(0.4..1.6)).collect(),
            terms,
            meaning: Vec::new(),
        }
        .rounded()
    }

    #[test]
    fn what_two_hands_find_in_a_small_index_is_what_one_finds_to_the_bit() {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let mut index: Index<()> = Index::default();
        // Few terms and many rows: equal scores stand on both sides of the middle.
        for n in 0..SHARED + 501 {
            index.upsert(&n.to_string(), (), vector(&mut random));
        }
        for n in 0..400 {
            index.remove(&(n * 7).to_string());
            index.upsert(&format!("again {n}"), (), vector(&mut random));
        }
        // All of them too: then no row may be missing where the hands' shares meet.
        for keep in [1, 40, 700, SHARED + 501] {
            let query = vector(&mut random);
            let sorted = |mut pool: Vec<(u32, f32)>| {
                pool.sort_unstable_by_key(|p| p.0);
                pool
            };
            let found = sorted(index.nearest(&query, keep, &Filter::default()).pool);
            let full = sorted(index.nearest_in_full(&query, keep, &Filter::default()).pool);
            assert_eq!(found.len(), keep);
            assert_eq!(found, full);
        }
    }

    #[test]
    fn a_large_index_finds_the_best_rows_and_scores_them_by_their_vectors() {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let mut index: Index<()> = Index::default();
        for n in 0..LARGE * SEGMENT + 900 {
            index.upsert(&n.to_string(), (), vector(&mut random));
        }
        // Removed rows leave their postings behind; nothing may find them.
        (0..1_000).for_each(|n| assert!(index.remove(&(n * 97).to_string())));
        let (mut held, mut all) = (0, 0);
        for _ in 0..10 {
            let query = vector(&mut random);
            let found = index.nearest(&query, 50, &Filter::default()).pool;
            let full = index.nearest_in_full(&query, 50, &Filter::default()).pool;
            assert_eq!((found.len(), full.len()), (50, 50));
            let probe = Probe::new(&query);
            for (slot, score) in &found {
                let packed = index.packed(*slot).expect("a row that is there");
                assert_eq!(packed.dot(&probe).to_bits(), score.to_bits());
            }
            held += full.iter().filter(|row| found.contains(row)).count();
            all += full.len();
        }
        assert!(held * 100 >= all * 99, "{held} of {all}");
    }
}
