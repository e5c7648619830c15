//! What do people do with what they are shown, and what does that say about the next row?
//!
//! Rows that the same people liked belong together (a closed-form item model, EASE); what is liked lately is liked again
//! (recency); rows that nobody met yet stand where their texts put them. How much of each is chosen on a part of the
//! interactions that is held back, never on what is measured.

mod content;
mod interactions;
mod inverse;
mod item_model;
mod measure;
mod tuning;

pub use interactions::{Interaction, read_interactions};
pub use item_model::{ItemModel, ItemParams, Like};
pub use measure::{InteractionOptions, InteractionReport, Scores, evaluate_interactions};
