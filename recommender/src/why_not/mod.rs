//! Why does a solution not stand (higher) in a scenario's list, and what would change it?
//!
//! The gates that refuse it, its place, the features that lie between it and the last row that is shown,
//! and its coverage. What would change it is counterfactual in the sense of Wachter, Mittelstadt and
//! Russell (2017): the row is edited, vectors, features and coverage are computed anew, and what comes out
//! is told. Nothing is foretold without having been scored.

mod changes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::behaviour::Taste;
use crate::candidates::{Packed, Probe};
use crate::embed::{NewTerms, SparseVector};
use crate::engine::{Engine, check_scenario, scenario_vector, solution_vector};
use crate::error::Error;
use crate::explain::Passages;
use crate::matching::{Scored, check_options, draft};
use crate::rank::{Features, Known, Weights};
use crate::results::{Coverage, MatchOptions};
use crate::rows::{Scenario, Solution};
use crate::spread::Spread;

/// Where one solution stands in one scenario's list, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WhyNot {
    /// Digest of the model.
    pub model: String,
    /// Length of the list that the buyer is shown.
    pub shown: usize,
    /// Rows that were ranked to the end; a place behind them is not told.
    pub ranked: usize,
    /// 1-based place in the list, or behind it; none where a gate or the limit of one vendor refuses it or it is not among
    /// the rows ranked to the end.
    pub rank: Option<usize>,
    /// Its fit, from 0 to 1, gates aside.
    pub score: f32,
    /// Fit of the last row that is shown; none where nothing is.
    pub bar: Option<f32>,
    /// Filters that refuse it: `vendor`, `capacity`, `region`, `deployment`, `data_level`, `budget`; and `per_vendor` where
    /// better solutions of its vendor take all the places that one vendor may have.
    pub refused: Vec<String>,
    /// Features in which it differs from the last row that is shown, what costs most first.
    pub deciding: Vec<Deciding>,
    /// One entry for each requirement of the scenario, in its order.
    pub coverage: Vec<Coverage>,
    /// What would change it, the best first; each was scored.
    pub changes: Vec<Change>,
    /// All of the changes at once; none where there is not more than one.
    pub together: Option<Change>,
}

/// One feature beside that of the last row that is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deciding {
    /// Name, as in [`crate::Component`].
    pub name: String,
    /// The solution's value, where both sides say something.
    pub own: Option<f32>,
    /// The last shown row's value, likewise.
    pub shown: Option<f32>,
    /// The solution's score with the shown row's value less its own score: above 0 it costs the solution
    /// that much.
    pub costs: f32,
}

/// An edit of the row, and what the model says to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// `available`, `region`, `deployment`, `data_level`, `price_within_budget`, `delivery_in_time`,
    /// `states_requirement`, `meets_figure` or `together`.
    pub code: String,
    /// Named values for its words.
    pub values: BTreeMap<String, String>,
    /// The requirement that it is about.
    pub requirement: Option<String>,
    /// The score with it.
    pub score: f32,
    /// The place with it; none as in [`WhyNot::rank`].
    pub rank: Option<usize>,
}

/// A difference of scores that is not worth a word.
const NOTHING: f32 = 1e-4;

type Swap = fn(&mut Features, &Features);

/// Every feature by name, and how to take it from another pair.
const FEATURES: [(&str, Swap); 17] = [
    ("text", |a, b| a.text = b.text),
    ("meaning", |a, b| a.meaning = b.meaning),
    ("encoded", |a, b| a.encoded = b.encoded),
    ("coverage", |a, b| a.coverage = b.coverage),
    ("kept", |a, b| a.kept = b.kept),
    ("direction", |a, b| a.direction = b.direction),
    ("industry", |a, b| a.industry = b.industry),
    ("technology", |a, b| a.technology = b.technology),
    ("level", |a, b| a.level = b.level),
    ("budget", |a, b| a.budget = b.budget),
    ("time", |a, b| a.time = b.time),
    ("tier", |a, b| a.tier = b.tier),
    ("record", |a, b| a.record = b.record),
    ("will", |a, b| a.will = b.will),
    ("freshness", |a, b| a.freshness = b.freshness),
    ("memory", |a, b| a.memory = b.memory),
    ("chosen", |a, b| a.chosen = b.chosen),
];

/// The asking side, prepared once for all edits.
struct Asked<'a> {
    scenario: &'a Scenario,
    vector: SparseVector,
    near: Vec<f32>,
    taste: Option<Taste<'a>>,
    requirements: crate::explain::Asked,
}

/// The rows that the solution is measured against, itself left out, best first.
struct Standing<'a, New> {
    others: Vec<(Option<&'a str>, f32)>,
    /// So many of all rows are ranked for the list.
    ranked: usize,
    whole: bool,
    vendor: Option<&'a str>,
    spread: &'a Spread,
    new: New,
}

/// Where a row would stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    At(usize),
    /// Better solutions of its vendor take all the places that one vendor may have.
    Capped,
    /// Behind the rows that are ranked to the end.
    Behind,
}

impl Place {
    fn rank(self) -> Option<usize> {
        match self {
            Self::At(place) => Some(place),
            Self::Capped | Self::Behind => None,
        }
    }
}

impl<New: Fn(&str) -> bool> Standing<'_, New> {
    /// The place that a score would have.
    fn place(&self, score: f32) -> Place {
        let ahead = self.others.iter().filter(|(_, other)| *other > score).count();
        if !self.whole && ahead == self.others.len() {
            return Place::Behind;
        }
        self.place_behind(ahead, score)
    }

    /// The place behind so many of the others: in the list, where it is shown, else behind it.
    fn place_behind(&self, ahead: usize, score: f32) -> Place {
        let mut rows = self.others.clone();
        rows.insert(ahead, (self.vendor, score));
        let list = &rows[..rows.len().min(self.ranked)];
        let shared = self.spread.share(list, &self.new);
        if let Some(place) = shared.shown.iter().position(|at| *at == ahead) {
            return Place::At(place + 1);
        }
        let before = rows[..ahead].iter();
        let own = before.filter(|(v, _)| v.is_some() && *v == self.vendor).count();
        if own >= self.spread.per_vendor {
            return Place::Capped;
        }
        let left = (0..ahead).filter(|at| !shared.shown.contains(at)).count();
        Place::At(shared.shown.len() + left.saturating_sub(shared.capped) + 1)
    }
}

impl Engine {
    /// Why `solution` stands where it stands for `scenario`, under the options with which its list is ranked and the
    /// spread by which that is shortened to what is shown, as [`Spread::apply`] does. `new_vendor` says whether a vendor has
    /// no record yet.
    /// Neither row needs to have been taken in.
    ///
    /// # Errors
    /// [`Error::Parameter`] where a number is outside its range, [`Error::Row`] for a weight that is not positive.
    pub fn why_not(
        &self,
        scenario: &Scenario,
        solution: &Solution,
        options: &MatchOptions,
        spread: &Spread,
        new_vendor: impl Fn(&str) -> bool,
    ) -> Result<WhyNot, Error> {
        check_options(options)?;
        spread.check()?;
        check_scenario(scenario)?;
        let mut new = NewTerms::default();
        let vector = scenario_vector(&self.vectorizer, scenario, &mut new);
        let asked = Asked {
            scenario,
            near: self.memory.scenarios_like(&vector),
            taste: self.taste(scenario),
            requirements: crate::explain::Asked::of(&scenario.requirements, &self.vectorizer, &mut new, 1),
            vector,
        };
        // As many as are read for a list anyway: the first of them are that list.
        let depth = self.params.get().read.max(options.top);
        let rows = self.ranked(&asked, options, depth, &mut new)?;
        let at = rows.iter().position(|row| self.is(row, &solution.id));
        let own = self.scored(&asked, solution, &mut new);
        let named = |row: &Scored| {
            let vendor = self.solutions.row(row.slot).and_then(|s| s.vendor.as_deref());
            (vendor, row.score)
        };
        let list: Vec<_> = rows.iter().take(options.top).map(named).collect();
        let shared = spread.share(&list, &new_vendor);
        let shown = shared.shown;
        // The last by fit: newcomers stand behind it, whatever theirs.
        let last = shown[..shown.len() - shared.invited].last().map(|at| &rows[*at]);
        let others = rows.iter().filter(|row| !self.is(row, &solution.id));
        let standing = Standing {
            whole: rows.len() < depth,
            others: others.map(named).collect(),
            ranked: options.top,
            vendor: solution.vendor.as_deref(),
            spread,
            new: &new_vendor,
        };
        let place = at.map_or(Place::Behind, |at| standing.place_behind(at, rows[at].score));

        let hidden = options.exclude_vendor.is_some() && options.exclude_vendor == solution.vendor;
        let gates = if hidden || !options.hard_filters {
            Vec::new()
        } else {
            changes::gates(scenario, solution)
        };
        let mut refused: Vec<String> = gates.iter().map(|g| g.0.code().to_owned()).collect();
        let mut all = Vec::new();
        if hidden {
            refused.push("vendor".to_owned());
        } else {
            all.extend(gates.into_iter().map(|g| g.1));
            all.extend(changes::improvements(scenario, solution, &own.coverage));
        }
        let closed = refused.len();
        if place == Place::Capped {
            refused.push("per_vendor".to_owned());
        }
        let mut told = Vec::new();
        let mut kept = Vec::new();
        for edit in all {
            let mut edited = solution.clone();
            edit.apply(&mut edited);
            let scored = self.scored(&asked, &edited, &mut new);
            let still = changes::gates(scenario, &edited).len();
            let open = !options.hard_filters || still == 0;
            if scored.score <= own.score + NOTHING && still >= closed {
                continue;
            }
            told.push(Change {
                code: edit.code.to_owned(),
                values: edit.values.clone(),
                requirement: edit.requirement.clone(),
                score: scored.score,
                rank: standing.place(scored.score).rank().filter(|_| open),
            });
            kept.push(edit);
        }
        let together = (kept.len() > 1).then(|| {
            let mut edited = solution.clone();
            kept.iter().for_each(|edit| edit.apply(&mut edited));
            let scored = self.scored(&asked, &edited, &mut new);
            let open = !options.hard_filters || changes::gates(scenario, &edited).is_empty();
            Change {
                code: "together".to_owned(),
                values: BTreeMap::new(),
                requirement: None,
                score: scored.score,
                rank: standing.place(scored.score).rank().filter(|_| open),
            }
        });
        // Stable: gates first among equals.
        told.sort_by(|a, b| {
            b.rank
                .is_some()
                .cmp(&a.rank.is_some())
                .then(b.score.total_cmp(&a.score))
        });
        Ok(WhyNot {
            model: self.info.digest.clone(),
            shown: shown.len(),
            ranked: rows.len(),
            rank: place.rank(),
            score: own.score,
            bar: last.map(|row| row.score),
            refused,
            deciding: last.map_or_else(Vec::new, |row| {
                deciding(&self.weights, &own.features, &row.features)
            }),
            coverage: own.coverage,
            changes: told,
            together,
        })
    }

    fn is(&self, row: &Scored, id: &str) -> bool {
        self.solutions.row(row.slot).is_some_and(|s| s.id == id)
    }

    fn ranked(
        &self,
        asked: &Asked<'_>,
        options: &MatchOptions,
        depth: usize,
        new: &mut NewTerms,
    ) -> Result<Vec<Scored>, Error> {
        let owner = options.exclude_vendor.as_deref();
        let filter = crate::candidates::Filter::solutions(asked.scenario, options.hard_filters, owner);
        let side = (&self.solutions, &self.near_solutions);
        let query = (&asked.vector, asked.scenario.vector.as_ref());
        let (pool, _) = self.pool(side, query, options, &filter)?;
        Ok(self.rank_solutions(asked.scenario, &asked.vector, pool, depth, new))
    }

    /// Scores a row as if it had been taken in.
    fn scored(&self, asked: &Asked<'_>, solution: &Solution, new: &mut NewTerms) -> Scored {
        let vector = solution_vector(&self.vectorizer, solution, new);
        let packed = Packed::new(&vector);
        let memory = if self.memory.is_empty() {
            0.0
        } else {
            let like = self.memory.solutions_like(&packed.vector());
            self.memory.recall(&asked.near, &like, None).centred
        };
        let known = Known {
            text: packed.dot(&Probe::new(&asked.vector)),
            meaning: packed.alike(&asked.vector),
            encoded: self.encoded(asked.scenario, solution),
            memory,
            chosen: asked.taste.as_ref().and_then(|taste| taste.of(&solution.id)),
        };
        let mut row = draft(0, known, (asked.scenario, solution), &self.weights);
        if !asked.scenario.requirements.is_empty() {
            let passages = Passages::of(solution, &asked.requirements, self.analyzer());
            self.read(&mut row, asked.scenario, &asked.requirements, &passages);
        }
        row
    }
}

/// What each feature of the shown row would do to the solution's score.
fn deciding(weights: &Weights, own: &Features, shown: &Features) -> Vec<Deciding> {
    let base = weights.score(own);
    let value = |features: &Features, name: &str| {
        let parts = features.components();
        parts.into_iter().find(|c| c.name == name).map(|c| c.value)
    };
    let mut found: Vec<Deciding> = FEATURES
        .iter()
        .filter_map(|(name, swap)| {
            let mut swapped = own.clone();
            swap(&mut swapped, shown);
            let costs = weights.score(&swapped) - base;
            (costs.abs() > NOTHING).then(|| Deciding {
                name: (*name).to_owned(),
                own: value(own, name),
                shown: value(shown, name),
                costs,
            })
        })
        .collect();
    found.sort_by(|a, b| b.costs.total_cmp(&a.costs));
    found
}
