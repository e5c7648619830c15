//! Where does a row stand among all rows? Texts become weighted term vectors.

mod meaning;
mod statistics;
mod vector;

pub(crate) use meaning::{Meaning, SAMPLE};
pub(crate) use statistics::Statistics;
pub(crate) use vector::{FINE, MEANING_FINE, NewTerms, Role, SparseVector, Vectorizer};
