//! Which settings may an index have?

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Settings of a [`super::VectorIndex`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VectorParams {
    /// Numbers in a vector, from 1 to 4096.
    pub dimensions: usize,
    /// Digest of the model that made the vectors, kept with them; may be empty.
    pub model: String,
    /// Up to so many rows a search looks at every row. The default is where a graph begins to be faster
    /// on one thread.
    pub exact_up_to: usize,
    /// Threads for building; 0 is as many as the machine has. The result does not depend on it.
    pub threads: usize,
    /// Seed of the order in which a graph is built.
    pub seed: u64,
}

impl VectorParams {
    /// The defaults for vectors of this length.
    pub fn new(dimensions: usize) -> Self {
        Self {
            dimensions,
            model: String::new(),
            exact_up_to: 10_000,
            threads: 0,
            seed: 20260101,
        }
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let wrong = |field, expected, found: usize| {
            Err(Error::Parameter {
                field,
                expected,
                found: found.to_string(),
            })
        };
        if !(1..=4096).contains(&self.dimensions) {
            return wrong("dimensions", "from 1 to 4096", self.dimensions);
        }
        if self.threads > 1024 {
            return wrong("threads", "from 0 to 1024", self.threads);
        }
        Ok(())
    }
}
