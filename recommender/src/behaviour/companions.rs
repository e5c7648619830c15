//! Which items stand near an item: met soon before or after it, or liked by the same people? And which people are like
//! a person? Sparse neighbours that cover every item, also the rare ones that the closed form leaves out.

use super::history::{Histories, Rated};
use super::item_model::ItemParams;

/// Companions of one item that are kept, the strongest: memory stays bounded where there are many items.
const KEPT: usize = 600;
/// Steps before and after an item that are near it.
const STEPS: usize = 15;
/// Steps after which nearness counts half.
const NEAR: f32 = 5.0;
/// Ratings that every item is credited with: company of two rare items proves little.
const SHRINK: f32 = 3.0;
/// People that a person is compared with.
const PEOPLE: usize = 100;

/// Rows of companions, one for each item.
#[derive(Debug, Clone, Default)]
pub(crate) struct Companions(Vec<Vec<(u32, f32)>>);

impl Companions {
    /// Adds to `scores` what follows from these items, each with its weight.
    pub fn add(&self, from: impl Iterator<Item = (u32, f32)>, scores: &mut [f32]) {
        for (item, weight) in from {
            for (other, near) in self.0.get(item as usize).into_iter().flatten() {
                scores[*other as usize] += weight * near;
            }
        }
    }

    /// Works one row after the other out: `fill` adds to the sums and names what it touched.
    fn rows(items: usize, scale: &[f32], mut fill: impl FnMut(u32, &mut Sums)) -> Self {
        let mut sums = Sums {
            values: vec![0.0; items],
            touched: Vec::new(),
        };
        let mut rows = Vec::with_capacity(items);
        for item in 0..items as u32 {
            fill(item, &mut sums);
            let mut row: Vec<(u32, f32)> = Vec::with_capacity(sums.touched.len());
            for other in sums.touched.drain(..) {
                let value = std::mem::take(&mut sums.values[other as usize]);
                if other != item {
                    row.push((other, value * scale[item as usize] * scale[other as usize]));
                }
            }
            let by = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
            if row.len() > KEPT {
                row.select_nth_unstable_by(KEPT, by);
                row.truncate(KEPT);
            }
            row.sort_unstable_by_key(|(other, _)| *other);
            row.shrink_to_fit();
            rows.push(row);
        }
        Self(rows)
    }
}

struct Sums {
    values: Vec<f32>,
    touched: Vec<u32>,
}

impl Sums {
    fn add(&mut self, item: u32, value: f32) {
        if value <= 0.0 {
            return;
        }
        let sum = &mut self.values[item as usize];
        if *sum == 0.0 {
            self.touched.push(item);
        }
        *sum += value;
    }
}

/// Items and people by each other's company.
#[derive(Debug, Clone)]
pub(crate) struct Company {
    /// Met within few steps of each other; the other one counts as much as it was liked.
    pub near: Companions,
    /// Liked by the same people: cosine, shrunk.
    pub together: Companions,
    /// Item -> who rated it: person, place in their history.
    raters: Vec<Vec<(u32, u32)>>,
    /// Length of each person's row of weights.
    lengths: Vec<f32>,
    params: ItemParams,
}

impl Company {
    /// Reads company from histories among `items` items.
    pub fn of(histories: &Histories, items: usize, params: ItemParams) -> Self {
        let mut raters: Vec<Vec<(u32, u32)>> = vec![Vec::new(); items];
        let (mut met, mut liked) = (vec![SHRINK; items], vec![SHRINK; items]);
        let mut lengths = Vec::with_capacity(histories.users());
        for (user, events) in histories.persons().enumerate() {
            for (place, row) in events.iter().enumerate() {
                let item = row.like.item as usize;
                raters[item].push((user as u32, place as u32));
                met[item] += 1.0;
                liked[item] += if row.liked() { 1.0 } else { 0.0 };
            }
            let square: f32 = events.iter().map(|r| params.weight(r).powi(2)).sum();
            lengths.push(square.sqrt().max(f32::MIN_POSITIVE));
        }
        let root = |counts: Vec<f32>| counts.into_iter().map(|n| 1.0 / n.sqrt()).collect::<Vec<f32>>();
        let steps: Vec<f32> = (0..=STEPS).map(|gap| 0.5f32.powf(gap as f32 / NEAR)).collect();
        let near = Companions::rows(items, &root(met), |item, sums| {
            for (user, place) in &raters[item as usize] {
                let (events, place) = (histories.person(*user), *place as usize);
                let from = place.saturating_sub(STEPS);
                for (at, row) in events.iter().enumerate().take(place + STEPS + 1).skip(from) {
                    sums.add(row.like.item, steps[at.abs_diff(place)] * params.weight(row));
                }
            }
        });
        let together = Companions::rows(items, &root(liked), |item, sums| {
            for (user, place) in &raters[item as usize] {
                let events = histories.person(*user);
                if events[*place as usize].liked() {
                    events
                        .iter()
                        .filter(|row| row.liked())
                        .for_each(|row| sums.add(row.like.item, 1.0));
                }
            }
        });
        Self {
            near,
            together,
            raters,
            lengths,
            params,
        }
    }

    /// The people most like somebody with these events, with the cosine; never the person `but`.
    pub fn people(&self, events: &[Rated], but: Option<u32>, histories: &Histories) -> Vec<(u32, f32)> {
        let mut sums = vec![0.0f32; self.lengths.len()];
        for row in events {
            let weight = self.params.weight(row);
            for (user, place) in self.raters.get(row.like.item as usize).into_iter().flatten() {
                let other = &histories.person(*user)[*place as usize];
                sums[*user as usize] += weight * self.params.weight(other);
            }
        }
        let mut found: Vec<(u32, f32)> = sums
            .iter()
            .enumerate()
            .filter(|(user, sum)| **sum > 0.0 && but != Some(*user as u32))
            .map(|(user, sum)| (user as u32, sum / self.lengths[user]))
            .collect();
        let by = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > PEOPLE {
            found.select_nth_unstable_by(PEOPLE, by);
            found.truncate(PEOPLE);
        }
        found.sort_unstable_by(by);
        found
    }
}
