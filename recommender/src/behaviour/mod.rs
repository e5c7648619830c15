//! What do people do with what they are shown, and what does that say about the next row?
//!
//! Rows that the same people liked belong together, as do rows that were met one after the other; what is liked lately is
//! liked again; rows that nobody met yet stand where their texts put them. How much of each counts is learnt from a part
//! of the interactions that is held back as the question is asked, never from what is measured.

mod alike;
mod blend;
mod companions;
mod content;
mod history;
mod interactions;
mod inverse;
mod item_model;
mod measure;
mod next_likes;
mod popular;
mod questions;
mod signals;

pub use alike::LEAST_ALIKE;
pub(crate) use alike::{Alike, Chosen, Taste};
pub use history::{Like, Rated};
pub use interactions::{Interaction, read_interactions};
pub use item_model::{ItemModel, ItemParams};
pub use measure::{InteractionOptions, InteractionReport, Scores, evaluate_interactions};
pub use next_likes::NextLikes;
pub use questions::Kind;
