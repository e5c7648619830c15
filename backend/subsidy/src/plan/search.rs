//! Which assignment of items to rooms has the highest sum? Exact branch and bound in whole fen.
//!
//! Every item goes into one of its rooms and brings its amount there, as far as the room lasts: the
//! value is the sum over rooms of the lesser of its size and what was brought. Leaving an item out
//! never helps, for more brought never lowers a room's sum.
//!
//! # Why the result is exact
//! Take any prices `p` between 0 and 1, one a room. A unit of room `r` is worth at most `p` as room and
//! what an item brings there at most `1 - p` as item, so no assignment of the items from `k` on is
//! worth more than `sum(p_r * left_r) + sum(max over rooms((1 - p_r) * amount))`: each yuan counted
//! has used a yuan of room and a yuan of an item. The search leaves out a branch only when that bound,
//! for one of several price lists, does not pass the best sum found; everything else is tried.
//! Prices are whole 1024ths, so that the bound is computed in integers. Two prunings use symmetry:
//! equal items take non-decreasing options, and of rooms that are equal for every item and equally
//! empty only the first is tried; exchanging the two maps every solution left out onto one kept.

/// Prices are multiples of this part.
const UNIT: i128 = 1024;

/// One item: the rooms it may use and what it brings there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item {
    /// Room and amount in fen, by room.
    pub(crate) options: Vec<(usize, i64)>,
}

/// An assignment and what is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// For each item the place of its option; `None` for an item without any.
    pub(crate) chosen: Vec<Option<usize>>,
    /// Its sum in fen.
    pub(crate) value: i64,
    /// Is it the highest there is, or was the search cut off?
    pub(crate) proven: bool,
    /// No assignment is worth more than this.
    pub(crate) bound: i64,
}

/// Finds the assignment of `items` to `rooms` (sizes in fen) with the highest sum, trying at most
/// `limit` branches.
pub(crate) fn best(items: &[Item], rooms: &[i64], limit: u64) -> Found {
    let mut order: Vec<usize> = (0..items.len())
        .filter(|&item| !items[item].options.is_empty())
        .collect();
    let most = |item: &usize| items[*item].options.iter().map(|(_, amount)| *amount).max();
    order.sort_by(|a, b| {
        most(b)
            .cmp(&most(a))
            .then_with(|| items[*a].cmp(&items[*b]))
            .then(a.cmp(b))
    });
    let sorted: Vec<&Item> = order.iter().map(|&item| &items[item]).collect();
    let mut search = Search::new(&sorted, rooms, limit);
    // Each step costs more than the one before: most plans are proven by the first two.
    search.greedy();
    search.simple_prices();
    if !search.closed() {
        search.improve();
        search.simple_prices();
    }
    if !search.closed() {
        search.better_prices();
    }
    let bound = search.bound(0, &search.rooms);
    if bound > search.best_value {
        let mut left = search.rooms.clone();
        let mut chosen = vec![0; sorted.len()];
        search.descend(0, 0, &mut left, &mut chosen);
    }
    let mut chosen = vec![None; items.len()];
    for (place, &item) in order.iter().enumerate() {
        chosen[item] = Some(search.best[place]);
    }
    let proven = search.tried < limit;
    Found {
        chosen,
        value: search.best_value,
        proven,
        bound: if proven { search.best_value } else { bound },
    }
}

struct Search<'a> {
    items: &'a [&'a Item],
    rooms: Vec<i64>,
    /// For two rooms: are they equal for every item?
    equal: Vec<Vec<bool>>,
    /// Price lists, in units.
    prices: Vec<Vec<i128>>,
    /// By price list, what the items from `k` on are worth as items.
    worth: Vec<Vec<i128>>,
    /// By `k`, what the items from `k` on can bring to each room.
    brings: Vec<Vec<i64>>,
    best: Vec<usize>,
    best_value: i64,
    tried: u64,
    limit: u64,
}

impl<'a> Search<'a> {
    fn new(items: &'a [&'a Item], sizes: &[i64], limit: u64) -> Self {
        let mut brings = vec![vec![0_i64; sizes.len()]; items.len() + 1];
        for place in (0..items.len()).rev() {
            brings[place] = brings[place + 1].clone();
            for &(room, amount) in &items[place].options {
                brings[place][room] = brings[place][room].saturating_add(amount);
            }
        }
        // A room larger than all that can come is as large as that.
        let rooms: Vec<i64> = sizes
            .iter()
            .zip(&brings[0])
            .map(|(size, all)| *size.min(all))
            .collect();
        let amount = |item: &Item, room: usize| {
            item.options
                .iter()
                .find(|(other, _)| *other == room)
                .map(|(_, amount)| *amount)
        };
        let equal = (0..rooms.len())
            .map(|a| {
                (0..rooms.len())
                    .map(|b| items.iter().all(|item| amount(item, a) == amount(item, b)))
                    .collect()
            })
            .collect();
        Self {
            items,
            rooms,
            equal,
            prices: Vec::new(),
            worth: Vec::new(),
            brings,
            best: vec![0; items.len()],
            best_value: 0,
            tried: 0,
            limit,
        }
    }

    /// Price lists that cost nothing to find: no room has a price, every room has one, and those
    /// rooms have one that the best assignment so far fills.
    fn simple_prices(&mut self) {
        let mut brought = vec![0_i64; self.rooms.len()];
        for (item, &option) in self.items.iter().zip(&self.best) {
            let (room, amount) = item.options[option];
            brought[room] = brought[room].saturating_add(amount);
        }
        let full = |(brought, size): (&i64, &i64)| if brought >= size { UNIT } else { 0 };
        let filled = brought.iter().zip(&self.rooms).map(full).collect();
        self.add_prices(vec![0; self.rooms.len()]);
        self.add_prices(vec![UNIT; self.rooms.len()]);
        self.add_prices(filled);
    }

    /// Price lists by coordinate descent from the simple ones.
    fn better_prices(&mut self) {
        for mut prices in self.prices.clone() {
            for _ in 0..4 {
                let before = self.root_bound(&prices);
                for room in 0..prices.len() {
                    // The bound is convex in one price: look coarsely, then closely.
                    for step in [128, 16, 2] {
                        let here = prices[room];
                        let mut best = (self.root_bound(&prices), here);
                        for turn in -8..=8 {
                            prices[room] = (here + turn * step).clamp(0, UNIT);
                            best = best.min((self.root_bound(&prices), prices[room]));
                        }
                        prices[room] = best.1;
                    }
                }
                if self.root_bound(&prices) == before {
                    break;
                }
            }
            self.add_prices(prices);
        }
    }

    /// Is it already proven that nothing is better?
    fn closed(&self) -> bool {
        self.bound(0, &self.rooms) <= self.best_value
    }

    fn root_bound(&self, prices: &[i128]) -> i128 {
        let room: i128 = prices
            .iter()
            .zip(&self.rooms)
            .map(|(price, size)| price * i128::from(*size))
            .sum();
        room + self.items.iter().map(|item| worth(item, prices)).sum::<i128>()
    }

    fn add_prices(&mut self, prices: Vec<i128>) {
        if self.prices.contains(&prices) {
            return;
        }
        let mut worths = vec![0; self.items.len() + 1];
        for place in (0..self.items.len()).rev() {
            worths[place] = worths[place + 1] + worth(self.items[place], &prices);
        }
        self.prices.push(prices);
        self.worth.push(worths);
    }

    /// The most that the items from `place` on can add when `left` of each room is left.
    fn bound(&self, place: usize, left: &[i64]) -> i64 {
        self.prices
            .iter()
            .zip(&self.worth)
            .map(|(prices, worth)| {
                let room: i128 = prices
                    .iter()
                    .zip(left.iter().zip(&self.brings[place]))
                    .map(|(price, (left, brings))| price * i128::from(*left.min(brings)))
                    .sum();
                (room + worth[place]) / UNIT
            })
            .min()
            .and_then(|bound| i64::try_from(bound).ok())
            .unwrap_or(i64::MAX)
    }

    fn value(&self, chosen: &[usize]) -> i64 {
        let mut brought = vec![0_i64; self.rooms.len()];
        for (item, &option) in self.items.iter().zip(chosen) {
            let (room, amount) = item.options[option];
            brought[room] = brought[room].saturating_add(amount);
        }
        brought
            .iter()
            .zip(&self.rooms)
            .fold(0_i64, |sum, (brought, size)| {
                sum.saturating_add(*brought.min(size))
            })
    }

    /// A first assignment: largest items first, each where it adds most.
    fn greedy(&mut self) {
        let mut left = self.rooms.clone();
        for (place, item) in self.items.iter().enumerate() {
            let gain = |&(room, amount): &(usize, i64)| (amount.min(left[room]), left[room]);
            let option = (0..item.options.len())
                .rev()
                .max_by_key(|&option| gain(&item.options[option]))
                .unwrap_or(0);
            let (room, amount) = item.options[option];
            left[room] -= amount.min(left[room]);
            self.best[place] = option;
        }
        self.best_value = self.value(&self.best);
    }

    /// Moves single items and exchanges pairs while that raises the sum.
    fn improve(&mut self) {
        let mut chosen = self.best.clone();
        let mut raised = true;
        while raised {
            raised = false;
            for place in 0..chosen.len() {
                for option in 0..self.items[place].options.len() {
                    let before = std::mem::replace(&mut chosen[place], option);
                    raised |= self.keep_if_better(&chosen);
                    if chosen != self.best {
                        chosen[place] = before;
                    }
                }
                for other in place + 1..chosen.len() {
                    let (a, b) = (chosen[place], chosen[other]);
                    let fits = b < self.items[place].options.len() && a < self.items[other].options.len();
                    if a != b && fits {
                        chosen.swap(place, other);
                        raised |= self.keep_if_better(&chosen);
                        if chosen != self.best {
                            chosen.swap(place, other);
                        }
                    }
                }
            }
        }
    }

    fn keep_if_better(&mut self, chosen: &[usize]) -> bool {
        let value = self.value(chosen);
        if value > self.best_value {
            self.best_value = value;
            self.best = chosen.to_vec();
            return true;
        }
        false
    }

    fn descend(&mut self, place: usize, value: i64, left: &mut [i64], chosen: &mut [usize]) {
        if place == self.items.len() {
            if value > self.best_value {
                self.best_value = value;
                self.best.copy_from_slice(chosen);
            }
            return;
        }
        let item = self.items[place];
        let first = if place > 0 && self.items[place - 1] == item {
            chosen[place - 1]
        } else {
            0
        };
        let mut options: Vec<usize> = Vec::with_capacity(item.options.len());
        for option in first..item.options.len() {
            let (room, _) = item.options[option];
            let seen = options.iter().any(|&other| {
                let (earlier, _) = item.options[other];
                left[earlier] == left[room] && self.equal[earlier][room]
            });
            if !seen {
                options.push(option);
            }
        }
        // Most gained first; of equals the tightest fit.
        options.sort_by_key(|&option| {
            let (room, amount) = item.options[option];
            (-amount.min(left[room]), left[room], option)
        });
        for option in options {
            if self.tried >= self.limit {
                return;
            }
            self.tried += 1;
            let (room, amount) = item.options[option];
            let gain = amount.min(left[room]);
            left[room] -= gain;
            chosen[place] = option;
            if value
                .saturating_add(gain)
                .saturating_add(self.bound(place + 1, left))
                > self.best_value
            {
                self.descend(place + 1, value.saturating_add(gain), left, chosen);
            }
            left[room] += gain;
        }
    }
}

/// What an item is worth as item under `prices`, in units.
fn worth(item: &Item, prices: &[i128]) -> i128 {
    item.options
        .iter()
        .map(|&(room, amount)| (UNIT - prices[room]) * i128::from(amount))
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Item, best};

    /// A small generator of numbers: same seed, same numbers.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % limit
        }
    }

    fn every(items: &[Item], rooms: &[i64]) -> i64 {
        fn go(items: &[Item], rooms: &[i64], brought: &mut Vec<i64>) -> i64 {
            let Some((item, rest)) = items.split_first() else {
                return brought.iter().zip(rooms).map(|(a, b)| *a.min(b)).sum();
            };
            if item.options.is_empty() {
                return go(rest, rooms, brought);
            }
            item.options
                .iter()
                .map(|&(room, amount)| {
                    brought[room] += amount;
                    let value = go(rest, rooms, brought);
                    brought[room] -= amount;
                    value
                })
                .max()
                .unwrap_or(0)
        }
        go(items, rooms, &mut vec![0; rooms.len()])
    }

    /// The proof, tried: 400 small cases against every assignment there is.
    #[test]
    fn the_best_is_the_best_of_all_assignments() {
        let mut numbers = Numbers(7);
        let mut fuller = 0;
        for _ in 0..400 {
            let rooms: Vec<i64> = (0..3).map(|_| 20 + numbers.below(60) as i64).collect();
            let items: Vec<Item> = (0..7)
                .map(|_| {
                    let same = 1 + numbers.below(40) as i64;
                    let varied = numbers.below(2) == 0;
                    let mut options = Vec::new();
                    for room in 0..3 {
                        if numbers.below(4) > 0 {
                            let amount = if varied {
                                1 + numbers.below(40) as i64
                            } else {
                                same
                            };
                            options.push((room, amount));
                        }
                    }
                    Item { options }
                })
                .collect();
            let found = best(&items, &rooms, 1_000_000);
            assert!(found.proven);
            assert_eq!(found.value, every(&items, &rooms), "{items:?} in {rooms:?}");
            fuller += i32::from(found.value == rooms.iter().sum::<i64>());
        }
        assert!(
            (20..380).contains(&fuller),
            "one-sided cases: {fuller} of 400 fill every room"
        );
    }

    #[test]
    fn equal_items_and_equal_rooms_lose_no_assignment() {
        let mut numbers = Numbers(11);
        for _ in 0..300 {
            let size = 10 + numbers.below(30) as i64;
            let rooms = [size, size, 10 + numbers.below(30) as i64];
            let kinds: Vec<Item> = (0..2)
                .map(|_| {
                    let amount = 3 + numbers.below(15) as i64;
                    Item {
                        options: vec![(0, amount), (1, amount), (2, 1 + numbers.below(15) as i64)],
                    }
                })
                .collect();
            let items: Vec<Item> = (0..8).map(|_| kinds[numbers.below(2) as usize].clone()).collect();
            assert_eq!(best(&items, &rooms, 1_000_000).value, every(&items, &rooms));
        }
    }
}
