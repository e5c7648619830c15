//! Which of a million vectors point the same way as this one?
//!
//! [`VectorIndex`] holds vectors of one length by the caller's numbers and answers by cosine. Small sets are
//! scanned; past [`VectorParams::exact_up_to`] rows a graph of neighbours is searched instead. Filters hold
//! inside the search: what comes back is the nearest of what may be shown. The same calls give the same bytes,
//! whatever the number of threads and whatever instructions the machine has.
//!
//! ```
//! use recommender::vectors::{Near, VectorIndex, VectorParams};
//!
//! let mut index = VectorIndex::new(VectorParams::new(3))?;
//! index.upsert(7, &[1.0, 0.0, 0.0])?;
//! index.upsert(9, &[0.0, 2.0, 0.1])?;
//! let found = index.search(&[0.1, 1.0, 0.0], &Near::first(1))?;
//! assert_eq!(found[0].key, 9);
//! # Ok::<(), recommender::Error>(())
//! ```

mod allowed;
mod codes;
mod graph;
mod index;
mod params;
mod saved;
mod simd;

pub use allowed::Allowed;
pub use index::{Hit, Near, VectorIndex};
pub use params::VectorParams;
pub(crate) use simd::Kernel;
