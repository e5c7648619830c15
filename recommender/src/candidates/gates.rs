//! Which rows pass the filters, and how many does each leave out? Columns beside the rows.

use std::collections::HashMap;

use super::filters::{Exclusion, Filter, Gate, Gated, Limit};

/// What the filters need of each row, by slot.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gates {
    kinds: Vec<Kind>,
    kind_of: HashMap<Gate, u32>,
    owner_of: HashMap<Box<str>, u32>,
    /// By slot: place among `kinds`; `ABSENT` where the row was removed.
    kind: Vec<u32>,
    /// By slot; `ABSENT` where nobody owns it.
    owner: Vec<u32>,
    /// By slot, fen; `OPEN` where it is open.
    money: Vec<i64>,
}

#[derive(Debug, Clone)]
struct Kind {
    gate: Gate,
    /// Rows of this kind that are there.
    rows: usize,
}

/// Nothing there: a removed row's kind, an owner that nobody has.
const ABSENT: u32 = u32::MAX;
const OPEN: i64 = i64::MIN;

/// Rows by what leaves them out, in the order of [`Exclusion::ALL`].
pub(crate) type Counts = [usize; Exclusion::ALL.len()];

/// The filters of one search over these rows, ready to be asked by slot.
pub(crate) struct Gatekeeper<'a> {
    gates: &'a Gates,
    owner: u32,
    limit: Limit,
    /// By kind.
    refused: Vec<Option<Exclusion>>,
}

impl Gates {
    pub fn push(&mut self, row: &impl Gated) {
        let gate = row.gate();
        let kind = match self.kind_of.get(&gate) {
            Some(kind) => *kind,
            None => {
                let kind = self.kinds.len() as u32;
                self.kind_of.insert(gate.clone(), kind);
                self.kinds.push(Kind { gate, rows: 0 });
                kind
            }
        };
        self.kinds[kind as usize].rows += 1;
        let owner = row
            .owner()
            .map_or(ABSENT, |owner| match self.owner_of.get(owner) {
                Some(owner) => *owner,
                None => {
                    let number = self.owner_of.len() as u32;
                    self.owner_of.insert(owner.into(), number);
                    number
                }
            });
        self.kind.push(kind);
        self.owner.push(owner);
        self.money.push(row.money().unwrap_or(OPEN));
    }

    pub fn remove(&mut self, slot: u32) {
        if let Some(kind) = self.kind.get_mut(slot as usize) {
            if let Some(kind) = self.kinds.get_mut(*kind as usize) {
                kind.rows -= 1;
            }
            *kind = ABSENT;
        }
    }

    pub fn keeper(&self, filter: &Filter<'_>) -> Gatekeeper<'_> {
        let owner = filter.owner.and_then(|o| self.owner_of.get(o)).copied();
        Gatekeeper {
            gates: self,
            limit: filter.limit(),
            owner: owner.unwrap_or(ABSENT),
            refused: self.kinds.iter().map(|k| filter.by_gate(&k.gate)).collect(),
        }
    }

    /// Bytes that it takes, owners' names estimated.
    pub fn bytes(&self) -> usize {
        let rows = self.kind.capacity() * 4 + self.owner.capacity() * 4 + self.money.capacity() * 8;
        rows + self.owner_of.capacity() * 64 + self.kinds.len() * 256
    }
}

impl Gatekeeper<'_> {
    /// Why, the owner aside, a row of this kind and money is left out.
    fn refused(&self, kind: u32, money: i64) -> Option<Exclusion> {
        let refused = *self.refused.get(kind as usize)?;
        refused.or_else(|| self.dear(money).then_some(Exclusion::Budget))
    }

    fn dear(&self, money: i64) -> bool {
        money != OPEN && self.limit.refuses(money)
    }

    /// Whether the row is there and passes.
    pub fn passes(&self, slot: usize) -> bool {
        let gates = self.gates;
        let (Some(&kind), Some(&owner), Some(&money)) =
            (gates.kind.get(slot), gates.owner.get(slot), gates.money.get(slot))
        else {
            return false;
        };
        let own = owner == self.owner && owner != ABSENT;
        kind != ABSENT && !own && self.refused(kind, money).is_none()
    }

    /// Rows that each filter leaves out; `dear` are all shares of [`Gatekeeper::dear_rows`] together.
    pub fn counts(&self, dear: usize) -> Counts {
        let gates = self.gates;
        let mut counts = Counts::default();
        // Whole kinds are counted as such; only money takes a look at the rows.
        for (kind, refused) in gates.kinds.iter().zip(&self.refused) {
            if let Some(reason) = refused {
                counts[*reason as usize] += kind.rows;
            }
        }
        counts[Exclusion::Budget as usize] += dear;
        if self.owner != ABSENT {
            // A row counts under its first reason, and the owner is that.
            let own = |slot: &usize| gates.owner[*slot] == self.owner && gates.kind[*slot] != ABSENT;
            for slot in (0..gates.owner.len()).filter(own) {
                counts[Exclusion::Vendor as usize] += 1;
                if let Some(reason) = self.refused(gates.kind[slot], gates.money[slot]) {
                    counts[reason as usize] -= 1;
                }
            }
        }
        counts
    }

    /// Rows of passing kinds that cost more than there is, whoever owns them, in one of so many shares of all rows.
    pub fn dear_rows(&self, (share, shares): (usize, usize)) -> usize {
        if matches!(self.limit, Limit::None) {
            return 0;
        }
        // One more for what was removed, so that every number has a place.
        let passing: Vec<bool> = self.refused.iter().map(Option::is_none).chain([false]).collect();
        let removed = self.refused.len();
        let all = self.gates.kind.len();
        let span = all * share / shares..all * (share + 1) / shares;
        let rows = self.gates.kind[span.clone()].iter().zip(&self.gates.money[span]);
        // Both are looked at, because a branch costs more than a look.
        let dear = rows.map(|(kind, money)| passing[removed.min(*kind as usize)] & self.dear(*money));
        dear.map(usize::from).sum()
    }
}
