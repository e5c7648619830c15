//! What is left in the year? Room under yearly caps, used up in the order of the articles.

use chrono::NaiveDate;

use crate::{
    ledger::Ledger,
    money::Money,
    rules::{Article, Cap, CapPer},
};

/// Room of one entity, and those counted with it, in one year.
pub(crate) struct Room<'a> {
    ledger: &'a Ledger,
    entities: Vec<&'a str>,
    year: i32,
    /// Used within this assessment, by group.
    taken: Vec<(&'a str, Money)>,
}

impl<'a> Room<'a> {
    pub(crate) fn new(ledger: &'a Ledger, entities: Vec<&'a str>, year: i32) -> Self {
        Self {
            ledger,
            entities,
            year,
            taken: Vec::new(),
        }
    }

    /// Used by `group` in the year: in the ledger and earlier in this assessment.
    pub(crate) fn used(&self, group: &str) -> Money {
        let earlier = self
            .taken
            .iter()
            .find(|(name, _)| *name == group)
            .map_or(Money::ZERO, |(_, amount)| *amount);
        self.ledger
            .used(&self.entities, self.year, group)
            .saturating_add(earlier)
    }

    /// Did the entity receive something of `group` in any year?
    pub(crate) fn ever(&self, group: &str) -> bool {
        self.ledger.ever(&self.entities, group)
    }

    /// Room for `article`, where it has a yearly cap with a value on that day.
    pub(crate) fn before(&self, article: &Article, as_of: NaiveDate) -> Option<Money> {
        let cap = year_cap(article)?.amount.on(as_of)?;
        Some(cap.less(self.used(&article.ledger_group)))
    }

    /// Forgets what this assessment used: the next case is another entity.
    pub(crate) fn forget(&mut self) {
        self.taken.clear();
    }

    /// Uses room.
    pub(crate) fn take(&mut self, group: &'a str, amount: Money) {
        match self.taken.iter_mut().find(|(name, _)| *name == group) {
            Some((_, taken)) => *taken = taken.saturating_add(amount),
            None => self.taken.push((group, amount)),
        }
    }
}

/// The article's cap by entity and year; the loader allows one.
pub(crate) fn year_cap(article: &Article) -> Option<&Cap> {
    article.caps.iter().find(|cap| cap.per == CapPer::EntityYear)
}
