//! Where does a row stand among all rows? Texts become weighted term vectors.

mod code;
mod meaning;
mod statistics;
mod vector;
mod vocabulary;

pub(crate) use code::{COARSE, WEIGHTS, code, weight_code};
pub(crate) use meaning::{Meaning, SAMPLE};
pub(crate) use statistics::Statistics;
pub(crate) use vector::{FINE, MEANING_FINE, NewTerms, Role, SparseVector, Vectorizer, WHOLE};
