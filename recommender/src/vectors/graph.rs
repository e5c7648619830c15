//! Which rows are near, when there are too many to look at each?
//!
//! A flat graph of near neighbours, as in DiskANN (Subramanya and others 2019: best-first search, and lists of
//! neighbours thinned so that a kept one is not simply behind another), grown in batches as in ParlayANN (Manohar
//! and others 2024): every row of a batch searches the graph as it was before the batch, so that the graph is the
//! same whatever the number of threads. A search starts at the nearest of some evenly spread rows, which are kept
//! side by side and scanned; that takes the place of the upper levels of HNSW.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::codes::Codes;
use crate::parallel;

/// Room for neighbours of a row.
pub(super) const DEGREE: usize = 32;
/// Most neighbours that a list is thinned to when it is full: without a reserve nearly every new neighbour would
/// have it thinned again, and a build would take three times as long.
const KEPT: usize = 24;
/// Ends a list of neighbours.
const NONE: u32 = u32::MAX;
/// A neighbour is dropped where a kept one is nearer to it by this factor of the squared distance.
const SPREAD: f32 = 1.2;
/// Rows that a new row's neighbours are chosen from.
const BUILD_BEAM: usize = 48;
/// Largest batch, and the part of the graph that a batch may be.
const BATCH: usize = 16_384;
const BATCH_PART: usize = 32;
/// Rows that a search may start from: between this and twice as many.
const STARTS: usize = 1_024;
/// How many of them it does start from.
const FIRST: usize = 6;

/// Neighbours by slot.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Graph {
    /// [`DEGREE`] a row.
    pub neighbours: Vec<u32>,
    /// Rows that were put in so far.
    pub members: usize,
    /// Every `stride`-th of them, in order.
    pub starts: Vec<u32>,
    pub stride: usize,
    /// Upper layers of the starts, side by side.
    start_rows: Vec<i8>,
}

/// A row on the way of a search.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub alike: f32,
    pub slot: u32,
    read: bool,
}

/// A row that a filtered search may go on from; the nearest first, then the smallest slot.
#[derive(PartialEq)]
struct Open(f32, u32);

impl Eq for Open {}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(other.1.cmp(&self.1))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What a search needs besides the graph; kept from one search to the next.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// The nearest rows so far, nearest first.
    pub beam: Vec<Near>,
    seen: Vec<u64>,
    touched: Vec<u32>,
    fresh: Vec<u32>,
    pub dots: Vec<i32>,
}

impl Scratch {
    fn see(&mut self, slot: u32) -> bool {
        let word = &mut self.seen[slot as usize / 64];
        let bit = 1u64 << (slot % 64);
        if *word & bit != 0 {
            return false;
        }
        if *word == 0 {
            self.touched.push(slot / 64);
        }
        *word |= bit;
        true
    }

    fn clear(&mut self, rows: usize) {
        for word in self.touched.drain(..) {
            self.seen[word as usize] = 0;
        }
        self.seen.resize(rows.div_ceil(64), 0);
        self.beam.clear();
    }

    fn offer(&mut self, slot: u32, alike: f32, width: usize) -> usize {
        if self.beam.len() == width && self.beam.last().is_some_and(|last| last.alike >= alike) {
            return width;
        }
        let at = self.beam.partition_point(|n| n.alike >= alike);
        if self.beam.len() == width {
            self.beam.pop();
        }
        self.beam.insert(
            at,
            Near {
                alike,
                slot,
                read: false,
            },
        );
        at
    }
}

impl Graph {
    pub fn bytes(&self) -> usize {
        self.neighbours.capacity() * 4 + self.starts.capacity() * 4 + self.start_rows.capacity()
    }

    pub fn of(&self, slot: u32) -> &[u32] {
        let at = slot as usize * DEGREE;
        let list = &self.neighbours[at..at + DEGREE];
        let length = list.iter().position(|n| *n == NONE).unwrap_or(DEGREE);
        &list[..length]
    }

    fn set(&mut self, slot: u32, list: &[u32]) {
        let at = slot as usize * DEGREE;
        self.neighbours[at..at + list.len()].copy_from_slice(list);
        self.neighbours[at + list.len()..at + DEGREE].fill(NONE);
    }

    /// Leaves the nearest `width` rows in `scratch.beam`, nearest first.
    pub fn search(&self, codes: &Codes, query: &[i8], step: f32, width: usize, scratch: &mut Scratch) {
        self.begin(codes, query, step, width, scratch);
        self.go_on(codes, query, step, width, scratch);
    }

    /// Searches from what is in the beam.
    fn go_on(&self, codes: &Codes, query: &[i8], step: f32, width: usize, scratch: &mut Scratch) {
        let mut next = 0;
        while let Some(near) = scratch.beam.get_mut(next) {
            if near.read {
                next += 1;
                continue;
            }
            near.read = true;
            let slot = near.slot;
            self.look(codes, query, slot, scratch);
            next += 1;
            for at in 0..scratch.fresh.len() {
                let slot = scratch.fresh[at];
                let alike = scratch.dots[at] as f32 * codes.steps[slot as usize] * step;
                next = next.min(scratch.offer(slot, alike, width));
            }
            if let Some(coming) = scratch.beam.get(next) {
                for line in (0..DEGREE).step_by(16) {
                    codes
                        .kernel
                        .ask_for(&self.neighbours, coming.slot as usize * DEGREE + line);
                }
            }
        }
    }

    /// The same, of rows that pass only. Rows that do not pass are walked through, so a filter that lets none of
    /// the nearest through costs a longer way. `false` where more than `most` rows were looked at.
    pub fn search_among(
        &self,
        codes: &Codes,
        query: (&[i8], f32),
        width: usize,
        most: usize,
        passes: impl Fn(u32) -> bool,
        scratch: &mut Scratch,
    ) -> bool {
        let (query, step) = query;
        self.begin(codes, query, step, width, scratch);
        let mut open: BinaryHeap<Open> = scratch
            .beam
            .iter()
            .map(|near| Open(near.alike, near.slot))
            .collect();
        scratch.beam.retain(|near| passes(near.slot));
        let mut looked = self.starts.len();
        while let Some(Open(alike, slot)) = open.pop() {
            let full = scratch.beam.len() == width;
            if full && scratch.beam.last().is_some_and(|last| last.alike > alike) {
                break;
            }
            if looked > most {
                return false;
            }
            self.look(codes, query, slot, scratch);
            looked += scratch.fresh.len();
            for at in 0..scratch.fresh.len() {
                let slot = scratch.fresh[at];
                let alike = scratch.dots[at] as f32 * codes.steps[slot as usize] * step;
                if scratch.beam.len() < width || scratch.beam.last().is_none_or(|last| alike > last.alike) {
                    open.push(Open(alike, slot));
                    if passes(slot) {
                        scratch.offer(slot, alike, width);
                    }
                }
            }
        }
        true
    }

    /// Puts the first rows of a search into an empty beam.
    fn begin(&self, codes: &Codes, query: &[i8], step: f32, width: usize, scratch: &mut Scratch) {
        scratch.clear(codes.len());
        let mut dots = std::mem::take(&mut scratch.dots);
        codes
            .kernel
            .dots_of_range(query, &self.start_rows, 0, self.starts.len(), &mut dots);
        for (slot, dot) in self.starts.iter().zip(&dots) {
            let alike = *dot as f32 * codes.steps[*slot as usize] * step;
            scratch.offer(*slot, alike, FIRST.min(width));
        }
        scratch.dots = dots;
        for at in 0..scratch.beam.len() {
            scratch.see(scratch.beam[at].slot);
        }
    }

    /// Leaves the neighbours of a row that were not seen before, and their products, in the scratch.
    fn look(&self, codes: &Codes, query: &[i8], slot: u32, scratch: &mut Scratch) {
        let mut fresh = std::mem::take(&mut scratch.fresh);
        fresh.clear();
        for neighbour in self.of(slot) {
            if scratch.see(*neighbour) {
                codes.kernel.ask_for(&codes.steps, *neighbour as usize);
                fresh.push(*neighbour);
            }
        }
        codes.kernel.dots(query, &codes.high, &fresh, &mut scratch.dots);
        scratch.fresh = fresh;
    }

    /// Puts rows in that `codes` holds and the graph does not.
    pub fn insert(&mut self, codes: &Codes, slots: &[u32], tools: &mut [Scratch]) {
        self.neighbours.resize(codes.len() * DEGREE, NONE);
        let mut rest = slots;
        while !rest.is_empty() {
            let size = (self.members / BATCH_PART).clamp(1, BATCH).min(rest.len());
            let (batch, after) = rest.split_at(size);
            self.insert_batch(codes, batch, tools);
            rest = after;
        }
    }

    fn insert_batch(&mut self, codes: &Codes, batch: &[u32], tools: &mut [Scratch]) {
        let graph = &*self;
        // Rows that begin at the same place are searched one after the other: what one has brought into the
        // cache, the next one needs. The graph does not depend on it.
        let mut first: Vec<(Vec<Near>, u32)> = parallel::each(tools, batch.len(), |at, scratch| {
            let slot = batch[at];
            let step = codes.steps[slot as usize];
            graph.begin(codes, codes.row(slot), step, FIRST, scratch);
            (scratch.beam.clone(), slot)
        });
        first.sort_unstable_by_key(|(starts, slot)| (starts.first().map_or(0, |near| near.slot), *slot));
        let lists = parallel::each(tools, first.len(), |at, scratch| {
            let (starts, slot) = &first[at];
            scratch.clear(codes.len());
            for near in starts {
                scratch.see(near.slot);
                scratch.beam.push(*near);
            }
            let step = codes.steps[*slot as usize];
            graph.go_on(codes, codes.row(*slot), step, BUILD_BEAM, scratch);
            let near = scratch.beam.iter().map(|n| (n.alike, n.slot)).collect();
            thin(codes, near, &mut scratch.dots)
        });
        // Target, place of the source among the batch, source.
        let mut back: Vec<(u32, u32, u32)> = Vec::with_capacity(first.len() * KEPT);
        for (at, ((_, slot), list)) in (0..).zip(first.iter().zip(&lists)) {
            self.set(*slot, list);
            back.extend(list.iter().map(|target| (*target, at, *slot)));
        }
        for slot in batch {
            self.start(codes, *slot);
        }
        back.sort_unstable();
        let mut groups: Vec<&[(u32, u32, u32)]> = back.chunk_by(|a, b| a.0 == b.0).collect();
        groups.sort_unstable_by_key(|group| (group[0].1, group[0].0));
        let graph = &*self;
        let lists = parallel::each(tools, groups.len(), |at, scratch| {
            let target = groups[at][0].0;
            let mut list = graph.of(target).to_vec();
            list.extend(groups[at].iter().map(|(_, _, source)| *source));
            graph.fit(codes, target, list, scratch)
        });
        for (group, list) in groups.iter().zip(&lists) {
            self.set(group[0].0, list);
        }
    }

    /// The list as it is where there is room for it, else thinned.
    fn fit(&self, codes: &Codes, slot: u32, list: Vec<u32>, scratch: &mut Scratch) -> Vec<u32> {
        if list.len() <= DEGREE {
            return list;
        }
        let step = codes.steps[slot as usize];
        codes
            .kernel
            .dots(codes.row(slot), &codes.high, &list, &mut scratch.dots);
        let alike = |(slot, dot): (&u32, &i32)| (*dot as f32 * codes.steps[*slot as usize] * step, *slot);
        let mut near: Vec<(f32, u32)> = list.iter().zip(&scratch.dots).map(alike).collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        thin(codes, near, &mut scratch.dots)
    }

    fn start(&mut self, codes: &Codes, slot: u32) {
        self.stride = self.stride.max(1);
        if self.members.is_multiple_of(self.stride) {
            if self.starts.len() == 2 * STARTS {
                let mut odd = false;
                self.starts.retain(|_| {
                    odd = !odd;
                    odd
                });
                self.stride *= 2;
                self.fill_start_rows(codes);
            }
            self.starts.push(slot);
            self.start_rows.extend_from_slice(codes.row(slot));
        }
        self.members += 1;
    }

    /// Copies the rows of the starts; after loading and after rows have moved.
    pub fn fill_start_rows(&mut self, codes: &Codes) {
        self.start_rows.clear();
        for slot in &self.starts {
            self.start_rows.extend_from_slice(codes.row(*slot));
        }
    }

    /// Takes dead rows out: lists that held one get the neighbours of it instead. `place` tells where a row
    /// will be, `None` where it is dead; `codes` are still the old ones. Call [`Graph::fill_start_rows`] when
    /// they have moved.
    pub fn compact(&mut self, codes: &Codes, place: &[Option<u32>], tools: &mut [Scratch]) {
        let graph = &*self;
        let dead = |slot: &u32| place[*slot as usize].is_none();
        let lists = parallel::each(tools, codes.len(), |at, scratch| {
            let slot = at as u32;
            let list = graph.of(slot);
            if dead(&slot) || !list.iter().any(dead) {
                return None;
            }
            let beyond = list.iter().filter(|n| dead(n)).flat_map(|n| graph.of(*n));
            let mut live: Vec<u32> = list.iter().chain(beyond).copied().collect();
            live.retain(|n| !dead(n) && *n != slot);
            live.sort_unstable();
            live.dedup();
            Some(graph.fit(codes, slot, live, scratch))
        });
        let mut renewed = vec![NONE; place.iter().flatten().count() * DEGREE];
        for (old, new) in place.iter().enumerate() {
            let Some(new) = new else { continue };
            let list = lists[old].as_deref().unwrap_or_else(|| graph.of(old as u32));
            let moved = list.iter().filter_map(|n| place[*n as usize]);
            for (to, neighbour) in renewed[*new as usize * DEGREE..].iter_mut().zip(moved) {
                *to = neighbour;
            }
        }
        self.neighbours = renewed;
        let starts = std::mem::take(&mut self.starts);
        self.starts = starts.iter().filter_map(|s| place[*s as usize]).collect();
        if self.starts.is_empty() && !self.neighbours.is_empty() {
            self.starts.push(0);
        }
    }
}

/// Keeps of the rows, nearest first, those that no kept one is much nearer to.
fn thin(codes: &Codes, near: Vec<(f32, u32)>, dots: &mut Vec<i32>) -> Vec<u32> {
    let mut kept = Vec::with_capacity(DEGREE);
    let mut rest = near;
    let mut slots: Vec<u32> = rest.iter().map(|(_, slot)| *slot).collect();
    while !slots.is_empty() && kept.len() < KEPT {
        let nearest = slots.remove(0);
        rest.remove(0);
        kept.push(nearest);
        let step = codes.steps[nearest as usize];
        codes.kernel.dots(codes.row(nearest), &codes.high, &slots, dots);
        let mut left = 0;
        for at in 0..slots.len() {
            let between = dots[at] as f32 * step * codes.steps[slots[at] as usize];
            // Squared distances of unit vectors are 2 - 2 * cosine. Strictly: equal rows keep each other.
            if SPREAD * (1.0 - between) >= 1.0 - rest[at].0 {
                slots[left] = slots[at];
                rest[left] = rest[at];
                left += 1;
            }
        }
        slots.truncate(left);
        rest.truncate(left);
    }
    kept
}
