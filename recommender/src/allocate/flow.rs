//! Successive shortest paths over askers and answerers (Ahuja, Magnanti and Orlin 1993, section 9.7).
//!
//! Costs are whole numbers, so that equal sums are equal. Potentials keep reduced costs from falling below
//! zero; a search ends at the first way out and touches only what is nearer than that: on sparse pairs most
//! searches see a few nodes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Pair;

/// A score of 1.
const ONE: i64 = 1_000_000;
const FAR: i64 = i64::MAX;
/// No pair leads here: the search began here, or nothing came yet.
const NOBODY: u32 = u32::MAX;

struct Network<'a> {
    pairs: &'a [Pair],
    askers: usize,
    /// Where each asker's pairs begin; one more than there are askers.
    starts: Vec<usize>,
    /// Pairs that have come about, by answerer.
    given: Vec<Vec<u32>>,
    chosen: Vec<bool>,
    left: Vec<u32>,
    /// Askers, then answerers; the way out has 0 throughout.
    potential: Vec<i64>,
    distance: Vec<i64>,
    /// The pair over which a node was reached.
    came: Vec<u32>,
    touched: Vec<u32>,
}

/// The pairs of the largest sum of scores. `pairs` are by asker and answerer, in range, each once.
pub(super) fn best(wanted: &[u32], capacity: &[u32], pairs: &[Pair]) -> Vec<Pair> {
    let (askers, nodes) = (wanted.len(), wanted.len() + capacity.len());
    let mut potential = vec![0; nodes];
    potential[..askers].fill(ONE);
    let mut network = Network {
        pairs,
        askers,
        starts: (0..=askers)
            .map(|a| pairs.partition_point(|p| (p.asker as usize) < a))
            .collect(),
        given: vec![Vec::new(); capacity.len()],
        chosen: vec![false; pairs.len()],
        left: capacity.to_vec(),
        potential,
        distance: vec![FAR; nodes],
        came: vec![NOBODY; nodes],
        touched: Vec::new(),
    };
    for (asker, wanted) in wanted.iter().enumerate() {
        let held = network.starts[asker + 1] - network.starts[asker];
        for _ in 0..held.min(*wanted as usize) {
            network.serve(asker);
        }
    }
    let chosen = pairs.iter().zip(&network.chosen).filter(|(_, chosen)| **chosen);
    chosen.map(|(pair, _)| *pair).collect()
}

impl Network<'_> {
    /// One more answer for an asker, or none where that is better for all.
    fn serve(&mut self, asker: usize) {
        let mut heap = BinaryHeap::new();
        self.reach(&mut heap, asker, 0, NOBODY);
        // The nearest way out so far, and the node that it leaves.
        let (mut nearest, mut end) = (FAR, asker);
        while let Some(Reverse((distance, node))) = heap.pop() {
            if distance >= nearest {
                break;
            }
            let node = node as usize;
            if distance > self.distance[node] {
                continue;
            }
            // An asker can always go without, an answerer serves while it has places left.
            if node < self.askers || self.left[node - self.askers] > 0 {
                let out = distance + self.potential[node];
                if out < nearest {
                    (nearest, end) = (out, node);
                }
            }
            if node < self.askers {
                for n in self.starts[node]..self.starts[node + 1] {
                    if !self.chosen[n] {
                        let to = self.askers + self.pairs[n].answerer as usize;
                        let step = self.potential[node] - self.potential[to] - cost(&self.pairs[n]);
                        self.reach(&mut heap, to, distance + step, n as u32);
                    }
                }
            } else {
                for at in 0..self.given[node - self.askers].len() {
                    let n = self.given[node - self.askers][at];
                    let pair = self.pairs[n as usize];
                    let to = pair.asker as usize;
                    let step = self.potential[node] - self.potential[to] + cost(&pair);
                    self.reach(&mut heap, to, distance + step, n);
                }
            }
        }
        self.change(end);
        for node in std::mem::take(&mut self.touched) {
            let node = node as usize;
            self.potential[node] += (self.distance[node] - nearest).min(0);
            self.distance[node] = FAR;
            self.came[node] = NOBODY;
        }
    }

    fn reach(&mut self, heap: &mut BinaryHeap<Reverse<(i64, u32)>>, node: usize, distance: i64, over: u32) {
        if distance < self.distance[node] {
            if self.distance[node] == FAR {
                self.touched.push(node as u32);
            }
            self.distance[node] = distance;
            self.came[node] = over;
            heap.push(Reverse((distance, node as u32)));
        }
    }

    /// Turns every pair on the way to `end` round.
    fn change(&mut self, end: usize) {
        if end >= self.askers {
            self.left[end - self.askers] -= 1;
        }
        let mut node = end;
        while self.came[node] != NOBODY {
            let n = self.came[node] as usize;
            let (asker, answerer) = (self.pairs[n].asker as usize, self.pairs[n].answerer as usize);
            self.chosen[n] = node >= self.askers;
            if self.chosen[n] {
                self.given[answerer].push(n as u32);
                node = asker;
            } else {
                self.given[answerer].retain(|g| *g as usize != n);
                node = self.askers + answerer;
            }
        }
    }
}

fn cost(pair: &Pair) -> i64 {
    (f64::from(pair.score) * ONE as f64).round() as i64
}
