//! How do a scenario and a solution become a contract? Invitation or interest, proposal, award, contract.
//!
//! | from | move | by | to |
//! |---|---|---|---|
//! | (nothing) | invite | buyer | invited |
//! | (nothing) | interest | vendor | interested |
//! | invited, interested, proposed | proposal (replaces the one before) | vendor | proposed |
//! | proposed | award | buyer | awarded |
//! | awarded | contract | buyer | delivering |
//! | invited | decline | vendor | declined |
//! | interested | decline | buyer | declined |
//! | proposed | reject | buyer | rejected |
//! | awarded, delivering, submitted | terminate | either | terminated |
//!
//! What happens after the contract stands in [`super::outcome`]; [`moves`] is the one table of both.

pub mod idempotency;
pub mod input;
pub mod moves;
mod routes;
pub mod service;
pub mod store;
pub mod turn;
pub mod view;

pub use routes::{answer, configure};
