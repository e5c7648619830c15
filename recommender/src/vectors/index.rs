//! How do the parts make an index: rows by the caller's numbers, a scan, a graph, filters?

use std::collections::hash_map::Entry;
use std::sync::Mutex;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rustc_hash::FxHashMap;

use super::allowed::Allowed;
use super::codes::{Asked, Codes};
use super::graph::{Graph, Scratch};
use super::params::VectorParams;
use crate::error::Error;
use crate::parallel;

/// Rows whose dot products are taken at once by a scan.
const BLOCK: usize = 1_024;
/// Rows that a graph search looks at for each place of its beam: what a scan is weighed against.
const LOOKS: usize = 12;
/// Dead rows are cleared away when they are more than one in this many.
const DEAD_PART: usize = 4;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Near<'a> {
    /// Most rows that come back; at least 1.
    pub count: usize,
    /// Rows that a graph search keeps in mind, at least `count`: more find better and take longer.
    pub beam: usize,
    /// The best so many by eight bits are compared again by twelve; at least `count`.
    pub again: usize,
    /// Only these rows may come back.
    pub allowed: Option<&'a Allowed>,
    /// Looks at every row, whatever their number.
    pub exact: bool,
}

impl Near<'static> {
    /// The nearest `count` rows, with settings that find 98 in 100 of them among a million vectors of texts.
    pub fn first(count: usize) -> Self {
        Self {
            count,
            beam: (count * 8).max(128),
            again: (count * 4).max(40),
            allowed: None,
            exact: false,
        }
    }
}

impl<'a> Near<'a> {
    /// The same, but only these rows may come back.
    pub fn among(self, allowed: &Allowed) -> Near<'_> {
        Near {
            count: self.count,
            beam: self.beam,
            again: self.again,
            allowed: Some(allowed),
            exact: self.exact,
        }
    }

    fn check(&self) -> Result<(), Error> {
        let least = |field, expected, found: usize| {
            Err(Error::Parameter {
                field,
                expected,
                found: found.to_string(),
            })
        };
        if self.count == 0 {
            return least("count", "at least 1", self.count);
        }
        if self.beam < self.count {
            return least("beam", "at least `count`", self.beam);
        }
        if self.again < self.count {
            return least("again", "at least `count`", self.again);
        }
        Ok(())
    }
}

/// A row that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The caller's number of the row.
    pub key: u32,
    /// Cosine with the query, to about three digits after those that decide.
    pub cosine: f32,
}

/// Vectors of one length, by the caller's numbers.
#[derive(Debug)]
pub struct VectorIndex {
    pub(super) params: VectorParams,
    pub(super) codes: Codes,
    /// Slot -> the caller's number.
    pub(super) keys: Vec<u32>,
    /// The caller's number -> slot; live rows only.
    pub(super) places: FxHashMap<u32, u32>,
    pub(super) graph: Option<Graph>,
    /// Tools of searches that are over.
    tools: Mutex<Vec<Scratch>>,
}

impl VectorIndex {
    /// An empty index.
    ///
    /// # Errors
    /// [`Error::Parameter`] names a setting outside its range.
    pub fn new(params: VectorParams) -> Result<Self, Error> {
        params.check()?;
        Ok(Self {
            codes: Codes::new(params.dimensions),
            params,
            keys: Vec::new(),
            places: FxHashMap::default(),
            graph: None,
            tools: Mutex::default(),
        })
    }

    /// The settings.
    pub fn params(&self) -> &VectorParams {
        &self.params
    }

    /// Rows that can be found.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether searches go through the graph.
    pub fn has_graph(&self) -> bool {
        self.graph.is_some()
    }

    /// Bytes that rows, numbers and graph take.
    pub fn bytes(&self) -> usize {
        let map = self.places.capacity() * (size_of::<(u32, u32)>() + 1) * 8 / 7;
        let graph = self.graph.as_ref().map_or(0, Graph::bytes);
        self.codes.bytes() + self.keys.capacity() * 4 + map + graph
    }

    /// Puts one vector in, or in the place of the one with the same number. It need not be of unit length.
    ///
    /// # Errors
    /// [`Error::Shape`] for another length, [`Error::Row`] for numbers that are not finite or all zero; the
    /// index is then as before.
    pub fn upsert(&mut self, key: u32, vector: &[f32]) -> Result<(), Error> {
        self.upsert_all(&[key], vector)
    }

    /// Puts many vectors in, one after the other in `vectors`. Of equal numbers the last one holds.
    ///
    /// # Errors
    /// As [`VectorIndex::upsert`]; all rows are checked before the first goes in.
    pub fn upsert_all(&mut self, keys: &[u32], vectors: &[f32]) -> Result<(), Error> {
        let dimensions = self.params.dimensions;
        if vectors.len() != keys.len() * dimensions {
            return Err(Error::Shape {
                field: "vectors",
                expected: keys.len() * dimensions,
                found: vectors.len(),
            });
        }
        let room = u32::MAX as usize - 1 - self.codes.len();
        if keys.len() > room {
            return Err(Error::Shape {
                field: "vectors",
                expected: room * dimensions,
                found: vectors.len(),
            });
        }
        for (key, vector) in keys.iter().zip(vectors.chunks_exact(dimensions)) {
            length(&key.to_string(), vector)?;
        }
        // Many rows get the room they need; single ones grow it by parts, or each would move all others.
        if keys.len() > self.keys.len() / 8 {
            self.codes.reserve(keys.len());
            self.keys.reserve_exact(keys.len());
        }
        let first = self.codes.len() as u32;
        let mut unit = Vec::with_capacity(dimensions);
        for (key, vector) in keys.iter().zip(vectors.chunks_exact(dimensions)) {
            let length = length("", vector)?;
            unit.clear();
            unit.extend(vector.iter().map(|v| (f64::from(*v) / length) as f32));
            let slot = self.codes.len() as u32;
            self.codes.push(&unit);
            self.keys.push(*key);
            self.places.insert(*key, slot);
        }
        self.grow(first);
        self.clear_away();
        Ok(())
    }

    /// Takes a row out; `false` where there was none.
    pub fn remove(&mut self, key: u32) -> bool {
        let Entry::Occupied(entry) = self.places.entry(key) else {
            return false;
        };
        entry.remove();
        self.clear_away();
        true
    }

    /// The nearest rows, the nearest first; equal cosines by number. Fewer than asked for come back only
    /// where there are no more.
    ///
    /// # Errors
    /// [`Error::Shape`] for a query of another length, [`Error::Row`] for one that is not finite or all
    /// zero, [`Error::Parameter`] for settings out of range.
    pub fn search(&self, query: &[f32], near: &Near<'_>) -> Result<Vec<Hit>, Error> {
        near.check()?;
        if query.len() != self.params.dimensions {
            return Err(Error::Shape {
                field: "query",
                expected: self.params.dimensions,
                found: query.len(),
            });
        }
        let length = length("query", query)?;
        let unit: Vec<f32> = query.iter().map(|v| (f64::from(*v) / length) as f32).collect();
        let asked = self.codes.ask(&unit);
        let mut tool = self
            .tools
            .lock()
            .map(|mut t| t.pop())
            .ok()
            .flatten()
            .unwrap_or_default();
        let best = match self.walk(&asked, near, &mut tool) {
            Some(best) => best,
            None => self.scan(&asked, near, &mut tool),
        };
        if let Ok(mut tools) = self.tools.lock() {
            tools.push(tool);
        }
        let mut hits: Vec<Hit> = best
            .into_iter()
            .map(|slot| Hit {
                key: self.keys[slot as usize],
                cosine: self.codes.finely(&asked, slot),
            })
            .collect();
        hits.sort_unstable_by(|a, b| b.cosine.total_cmp(&a.cosine).then(a.key.cmp(&b.key)));
        hits.truncate(near.count);
        Ok(hits)
    }

    fn alive(&self, slot: u32, near: &Near<'_>) -> bool {
        let key = self.keys[slot as usize];
        near.allowed.is_none_or(|allowed| allowed.contains(key))
            && (self.places.len() == self.keys.len() || self.places.get(&key) == Some(&slot))
    }

    /// By the graph; `None` where looking at each row is cheaper.
    fn walk(&self, asked: &Asked, near: &Near<'_>, tool: &mut Scratch) -> Option<Vec<u32>> {
        let graph = self.graph.as_ref()?;
        let all = self.places.len();
        if near.exact || all <= self.params.exact_up_to {
            return None;
        }
        let query = (&asked.high[..], asked.step);
        if near.allowed.is_none() && all == self.keys.len() {
            graph.search(&self.codes, query.0, query.1, near.beam, tool);
        } else {
            let passing = near.allowed.map_or(all, |allowed| allowed.len().min(all));
            let width = near.beam.saturating_mul(all) / passing.max(1);
            if width.saturating_mul(LOOKS) >= passing {
                return None;
            }
            let passes = |slot| self.alive(slot, near);
            if !graph.search_among(&self.codes, query, near.beam, passing, passes, tool) {
                return None;
            }
        }
        // Equal rows may be neighbours of one another only: a search among them can end before it has enough.
        let short = tool.beam.len() < near.count.min(all);
        (!short).then(|| tool.beam.iter().map(|n| n.slot).take(near.again).collect())
    }

    fn scan(&self, asked: &Asked, near: &Near<'_>, tool: &mut Scratch) -> Vec<u32> {
        let mut best = Best::new(near.again);
        let mut dots = std::mem::take(&mut tool.dots);
        let score = |slot: u32, dot: i32| dot as f32 * self.codes.steps[slot as usize];
        let kernel = self.codes.kernel;
        match near.allowed {
            Some(allowed) if allowed.len() * 4 <= self.keys.len() => {
                let mut places = allowed.iter().filter_map(|key| self.places.get(&key).copied());
                loop {
                    let slots: Vec<u32> = places.by_ref().take(BLOCK).collect();
                    if slots.is_empty() {
                        break;
                    }
                    kernel.dots(&asked.high, &self.codes.high, &slots, &mut dots);
                    for (slot, dot) in slots.iter().zip(&dots) {
                        best.offer(score(*slot, *dot), *slot);
                    }
                }
            }
            _ => {
                for from in (0..self.codes.len()).step_by(BLOCK) {
                    let to = (from + BLOCK).min(self.codes.len());
                    kernel.dots_of_range(&asked.high, &self.codes.high, from, to, &mut dots);
                    for (slot, dot) in (from as u32..).zip(&dots) {
                        let alike = score(slot, *dot);
                        if best.wants(alike, slot) && self.alive(slot, near) {
                            best.offer(alike, slot);
                        }
                    }
                }
            }
        }
        tool.dots = dots;
        best.slots()
    }

    fn threads(&self) -> Vec<Scratch> {
        let threads = match self.params.threads {
            0 => parallel::available(),
            threads => threads,
        };
        (0..threads).map(|_| Scratch::default()).collect()
    }

    /// Brings the graph up to the rows from `first` on, or builds it where there are enough.
    fn grow(&mut self, first: u32) {
        let last = self.codes.len() as u32;
        let mut tools = self.threads();
        match &mut self.graph {
            Some(graph) => graph.insert(&self.codes, &(first..last).collect::<Vec<_>>(), &mut tools),
            None if self.places.len() > self.params.exact_up_to => {
                // Rows often come sorted by kind: mixed, every part of the graph sees every kind.
                let mut order: Vec<u32> = (0..last).collect();
                order.shuffle(&mut ChaCha8Rng::seed_from_u64(self.params.seed));
                let mut graph = Graph::default();
                graph.insert(&self.codes, &order, &mut tools);
                self.graph = Some(graph);
            }
            None => {}
        }
    }

    /// Clears dead rows away when there are many.
    fn clear_away(&mut self) {
        let dead = self.keys.len() - self.places.len();
        if dead * DEAD_PART > self.keys.len() {
            self.clear_dead();
        }
    }

    /// Takes dead rows out of codes and graph.
    pub(super) fn clear_dead(&mut self) {
        if self.keys.len() == self.places.len() {
            return;
        }
        let live = |slot: &u32| self.places.get(&self.keys[*slot as usize]) == Some(slot);
        let kept: Vec<u32> = (0..self.keys.len() as u32).filter(live).collect();
        if kept.len() * 2 <= self.params.exact_up_to {
            self.graph = None;
        }
        let mut tools = self.threads();
        if let Some(graph) = &mut self.graph {
            let mut place = vec![None; self.keys.len()];
            for (new, old) in kept.iter().enumerate() {
                place[*old as usize] = Some(new as u32);
            }
            graph.compact(&self.codes, &place, &mut tools);
        }
        self.codes.keep(&kept);
        self.keys = kept.iter().map(|slot| self.keys[*slot as usize]).collect();
        self.places = self.keys.iter().copied().zip(0..).collect();
        if let Some(graph) = &mut self.graph {
            graph.fill_start_rows(&self.codes);
        }
    }
}

/// The length of a vector, where it has one.
fn length(id: &str, vector: &[f32]) -> Result<f64, Error> {
    // NaN and infinity stay what they are in a sum of squares.
    let squares: f64 = vector.iter().map(|v| f64::from(*v) * f64::from(*v)).sum();
    if squares.is_finite() && squares > 0.0 {
        return Ok(squares.sqrt());
    }
    Err(Error::Row {
        id: id.to_owned(),
        field: "vector",
        expected: "finite numbers that are not all zero",
    })
}

/// The best so many of a scan.
struct Best {
    count: usize,
    rows: Vec<(f32, u32)>,
    least: Option<(f32, u32)>,
}

fn better(a: &(f32, u32), b: &(f32, u32)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

impl Best {
    fn new(count: usize) -> Self {
        Self {
            count,
            rows: Vec::new(),
            least: None,
        }
    }

    fn wants(&self, alike: f32, slot: u32) -> bool {
        self.least
            .is_none_or(|least| better(&(alike, slot), &least).is_lt())
    }

    fn offer(&mut self, alike: f32, slot: u32) {
        if !self.wants(alike, slot) {
            return;
        }
        self.rows.push((alike, slot));
        if self.rows.len() >= self.count.saturating_mul(2).saturating_add(BLOCK / 4) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.rows.len() > self.count {
            self.rows.select_nth_unstable_by(self.count, better);
            self.rows.truncate(self.count);
            self.least = self.rows.iter().copied().max_by(better);
        }
    }

    fn slots(mut self) -> Vec<u32> {
        self.cut();
        self.rows.into_iter().map(|(_, slot)| slot).collect()
    }
}
