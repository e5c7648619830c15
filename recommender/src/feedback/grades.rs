//! Which grade does a pair earn by what was done with it?

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::results::Judgement;

/// What somebody did with a pair, or what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeedKind {
    /// Seen and left: shown above a row of the same list that was opened.
    Passed,
    /// Opened from a list.
    Click,
    /// Invited, or interest shown.
    Invitation,
    /// Answered by a proposal.
    Answer,
    /// Chosen.
    Award,
    /// Delivered, and accepted by both sides.
    Acceptance,
}

/// One deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The scenario.
    pub scenario: String,
    /// The solution.
    pub solution: String,
    /// What was done.
    pub kind: DeedKind,
}

/// Grade by deed, each from 0 to 30. The steps of this scale are a setting of the operator, not a finding; no deed may
/// earn less than a weaker one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grades {
    /// For [`DeedKind::Passed`].
    pub passed: u8,
    /// For [`DeedKind::Click`].
    pub click: u8,
    /// For [`DeedKind::Invitation`].
    pub invitation: u8,
    /// For [`DeedKind::Answer`].
    pub answer: u8,
    /// For [`DeedKind::Award`].
    pub award: u8,
    /// For [`DeedKind::Acceptance`].
    pub acceptance: u8,
}

impl Default for Grades {
    fn default() -> Self {
        Self {
            passed: 0,
            click: 1,
            invitation: 2,
            answer: 2,
            award: 3,
            acceptance: 3,
        }
    }
}

impl Grades {
    /// # Errors
    /// [`Error::Parameter`] where a grade is above 30 or below that of a weaker deed.
    pub fn check(&self) -> Result<(), Error> {
        let steps = [
            self.passed,
            self.click,
            self.invitation,
            self.answer,
            self.award,
            self.acceptance,
        ];
        if steps.is_sorted() && self.acceptance <= 30 {
            return Ok(());
        }
        Err(Error::Parameter {
            field: "grades",
            expected: "grades up to 30, none below that of a weaker deed",
            found: format!("{steps:?}"),
        })
    }

    /// The grade of a deed.
    pub fn of(&self, kind: DeedKind) -> u8 {
        match kind {
            DeedKind::Passed => self.passed,
            DeedKind::Click => self.click,
            DeedKind::Invitation => self.invitation,
            DeedKind::Answer => self.answer,
            DeedKind::Award => self.award,
            DeedKind::Acceptance => self.acceptance,
        }
    }
}

/// One judgement a pair, by the strongest deed that befell it; in order of ids.
///
/// # Errors
/// As [`Grades::check`].
pub fn grades_of(deeds: &[Deed], grades: &Grades) -> Result<Vec<Judgement>, Error> {
    grades.check()?;
    let mut best: BTreeMap<(&str, &str), DeedKind> = BTreeMap::new();
    for deed in deeds {
        let kind = best.entry((&deed.scenario, &deed.solution)).or_insert(deed.kind);
        *kind = deed.kind.max(*kind);
    }
    let judgements = best.into_iter().map(|((scenario, solution), kind)| Judgement {
        scenario: scenario.to_owned(),
        solution: solution.to_owned(),
        grade: grades.of(kind),
    });
    Ok(judgements.collect())
}

/// Places of a list of `rows` rows that were passed over: those above the lowest that was clicked, and not clicked
/// themselves (Joachims 2002, KDD: a person who clicks has looked at what stands above). `clicked` are places from 1;
/// those beyond the list are passed over.
///
/// ```
/// use recommender::feedback::passed_over;
/// assert_eq!(passed_over(10, &[2, 5]), [1, 3, 4]);
/// assert!(passed_over(10, &[]).is_empty());
/// ```
pub fn passed_over(rows: usize, clicked: &[usize]) -> Vec<usize> {
    let clicked: BTreeSet<usize> = clicked
        .iter()
        .copied()
        .filter(|p| (1..=rows).contains(p))
        .collect();
    let lowest = clicked.last().copied().unwrap_or(0);
    (1..lowest).filter(|place| !clicked.contains(place)).collect()
}
