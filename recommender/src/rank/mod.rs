//! In which order do the candidates stand, and with what score?

mod features;
mod fit;
mod grader;
mod memory;
mod prior;

pub(crate) use features::{Features, Known, covered_share, kept_share, overlap, pair_features, share_of};
pub(crate) use fit::{Example, Examples, fit_weights};
pub(crate) use grader::{Grader, foretelling, inputs};
pub(crate) use memory::{Judged, Memory, MemoryRows, Recollection, centre};
pub(crate) use prior::{Weights, values};
