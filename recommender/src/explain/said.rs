//! What does a solution say, ready for all that is told of it?
//!
//! Normalising a text costs more than most of what looks at it: it is done once.

use crate::rows::Solution;
use crate::text::{Folded, fold};

/// The texts of one solution.
pub(crate) struct Said<'a>(Vec<SaidText<'a>>);

/// One text as it is written, and normalised.
pub(crate) struct SaidText<'a> {
    pub text: &'a str,
    pub folded: Vec<Folded>,
}

impl<'a> Said<'a> {
    pub fn of(solution: &'a Solution) -> Self {
        let passages = solution.capabilities.iter().chain(&solution.cases);
        let texts = [solution.title.as_str(), solution.text.as_str()]
            .into_iter()
            .chain(passages.map(|p| p.text.as_str()));
        let folded = |text| SaidText {
            text,
            folded: fold(text),
        };
        Self(texts.map(folded).collect())
    }

    /// Title, text, capabilities, cases.
    pub fn texts(&self) -> &[SaidText<'a>] {
        &self.0
    }
}
