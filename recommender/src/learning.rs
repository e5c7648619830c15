//! What do judged pairs change?
//!
//! They are remembered, and a grader is fitted on them. Without judgements the engine ranks by its
//! prior; judgements move it from there, most where similar pairs were judged.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::behaviour::Alike;
use crate::candidates::Probe;
use crate::embed::NewTerms;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::engine::{Engine, check_scenario, scenario_texts, scenario_vector, words_score};
use crate::error::Error;
use crate::explain::{Asked, Passages};
use crate::matching::draft;
use crate::model::{Learned, Lesson, ModelInfo};
use crate::rank::{
    Example, Examples, Grader, Judged, Known, Memory, MemoryRows, Recollection, Weights, centre, fit_weights,
    foretelling, inputs, values,
};
use crate::results::Judgement;
use crate::rows::Scenario;
use crate::teaching::{Choice, Teaching};
use crate::text::normalize;

/// Pairs of each scenario that nobody judged, to fit on beside the judged ones.
const UNJUDGED: usize = 10;
/// Highest grade; gains are 2^grade.
const HIGHEST: u8 = 30;

/// Judged pairs: their vectors, and by pair the grade and what an encoder says.
struct Remembered {
    rows: MemoryRows,
    grades: Vec<u8>,
    encoded: Vec<Option<f32>>,
}

/// What an engine was taught by [`Engine::learn_aside`]: it ranks by it only in [`Engine::as_taught`].
#[derive(Debug)]
pub struct Taught {
    /// Digest of the fit: what is remembered counts terms as that fit does.
    fit: String,
    info: ModelInfo,
    memory: Arc<Memory>,
    grader: Option<Grader>,
    weights: Weights,
    lesson: Option<Lesson>,
    alike: Arc<Alike>,
}

impl Taught {
    /// The model that ranks where this was learned.
    pub fn model(&self) -> &ModelInfo {
        &self.info
    }
}

impl Engine {
    /// Learns from judged pairs of rows that were taken in; what was learned before is replaced. The
    /// remembered rows stay as they were now, whatever becomes of them.
    ///
    /// An empty list forgets everything. Where all grades are equal, the order stays the prior's and the
    /// expected grade is that grade.
    ///
    /// # Errors
    /// [`Error::Row`] for an unknown id or a grade above 30, [`Error::DuplicateId`] for a pair that is
    /// judged twice.
    pub fn learn(&mut self, judgements: &[Judgement]) -> Result<(), Error> {
        self.learn_with(judgements, &[])
    }

    /// As [`Engine::learn`], and from who chose what: between solutions that fit alike, one that organisations chose
    /// which chose as the buyer did stands first. A buyer that chose nothing, and a solution that too few chose
    /// ([`crate::behaviour::LEAST_ALIKE`]), keep the score that they have. Choices are read beside judged pairs:
    /// without any, nothing is learned.
    ///
    /// # Errors
    /// Those of [`Engine::learn`]; [`Error::Row`] for a choice with a blank id or an unknown solution,
    /// [`Error::DuplicateId`] for one that is there twice.
    pub fn learn_with(&mut self, judgements: &[Judgement], choices: &[Choice]) -> Result<(), Error> {
        let mut by_scenario: BTreeMap<&str, BTreeMap<&str, u8>> = BTreeMap::new();
        for judgement in judgements {
            if judgement.grade > HIGHEST {
                let id = format!("{} / {}", judgement.scenario, judgement.solution);
                return Err(Error::Row {
                    id,
                    field: "grade",
                    expected: "a whole number from 0 to 30",
                });
            }
            let judged = by_scenario.entry(&judgement.scenario).or_default();
            if judged.insert(&judgement.solution, judgement.grade).is_some() {
                let id = format!("{} / {}", judgement.scenario, judgement.solution);
                return Err(Error::DuplicateId {
                    id,
                    side: "judgements",
                });
            }
        }
        let unknown = choices.iter().find(|c| self.solution(&c.solution).is_none());
        if let Some(choice) = unknown {
            return Err(Error::Row {
                id: choice.solution.clone(),
                field: "solution",
                expected: "a solution that was taken in",
            });
        }
        let alike = Alike::fit(choices.to_vec())?;
        if judgements.is_empty() {
            self.memory = Arc::default();
            self.grader = None;
            self.weights = Weights::default();
            self.lesson = None;
            self.alike = Arc::default();
            self.info = self.prior_info.clone();
            return Ok(());
        }
        let Remembered {
            mut rows,
            grades,
            encoded,
        } = self.remembered(&by_scenario)?;
        // What words and an encoder foretell, then by how much each grade surprises.
        let words =
            |p: &Judged| rows.scenarios[p.scenario as usize].dot(&rows.solutions[p.solution as usize]);
        let texts: Vec<f32> = (rows.pairs.iter().zip(encoded))
            .map(|(pair, encoded)| foretelling(words_score(words(pair)), encoded))
            .collect();
        for vector in rows.scenarios.iter_mut().chain(&mut rows.solutions) {
            *vector = vector.beside_its_own();
        }
        let words: Vec<_> = texts.iter().map(|text| inputs(*text, 0.0)).collect();
        let plain = Grader::fit(&words, &grades)?;
        for ((pair, row), grade) in rows.pairs.iter_mut().zip(&words).zip(&grades) {
            pair.surprise = f32::from(*grade) - plain.expected(row);
        }
        centre(&mut rows.pairs);
        // The grader sees the memory as a new scenario would: without what was judged for itself.
        let memory = Memory::new(rows);
        let rows = memory.rows();
        let near: Vec<_> = rows.scenarios.iter().map(|v| memory.scenarios_like(v)).collect();
        let seen: Vec<_> = rows
            .pairs
            .iter()
            .zip(&texts)
            .map(|(pair, text)| {
                let like = memory.solutions_like(&rows.solutions[pair.solution as usize]);
                let near = &near[pair.scenario as usize];
                inputs(*text, memory.recall(near, &like, Some(pair.scenario)).surprise)
            })
            .collect();
        let grader = Grader::fit(&seen, &grades)?;
        let lists = self.examples(&by_scenario, &alike, (&memory, &near))?;
        let (weights, lesson) = fit_weights(&lists, self.params.get().seed)?;
        let learned = Learned {
            memory: memory.rows().clone(),
            grader,
            weights,
            lesson,
            choices: alike.choices().to_vec(),
        };
        self.put_learned(learned, alike)
    }

    /// Runs something as if nothing had been learned.
    pub fn unlearned<T>(&self, run: impl FnOnce(&Self) -> T) -> T {
        run(&self.without_lesson())
    }

    /// Learns as [`Engine::learn_with`] does, and sets it aside: the engine goes on ranking by what it learned before.
    ///
    /// # Errors
    /// As [`Engine::learn_with`].
    pub fn learn_aside(&self, teaching: &Teaching) -> Result<Taught, Error> {
        let mut other = self.without_lesson();
        other.learn_with(&teaching.judgements, &teaching.choices)?;
        Ok(Taught {
            fit: self.prior_info.digest.clone(),
            info: other.info,
            memory: other.memory,
            grader: other.grader,
            weights: other.weights,
            lesson: other.lesson,
            alike: other.alike,
        })
    }

    /// Runs something as if this had been learned in place of what was, on the same rows.
    ///
    /// # Errors
    /// [`Error::Model`] where it was taught to an engine of another fit.
    pub fn as_taught<T>(&self, taught: &Taught, run: impl FnOnce(&Self) -> T) -> Result<T, Error> {
        if taught.fit != self.prior_info.digest {
            return Err(Error::Model {
                reason: "it was taught to an engine of another fit".to_owned(),
            });
        }
        Ok(run(&Self {
            rows: Arc::clone(&self.rows),
            info: taught.info.clone(),
            memory: Arc::clone(&taught.memory),
            grader: taught.grader.clone(),
            weights: taught.weights.clone(),
            lesson: taught.lesson.clone(),
            alike: Arc::clone(&taught.alike),
        }))
    }

    /// Another engine on the same rows that learned nothing. It must not be given away: while it is there, this one's
    /// rows cannot be changed.
    fn without_lesson(&self) -> Self {
        Self {
            rows: Arc::clone(&self.rows),
            info: self.prior_info.clone(),
            memory: Arc::default(),
            grader: None,
            weights: Weights::default(),
            lesson: None,
            alike: Arc::default(),
        }
    }

    /// Features of the judged pairs, and of a few pairs of each scenario that nobody judged, as a new scenario would
    /// see them: without what is remembered of itself, or was chosen for it.
    fn examples(
        &self,
        by_scenario: &BTreeMap<&str, BTreeMap<&str, u8>>,
        alike: &Alike,
        (memory, near): (&Memory, &[Vec<f32>]),
    ) -> Result<Vec<Examples>, Error> {
        // Rows that are not there were refused before.
        let texts = by_scenario
            .keys()
            .filter_map(|id| Some(scenario_texts(self.scenario(id)?).concat()));
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let groups: Vec<usize> = texts
            .map(|text| {
                let next = numbers.len();
                *numbers.entry(normalize(&text)).or_insert(next)
            })
            .collect();
        let mut random = ChaCha8Rng::seed_from_u64(self.params.get().seed);
        let mut lists = Vec::new();
        for (number, (id, judged)) in by_scenario.iter().enumerate() {
            let Some(scenario) = self.scenario(id) else {
                continue;
            };
            let apart = |(n, like): (usize, &f32)| if groups[n] == groups[number] { 0.0 } else { *like };
            let near: Vec<f32> = near[number].iter().enumerate().map(apart).collect();
            let same: Vec<&str> = (by_scenario.keys().zip(&groups))
                .filter(|(_, group)| **group == groups[number])
                .map(|(id, _)| *id)
                .collect();
            let taste = alike.taste(scenario.buyer.as_deref(), |of| same.contains(&of));
            let mut new = NewTerms::default();
            let vector = scenario_vector(&self.vectorizer, scenario, &mut new);
            let probe = Probe::new(&vector);
            let asked = Asked::of(&scenario.requirements, &self.vectorizer, &mut new, 1);
            let judged = judged
                .iter()
                .filter_map(|(id, grade)| Some((self.solutions.slot(id)?, Some(*grade))));
            let mut rows: Vec<(u32, Option<u8>)> = judged.collect();
            for _ in 0..UNJUDGED {
                let slot = random.gen_range(0..self.solutions.slots());
                if rows.iter().all(|r| r.0 != slot) {
                    rows.push((slot, None));
                }
            }
            let of = |(slot, grade): (u32, Option<u8>)| {
                let (solution, packed) = (self.solutions.row(slot)?, self.solutions.packed(slot)?);
                let like = memory.solutions_like(&packed.vector());
                let recalled = memory.recall(&near, &like, None).centred;
                let known = Known {
                    text: packed.dot(&probe),
                    meaning: packed.alike(&vector),
                    encoded: self.encoded(scenario, solution),
                    memory: recalled,
                    chosen: taste.as_ref().and_then(|taste| taste.of(&solution.id)),
                };
                let mut row = draft(slot, known, (scenario, solution), &self.weights);
                if !scenario.requirements.is_empty() {
                    let passages = Passages::of(solution, &asked, self.analyzer());
                    self.read(&mut row, scenario, &asked, &passages);
                }
                let values = values(&row.features);
                Some(Example { values, grade })
            };
            lists.push(Examples {
                group: groups[number],
                rows: rows.into_iter().filter_map(of).collect(),
            });
        }
        Ok(lists)
    }

    /// What is to be remembered of the judged pairs, without surprises yet.
    fn remembered(&self, by_scenario: &BTreeMap<&str, BTreeMap<&str, u8>>) -> Result<Remembered, Error> {
        let unknown = |id: &str, field, expected| Error::Row {
            id: id.to_owned(),
            field,
            expected,
        };
        let mut rows = MemoryRows::default();
        let (mut grades, mut encoded) = (Vec::new(), Vec::new());
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        for (id, judged) in by_scenario {
            let slot = self.scenarios.slot(id);
            let vector = slot
                .and_then(|slot| self.scenarios.vector(slot))
                .ok_or_else(|| unknown(id, "scenario", "a scenario that was taken in"))?;
            rows.scenarios.push(vector);
            for (solution, grade) in judged {
                let number = match numbers.get(solution) {
                    Some(number) => *number,
                    None => {
                        let slot = self.solutions.slot(solution);
                        let vector = slot
                            .and_then(|slot| self.solutions.vector(slot))
                            .ok_or_else(|| unknown(solution, "solution", "a solution that was taken in"))?;
                        rows.solutions.push(vector);
                        let number = (rows.solutions.len() - 1) as u32;
                        numbers.insert(solution, number);
                        number
                    }
                };
                let scenario = (rows.scenarios.len() - 1) as u32;
                rows.pairs.push(Judged {
                    scenario,
                    solution: number,
                    surprise: 0.0,
                    centred: 0.0,
                });
                grades.push(*grade);
                let both = self.scenario(id).zip(self.solution(solution));
                encoded.push(both.and_then(|(asks, offers)| self.encoded(asks, offers)));
            }
        }
        Ok(Remembered {
            rows,
            grades,
            encoded,
        })
    }

    /// What each feature weighs at present, by its name in a match's components.
    pub fn feature_weights(&self) -> BTreeMap<String, f32> {
        self.weights.named()
    }

    /// What each feature weighs before anything is learned.
    pub fn prior_weights() -> BTreeMap<String, f32> {
        Weights::default().named()
    }

    pub(crate) fn learned(&self) -> Option<Learned> {
        let grader = self.grader.clone()?;
        Some(Learned {
            memory: self.memory.rows().clone(),
            grader,
            weights: self.weights.clone(),
            lesson: self.lesson.clone()?,
            choices: self.alike.choices().to_vec(),
        })
    }

    pub(crate) fn put_learned(&mut self, learned: Learned, alike: Alike) -> Result<(), Error> {
        learned.memory.check(self.vectorizer.keys().len())?;
        if !learned.weights.check() {
            return Err(Error::Model {
                reason: "a weight is not a number or below 0".into(),
            });
        }
        self.info = ModelInfo::of(
            &self.params,
            &self.vectorizer,
            self.scale.as_ref(),
            Some(&learned),
        )?;
        self.memory = Arc::new(Memory::new(learned.memory));
        self.grader = Some(learned.grader);
        self.weights = learned.weights;
        self.lesson = Some(learned.lesson);
        self.alike = Arc::new(alike);
        Ok(())
    }

    pub(crate) fn recall_solution(&self, near: &[f32], slot: u32) -> Recollection {
        // Unpacking takes longer than asking whether there is anything to remember.
        if self.memory.is_empty() {
            return Recollection::default();
        }
        match self.solutions.vector(slot) {
            Some(vector) => self
                .memory
                .recall(near, &self.memory.solutions_like(&vector), None),
            None => Recollection::default(),
        }
    }

    pub(crate) fn recall_scenario(&self, like: &[f32], slot: u32) -> Recollection {
        // Unpacking takes longer than asking whether there is anything to remember.
        if self.memory.is_empty() {
            return Recollection::default();
        }
        match self.scenarios.vector(slot) {
            Some(vector) => self
                .memory
                .recall(&self.memory.scenarios_like(&vector), like, None),
            None => Recollection::default(),
        }
    }

    /// The grade that a person would be expected to give each of these solutions (the median: a whole number on the
    /// scale of the judgements); empty where nothing was learned. Unknown ids are passed over.
    ///
    /// # Errors
    /// [`Error::Row`] where a requirement's weight is not positive.
    pub fn expected_grades<'a>(
        &self,
        scenario: &Scenario,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<(String, f32)>, Error> {
        check_scenario(scenario)?;
        let Some(grader) = &self.grader else {
            return Ok(Vec::new());
        };
        let vector = scenario_vector(&self.vectorizer, scenario, &mut NewTerms::default());
        let near = self.memory.scenarios_like(&vector);
        let probe = Probe::new(&vector);
        let grades = ids.into_iter().filter_map(|id| {
            let (slot, text) = self.solutions.score_one(id, &probe)?;
            let encoded = self
                .solution(id)
                .and_then(|solution| self.encoded(scenario, solution));
            let surprise = self.recall_solution(&near, slot).surprise;
            let text = foretelling(words_score(text), encoded);
            Some((id.to_owned(), grader.median(&inputs(text, surprise))))
        });
        Ok(grades.collect())
    }
}
