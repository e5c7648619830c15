//! Which settings may a model be fitted with?
//!
//! [`Params`] is what a caller writes; [`Params::check`] turns it into [`ValidParams`], the only thing
//! that fitting accepts.

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Settings of a model; start from [`Params::default`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// Seed of everything random.
    pub seed: u64,
    /// Candidates that are scored in full for each list; at least 10.
    pub pool: usize,
    /// Candidates that are read requirement by requirement for each list; at least 10.
    pub read: usize,
    /// Share of a requirement's words at which it counts as covered, in (0, 1].
    pub covered_at: f32,
    /// Share at which it counts as partly covered, in (0, `covered_at`).
    pub partly_at: f32,
    /// Most quotes for each requirement, from 1 to 10.
    pub quotes: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            seed: 20260101,
            pool: 200,
            read: 50,
            covered_at: 0.42,
            partly_at: 0.3,
            quotes: 2,
        }
    }
}

/// Settings that were checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ValidParams(Params);

impl ValidParams {
    /// The settings as they were given.
    pub fn get(&self) -> &Params {
        &self.0
    }
}

impl Params {
    /// Checks every range.
    ///
    /// # Errors
    /// [`Error::Parameter`] names the first parameter outside its range.
    pub fn check(&self) -> Result<ValidParams, Error> {
        let range = |ok: bool, field, expected, found: String| {
            if ok {
                Ok(())
            } else {
                Err(Error::Parameter {
                    field,
                    expected,
                    found,
                })
            }
        };
        range(self.pool >= 10, "pool", "at least 10", self.pool.to_string())?;
        range(self.read >= 10, "read", "at least 10", self.read.to_string())?;
        // Written so that NaN fails.
        range(
            self.covered_at > 0.0 && self.covered_at <= 1.0,
            "covered_at",
            "a number in (0, 1]",
            self.covered_at.to_string(),
        )?;
        range(
            self.partly_at > 0.0 && self.partly_at < self.covered_at,
            "partly_at",
            "a number in (0, covered_at)",
            self.partly_at.to_string(),
        )?;
        range(
            (1..=10).contains(&self.quotes),
            "quotes",
            "from 1 to 10",
            self.quotes.to_string(),
        )?;
        Ok(ValidParams(self.clone()))
    }
}
