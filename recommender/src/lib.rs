#![doc = include_str!("../README.md")]

pub mod allocate;
pub mod behaviour;
mod binary;
mod candidates;
mod embed;
pub mod encode;
mod engine;
mod error;
pub mod evaluate;
mod explain;
mod exposure;
pub mod feedback;
pub mod files;
pub mod latent;
mod learning;
mod likeness;
mod matching;
mod model;
mod parallel;
mod params;
mod rank;
mod results;
mod rows;
mod saved;
mod spread;
mod standing;
mod teaching;
mod text;
mod transfer;
pub mod vectors;
mod why_not;

pub use engine::Engine;
pub use error::Error;
pub use explain::said_and_refused;
pub use exposure::Exposure;
pub use learning::Taught;
pub use likeness::Side;
pub use model::{Lesson, ModelInfo};
pub use params::{Params, ValidParams};
pub use results::{
    Compared, Component, Coverage, Excluded, Judgement, MatchEntry, MatchList, MatchOptions, Quote, Reason,
    Verdict,
};
pub use rows::{Answers, Facets, Passage, Requirement, RowVector, Scenario, Solution};
pub use spread::Spread;
pub use standing::standing_out;
pub use teaching::{Choice, Teaching};
pub use text::{
    Analyzer, DiscoverOptions, Lexicon, LexiconWord, Piece, Reading, TextWords, Token, TokenKind, Topic,
    Unit, UnitKind, WordProposal, Words, discover, normalize, stem,
};
pub use transfer::{Apart, TransferEntry, TransferList, TransferOptions, Whereabouts};
pub use why_not::{Change, Deciding, WhyNot};
