//! Who fits whom? The two sides, the fitted model, and the lists.

use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use crate::behaviour::Alike;
use crate::candidates::{Dense, Index};
use crate::embed::{Meaning, NewTerms, Role, SAMPLE, SparseVector, Vectorizer, WHOLE};
use crate::error::Error;
use crate::model::{Lesson, ModelInfo};
use crate::params::{Params, ValidParams};
use crate::rank::{Grader, Memory, Weights};
use crate::rows::{Scenario, Solution};
use crate::standing::{LEAST_ROWS, Scale};
use crate::text::Analyzer;

/// Solutions, scenarios, and the model that puts them together.
///
/// The score of a pair depends on the model and the two rows alone, not on which other rows are there
/// or on which side asks.
///
/// What it was fitted on and what it learned are apart: several lessons can rank the same rows.
#[derive(Debug)]
pub struct Engine {
    /// Shared with nobody but the engines that [`Engine::as_taught`] and [`Engine::unlearned`] lend out.
    pub(crate) rows: Arc<Rows>,
    pub(crate) info: ModelInfo,
    pub(crate) memory: Arc<Memory>,
    pub(crate) grader: Option<Grader>,
    pub(crate) weights: Weights,
    pub(crate) lesson: Option<Lesson>,
    pub(crate) alike: Arc<Alike>,
}

/// What is there whatever was learned. Nobody outside can name it or see into it.
#[derive(Debug)]
pub struct Rows {
    pub(crate) params: ValidParams,
    /// What the engine's `info` is while nothing is learned.
    pub(crate) prior_info: ModelInfo,
    pub(crate) vectorizer: Vectorizer,
    /// What cosines of the encoder are commonly like, where enough of the fitted rows had its vectors.
    pub(crate) scale: Option<Scale>,
    pub(crate) solutions: Index<Solution>,
    pub(crate) scenarios: Index<Scenario>,
    pub(crate) near_solutions: Dense,
    pub(crate) near_scenarios: Dense,
    /// Terms of what solutions' forms state, ascending, by id: they cover requirements, and rank by that alone.
    pub(crate) stated: HashMap<String, Box<[u32]>>,
}

impl Deref for Engine {
    type Target = Rows;

    fn deref(&self) -> &Rows {
        &self.rows
    }
}

impl Engine {
    /// Fits the term weights on both sides and takes the rows in, by their ids, so that their order changes nothing. Empty
    /// sides are legal.
    ///
    /// # Errors
    /// [`Error::Parameter`], [`Error::Row`] for an empty id or a weight that is not positive,
    /// [`Error::DuplicateId`].
    pub fn fit(
        mut solutions: Vec<Solution>,
        mut scenarios: Vec<Scenario>,
        analyzer: Arc<Analyzer>,
        params: &Params,
    ) -> Result<Self, Error> {
        let params = params.check()?;
        solutions.sort_by(|a, b| a.id.cmp(&b.id));
        scenarios.sort_by(|a, b| a.id.cmp(&b.id));
        let texts = texts(&solutions, &scenarios);
        let mut vectorizer = Vectorizer::fit(analyzer, texts);
        fit_meaning(&mut vectorizer, &solutions, &scenarios, params.get().seed)?;
        let scale = Scale::of(&scenarios, &solutions);
        Self::assemble(params, (vectorizer, scale), solutions, scenarios)
    }

    /// An engine with weights fitted on these rows and none of them taken in. The order of rows moves last digits: it should
    /// be that of their ids, as in [`Engine::fit`].
    pub(crate) fn weights(
        solutions: &[Solution],
        scenarios: &[Scenario],
        analyzer: Arc<Analyzer>,
        params: &Params,
    ) -> Result<Self, Error> {
        let texts = texts(solutions, scenarios);
        let mut vectorizer = Vectorizer::fit(analyzer, texts);
        fit_meaning(&mut vectorizer, solutions, scenarios, params.seed)?;
        let scale = Scale::of(scenarios, solutions);
        Self::assemble(params.check()?, (vectorizer, scale), Vec::new(), Vec::new())
    }

    pub(crate) fn assemble(
        params: ValidParams,
        (vectorizer, scale): (Vectorizer, Option<Scale>),
        solutions: Vec<Solution>,
        scenarios: Vec<Scenario>,
    ) -> Result<Self, Error> {
        let info = ModelInfo::of(&params, &vectorizer, scale.as_ref(), None)?;
        let mut engine = Self {
            rows: Arc::new(Rows {
                params,
                prior_info: info.clone(),
                vectorizer,
                scale,
                solutions: Index::default(),
                scenarios: Index::default(),
                near_solutions: Dense::default(),
                near_scenarios: Dense::default(),
                stated: HashMap::default(),
            }),
            info,
            memory: Arc::default(),
            grader: None,
            weights: Weights::default(),
            lesson: None,
            alike: Arc::default(),
        };
        for solution in solutions {
            if engine.solutions.contains(&solution.id) {
                return Err(Error::DuplicateId {
                    id: solution.id,
                    side: "solutions",
                });
            }
            engine.upsert_solution(solution)?;
        }
        for scenario in scenarios {
            if engine.scenarios.contains(&scenario.id) {
                return Err(Error::DuplicateId {
                    id: scenario.id,
                    side: "scenarios",
                });
            }
            engine.upsert_scenario(scenario)?;
        }
        Ok(engine)
    }

    /// The fitted model.
    pub fn model(&self) -> &ModelInfo {
        &self.info
    }

    /// What judgements taught it; none before [`Engine::learn`].
    pub fn lesson(&self) -> Option<&Lesson> {
        self.lesson.as_ref()
    }

    /// The analyser it was fitted with.
    pub fn analyzer(&self) -> &Arc<Analyzer> {
        self.vectorizer.analyzer()
    }

    /// Number of solutions.
    pub fn solutions(&self) -> usize {
        self.solutions.len()
    }

    /// Number of scenarios.
    pub fn scenarios(&self) -> usize {
        self.scenarios.len()
    }

    /// Bytes of what both sides are searched by, the rows' own texts aside; hash tables are estimated.
    pub fn index_bytes(&self) -> usize {
        let near = self.near_solutions.bytes() + self.near_scenarios.bytes();
        self.solutions.bytes() + self.scenarios.bytes() + near
    }

    /// The solution with this id, as it was taken in.
    pub fn solution(&self, id: &str) -> Option<&Solution> {
        self.solutions.get(id)
    }

    /// The scenario with this id, as it was taken in.
    pub fn scenario(&self, id: &str) -> Option<&Scenario> {
        self.scenarios.get(id)
    }

    /// How far a pair stands out by the vectors of an encoder outside, from 0 to 1; the cosine itself where the model does
    /// not know what is common for that encoder. `None` where either row has no vector, or another encoder's.
    pub(crate) fn encoded(&self, scenario: &Scenario, solution: &Solution) -> Option<f32> {
        let (asked, offered) = scenario.vector.as_ref().zip(solution.vector.as_ref())?;
        let cosine = asked.cosine(offered)?;
        let scale = self.scale.as_ref().filter(|scale| scale.model == asked.model);
        Some(scale.map_or(cosine.clamp(0.0, 1.0), |scale| scale.standing(cosine)))
    }

    /// Whether a new fit would teach what is common among cosines of the encoder that made the rows' vectors, and
    /// the model does not know it: vectors often come after the rows that they are of.
    pub fn wants_a_scale(&self) -> bool {
        let Some(model) = self.near_solutions.model() else {
            return false;
        };
        let known = self.scale.as_ref().is_some_and(|scale| scale.model == model);
        let dressed = self.near_solutions.len();
        let enough = dressed >= LEAST_ROWS && 2 * dressed >= self.solutions.len();
        !known && enough && self.near_scenarios.len() > 0 && self.near_scenarios.model() == Some(model)
    }

    fn rows_mut(&mut self) -> &mut Rows {
        // Engines that share them are lent for one call that borrows this one.
        Arc::get_mut(&mut self.rows).expect("nobody else holds the rows while this engine can be changed")
    }

    /// Takes a solution in, or replaces the one with its id. The model stays as it was fitted.
    ///
    /// # Errors
    /// [`Error::Row`] where the id is empty or the vector cannot be compared.
    pub fn upsert_solution(&mut self, solution: Solution) -> Result<(), Error> {
        check_id(&solution.id)?;
        let rows = self.rows_mut();
        rows.near_solutions.put(&solution.id, solution.vector.as_ref())?;
        let mut new = NewTerms::default();
        let vector = solution_vector(&rows.vectorizer, &solution, &mut new);
        let stated = stated_terms(&rows.vectorizer, &solution, &mut new);
        rows.vectorizer.take_in(new);
        let id = solution.id.clone();
        match stated.is_empty() {
            true => rows.stated.remove(&id),
            false => rows.stated.insert(id.clone(), stated),
        };
        rows.solutions.upsert(&id, solution, vector);
        Ok(())
    }

    /// Takes a scenario in, or replaces the one with its id.
    ///
    /// # Errors
    /// [`Error::Row`] where the id is empty, a requirement's weight is not positive or the vector cannot be compared.
    pub fn upsert_scenario(&mut self, scenario: Scenario) -> Result<(), Error> {
        check_id(&scenario.id)?;
        check_scenario(&scenario)?;
        let rows = self.rows_mut();
        rows.near_scenarios.put(&scenario.id, scenario.vector.as_ref())?;
        let mut new = NewTerms::default();
        let vector = scenario_vector(&rows.vectorizer, &scenario, &mut new);
        rows.vectorizer.take_in(new);
        let id = scenario.id.clone();
        rows.scenarios.upsert(&id, scenario, vector);
        Ok(())
    }

    /// Takes a solution out; false where there is none with this id.
    pub fn remove_solution(&mut self, id: &str) -> bool {
        let rows = self.rows_mut();
        rows.near_solutions.remove(id);
        rows.stated.remove(id);
        rows.solutions.remove(id)
    }

    /// Takes a scenario out; false where there is none with this id.
    pub fn remove_scenario(&mut self, id: &str) -> bool {
        let rows = self.rows_mut();
        rows.near_scenarios.remove(id);
        rows.scenarios.remove(id)
    }
}

pub(crate) fn solution_texts(solution: &Solution) -> Vec<&str> {
    let passages = solution
        .capabilities
        .iter()
        .chain(&solution.cases)
        .map(|p| p.text.as_str());
    [solution.title.as_str(), solution.text.as_str()]
        .into_iter()
        .chain(passages)
        .collect()
}

pub(crate) fn scenario_texts(scenario: &Scenario) -> Vec<&str> {
    let requirements = scenario.requirements.iter().map(|r| r.text.as_str());
    [scenario.title.as_str(), scenario.text.as_str()]
        .into_iter()
        .chain(requirements)
        .collect()
}

fn texts<'a>(
    solutions: &'a [Solution],
    scenarios: &'a [Scenario],
) -> impl Iterator<Item = (Role, Vec<&'a str>)> {
    let answers = solutions.iter().map(|s| (Role::Answers, solution_texts(s)));
    answers.chain(scenarios.iter().map(|s| (Role::Asks, scenario_texts(s))))
}

pub(crate) fn solution_vector(
    vectorizer: &Vectorizer,
    solution: &Solution,
    new: &mut NewTerms,
) -> SparseVector {
    vectorizer.row(
        Role::Answers,
        &solution.title,
        &solution_texts(solution)[1..],
        new,
    )
}

/// Term numbers of what a solution's form states, ascending.
fn stated_terms(vectorizer: &Vectorizer, solution: &Solution, new: &mut NewTerms) -> Box<[u32]> {
    let mut numbers = Vec::new();
    for line in &solution.stated {
        vectorizer.terms(&line.text, new, |number, _, _| numbers.push(number));
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into()
}

pub(crate) fn scenario_vector(
    vectorizer: &Vectorizer,
    scenario: &Scenario,
    new: &mut NewTerms,
) -> SparseVector {
    vectorizer.row(Role::Asks, &scenario.title, &scenario_texts(scenario)[1..], new)
}

/// Fits the vectors of meaning on an even sample of both sides.
fn fit_meaning(
    vectorizer: &mut Vectorizer,
    solutions: &[Solution],
    scenarios: &[Scenario],
    seed: u64,
) -> Result<(), Error> {
    let step = (solutions.len() + scenarios.len()).div_ceil(SAMPLE).max(1);
    let mut rows = Vec::new();
    let mut new = NewTerms::default();
    for solution in solutions.iter().step_by(step) {
        rows.push(solution_vector(vectorizer, solution, &mut new).beside_its_own());
    }
    for scenario in scenarios.iter().step_by(step) {
        rows.push(scenario_vector(vectorizer, scenario, &mut new).beside_its_own());
    }
    vectorizer.take_in(new);
    let meaning = Meaning::fit(&rows, vectorizer.keys().len(), seed)?;
    vectorizer.set_meaning(meaning);
    Ok(())
}

/// Mean of cosine and BM25 from their sum, as often as each counts.
pub(crate) fn words_score(sum: f32) -> f32 {
    (sum / WHOLE).clamp(0.0, 1.0)
}

fn check_id(id: &str) -> Result<(), Error> {
    if id.trim().is_empty() {
        return Err(Error::Row {
            id: String::new(),
            field: "id",
            expected: "an id that is not blank",
        });
    }
    Ok(())
}

/// Largest weight of a requirement: sums of such stay numbers.
const MAX_WEIGHT: f32 = 1e6;

pub(crate) fn check_scenario(scenario: &Scenario) -> Result<(), Error> {
    // Written so that NaN fails.
    if scenario
        .requirements
        .iter()
        .all(|r| r.weight > 0.0 && r.weight <= MAX_WEIGHT)
    {
        return Ok(());
    }
    Err(Error::Row {
        id: scenario.id.clone(),
        field: "requirements.weight",
        expected: "a number greater than 0, at most 1000000",
    })
}
