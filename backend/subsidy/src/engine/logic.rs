//! Is the condition met? Three-valued tests over facts, with the facts that would settle them.

use super::{Case, Findings};
use crate::{fact::Known, rules::Test};

/// The answer to a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tri {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// A fact is missing.
    Unknown,
    /// The facts are known; the text leaves the answer open.
    Open,
}

impl Case<'_, '_> {
    /// Answers `test`; `used` collects the facts it reads, `missing` those that would settle it.
    pub(crate) fn test(
        &self,
        test: &Test,
        used: &mut Vec<usize>,
        missing: &mut Vec<usize>,
        findings: &mut Findings,
    ) -> Tri {
        match test {
            Test::Is(fact, wanted) => self.leaf(*fact, used, missing, |known| match known {
                Known::Bool(value) if value == wanted => Tri::Met,
                _ => Tri::NotMet,
            }),
            Test::OneOf { fact, yes, open } => self.leaf(*fact, used, missing, |known| match known {
                Known::Choice(value) if yes.contains(value) => Tri::Met,
                Known::Choice(value) if open.contains(value) => Tri::Open,
                _ => Tri::NotMet,
            }),
            Test::Compare(fact, comparison, threshold) => {
                let Some(&threshold) = threshold.on(self.as_of) else {
                    findings.no_value = true;
                    return Tri::Open;
                };
                self.leaf(*fact, used, missing, |known| match known {
                    Known::Number(value) if comparison.passes(*value, threshold) => Tri::Met,
                    _ => Tri::NotMet,
                })
            }
            Test::All(tests) => self.combine(tests, Tri::NotMet, Tri::Met, used, missing, findings),
            Test::Any(tests) => self.combine(tests, Tri::Met, Tri::NotMet, used, missing, findings),
        }
    }

    fn leaf(
        &self,
        fact: usize,
        used: &mut Vec<usize>,
        missing: &mut Vec<usize>,
        answer: impl Fn(&Known) -> Tri,
    ) -> Tri {
        if self.traced && !used.contains(&fact) {
            used.push(fact);
        }
        match &self.known.0[fact] {
            Some(known) => answer(known),
            None => {
                missing.push(fact);
                Tri::Unknown
            }
        }
    }

    /// `decisive` settles the whole at once; else unknown goes before open, open before `otherwise`.
    fn combine(
        &self,
        tests: &[Test],
        decisive: Tri,
        otherwise: Tri,
        used: &mut Vec<usize>,
        missing: &mut Vec<usize>,
        findings: &mut Findings,
    ) -> Tri {
        let before = missing.len();
        let mut answer = otherwise;
        for test in tests {
            match self.test(test, used, missing, findings) {
                tri if tri == decisive => {
                    missing.truncate(before);
                    return decisive;
                }
                Tri::Unknown => answer = Tri::Unknown,
                Tri::Open if answer != Tri::Unknown => answer = Tri::Open,
                _ => {}
            }
        }
        answer
    }
}
