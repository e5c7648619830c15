//! Which cases share their answer? Cases whose yes/no facts are the same differ in one number at most: the conditions are
//! tested once for all of them, and what is left is the formula and the caps.

use chrono::{Datelike as _, NaiveDate};

use crate::{
    assessment::Outcome,
    batch::{BatchResult, Column},
    engine::{Case, Findings, Options, Room, Tri},
    fact::{Facts, Known, Resolved},
    money::{Money, Rate},
    rules::{Article, Formula, Policy, Test},
};

/// More classes than this are not worth a table.
const MAX_CLASSES: usize = 6_561;
/// A number to ask the conditions with: none of them reads it.
const PROBE: i64 = 100;

/// What cases of one class come to.
#[derive(Clone, Copy)]
enum Answer {
    /// The same for all, whatever the number.
    Same(Outcome, Option<Money>),
    /// `rate` of the number and `more`, at most `limit`.
    Share { rate: Rate, more: Money, limit: Money },
}

/// How the cases of a batch fall into classes; none where an answer depends on a number in another way.
pub(crate) struct Classes<'a> {
    policy: &'a Policy,
    rules: &'a Article,
    bools: Vec<(usize, &'a [Option<bool>])>,
    number: Option<(usize, &'a [Option<Money>])>,
    as_of: NaiveDate,
}

impl<'a> Classes<'a> {
    /// The classes of these columns, if the article allows it.
    pub(crate) fn of(
        policy: &'a Policy,
        rules: &'a Article,
        varied: &[(usize, &'a Column)],
        as_of: NaiveDate,
    ) -> Option<Self> {
        let mut bools = Vec::new();
        let mut number = None;
        for (def, column) in varied {
            match column {
                Column::Bool(values) => bools.push((*def, values.as_slice())),
                Column::Money(values) if number.is_none() => number = Some((*def, values.as_slice())),
                _ => return None,
            }
        }
        let read = |def: usize| match &rules.amount.formula {
            Formula::Share { of, .. } | Formula::Cost { of } => *of == def,
            Formula::Fixed(_) | Formula::Each(_) => false,
        };
        let fits = number.is_none_or(|(def, _)| {
            read(def)
                && !rules
                    .conditions
                    .iter()
                    .any(|condition| reads(&condition.when, def))
        });
        let few = 3usize.checked_pow(u32::try_from(bools.len()).ok()?)? <= MAX_CLASSES;
        (fits && few).then_some(Self {
            policy,
            rules,
            bools,
            number,
            as_of,
        })
    }

    /// Answers the cases of `range`; `known` holds what is the same for all.
    pub(crate) fn rows(&self, known: &Resolved, range: std::ops::Range<usize>) -> BatchResult {
        let classes = self.keys(range.clone());
        // By class: the answer with the number known, and without it.
        let mut answers: Vec<[Option<Answer>; 2]> = vec![[None; 2]; 3usize.pow(self.bools.len() as u32)];
        let mut result = BatchResult {
            outcomes: Vec::with_capacity(range.len()),
            amounts: Vec::with_capacity(range.len()),
        };
        for (class, row) in classes.into_iter().zip(range) {
            let number = self.number.and_then(|(_, values)| values[row]);
            let given = usize::from(number.is_some());
            let answer = match answers[class as usize][given] {
                Some(answer) => answer,
                None => {
                    let answer = self.answer(known, row);
                    answers[class as usize][given] = Some(answer);
                    answer
                }
            };
            let (outcome, amount) = match (answer, number) {
                (Answer::Same(outcome, amount), _) => (outcome, amount),
                (Answer::Share { rate, more, limit }, number) => {
                    let amount = rate.of(number.unwrap_or(Money::ZERO)).saturating_add(more);
                    (Outcome::Eligible, Some(amount.min(limit)))
                }
            };
            result.outcomes.push(outcome);
            result.amounts.push(amount);
        }
        result
    }

    /// The class of each case: its yes/no facts as digits of base three.
    fn keys(&self, range: std::ops::Range<usize>) -> Vec<u16> {
        let mut keys = vec![0u16; range.len()];
        for (_, values) in &self.bools {
            for (key, value) in keys.iter_mut().zip(&values[range.clone()]) {
                *key = *key * 3 + value.map_or(0, |v| 1 + u16::from(v));
            }
        }
        keys
    }

    /// The answer for the class of `row`.
    fn answer(&self, known: &Resolved, row: usize) -> Answer {
        let mut known = known.clone();
        for (def, values) in &self.bools {
            known.0[*def] = values[row].map(Known::Bool);
        }
        let given = self.number.filter(|(_, values)| values[row].is_some());
        if let Some((def, _)) = given {
            known.0[def] = Some(Known::Number(PROBE));
        }
        let (facts, options) = (Facts::new(), Options::default());
        let mut findings = Findings::default();
        let mut case = Case {
            policy: self.policy,
            facts: &facts,
            known: &known,
            values: &[],
            as_of: self.as_of,
            options: &options,
            room: Room::new(options.ledger, Vec::new(), self.as_of.year()),
            traced: false,
        };
        let decision = case.evaluate(self.rules, &mut findings);
        if decision.outcome != Outcome::Eligible || given.is_none() {
            return Answer::Same(decision.outcome, decision.amount);
        }
        self.share(&case, &findings.answers)
    }

    fn share(&self, case: &Case<'_, '_>, met: &[Tri]) -> Answer {
        let (more_rate, more) = case.bonuses(self.rules, met, Tri::Met, None);
        let rate = match &self.rules.amount.formula {
            Formula::Share { rate, .. } => rate.on(self.as_of).copied().unwrap_or(Rate::ZERO).plus(more_rate),
            _ => Rate::WHOLE,
        };
        let caps = self.rules.caps.iter().filter_map(|cap| cap.amount.on(self.as_of));
        let limit = caps.copied().min().unwrap_or(Money::MAX);
        Answer::Share { rate, more, limit }
    }
}

fn reads(test: &Test, fact: usize) -> bool {
    match test {
        Test::Is(of, _) | Test::Compare(of, ..) | Test::OneOf { fact: of, .. } => *of == fact,
        Test::All(tests) | Test::Any(tests) => tests.iter().any(|test| reads(test, fact)),
    }
}
