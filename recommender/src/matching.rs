//! Which rows, in which order, and with which reasons? From candidates to lists.
//!
//! Words and filters choose a pool; its rows are ranked by everything but coverage; the best of them are
//! read requirement by requirement, and that decides their final order.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::behaviour::Taste;
use crate::candidates::{Counts, Dense, Exclusion, Filter, Found, Gated, Index, Probe, tie_break};
use crate::embed::{NewTerms, SparseVector};
use crate::engine::{Engine, check_scenario, scenario_texts, scenario_vector, solution_vector, words_score};
use crate::error::Error;
use crate::explain::{
    Asked, Common, Passages, Said, SharedFields, SharedWords, at_most, cover, limits, lines_of_text, reasons,
    says_little, words,
};
use crate::parallel::{HANDS, both, by_parts, share, together};
use crate::rank::{Features, Known, Weights, covered_share, kept_share, pair_features, share_of};
use crate::results::{Coverage, Excluded, MatchEntry, MatchList, MatchOptions};
use crate::rows::{RowVector, Scenario, Solution};

/// Longest list that can be asked for.
const MAX_TOP: usize = 100_000;

/// A scored candidate, before its reasons are written.
pub(crate) struct Scored {
    pub slot: u32,
    pub score: f32,
    pub features: Features,
    pub coverage: Vec<Coverage>,
    /// What the solution says it does not do, of what is asked for.
    pub limits: Vec<String>,
}

/// How far drafts are read.
struct Reading<'a> {
    left: std::slice::IterMut<'a, Scored>,
    /// The highest scores so far, in order.
    best: Vec<f32>,
    done: usize,
}

impl<'a> Reading<'a> {
    /// The next draft that may come among the first `top`.
    fn next(&mut self, top: usize) -> Option<&'a mut Scored> {
        let bound = self.left.as_slice().first()?.score;
        if self.best.len() == top && self.best[top - 1] > bound {
            return None;
        }
        self.done += 1;
        self.left.next()
    }

    fn came(&mut self, score: f32, top: usize) {
        self.best
            .insert(self.best.partition_point(|s| *s >= score), score);
        self.best.truncate(top);
    }
}

/// Slots with the scores of their words, and how many rows each filter left out.
pub(crate) type Candidates = (Vec<(u32, f32)>, Vec<Excluded>);

impl Engine {
    /// Ranks the solutions for a scenario, which need not have been taken in.
    ///
    /// # Errors
    /// [`Error::Parameter`] where `top` is 0, [`Error::Row`] for a weight that is not positive.
    pub fn match_scenario(&self, scenario: &Scenario, options: &MatchOptions) -> Result<MatchList, Error> {
        check_options(options)?;
        check_scenario(scenario)?;
        let keep = self.params.get().pool.max(options.top);
        self.matched(scenario, options, |vector, filter| {
            self.solutions.nearest(vector, keep, filter)
        })
    }

    /// As [`Engine::match_scenario`], with every solution scored in full, which takes a microsecond for each:
    /// to measure what the search passes over for speed.
    ///
    /// # Errors
    /// As [`Engine::match_scenario`].
    pub fn match_scenario_in_full(
        &self,
        scenario: &Scenario,
        options: &MatchOptions,
    ) -> Result<MatchList, Error> {
        check_options(options)?;
        check_scenario(scenario)?;
        let keep = self.params.get().pool.max(options.top);
        self.matched(scenario, options, |vector, filter| {
            self.solutions.nearest_in_full(vector, keep, filter)
        })
    }

    fn matched(
        &self,
        scenario: &Scenario,
        options: &MatchOptions,
        search: impl Fn(&SparseVector, &Filter<'_>) -> Found,
    ) -> Result<MatchList, Error> {
        let mut new = NewTerms::default();
        // What lists are told by needs no vector.
        let (vector, told) = both(
            || scenario_vector(&self.vectorizer, scenario, &mut new),
            || self.told(scenario),
        );
        let owner = options.exclude_vendor.as_deref();
        let filter = Filter::solutions(scenario, options.hard_filters, owner);
        let mut found = search(&vector, &filter);
        if let Some(encoded) = &scenario.vector {
            let near = (&self.near_solutions, encoded);
            self.solutions.unite(&mut found.pool, near, (&vector, &filter))?;
        }
        let scored = self.rank_solutions(scenario, &vector, found.pool, options.top, &mut new);
        let excluded = excluded(&found.excluded);
        Ok(self.list(&self.solutions, scored, excluded, |solution, s| {
            self.entry(solution.id.clone(), (scenario, solution), s, &told)
        }))
    }

    /// Ranks the scenarios for a solution, which need not have been taken in.
    ///
    /// # Errors
    /// [`Error::Parameter`] where `top` is 0.
    pub fn match_solution(&self, solution: &Solution, options: &MatchOptions) -> Result<MatchList, Error> {
        check_options(options)?;
        let mut new = NewTerms::default();
        let vector = solution_vector(&self.vectorizer, solution, &mut new);
        let owner = options.exclude_vendor.as_deref();
        let filter = Filter::scenarios(solution, options.hard_filters, owner, options.on);
        let side = (&self.scenarios, &self.near_scenarios);
        let asked = (&vector, solution.vector.as_ref());
        let (pool, excluded) = self.pool(side, asked, options, &filter)?;
        let like = self.memory.solutions_like(&vector);
        // One organisation may ask for many things.
        let mut tastes: HashMap<Option<&str>, Option<Taste<'_>>> = HashMap::new();
        let drafts = pool.into_iter().filter_map(|(slot, text)| {
            let scenario = self.scenarios.row(slot)?;
            let taste = (tastes.entry(scenario.buyer.as_deref())).or_insert_with(|| self.taste(scenario));
            let known = Known {
                text,
                meaning: self.scenarios.packed(slot)?.alike(&vector),
                encoded: self.encoded(scenario, solution),
                memory: self.recall_scenario(&like, slot).centred,
                chosen: taste.as_ref().and_then(|taste| taste.of(&solution.id)),
            };
            Some(draft(slot, known, (scenario, solution), &self.weights))
        });
        let mut scored = self.best(&self.scenarios, drafts.collect(), options.top);
        // To bound a scenario's coverage its lines would have to be read.
        let at_most = |row: &Scored| {
            let asks = self.scenarios.row(row.slot)?;
            (!asks.requirements.is_empty()).then_some(1.0)
        };
        self.read_best(&mut scored, options.top, at_most, |row| {
            if let Some(scenario) = self.scenarios.row(row.slot) {
                let lines = &scenario.requirements;
                let asked = Asked::of(lines, &self.vectorizer, &mut NewTerms::default(), 1);
                let passages = Passages::of(solution, &asked, self.analyzer());
                self.read(row, scenario, &asked, &passages);
            }
        });
        order(&self.scenarios, &mut scored);
        scored.truncate(options.top);
        Ok(self.list(&self.scenarios, scored, excluded, |scenario, s| {
            // How many organisations chose as the buyer did is for the buyer to know, not for its vendors.
            let told = Told {
                to_buyer: false,
                ..self.told(scenario)
            };
            self.entry(scenario.id.clone(), (scenario, solution), s, &told)
        }))
    }

    /// Ids and scores of the best solutions for a scenario, without filters or reasons.
    ///
    /// # Errors
    /// As [`Engine::match_scenario`].
    pub fn rank_scenario(&self, scenario: &Scenario, top: usize) -> Result<Vec<(String, f32)>, Error> {
        let options = MatchOptions {
            top,
            hard_filters: false,
            ..MatchOptions::default()
        };
        check_options(&options)?;
        check_scenario(scenario)?;
        let mut new = NewTerms::default();
        let vector = scenario_vector(&self.vectorizer, scenario, &mut new);
        let side = (&self.solutions, &self.near_solutions);
        let asked = (&vector, scenario.vector.as_ref());
        let (pool, _) = self.pool(side, asked, &options, &Filter::default())?;
        Ok(self.named(self.rank_solutions(scenario, &vector, pool, top, &mut new)))
    }

    /// Ranks just these solutions for a scenario; ids that are not there are passed over.
    ///
    /// # Errors
    /// As [`Engine::match_scenario`].
    pub fn rank_these<'a>(
        &self,
        scenario: &Scenario,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<(String, f32)>, Error> {
        check_scenario(scenario)?;
        let mut new = NewTerms::default();
        let vector = scenario_vector(&self.vectorizer, scenario, &mut new);
        let probe = Probe::new(&vector);
        let pool: Vec<(u32, f32)> = ids
            .into_iter()
            .filter_map(|id| self.solutions.score_one(id, &probe))
            .collect();
        let top = pool.len();
        Ok(self.named(self.rank_solutions(scenario, &vector, pool, top, &mut new)))
    }

    fn named(&self, scored: Vec<Scored>) -> Vec<(String, f32)> {
        let name = |s: Scored| Some((self.solutions.row(s.slot)?.id.clone(), s.score));
        scored.into_iter().filter_map(name).collect()
    }

    /// The best candidates by words and by an encoder's vectors, hard filters applied, and how many rows each filter
    /// left out.
    pub(crate) fn pool<Row: Gated>(
        &self,
        (side, near): (&Index<Row>, &Dense),
        (query, encoded): (&SparseVector, Option<&RowVector>),
        options: &MatchOptions,
        filter: &Filter<'_>,
    ) -> Result<Candidates, Error> {
        let keep = self.params.get().pool.max(options.top);
        let mut found = side.nearest(query, keep, filter);
        if let Some(encoded) = encoded {
            side.unite(&mut found.pool, (near, encoded), (query, filter))?;
        }
        Ok((found.pool, excluded(&found.excluded)))
    }

    pub(crate) fn rank_solutions(
        &self,
        scenario: &Scenario,
        vector: &SparseVector,
        pool: Vec<(u32, f32)>,
        top: usize,
        new: &mut NewTerms,
    ) -> Vec<Scored> {
        let near = self.memory.scenarios_like(vector);
        let taste = self.taste(scenario);
        let drafted = |&(slot, text): &(u32, f32)| {
            let solution = self.solutions.row(slot)?;
            let known = Known {
                text,
                meaning: self.solutions.packed(slot)?.alike(vector),
                encoded: self.encoded(scenario, solution),
                memory: self.recall_solution(&near, slot).centred,
                chosen: taste.as_ref().and_then(|taste| taste.of(&solution.id)),
            };
            Some(draft(slot, known, (scenario, solution), &self.weights))
        };
        let drafts = by_parts(&pool, |part| part.iter().filter_map(drafted).collect());
        let mut scored = self.best(&self.solutions, drafts, top);
        if !scenario.requirements.is_empty() {
            let asked = Asked::of(&scenario.requirements, &self.vectorizer, new, HANDS);
            let at_most = |row: &Scored| {
                let mut terms = asked.among(self.solutions.packed(row.slot)?.terms());
                let solution = self.solutions.row(row.slot)?;
                let stated = self.stated.get(&solution.id);
                if let Some(stated) = &stated {
                    terms.add(&asked.among(stated.iter().copied()));
                }
                let most = at_most(&asked, &terms, (solution, stated.is_some()), &self.params);
                share_of(scenario, most.into_iter())
            };
            self.read_best(&mut scored, top, at_most, |row| {
                if let Some(solution) = self.solutions.row(row.slot) {
                    let passages = Passages::of(solution, &asked, self.analyzer());
                    self.read(row, scenario, &asked, &passages);
                }
            });
            order(&self.solutions, &mut scored);
        }
        scored.truncate(top);
        scored
    }

    /// What is known of a scenario's buyer by what it chose, where it chose anything.
    pub(crate) fn taste(&self, scenario: &Scenario) -> Option<Taste<'_>> {
        self.alike.taste(scenario.buyer.as_deref(), |_| false)
    }

    /// The drafts that are worth reading, best first.
    fn best<Row: HasId>(&self, side: &Index<Row>, mut drafts: Vec<Scored>, top: usize) -> Vec<Scored> {
        order(side, &mut drafts);
        drafts.truncate(self.params.get().read.max(top));
        drafts
    }

    /// Reads drafts, the most promising first, until no other can come among the first `top`; the rest is
    /// dropped. `at_most` bounds a draft's coverage.
    ///
    /// Exact because a score only rises with coverage, and falls with what is contradicted: a draft that is not read has
    /// at most the score that its bound gives it. How many are read beyond that depends on the hands, which drafts stand
    /// first does not.
    fn read_best(
        &self,
        scored: &mut Vec<Scored>,
        top: usize,
        at_most: impl Fn(&Scored) -> Option<f32> + Sync,
        read: impl Fn(&mut Scored) + Sync,
    ) {
        let weights = &self.weights;
        let bound = |row: &Scored| {
            weights.score(&Features {
                coverage: at_most(row),
                ..row.features.clone()
            })
        };
        let bounds = by_parts(scored, |part| part.iter().map(bound).collect());
        for (row, bound) in scored.iter_mut().zip(bounds) {
            row.score = bound;
        }
        // Stable: of equal bounds the better draft first.
        scored.sort_by(|a, b| b.score.total_cmp(&a.score));
        let reading = Mutex::new(Reading {
            left: scored.iter_mut(),
            best: Vec::with_capacity(top + 1),
            done: 0,
        });
        let state = || reading.lock().unwrap_or_else(PoisonError::into_inner);
        together(HANDS, |_| {
            while let Some(row) = { state().next(top) } {
                read(row);
                state().came(row.score, top);
            }
        });
        let done = state().done;
        drop(reading);
        scored.truncate(done);
    }

    /// Reads a draft requirement by requirement, and scores it anew.
    pub(crate) fn read(&self, row: &mut Scored, scenario: &Scenario, asked: &Asked, passages: &Passages<'_>) {
        row.coverage = cover(&asked.requirements, passages, &self.params);
        row.limits = limits(asked, passages);
        row.features.coverage = covered_share(scenario, &row.coverage);
        row.features.kept = kept_share(scenario, &row.coverage);
        row.score = self.weights.score(&row.features);
    }

    fn list<Row: HasId + Sync>(
        &self,
        side: &Index<Row>,
        scored: Vec<Scored>,
        excluded: Vec<Excluded>,
        entry: impl Fn(&Row, Scored) -> MatchEntry + Sync,
    ) -> MatchList {
        let entries = share(HANDS, scored, |s| Some(entry(side.row(s.slot)?, s)))
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(n, e)| MatchEntry { rank: n + 1, ..e })
            .collect();
        MatchList {
            model: self.info.digest.clone(),
            considered: side.len(),
            excluded,
            entries,
        }
    }

    fn entry(
        &self,
        id: String,
        (scenario, solution): (&Scenario, &Solution),
        scored: Scored,
        told: &Told<'_>,
    ) -> MatchEntry {
        let (coverage, limits) = match &told.lines {
            Some(lines) => {
                let passages = Passages::of(solution, lines, self.analyzer());
                let coverage = cover(&lines.requirements, &passages, &self.params);
                (coverage, limits(lines, &passages))
            }
            None => (scored.coverage, scored.limits),
        };
        let said = Said::of(solution);
        let terms = told.words.with(&said);
        // Of a list of scenarios the vendor is known: it asks.
        let vendor = (id == solution.id).then(|| solution.vendor.clone()).flatten();
        MatchEntry {
            id,
            vendor,
            rank: 0,
            score: scored.score,
            components: scored.features.components(),
            reasons: reasons(
                scenario,
                solution,
                &scored.features,
                &coverage,
                &Common {
                    terms,
                    fields: told.fields.with(&said),
                    limits,
                },
                told.to_buyer,
            ),
            coverage,
        }
    }

    /// Prepares what every entry of a scenario is told by.
    fn told(&self, scenario: &Scenario) -> Told<'_> {
        let lines = scenario.requirements.is_empty().then(|| {
            let lines = lines_of_text(scenario);
            Asked::of(&lines, &self.vectorizer, &mut NewTerms::default(), 1)
        });
        let texts = scenario_texts(scenario);
        let mut said = words(self.analyzer(), &texts);
        said.retain(|word| !says_little(word));
        Told {
            to_buyer: true,
            lines,
            fields: SharedFields::of(self.analyzer(), &texts),
            words: SharedWords::of(&self.vectorizer, said),
        }
    }
}

/// What the entries of one scenario have in common.
struct Told<'a> {
    to_buyer: bool,
    /// The sentences that stand in for requirements, where there are none.
    lines: Option<Asked>,
    words: SharedWords<'a>,
    fields: SharedFields<'a>,
}

/// What was counted, by reason.
fn excluded(counts: &Counts) -> Vec<Excluded> {
    let mut excluded: Vec<Excluded> = Exclusion::ALL
        .into_iter()
        .filter(|reason| counts[*reason as usize] > 0)
        .map(|reason| Excluded {
            reason: reason.code().to_owned(),
            count: counts[reason as usize],
        })
        .collect();
    excluded.sort_by_key(|e| std::cmp::Reverse(e.count));
    excluded
}

/// A candidate scored by everything but coverage.
pub(crate) fn draft(
    slot: u32,
    known: Known,
    (scenario, solution): (&Scenario, &Solution),
    weights: &Weights,
) -> Scored {
    let known = Known {
        text: words_score(known.text),
        ..known
    };
    let features = pair_features(scenario, solution, known);
    Scored {
        slot,
        score: weights.score(&features),
        features,
        limits: Vec::new(),
        coverage: Vec::new(),
    }
}

/// Best first; equal scores in a fixed pseudo-random order.
fn order<Row: HasId>(side: &Index<Row>, scored: &mut [Scored]) {
    let id = |slot: u32| side.row(slot).map_or("", HasId::id);
    scored.sort_by(|a, b| {
        let (x, y) = (id(a.slot), id(b.slot));
        b.score
            .total_cmp(&a.score)
            .then_with(|| tie_break(x).cmp(&tie_break(y)))
            .then_with(|| x.cmp(y))
    });
}

trait HasId: Gated {
    fn id(&self) -> &str;
}

impl HasId for Solution {
    fn id(&self) -> &str {
        &self.id
    }
}

impl HasId for Scenario {
    fn id(&self) -> &str {
        &self.id
    }
}

pub(crate) fn check_options(options: &MatchOptions) -> Result<(), Error> {
    if !(1..=MAX_TOP).contains(&options.top) {
        return Err(Error::Parameter {
            field: "top",
            expected: "a number from 1 to 100000",
            found: options.top.to_string(),
        });
    }
    Ok(())
}
