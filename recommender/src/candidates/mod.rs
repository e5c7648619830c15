//! Which rows are worth a closer look? Exact search over term vectors, with the hard filters inside.

mod filters;
mod index;

pub(crate) use filters::{Exclusion, exclusion};
pub(crate) use index::{Index, tie_break};
