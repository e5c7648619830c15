//! Which rows are worth a closer look? Search over packed term vectors, with the hard filters inside.

mod dense;
mod filters;
mod gates;
mod index;
mod inverted;
mod packed;
mod probe;

pub(crate) use dense::Dense;
pub(crate) use filters::{Exclusion, Filter, Gated};
pub(crate) use gates::Counts;
pub(crate) use index::{Found, Index, tie_break};
pub(crate) use packed::Packed;
pub(crate) use probe::Probe;
