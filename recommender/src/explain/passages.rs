//! Which pieces of a solution can be quoted?
//!
//! Its title, each sentence of its text, each capability, each case and each line of its form. A quote is never put together
//! from two pieces.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;

use super::asked::{Asked, Places};
use super::offers::Offers;
use super::quantity::{Quantity, quantities_in};
use super::{refusals, telling};
use crate::rows::Solution;
use crate::text::{Analyzer, Folded, fold};

/// Where a piece stands in its row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'a> {
    Capability(&'a str),
    Case(&'a str),
    Title,
    Text,
    Form(&'a str),
}

impl fmt::Display for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Capability(id) => write!(f, "capability:{id}"),
            Self::Case(id) => write!(f, "case:{id}"),
            Self::Title => f.write_str("title"),
            Self::Text => f.write_str("text"),
            Self::Form(id) => write!(f, "form:{id}"),
        }
    }
}

/// One piece that can be quoted, with the asked terms that it holds.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'a> {
    pub source: Source<'a>,
    pub text: &'a str,
    /// Places among the asked terms.
    pub terms: Places,
    /// The same of what the piece says is not done; these are not in `terms`, unless said elsewhere too.
    pub refused: Places,
    /// The ways to say in other words what is asked for that `terms` say, and the same with `refused`.
    pub said: Places,
    pub said_or_refused: Places,
    folded: Vec<Folded>,
    /// Figures that it states, read when first asked for.
    offers: OnceCell<Offers>,
    /// The same with what it says in the words of its trade named as groups are, where it says any.
    named: OnceCell<Option<Offers>>,
}

impl Piece<'_> {
    pub fn quantities(&self) -> &[Quantity] {
        self.offers().figures()
    }

    pub fn offers(&self) -> &Offers {
        let read = || Offers::with(self.text.to_owned(), quantities_in(self.text, &self.folded));
        self.offers.get_or_init(read)
    }

    /// With every word that has others as the name of its group.
    pub fn named(&self, analyzer: &Analyzer) -> &Offers {
        let named = self
            .named
            .get_or_init(|| match analyzer.other_words().named(self.text) {
                Cow::Owned(named) => Some(Offers::of(named)),
                Cow::Borrowed(_) => None,
            });
        named.as_ref().unwrap_or_else(|| self.offers())
    }
}

/// All pieces of one solution.
#[derive(Debug, Clone)]
pub(crate) struct Passages<'a> {
    pub pieces: Vec<Piece<'a>>,
    pub analyzer: &'a Analyzer,
}

impl<'a> Passages<'a> {
    /// Reads a solution for what is asked.
    pub fn of(solution: &'a Solution, asked: &Asked, analyzer: &'a Analyzer) -> Self {
        let passages = solution.capabilities.len() + solution.cases.len();
        let mut pieces = Vec::with_capacity(passages + 8);
        let mut push = |source: Source<'a>, text: &'a str| {
            let text = text.trim();
            if text.is_empty() {
                return;
            }
            let (mut terms, mut refused) = (asked.room(), Places::default());
            let no = refusals::refused(text);
            let lacked = telling::lacked(text);
            let folded = fold(text);
            asked.find(analyzer, &folded, |place, from, to| {
                let (start, end) = (folded[from].start, folded[to].end);
                let inside =
                    |spans: &[(usize, usize)]| spans.iter().any(|span| start < span.1 && end > span.0);
                if inside(&no) {
                    refused.put(place);
                } else if !inside(&lacked) {
                    terms.put(place);
                }
            });
            let said = asked.ways.said(&terms);
            let said_or_refused = if no.is_empty() {
                Places::default()
            } else {
                asked.ways.said(&terms.with(&refused))
            };
            pieces.push(Piece {
                source,
                text,
                terms,
                refused,
                said,
                said_or_refused,
                folded,
                offers: OnceCell::new(),
                named: OnceCell::new(),
            });
        };
        for capability in &solution.capabilities {
            push(Source::Capability(&capability.id), &capability.text);
        }
        for case in &solution.cases {
            push(Source::Case(&case.id), &case.text);
        }
        push(Source::Title, &solution.title);
        for sentence in sentences(&solution.text) {
            push(Source::Text, sentence);
        }
        for stated in &solution.stated {
            push(Source::Form(&stated.id), &stated.text);
        }
        Self { pieces, analyzer }
    }
}

/// Cuts at the ends of sentences; the marks stay with their sentence.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '！', '？', '；', '\n', '!', '?', ';'])
}
