//! Which rows pass the filters, and how many does each leave out? Columns beside the rows.

use std::collections::HashMap;
use std::ops::Range;

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
    /// By slot: kind and money in brief, so that most rows are decided by four bytes of sixteen.
    brief: Vec<Brief>,
}

/// Number of a kind, `MANY` where it has no room or the row was removed; [`scale`] of its money.
type Brief = [u16; 2];
const MANY: u16 = u16::MAX;
/// The place of an open amount, which no limit refuses; [`scale`] gives no amount a place as high.
const NO_LIMIT: u16 = u16::MAX;

/// An order of amounts in sixteen bits: of two the larger never has the smaller place. Amounts within a percent may
/// share one, and are compared themselves.
fn scale(amount: i64) -> u16 {
    // The upper half of a float: exponent and seven bits, which rise with it. Debts share the place of nothing.
    ((amount.max(0) as f32).to_bits() >> 16) as u16
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
    /// By kind in brief: whether it passes.
    open: Box<[bool; 1 << 16]>,
    /// Places of money that are refused: the first, and how many.
    dear: (u16, u16),
    /// The place where amounts are compared themselves.
    near: Option<u16>,
}

/// Rows that a block of bits may hold.
pub(crate) const BLOCK: usize = 64;

/// What the filters, the owner aside, say of a block of rows, a bit each.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Passing {
    /// The row is there and passes.
    pub rows: u64,
    /// Rows of passing kinds that cost more than there is.
    pub dear: u32,
}

/// A bit for each of at most [`BLOCK`] things of which something is so, the first lowest. Comparing into bytes is many
/// at once, and so is taking a bit of each of eight.
pub(crate) fn flags<T: Copy>(things: &[T], is: impl Fn(T) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    for (flag, thing) in flags.iter_mut().zip(things) {
        *flag = u8::from(is(*thing));
    }
    let (eights, _) = flags.as_chunks::<8>();
    eights.iter().enumerate().fold(0, |all, (at, eight)| {
        // Each byte's bit meets its place in the highest byte, and no two meet.
        all | (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at)
    })
}

/// The numbers of the bits that are set, rising.
pub(crate) fn set(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (at < u64::BITS).then_some(at as usize)
    })
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
        let money = row.money().unwrap_or(OPEN);
        self.money.push(money);
        let place = if money == OPEN { NO_LIMIT } else { scale(money) };
        self.brief.push([u16::try_from(kind).unwrap_or(MANY), place]);
    }

    pub fn remove(&mut self, slot: u32) {
        if let Some(kind) = self.kind.get_mut(slot as usize) {
            if let Some(kind) = self.kinds.get_mut(*kind as usize) {
                kind.rows -= 1;
            }
            *kind = ABSENT;
            self.brief[slot as usize][0] = MANY;
        }
    }

    pub fn keeper(&self, filter: &Filter<'_>) -> Gatekeeper<'_> {
        let owner = filter.owner.and_then(|o| self.owner_of.get(o)).copied();
        let limit = filter.limit();
        let refused: Vec<_> = self.kinds.iter().map(|k| filter.by_gate(&k.gate)).collect();
        let mut open = Box::new([false; 1 << 16]);
        // What has no number in brief is none of them.
        for (open, refused) in open.iter_mut().zip(&refused).take(usize::from(MANY)) {
            *open = refused.is_none();
        }
        let (dear, near) = match limit {
            Limit::None => ((0, 0), None),
            Limit::AtMost(most) => {
                let above = scale(most) + 1;
                ((above, NO_LIMIT - above), Some(scale(most)))
            }
            Limit::AtLeast(least) => ((0, scale(least)), Some(scale(least))),
        };
        Gatekeeper {
            gates: self,
            limit,
            owner: owner.unwrap_or(ABSENT),
            open,
            refused,
            dear,
            near,
        }
    }

    /// Bytes that it takes, owners' names estimated.
    pub fn bytes(&self) -> usize {
        let rows = self.kind.capacity() * 8 + self.owner.capacity() * 4 + self.money.capacity() * 8;
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

    /// Rows that each filter leaves out; `dear` are those of all its blocks.
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

    /// What the filters, the owner aside, say of up to [`BLOCK`] rows from a slot on.
    pub fn block(&self, rows: Range<usize>) -> Passing {
        let gates = self.gates;
        let brief = &gates.brief[rows.clone()];
        // Every row is looked at in the same way, because a branch costs more than a look.
        let mut open = flags(brief, |[kind, _]| self.open[usize::from(kind)]);
        let mut dear = flags(brief, |[_, money]| money.wrapping_sub(self.dear.0) < self.dear.1);
        if gates.kinds.len() >= usize::from(MANY) {
            for (at, _) in brief.iter().enumerate().filter(|(_, brief)| brief[0] == MANY) {
                let kind = self.refused.get(gates.kind[rows.start + at] as usize);
                open |= u64::from(kind.is_some_and(Option::is_none)) << at;
            }
        }
        if let Some(near) = self.near {
            let same = flags(brief, |[_, money]| money == near);
            for at in set(same & open) {
                dear |= u64::from(self.dear(gates.money[rows.start + at])) << at;
            }
        }
        Passing {
            rows: open & !dear,
            dear: (open & dear).count_ones(),
        }
    }

    /// Whether nobody is left out as the owner, or this row is another's.
    pub fn of_another(&self, slot: usize) -> bool {
        self.owner == ABSENT || self.gates.owner[slot] != self.owner
    }

    /// Rows of passing kinds that cost more than there is, whoever owns them.
    pub fn dear_rows(&self) -> usize {
        let all = self.gates.brief.len();
        let blocks = (0..all).step_by(BLOCK).map(|first| first..all.min(first + BLOCK));
        blocks.map(|rows| self.block(rows).dear as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use rand::seq::SliceRandom;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::{BLOCK, Filter, Gates, MANY, flags, set};
    use crate::rows::{Facets, Scenario, Solution};

    fn solution(level: Option<u8>, region: &str, price: Option<i64>, vendor: &str) -> Solution {
        Solution {
            vendor: Some(vendor.to_owned()),
            price_low_fen: price,
            available: true,
            facets: Facets {
                data_level: level,
                regions: vec![region.to_owned()],
                ..Facets::default()
            },
            ..Solution::default()
        }
    }

    /// Rows that pass and rows too dear, by blocks and row by row.
    fn compare(gates: &Gates, scenario: &Scenario) -> (usize, usize) {
        let filter = Filter::solutions(scenario, true, Some("vendor 1"));
        let keeper = gates.keeper(&filter);
        let all = gates.kind.len();
        let (mut by_block, mut dear) = (Vec::new(), 0);
        // Blocks of every length: a small index is shared out anywhere.
        let mut first = 0;
        while first < all {
            let rows = first..all.min(first + 1 + first % BLOCK);
            let passing = keeper.block(rows.clone());
            by_block.extend(
                set(passing.rows)
                    .map(|at| first + at)
                    .filter(|slot| keeper.of_another(*slot)),
            );
            dear += passing.dear as usize;
            first = rows.end;
        }
        let one_by_one: Vec<usize> = (0..all).filter(|slot| keeper.passes(*slot)).collect();
        assert_eq!(by_block, one_by_one);
        let refused = |slot: &usize| {
            let open = keeper
                .refused
                .get(gates.kind[*slot] as usize)
                .is_some_and(Option::is_none);
            open && keeper.dear(gates.money[*slot])
        };
        assert_eq!(dear, (0..all).filter(refused).count());
        assert_eq!(dear, keeper.dear_rows());
        (by_block.len(), dear)
    }

    #[test]
    fn a_block_says_what_its_rows_say_one_by_one() {
        let mut random = ChaCha8Rng::seed_from_u64(8);
        // Amounts that share a place, the ends of what a number holds, debts and nothing.
        let amounts: Vec<i64> = [
            0,
            1,
            -7,
            i64::MAX,
            i64::MIN,
            i64::MIN + 1,
            5_000_000,
            5_000_001,
            4_999_999,
            5_100_000,
        ]
        .into_iter()
        .chain((0..40).map(|bits| 1 << bits))
        .collect();
        let mut gates = Gates::default();
        for _ in 0..5_000 {
            let price = amounts
                .choose(&mut random)
                .copied()
                .filter(|_| random.gen_bool(0.9));
            let level = random.gen_range(0..4);
            let region = ["110000", "110112", "310000"][random.gen_range(0..3)];
            let vendor = format!("vendor {}", random.gen_range(0..4));
            gates.push(&solution((level > 0).then_some(level), region, price, &vendor));
        }
        (0..200).for_each(|n| gates.remove(n * 23));
        let (mut passed, mut dear) = (0, 0);
        for budget in amounts.iter().copied().map(Some).chain([None]) {
            let scenario = Scenario {
                budget_fen: budget,
                facets: Facets {
                    data_level: Some(2),
                    regions: vec!["110112".to_owned()],
                    ..Facets::default()
                },
                ..Scenario::default()
            };
            let counted = compare(&gates, &scenario);
            passed += counted.0;
            dear += counted.1;
        }
        assert!(passed > 1_000 && dear > 1_000, "{passed} {dear}");
    }

    #[test]
    fn a_floor_of_money_is_kept_as_a_ceiling_is() {
        let mut gates = Gates::default();
        for budget in [
            None,
            Some(0),
            Some(4_999_999),
            Some(5_000_000),
            Some(5_000_001),
            Some(i64::MAX),
        ] {
            gates.push(&Scenario {
                budget_fen: budget,
                ..Scenario::default()
            });
        }
        for (price, passing) in [
            (0, 0b11_1111),
            (5_000_000, 0b11_1001),
            (5_000_001, 0b11_0001),
            (i64::MAX, 0b10_0001),
        ] {
            let asked = solution(None, "110000", Some(price), "vendor 1");
            let filter = Filter::scenarios(&asked, true, None, None);
            assert_eq!(gates.keeper(&filter).block(0..6).rows, passing, "{price}");
        }
    }

    #[test]
    fn kinds_beyond_those_with_a_number_in_brief_are_filtered_too() {
        let mut gates = Gates::default();
        for n in 0..usize::from(MANY) + 300 {
            gates.push(&solution(
                Some(1 + (n % 2) as u8),
                &format!("region {n}"),
                Some(n as i64),
                "vendor 2",
            ));
        }
        gates.remove(u32::from(MANY) + 8);
        let scenario = Scenario {
            budget_fen: Some(i64::from(MANY) + 200),
            facets: Facets {
                data_level: Some(2),
                ..Facets::default()
            },
            ..Scenario::default()
        };
        let (passed, dear) = compare(&gates, &scenario);
        assert_eq!((passed, dear), ((usize::from(MANY) + 201) / 2 - 1, 49));
    }

    #[test]
    fn a_bit_stands_for_each_thing() {
        for length in 0..=BLOCK {
            let things: Vec<usize> = (0..length).collect();
            let found: Vec<usize> = set(flags(&things, |thing| thing % 3 == 1 || thing == 63)).collect();
            let expected: Vec<usize> = things
                .into_iter()
                .filter(|thing| thing % 3 == 1 || *thing == 63)
                .collect();
            assert_eq!(found, expected);
        }
    }
}
