//! Which organisations chose alike, and what else did they choose?
//!
//! The closed form of [`super::ItemModel`] (Steck 2019), for the few choices that a platform of organisations has. Three
//! things differ. The organisation that is asked about is left out of the fit, exactly (Sherman and Morrison 1950): what
//! is foretold of it comes from others, when the model is fitted on and when it serves. Scores are not compared with
//! one another but stand as they are: an estimate, from 0 to 1, that it would choose the solution. And nothing is said
//! where fewer than [`LEAST_ALIKE`] others stand behind it.
//!
//! [`super::NextLikes`] is not for this: its weights come from thousands of persons, most of its signals are popularity,
//! which would lift what is lifted already, and it needs a part of the likes to be held back.

use std::collections::{BTreeMap, HashMap};

use ndarray::{Array1, Array2};

use super::inverse::inverse;
use crate::error::Error;
use crate::teaching::Choice;

/// Fewest other organisations that chose alike and chose the solution; with fewer nothing is scored and nothing is
/// told. From one or two a reader could work out who they are. No article asks for this number.
pub const LEAST_ALIKE: usize = 3;
/// Choices that each solution is credited with that went with no other: of three organisations that chose the one,
/// three that chose the other too are worth a half.
const CREDIT: f64 = 3.0;
/// What an opened solution counts beside a chosen one.
const OPENED: f64 = 0.3;
/// Solutions that the closed form is worked out for, those of most organisations first: its cost grows with the cube.
const MOST: usize = 1_000;

/// What others' choices say about a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Chosen {
    /// Estimate that the organisation would choose the solution, from 0 to 1.
    pub value: f32,
    /// Others that chose alike and chose it; at least [`LEAST_ALIKE`].
    pub organisations: usize,
}

/// Choices, ready to be asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alike {
    /// By organisation.
    choices: Vec<Choice>,
    /// Organisation -> its number, and where its choices begin and end.
    organisations: HashMap<String, (u32, (usize, usize))>,
    /// Solution -> its place.
    places: HashMap<String, usize>,
    /// Who chose the solution of each place.
    choosers: Vec<Vec<u32>>,
    /// Inverse of the solutions' products with the credit.
    exact: Array2<f64>,
}

impl Alike {
    /// # Errors
    /// [`Error::Row`] for a blank id, [`Error::DuplicateId`] for a choice that is there twice.
    pub fn fit(mut choices: Vec<Choice>) -> Result<Self, Error> {
        choices.sort_unstable();
        for choice in &choices {
            let named = [
                ("by", &choice.by),
                ("solution", &choice.solution),
                ("scenario", &choice.scenario),
            ];
            if let Some((field, _)) = named.into_iter().find(|(_, id)| id.trim().is_empty()) {
                return Err(Error::Row {
                    id: format!("{} / {} / {}", choice.by, choice.scenario, choice.solution),
                    field,
                    expected: "an id that is not blank",
                });
            }
        }
        let key = |c: &Choice| (c.by.clone(), c.solution.clone(), c.scenario.clone());
        if let Some(twice) = choices.windows(2).find(|pair| key(&pair[0]) == key(&pair[1])) {
            return Err(Error::DuplicateId {
                id: format!("{} / {} / {}", twice[0].by, twice[0].scenario, twice[0].solution),
                side: "choices",
            });
        }
        let mut organisations: HashMap<String, (u32, (usize, usize))> = HashMap::new();
        let mut at = 0;
        for (number, of) in choices.chunk_by(|a, b| a.by == b.by).enumerate() {
            let span = (at, at + of.len());
            at = span.1;
            organisations.insert(of[0].by.clone(), (number as u32, span));
        }
        let mut alike = Self {
            places: places(&choices),
            choices,
            ..Self::default()
        };
        let kept = alike.places.len();
        let mut products = Array2::<f64>::eye(kept) * CREDIT;
        alike.choosers = vec![Vec::new(); kept];
        // In the order of the choices: sums come out the same, whatever order a hash table has.
        for of in alike.choices.chunk_by(|a, b| a.by == b.by) {
            let number = organisations[&of[0].by].0;
            let row = alike.row(of, |_| true);
            for (i, a) in &row {
                if a.chosen {
                    alike.choosers[*i].push(number);
                }
                for (j, b) in &row {
                    products[[*i, *j]] += a.weight() * b.weight();
                }
            }
        }
        alike.organisations = organisations;
        if kept > 0 {
            alike.exact = inverse(&products).ok_or_else(|| Error::Model {
                reason: "the choices' matrix is not positive definite".to_owned(),
            })?;
        }
        Ok(alike)
    }

    /// The choices that it was fitted on.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// What is known of an organisation by its choices, those for the scenarios `but` left out; none where it chose
    /// nothing that others chose.
    pub fn taste(&self, by: Option<&str>, but: impl Fn(&str) -> bool) -> Option<Taste<'_>> {
        let (number, span) = *self.organisations.get(by?)?;
        let choices = &self.choices[span.0..span.1];
        let (whole, told) = (self.row(choices, |_| true), self.row(choices, |s| !but(s)));
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for (place, _) in told.iter().filter(|(_, weight)| weight.chosen) {
            for other in self.choosers[*place].iter().filter(|other| **other != number) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        if shared.is_empty() {
            return None;
        }
        let own = self.product(&whole);
        let dot = |row: &Row, with: &Array1<f64>| row.iter().map(|(p, w)| w.weight() * with[*p]).sum::<f64>();
        // Above 0: the credit keeps every organisation's share below 1.
        let left = 1.0 - dot(&whole, &own);
        let drawn = dot(&told, &own) / left;
        Some(Taste {
            alike: self,
            foretold: self.product(&told) + &own * drawn,
            own,
            left,
            told,
            shared,
        })
    }

    /// What an organisation did with the solutions that have a place; of several scenarios the strongest.
    fn row(&self, choices: &[Choice], keep: impl Fn(&str) -> bool) -> Row {
        let mut row = Row::new();
        for choice in choices.iter().filter(|c| keep(&c.scenario)) {
            if let Some(place) = self.places.get(&choice.solution) {
                row.entry(*place).or_default().chosen |= choice.chosen;
            }
        }
        row
    }

    fn product(&self, row: &Row) -> Array1<f64> {
        let mut sum = Array1::zeros(self.choosers.len());
        for (place, weight) in row {
            sum.scaled_add(weight.weight(), &self.exact.row(*place));
        }
        sum
    }
}

/// What an organisation did, by place.
type Row = BTreeMap<usize, Did>;

#[derive(Debug, Clone, Copy, Default)]
struct Did {
    chosen: bool,
}

impl Did {
    fn weight(self) -> f64 {
        if self.chosen { 1.0 } else { OPENED }
    }
}

/// What is known of one organisation.
#[derive(Debug)]
pub(crate) struct Taste<'a> {
    alike: &'a Alike,
    told: Row,
    /// Product of the inverse with everything that it did, and with what is told, the organisation left out.
    own: Array1<f64>,
    foretold: Array1<f64>,
    left: f64,
    /// Other organisations, each with the number of solutions that both chose.
    shared: HashMap<u32, usize>,
}

impl Taste<'_> {
    /// What others' choices say about a solution; none where too few stand behind it.
    pub fn of(&self, solution: &str) -> Option<Chosen> {
        let place = *self.alike.places.get(solution)?;
        let told = self.told.get(&place);
        // To have chosen this very solution is not to have chosen alike.
        let itself = usize::from(told.is_some_and(|did| did.chosen));
        let organisations = (self.alike.choosers[place].iter())
            .filter(|other| self.shared.get(other).is_some_and(|n| *n > itself))
            .count();
        if organisations < LEAST_ALIKE {
            return None;
        }
        let without = self.alike.exact[[place, place]] + self.own[place] * self.own[place] / self.left;
        let value = told.map_or(0.0, |did| did.weight()) - self.foretold[place] / without;
        value.is_finite().then_some(Chosen {
            value: value.clamp(0.0, 1.0) as f32,
            organisations,
        })
    }
}

/// Places of the solutions that two organisations or more did something with: one alone says nothing to others.
fn places(choices: &[Choice]) -> HashMap<String, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    // By organisation and solution: one for several scenarios counts once.
    let one = |a: &Choice, b: &Choice| a.by == b.by && a.solution == b.solution;
    for of in choices.chunk_by(one) {
        *counts.entry(&of[0].solution).or_default() += 1;
    }
    let mut kept: Vec<(&str, usize)> = counts.into_iter().filter(|(_, n)| *n > 1).collect();
    kept.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    kept.truncate(MOST);
    let placed = kept.into_iter().enumerate();
    placed.map(|(place, (id, _))| (id.to_owned(), place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chose(by: &str, solution: &str) -> Choice {
        Choice {
            by: by.to_owned(),
            solution: solution.to_owned(),
            scenario: format!("{by}-{solution}"),
            chosen: true,
        }
    }

    #[test]
    fn leaving_an_organisation_out_is_fitting_without_it() {
        let mut choices = Vec::new();
        for by in ["o1", "o2", "o3", "o4", "o5", "me"] {
            for (n, solution) in ["a", "b", "c", "d"].into_iter().enumerate() {
                if (by.len() + usize::from(by.as_bytes()[1]) + n) % 3 > 0 {
                    choices.push(chose(by, solution));
                }
            }
        }
        let mine: Vec<&str> = choices
            .iter()
            .filter(|c| c.by == "me")
            .map(|c| &c.solution[..])
            .collect();
        assert!(mine.len() > 1, "{mine:?}");
        let whole = Alike::fit(choices.clone()).expect("fitted");
        let taste = whole.taste(Some("me"), |_| false).expect("a taste");

        // The closed form on the others alone, and what I chose put into it.
        let others: Vec<Choice> = choices.iter().filter(|c| c.by != "me").cloned().collect();
        let without = Alike::fit(others).expect("fitted");
        let mut compared = 0;
        for solution in ["a", "b", "c", "d"] {
            let Some(found) = taste.of(solution) else { continue };
            let place = without.places[solution];
            let diagonal = without.exact[[place, place]];
            let expected: f64 = (mine.iter())
                .filter(|m| **m != solution)
                .map(|m| -without.exact[[without.places[*m], place]] / diagonal)
                .sum();
            let expected = expected.clamp(0.0, 1.0) as f32;
            assert!(
                (found.value - expected).abs() < 1e-6,
                "{solution}: {found:?}, {expected}"
            );
            compared += usize::from(expected > 0.0);
        }
        assert!(compared > 0, "nothing was compared");
    }

    #[test]
    fn three_of_three_are_worth_a_half() {
        let mut choices = vec![chose("me", "a")];
        for by in ["o1", "o2", "o3"] {
            choices.extend([chose(by, "a"), chose(by, "b")]);
        }
        let alike = Alike::fit(choices).expect("fitted");
        let taste = alike.taste(Some("me"), |_| false).expect("a taste");
        let found = taste.of("b").expect("three others");
        assert!(
            (found.value - 0.5).abs() < 1e-6 && found.organisations == 3,
            "{found:?}"
        );
        assert_eq!(taste.of("a"), None, "what I chose is not told to me by itself");
    }
}
