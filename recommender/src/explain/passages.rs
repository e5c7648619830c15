//! Which pieces of a solution can be quoted?
//!
//! Its title, each sentence of its text, each capability and each case. A quote is never put together
//! from two pieces.

use super::telling;
use std::cell::OnceCell;

use super::quantity::{Quantity, quantities};
use crate::embed::{NewTerms, Vectorizer};
use crate::rows::Solution;

/// One piece that can be quoted, with the terms it holds.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub source: String,
    pub text: String,
    /// Term numbers, ascending, without repeats.
    pub terms: Vec<u32>,
    /// The same of what the piece says is not done; these are not in `terms`, unless said elsewhere too.
    pub refused: Vec<u32>,
    /// Figures that it states, read when first asked for.
    quantities: OnceCell<Vec<Quantity>>,
}

impl Piece {
    pub fn quantities(&self) -> &[Quantity] {
        self.quantities.get_or_init(|| quantities(&self.text))
    }
}

/// All pieces of one solution.
#[derive(Debug, Clone, Default)]
pub(crate) struct Passages {
    pub pieces: Vec<Piece>,
}

impl Passages {
    pub fn of(solution: &Solution, vectorizer: &Vectorizer, new: &mut NewTerms) -> Self {
        let mut pieces = Vec::new();
        let mut push = |source: String, text: &str| {
            let text = text.trim();
            if text.is_empty() {
                return;
            }
            let (mut terms, mut refused) = (Vec::new(), Vec::new());
            let no = telling::refused(text);
            vectorizer.terms(text, new, |number, _, bytes| {
                if no.iter().any(|span| bytes.0 < span.1 && bytes.1 > span.0) {
                    refused.push(number);
                } else {
                    terms.push(number);
                }
            });
            for list in [&mut terms, &mut refused] {
                list.sort_unstable();
                list.dedup();
            }
            pieces.push(Piece {
                source,
                text: text.to_owned(),
                terms,
                refused,
                quantities: OnceCell::new(),
            });
        };
        for capability in &solution.capabilities {
            push(format!("capability:{}", capability.id), &capability.text);
        }
        for case in &solution.cases {
            push(format!("case:{}", case.id), &case.text);
        }
        push("title".to_owned(), &solution.title);
        for sentence in sentences(&solution.text) {
            push("text".to_owned(), sentence);
        }
        Self { pieces }
    }
}

/// Cuts at the ends of sentences; the marks stay with their sentence.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '！', '？', '；', '\n', '!', '?', ';'])
}
