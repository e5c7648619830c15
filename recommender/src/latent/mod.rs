//! Which few directions carry what many texts say?
//!
//! Latent semantic analysis of any size: [`Latent::fit`] weighs the words of texts (TF-IDF with sublinear
//! counts), decomposes the sparse matrix and keeps a vector for each word; a new text is folded in by adding up
//! the vectors of its words. [`Sparse`] and [`decompose`] are the parts, for callers with a matrix of their own.

mod model;
mod orthonormal;
mod sparse;
mod svd;

pub use model::{Latent, LatentEncoder, LatentParams};
pub use sparse::Sparse;
pub use svd::{Decomposition, SvdParams, decompose};
