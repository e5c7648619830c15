//! Where else is the same thing done? Solutions of other industries, or of other levels.
//!
//! *Where* is said by names of industries, levels and regions, and by words that occur near the asking
//! row and hardly elsewhere. They are taken out of what is asked and out of the weights of the rows that
//! answer; what is left says *what is done*, and ranks. The list says which words are shared and which
//! codes differ. It does not say that a project could be contracted: no hard filter but the owner is
//! applied.

mod whereabouts;

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

pub use whereabouts::Whereabouts;

use crate::candidates::{Index, tie_break};
use crate::embed::{NewTerms, SparseVector};
use crate::engine::{
    Engine, check_scenario, scenario_texts, scenario_vector, solution_texts, solution_vector,
};
use crate::error::Error;
use crate::explain::{Said, SharedWords, says_little, words};
use crate::rows::{Facets, Scenario, Solution};

/// Rows that are weighed anew, once words alone have chosen them.
const LOOK: usize = 200;
/// What the same technologies weigh beside the cosine of words.
const TECHNOLOGY: f32 = 0.25;

/// A row must be alike by this share of the likeness of the best. Of the demo's rows below it one or two in a hundred do the
/// same, of those above it one in six.
const FLOOR: f32 = 0.5;

/// What must be different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// No industry in common, nor the one that contains it.
    Industry,
    /// No level in common.
    Level,
}

impl Apart {
    /// Its code: `industry` or `level`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Industry => "industry",
            Self::Level => "level",
        }
    }

    fn codes(self, facets: &Facets) -> &[String] {
        match self {
            Self::Industry => &facets.industries,
            Self::Level => &facets.levels,
        }
    }
}

/// How a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferOptions {
    /// Length of the list, at least 1.
    pub top: usize,
    /// What must be different.
    pub apart: Apart,
    /// A vendor whose solutions are left out.
    pub exclude_vendor: Option<String>,
}

/// Solutions from elsewhere, best first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TransferList {
    /// Digest of the model.
    pub model: String,
    /// Solutions from elsewhere that were looked at.
    pub considered: usize,
    /// Best first; rows that share no word that says what is done, or are less than half as like as the best, are not listed.
    pub entries: Vec<TransferEntry>,
}

/// One solution from elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransferEntry {
    /// Id of the solution.
    pub id: String,
    /// 1-based rank.
    pub rank: usize,
    /// Likeness of what is done, from 0 to 1; comparable within one list.
    pub score: f32,
    /// Words that both rows use for what is done, rarest first.
    pub shared: Vec<String>,
    /// Codes of technologies that both rows name.
    pub technologies: Vec<String>,
    /// Codes of the asking row's industries or levels.
    pub from: Vec<String>,
    /// Codes of the listed solution's industries or levels.
    pub to: Vec<String>,
}

/// The row that asks.
struct Asking<'a> {
    facets: &'a Facets,
    texts: Vec<&'a str>,
    id: Option<&'a str>,
    vector: SparseVector,
}

impl Engine {
    /// Solutions of other industries or levels that do what a scenario asks for. The scenario need not
    /// have been taken in. Empty where the scenario, or no solution, names an industry (a level).
    ///
    /// # Errors
    /// [`Error::Parameter`] where `top` is 0, [`Error::Row`] for a weight that is not positive.
    pub fn transfers_of_scenario(
        &self,
        scenario: &Scenario,
        places: &Whereabouts,
        options: &TransferOptions,
    ) -> Result<TransferList, Error> {
        check_scenario(scenario)?;
        let mut bare = scenario.clone();
        for text in [&mut bare.title, &mut bare.text]
            .into_iter()
            .chain(bare.requirements.iter_mut().map(|r| &mut r.text))
        {
            *text = places.cleared(text);
        }
        let mut new = NewTerms::default();
        let asking = Asking {
            facets: &scenario.facets,
            texts: scenario_texts(&bare),
            id: None,
            vector: scenario_vector(&self.vectorizer, &bare, &mut new),
        };
        self.transfers(&asking, places, options)
    }

    /// Solutions of other industries or levels that do what a solution does. The solution need not have
    /// been taken in; it is not in its own list.
    ///
    /// # Errors
    /// [`Error::Parameter`] where `top` is 0.
    pub fn transfers_of_solution(
        &self,
        solution: &Solution,
        places: &Whereabouts,
        options: &TransferOptions,
    ) -> Result<TransferList, Error> {
        let mut bare = solution.clone();
        let passages = bare.capabilities.iter_mut().chain(&mut bare.cases);
        for text in [&mut bare.title, &mut bare.text]
            .into_iter()
            .chain(passages.map(|p| &mut p.text))
        {
            *text = places.cleared(text);
        }
        let mut new = NewTerms::default();
        let asking = Asking {
            facets: &solution.facets,
            texts: solution_texts(&bare),
            id: Some(&solution.id),
            vector: solution_vector(&self.vectorizer, &bare, &mut new),
        };
        self.transfers(&asking, places, options)
    }

    fn transfers(
        &self,
        asking: &Asking<'_>,
        places: &Whereabouts,
        options: &TransferOptions,
    ) -> Result<TransferList, Error> {
        if options.top == 0 {
            return Err(Error::Parameter {
                field: "top",
                expected: "at least 1",
                found: "0".to_owned(),
            });
        }
        let own = options.apart.codes(asking.facets);
        let sides = sides(&self.solutions, places, options, own, asking.id);
        let considered = sides.iter().filter(|s| **s == Side::Apart).count();
        let mut list = TransferList {
            model: self.info.digest.clone(),
            considered,
            entries: Vec::new(),
        };
        if considered == 0 {
            return Ok(list);
        }
        let query = what_is_done(&self.solutions, &asking.vector, &sides);
        let mut pool: Vec<(u32, f32)> = self
            .solutions
            .scores(&query)
            .into_iter()
            .enumerate()
            .filter(|(slot, score)| *score > 0.0 && sides[*slot] == Side::Apart)
            .map(|(slot, score)| (slot as u32, score))
            .collect();
        let rank = |a: &(u32, f32), b: &(u32, f32)| {
            let tie = |slot| self.solutions.row(slot).map(|s| tie_break(&s.id));
            b.1.total_cmp(&a.1).then_with(|| tie(a.0).cmp(&tie(b.0)))
        };
        pool.sort_by(rank);
        pool.truncate(LOOK.max(options.top));
        let place_terms = self.place_terms(places);
        for (slot, score) in &mut pool {
            *score = self.likeness(*slot, &query, asking.facets, &place_terms);
        }
        pool.sort_by(rank);
        pool.truncate(options.top);
        let least = pool.first().map_or(0.0, |best| FLOOR * best.1);
        pool.retain(|row| row.1 >= least);
        list.entries = self.entries_of(&pool, asking, places, options);
        Ok(list)
    }

    /// Numbers of the terms that the names of places consist of; single characters stay, they also stand
    /// in other words.
    fn place_terms(&self, places: &Whereabouts) -> HashSet<u32> {
        let mut terms = HashSet::new();
        for word in places.words() {
            let mut add = |number, _, (from, to): (usize, usize)| {
                if word[from..to].chars().count() > 1 {
                    terms.insert(number);
                }
            };
            self.vectorizer.terms(word, &mut NewTerms::default(), &mut add);
        }
        terms
    }

    fn likeness(&self, slot: u32, query: &SparseVector, facets: &Facets, places: &HashSet<u32>) -> f32 {
        let (Some(vector), Some(row)) = (self.solutions.vector(slot), self.solutions.row(slot)) else {
            return 0.0;
        };
        let weights: HashMap<u32, f32> = vector
            .entries()
            .filter(|e| !places.contains(&e.0))
            .map(|(term, weight, _)| (term, weight))
            .collect();
        let norm = |sum: f32| sum.sqrt().max(f32::MIN_POSITIVE);
        let length = norm(
            vector
                .entries()
                .filter(|e| !places.contains(&e.0))
                .map(|e| e.1 * e.1)
                .sum(),
        );
        let asked = norm(query.weights.iter().map(|w| w * w).sum());
        let dot: f32 = query
            .entries()
            .filter_map(|(term, weight, _)| weights.get(&term).map(|w| w * weight))
            .sum();
        let words = (dot / (length * asked)).clamp(0.0, 1.0);
        let alike = jaccard(&facets.technologies, &row.facets.technologies);
        (words + TECHNOLOGY * alike) / (1.0 + TECHNOLOGY)
    }

    fn entries_of(
        &self,
        pool: &[(u32, f32)],
        asking: &Asking<'_>,
        places: &Whereabouts,
        options: &TransferOptions,
    ) -> Vec<TransferEntry> {
        let mut said = words(self.analyzer(), &asking.texts);
        said.retain(|word| !places.holds(word) && !says_little(word));
        let said = SharedWords::of(&self.vectorizer, said);
        let rows = pool
            .iter()
            .filter_map(|(slot, score)| Some((self.solutions.row(*slot)?, *score)));
        rows.enumerate()
            .map(|(at, (row, score))| TransferEntry {
                id: row.id.clone(),
                rank: at + 1,
                score,
                shared: said.with(&Said::of(row)),
                technologies: common(&asking.facets.technologies, &row.facets.technologies),
                from: options.apart.codes(asking.facets).to_vec(),
                to: options.apart.codes(&row.facets).to_vec(),
            })
            .collect()
    }
}

/// Where a solution stands, seen from the asking row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Near,
    Apart,
    /// Removed, without a code, or its owner is left out.
    Neither,
}

fn sides(
    index: &Index<Solution>,
    places: &Whereabouts,
    options: &TransferOptions,
    own: &[String],
    id: Option<&str>,
) -> Vec<Side> {
    let own = places.with_parents(own);
    let side = |row: &Solution| {
        let codes = options.apart.codes(&row.facets);
        if own.is_empty() || codes.is_empty() || id == Some(row.id.as_str()) {
            return Side::Neither;
        }
        if !places.with_parents(codes).is_disjoint(&own) {
            return Side::Near;
        }
        let excluded = options.exclude_vendor.is_some() && row.vendor == options.exclude_vendor;
        if excluded { Side::Neither } else { Side::Apart }
    };
    (0..index.slots())
        .map(|slot| index.row(slot).map_or(Side::Neither, side))
        .collect()
}

/// What is asked, with less weight on words that stand near the asking row rather than elsewhere: a term
/// keeps `elsewhere / (elsewhere + near)` of it, both as smoothed shares of rows, and at most all.
fn what_is_done(index: &Index<Solution>, vector: &SparseVector, sides: &[Side]) -> SparseVector {
    let count = |side: Side| sides.iter().filter(|s| **s == side).count() as f32;
    let (near, apart) = (count(Side::Near), count(Side::Apart));
    let mut query = SparseVector {
        terms: vector.terms.clone(),
        weights: vector.weights.clone(),
        ..SparseVector::default()
    };
    for (term, weight) in query.terms.iter().zip(&mut query.weights) {
        let (mut here, mut there) = (0.5f32, 0.5f32);
        index.slots_of(*term, |slot| match sides.get(slot as usize) {
            Some(Side::Near) => here += 1.0,
            Some(Side::Apart) => there += 1.0,
            _ => {}
        });
        let (here, there) = (here / (near + 1.0), there / (apart + 1.0));
        *weight *= (2.0 * there / (there + here)).min(1.0);
    }
    query
}

fn common(a: &[String], b: &[String]) -> Vec<String> {
    a.iter().filter(|code| b.contains(code)).cloned().collect()
}

fn jaccard(a: &[String], b: &[String]) -> f32 {
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
    let all = a.union(&b).count();
    if all == 0 {
        return 0.0;
    }
    a.intersection(&b).count() as f32 / all as f32
}
