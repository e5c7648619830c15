//! How were similar solutions judged for similar scenarios?
//!
//! Kernel regression over judged pairs: each pair speaks with weight
//! likeness^2 * (1 + 9 likeness^4), likeness = cos(scenario, judged scenario) * cos(solution, judged solution), and says by how much its grade
//! differed from what words and an encoder foretold, measured from the mean of its scenario (some judges
//! are kinder than others). Few or distant pairs say little: the sum of weights is shrunk by one
//! pair's worth. A demand unlike any that was judged keeps its order.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::candidates::Index;
use crate::embed::SparseVector;
use crate::error::Error;

/// Pairs whose scenario is less similar than this are not asked: their weight is below 1/400.
const NEAR: f32 = 0.05;
/// Weight of "nothing is known".
const SHRINK: f32 = 1.0;
/// So much more a pair weighs that is the same in both rows: what was judged before is known, not guessed.
const SAME: f32 = 9.0;

/// One judged pair, by position in the lists of scenarios and solutions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Judged {
    pub scenario: u32,
    pub solution: u32,
    /// Grade less the foretold grade.
    pub surprise: f32,
    /// The same less its mean over the scenario's pairs.
    pub centred: f32,
}

/// Judged pairs in the form in which they are saved.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct MemoryRows {
    pub scenarios: Vec<SparseVector>,
    pub solutions: Vec<SparseVector>,
    /// By scenario.
    pub pairs: Vec<Judged>,
}

impl MemoryRows {
    /// Whether every number points at something: a saved file may be damaged.
    pub fn check(&self, vocabulary: usize) -> Result<(), Error> {
        for vector in self.scenarios.iter().chain(&self.solutions) {
            if vector.terms.len() != vector.weights.len() {
                let (expected, found) = (vector.terms.len(), vector.weights.len());
                return Err(Error::Shape {
                    field: "memory.weights",
                    expected,
                    found,
                });
            }
            if vector.terms.iter().any(|t| *t as usize >= vocabulary) {
                return Err(Error::Model {
                    reason: "the memory has a term without a name".into(),
                });
            }
        }
        let sides = (self.scenarios.len(), self.solutions.len());
        let inside = |p: &Judged| (p.scenario as usize) < sides.0 && (p.solution as usize) < sides.1;
        if !self.pairs.iter().all(inside) || !self.pairs.is_sorted_by_key(|p| p.scenario) {
            return Err(Error::Model {
                reason: "the memory's pairs are out of range or order".into(),
            });
        }
        Ok(())
    }
}

/// Judged pairs, ready to be asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    rows: MemoryRows,
    scenarios: Index<()>,
    solutions: Index<()>,
    /// Where each scenario's pairs begin and end.
    spans: Vec<(usize, usize)>,
}

/// What the memory says about a pair.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Recollection {
    /// Expected surprise, in grades: for the grade.
    pub surprise: f32,
    /// Expected centred surprise, in grades: for the order.
    pub centred: f32,
}

impl Memory {
    /// `rows.pairs` must be grouped by scenario.
    pub fn new(rows: MemoryRows) -> Self {
        let index = |vectors: &[SparseVector]| {
            let mut index = Index::default();
            for (n, vector) in vectors.iter().enumerate() {
                index.upsert(&n.to_string(), (), vector.clone());
            }
            index
        };
        let mut spans = vec![(0, 0); rows.scenarios.len()];
        for (n, pair) in rows.pairs.iter().enumerate() {
            let span = &mut spans[pair.scenario as usize];
            if span.1 == 0 {
                span.0 = n;
            }
            span.1 = n + 1;
        }
        Self {
            scenarios: index(&rows.scenarios),
            solutions: index(&rows.solutions),
            spans,
            rows,
        }
    }

    pub fn rows(&self) -> &MemoryRows {
        &self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows.pairs.is_empty()
    }

    /// Similarity of a scenario to each judged scenario.
    pub fn scenarios_like(&self, vector: &SparseVector) -> Vec<f32> {
        like(&self.scenarios, vector)
    }

    /// Similarity of a solution to each judged solution.
    pub fn solutions_like(&self, vector: &SparseVector) -> Vec<f32> {
        like(&self.solutions, vector)
    }

    /// What is remembered about a pair; `without` leaves one judged scenario out (for fitting).
    pub fn recall(&self, scenario: &[f32], solution: &[f32], without: Option<u32>) -> Recollection {
        let (mut weights, mut surprise, mut centred) = (0.0, 0.0, 0.0);
        for (n, &near) in scenario.iter().enumerate() {
            if near < NEAR || without == Some(n as u32) {
                continue;
            }
            let (from, to) = self.spans[n];
            for pair in &self.rows.pairs[from..to] {
                let like = near * solution[pair.solution as usize];
                let weight = like * like * (1.0 + SAME * like.min(1.0).powi(4));
                weights += weight;
                surprise += weight * pair.surprise;
                centred += weight * pair.centred;
            }
        }
        let sum = weights + SHRINK;
        Recollection {
            surprise: surprise / sum,
            centred: centred / sum,
        }
    }
}

fn like(side: &Index<()>, vector: &SparseVector) -> Vec<f32> {
    if side.len() == 0 {
        return Vec::new();
    }
    side.scores(&vector.beside_its_own())
}

/// Fills in `centred` from `surprise`.
pub(crate) fn centre(pairs: &mut [Judged]) {
    let mut means: HashMap<u32, (f32, f32)> = HashMap::new();
    for pair in pairs.iter() {
        let mean = means.entry(pair.scenario).or_default();
        mean.0 += pair.surprise;
        mean.1 += 1.0;
    }
    for pair in pairs {
        let (sum, count) = means[&pair.scenario];
        pair.centred = pair.surprise - sum / count;
    }
}
