//! Which support is due? The only caller of `subsidy`.
//!
//! An accepted project is assessed by articles 11 to 15 within the enterprise's room of the calendar year. What is
//! printed is the ceiling of the law, never an award: the government decides within it. An assessment takes no room;
//! a claim does ([`claims`]).

pub mod claims;
mod ledger;
mod own_projects;
mod plan;
mod routes;
pub mod service;

pub use routes::configure;
