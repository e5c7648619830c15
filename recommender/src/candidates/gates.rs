//! Which rows pass the filters, and how many does each leave out? Columns beside the rows.

use std::collections::HashMap;

use super::filters::{Exclusion, Filter, Gate, Gated};

/// What the filters need of each row, by slot.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gates {
    kinds: Vec<Gate>,
    kind_of: HashMap<Gate, u32>,
    owner_of: HashMap<Box<str>, u32>,
    rows: Vec<Marks>,
}

#[derive(Debug, Clone, Copy)]
struct Marks {
    kind: u32,
    owner: u32,
    /// Fen; `NONE` where it is open.
    money: i64,
}

/// Nothing there: a removed row's kind, an owner that nobody has.
const ABSENT: u32 = u32::MAX;
const NONE: i64 = i64::MIN;

/// The filters of one search over these rows, ready to be asked by slot.
pub(crate) struct Gatekeeper<'a> {
    gates: &'a Gates,
    filter: &'a Filter<'a>,
    owner: u32,
    kinds: Vec<Option<Exclusion>>,
}

impl Gates {
    pub fn push(&mut self, row: &impl Gated) {
        let gate = row.gate();
        let kind = match self.kind_of.get(&gate) {
            Some(kind) => *kind,
            None => {
                let kind = self.kinds.len() as u32;
                self.kinds.push(gate.clone());
                self.kind_of.insert(gate, kind);
                kind
            }
        };
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
        self.rows.push(Marks {
            kind,
            owner,
            money: row.money().unwrap_or(NONE),
        });
    }

    pub fn remove(&mut self, slot: u32) {
        if let Some(row) = self.rows.get_mut(slot as usize) {
            row.kind = ABSENT;
        }
    }

    pub fn keeper<'a>(&'a self, filter: &'a Filter<'a>) -> Gatekeeper<'a> {
        let owner = filter.owner.and_then(|o| self.owner_of.get(o)).copied();
        Gatekeeper {
            gates: self,
            filter,
            owner: owner.unwrap_or(ABSENT),
            kinds: self.kinds.iter().map(|gate| filter.by_gate(gate)).collect(),
        }
    }

    /// Bytes that it takes, owners' names estimated.
    pub fn bytes(&self) -> usize {
        self.rows.capacity() * size_of::<Marks>() + self.owner_of.capacity() * 64 + self.kinds.len() * 256
    }
}

impl Gatekeeper<'_> {
    fn refused(&self, row: &Marks) -> Option<Exclusion> {
        if row.owner == self.owner && self.owner != ABSENT {
            return Some(Exclusion::Vendor);
        }
        self.kinds[row.kind as usize].or_else(|| {
            let money = (row.money != NONE).then_some(row.money);
            self.filter.too_dear(money).then_some(Exclusion::Budget)
        })
    }

    /// Whether the row is there and passes.
    pub fn passes(&self, slot: usize) -> bool {
        let row = self.gates.rows.get(slot).filter(|r| r.kind != ABSENT);
        row.is_some_and(|row| self.refused(row).is_none())
    }

    /// Rows that each filter leaves out, in the order of [`Exclusion::ALL`].
    pub fn counts(&self) -> [usize; Exclusion::ALL.len()] {
        let mut counts = [0; Exclusion::ALL.len()];
        for row in self.gates.rows.iter().filter(|r| r.kind != ABSENT) {
            if let Some(reason) = self.refused(row) {
                counts[reason as usize] += 1;
            }
        }
        counts
    }
}
