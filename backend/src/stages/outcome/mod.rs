//! What came of a contract? Milestones, evidence, measured indicators, and acceptance confirmed by both sides.
//!
//! | from | move | by | to |
//! |---|---|---|---|
//! | delivering | complete_milestone | vendor | delivering |
//! | delivering, submitted | evidence: a file by its SHA-256 | either | (stays) |
//! | delivering | submit: all milestones done, every indicator measured | vendor | submitted |
//! | submitted | confirm: at least one evidence file | buyer | accepted |
//! | submitted | return, with a reason | buyer | delivering |
//!
//! The states are the deal's; the table that decides is [`super::deal::moves`].

pub mod file_type;
pub mod input;
mod routes;
pub mod service;
pub mod upload;

pub(crate) use routes::attachment;
pub use routes::configure;
