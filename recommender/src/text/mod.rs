//! Which tokens does a text hold, and where in the original do they stand?
//!
//! One analyser serves search, ranking and coverage, so that a word that is found is also a word that
//! is quoted.

mod analyzer;
mod discover;
mod grams;
mod lexicon;
mod normalize;
mod other_words;
mod pinyin;
mod simplify;
mod sounds;
mod spellings;
mod stem;
mod topics;
mod units;
mod words;

pub use analyzer::{Analyzer, Token, TokenKind};
pub use discover::{DiscoverOptions, WordProposal, discover};
pub(crate) use grams::{Gram, topic_code};
pub use lexicon::{Lexicon, LexiconWord};
pub use normalize::normalize;
pub(crate) use normalize::{Folded, fold, is_han, unfold};
pub use pinyin::Reading;
pub use sounds::Piece;
pub use stem::stem;
pub use topics::Topic;
pub(crate) use units::{MULTIPLIERS, figure_at, number_at};
pub use words::{TextWords, Unit, UnitKind, Words};
