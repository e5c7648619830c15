//! What has an enterprise already received? The entries that caps by year and group are counted over.
//!
//! The crate only reads a ledger: reserving, fixing and releasing entries is the caller's, in its own
//! transaction.

use serde::{Deserialize, Serialize};

use crate::money::Money;

/// One amount granted or reserved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerEntry {
    /// Who received it: any stable name, a unified social credit code for example.
    pub entity: String,
    /// Calendar year in Asia/Shanghai.
    pub year: i32,
    /// Group of articles (`scenario-projects`), or the article's id where it has no group.
    pub group: String,
    /// The amount; not negative.
    pub amount: Money,
    /// What it was for; one entry a reference and group.
    pub reference: String,
}

/// Everything granted or reserved that an assessment must count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ledger {
    /// The entries, in any order.
    pub entries: Vec<LedgerEntry>,
}

/// A ledger that cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// An amount below nothing: a release is a removed entry, never a negative one.
    #[error("ledger entry {index} (`{reference}`): the amount {amount} is negative")]
    Negative {
        /// Place of the entry.
        index: usize,
        /// Its reference.
        reference: String,
        /// Its amount.
        amount: Money,
    },
    /// One thing counted twice.
    #[error(
        "ledger entry {index}: `{reference}` is already in group `{group}` of {entity}: one entry for each thing supported"
    )]
    Twice {
        /// Place of the second entry.
        index: usize,
        /// Its reference.
        reference: String,
        /// Its group.
        group: String,
        /// Its entity.
        entity: String,
    },
}

impl LedgerError {
    /// A stable code for this kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Negative { .. } => "ledger.negative",
            Self::Twice { .. } => "ledger.twice",
        }
    }
}

impl Ledger {
    /// A ledger of these entries, checked: no negative amount, no reference twice in a group and year.
    pub fn new(entries: Vec<LedgerEntry>) -> Result<Self, LedgerError> {
        let ledger = Self { entries };
        ledger.check()?;
        Ok(ledger)
    }

    /// Checks that the entries can be counted.
    pub fn check(&self) -> Result<(), LedgerError> {
        let mut seen = std::collections::BTreeSet::new();
        for (index, entry) in self.entries.iter().enumerate() {
            if entry.amount.is_negative() {
                return Err(LedgerError::Negative {
                    index,
                    reference: entry.reference.clone(),
                    amount: entry.amount,
                });
            }
            let key = (&entry.entity, entry.year, &entry.group, &entry.reference);
            if !seen.insert(key) {
                return Err(LedgerError::Twice {
                    index,
                    reference: entry.reference.clone(),
                    group: entry.group.clone(),
                    entity: entry.entity.clone(),
                });
            }
        }
        Ok(())
    }

    /// What `entities` together used of `group` in `year`.
    pub fn used(&self, entities: &[&str], year: i32, group: &str) -> Money {
        self.of(entities, group)
            .filter(|entry| entry.year == year)
            .fold(Money::ZERO, |sum, entry| sum.saturating_add(entry.amount))
    }

    /// Did any of `entities` receive something of `group`, in any year?
    pub fn ever(&self, entities: &[&str], group: &str) -> bool {
        self.of(entities, group).any(|entry| entry.amount > Money::ZERO)
    }

    fn of<'a>(&'a self, entities: &'a [&str], group: &'a str) -> impl Iterator<Item = &'a LedgerEntry> {
        self.entries
            .iter()
            .filter(move |entry| entry.group == group && entities.contains(&entry.entity.as_str()))
    }
}
