//! How are the places of one list shared among vendors?
//!
//! Fit alone can fill a list with one vendor's variants, and never shows who has no record yet. A cap by vendor and a few
//! places for newcomers answer both. What they cost in fit is bounded: the first half of a list is never touched by
//! newcomers, and a newcomer must fit at least half as well as the row that it takes the place of.

use std::collections::{HashMap, HashSet};

use crate::error::Error;
use crate::results::{Excluded, MatchEntry, MatchList, Reason};

/// A newcomer's score must reach this share of the score of the row that gives way.
const NEWCOMER_FLOOR: f32 = 0.5;

/// How places are shared. The numbers are the operator's settings; no law asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// Length of the list, at least 1.
    pub top: usize,
    /// Most rows of one vendor, at least 1.
    pub per_vendor: usize,
    /// Places that newcomers have at least, where enough of them fit: from 0 to half of `top`.
    pub newcomers: usize,
}

/// Which rows of a ranked list are shown.
pub(crate) struct Shared {
    /// Their places in it, in the order in which they are shown.
    pub shown: Vec<usize>,
    /// So many of the last came in as newcomers.
    pub invited: usize,
    /// Rows that the limit of one vendor left out.
    pub capped: usize,
}

impl Spread {
    /// # Errors
    /// [`Error::Parameter`] names the first value outside its range.
    pub fn check(&self) -> Result<(), Error> {
        let wrong = |field, expected, found: usize| {
            Err(Error::Parameter {
                field,
                expected,
                found: found.to_string(),
            })
        };
        if self.top == 0 {
            return wrong("top", "at least 1", self.top);
        }
        if self.per_vendor == 0 {
            return wrong("per_vendor", "at least 1", self.per_vendor);
        }
        if self.newcomers > self.top / 2 {
            return wrong("newcomers", "at most half of the list", self.newcomers);
        }
        Ok(())
    }

    /// Which of the rows, best first, each with its vendor and score, are shown, in the order in which they are.
    pub(crate) fn share(&self, rows: &[(Option<&str>, f32)], new: impl Fn(&str) -> bool) -> Shared {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut capped = 0;
        let (mut shown, mut rest): (Vec<usize>, Vec<(&str, usize)>) = (Vec::new(), Vec::new());
        for (at, (name, _)) in rows.iter().enumerate() {
            let count = name.and_then(|name| counts.get(name)).copied();
            let full = count.is_some_and(|count| count >= self.per_vendor);
            if shown.len() == self.top {
                if let (Some(name), false) = (name, full) {
                    rest.push((*name, at));
                }
            } else if full {
                capped += 1;
            } else {
                if let Some(name) = name {
                    *counts.entry(*name).or_default() += 1;
                }
                shown.push(at);
            }
        }
        let is_new = |at: usize| rows[at].0.is_some_and(&new);
        let there = shown.iter().filter(|at| is_new(**at)).count();
        let mut wanted = self.newcomers.saturating_sub(there);
        // One place for each newcomer; a vendor that is in the list already is not unseen.
        let mut met: HashSet<&str> = counts.into_keys().collect();
        let mut invited: Vec<usize> = Vec::new();
        for (name, at) in rest {
            if wanted == 0 || !new(name) || !met.insert(name) {
                continue;
            }
            let half = self.top / 2;
            let gives_way = (half..shown.len()).rev().find(|place| !is_new(shown[*place]));
            let Some(place) = gives_way else { break };
            if rows[at].1 < rows[shown[place]].1 * NEWCOMER_FLOOR {
                break;
            }
            shown.remove(place);
            invited.push(at);
            wanted -= 1;
        }
        let count = invited.len();
        shown.extend(invited);
        Shared {
            shown,
            invited: count,
            capped,
        }
    }

    /// Shortens a ranked list, which should hold some more than `top` rows. `vendor` names a row's vendor (a row without
    /// one stands for itself); `new` says whether a vendor has no record yet.
    ///
    /// Rows that the cap left out are counted under `per_vendor`; a row that came in as a newcomer says so in a reason.
    ///
    /// # Errors
    /// As [`Spread::check`].
    pub fn apply(
        &self,
        list: MatchList,
        vendor: impl Fn(&str) -> Option<String>,
        new: impl Fn(&str) -> bool,
    ) -> Result<MatchList, Error> {
        self.check()?;
        let rows: Vec<(Option<String>, f32)> =
            list.entries.iter().map(|e| (vendor(&e.id), e.score)).collect();
        let rows: Vec<(Option<&str>, f32)> = rows.iter().map(|(v, score)| (v.as_deref(), *score)).collect();
        let shared = self.share(&rows, new);
        let mut entries: Vec<Option<MatchEntry>> = list.entries.into_iter().map(Some).collect();
        let mut shown: Vec<MatchEntry> = shared.shown.iter().filter_map(|at| entries[*at].take()).collect();
        for entry in shown.iter_mut().skip(shared.shown.len() - shared.invited) {
            entry.reasons.push(Reason {
                code: "new_vendor".to_owned(),
                values: Default::default(),
            });
        }
        for (place, entry) in shown.iter_mut().enumerate() {
            entry.rank = place + 1;
        }
        let capped = shared.capped;
        let mut excluded = list.excluded;
        if capped > 0 {
            excluded.push(Excluded {
                reason: "per_vendor".to_owned(),
                count: capped,
            });
            excluded.sort_by_key(|e| std::cmp::Reverse(e.count));
        }
        Ok(MatchList {
            excluded,
            entries: shown,
            ..list
        })
    }
}
