//! What is popular when? Counts fade away from a moment at several half-lives: which one counts, the blend learns.

use super::history::Histories;

/// Half-lives as parts of the time that the ratings span.
const HALF_LIVES: [f64; 6] = [f64::INFINITY, 0.3, 0.1, 0.03, 0.01, 0.003];
/// Half-life of what people met first.
const FIRST_HALF_LIFE: f64 = 0.05;
/// A person's first events: what a newcomer meets is not what an old hand meets.
const FIRST: usize = 20;
/// How many curves there are: one for each half-life and one for first events.
pub(crate) const CURVES: usize = HALF_LIVES.len() + 1;
/// Parts that the time is cut into.
const BINS: usize = 400;
/// Most numbers in a table of popularity at every moment.
const TABLE: usize = 40_000_000;
/// Ratings of a mean item that an item's share of likes starts from: one good rating is not yet a good item.
const HUMBLE: f32 = 5.0;

/// What a bin holds of one item: events, and those that were among their person's first.
#[derive(Debug, Clone, Copy)]
struct Count {
    item: u32,
    all: f32,
    first: f32,
}

/// Popularity by time.
#[derive(Debug, Clone)]
pub(crate) struct Popularity {
    start: i64,
    /// Seconds in a bin.
    width: f64,
    bins: Vec<Vec<Count>>,
    /// Share of likes among the ratings of each item, from that of a mean item on.
    pub liked: Vec<f32>,
    /// Bin -> its curves; empty where only the end is asked for.
    table: Vec<Vec<Vec<f32>>>,
}

impl Popularity {
    /// Counts what happened. `every`: popularity will be asked for at every moment, not only at the end.
    pub fn of(histories: &Histories, items: usize, every: bool) -> Self {
        let times = || histories.rows().iter().map(|r| r.like.at);
        let start = times().min().unwrap_or(0);
        let span = times().max().unwrap_or(0).saturating_sub(start).max(1) as f64;
        let bins = if every {
            (TABLE / (items.max(1) * CURVES)).clamp(20, BINS / 2)
        } else {
            BINS
        };
        let mut popularity = Self {
            start,
            width: span / bins as f64,
            bins: vec![Vec::new(); bins],
            liked: liked(histories, items),
            table: Vec::new(),
        };
        for events in histories.persons() {
            for (place, row) in events.iter().enumerate() {
                let bin = popularity.bin(row.like.at);
                popularity.bins[bin].push(Count {
                    item: row.like.item,
                    all: 1.0,
                    first: if place < FIRST { 1.0 } else { 0.0 },
                });
            }
        }
        popularity.bins.iter_mut().for_each(merge);
        if every {
            popularity.table = (0..bins).map(|bin| popularity.curves(bin)).collect();
        }
        popularity
    }

    /// The last moment.
    pub fn end(&self) -> usize {
        self.bins.len() - 1
    }

    /// The bin of a time.
    pub fn bin(&self, at: i64) -> usize {
        let place = at.saturating_sub(self.start).max(0) as f64 / self.width;
        (place as usize).min(self.bins.len() - 1)
    }

    /// The curves, one number for each item, as the mean over these moments.
    pub fn at(&self, moments: &[usize]) -> Vec<Vec<f32>> {
        if self.table.is_empty() {
            return self.curves(moments.first().copied().unwrap_or(self.end()));
        }
        let mut mean = vec![vec![0.0f32; self.liked.len()]; CURVES];
        for moment in moments {
            for (sum, curve) in mean.iter_mut().zip(&self.table[*moment]) {
                sum.iter_mut().zip(curve).for_each(|(s, c)| *s += c);
            }
        }
        mean
    }

    fn curves(&self, moment: usize) -> Vec<Vec<f32>> {
        let bins = self.bins.len() as f64;
        // Half a bin more: a time is not known better than that.
        let fade = |gap: usize, half_life: f64| {
            if half_life.is_infinite() {
                1.0
            } else {
                0.5f64.powf(gap as f64 / (half_life * bins + 0.5)) as f32
            }
        };
        let mut curves = vec![vec![0.0f32; self.liked.len()]; CURVES];
        for (bin, counts) in self.bins.iter().enumerate() {
            let gap = bin.abs_diff(moment);
            for (curve, half_life) in curves.iter_mut().zip(HALF_LIVES) {
                let weight = fade(gap, half_life);
                if weight > 1e-6 {
                    counts
                        .iter()
                        .for_each(|c| curve[c.item as usize] += weight * c.all);
                }
            }
            let weight = fade(gap, FIRST_HALF_LIFE);
            let first = &mut curves[CURVES - 1];
            counts
                .iter()
                .for_each(|c| first[c.item as usize] += weight * c.first);
        }
        for curve in &mut curves {
            curve
                .iter_mut()
                .zip(&self.liked)
                .for_each(|(c, liked)| *c *= liked);
        }
        curves
    }
}

/// Adds up what a bin holds of one item.
fn merge(counts: &mut Vec<Count>) {
    counts.sort_unstable_by_key(|c| c.item);
    counts.dedup_by(|next, sum| {
        let same = next.item == sum.item;
        if same {
            sum.all += next.all;
            sum.first += next.first;
        }
        same
    });
}

fn liked(histories: &Histories, items: usize) -> Vec<f32> {
    let mut counts = vec![(0.0f32, 0.0f32); items];
    let mut likes = 0.0;
    for row in histories.rows() {
        let count = &mut counts[row.like.item as usize];
        count.1 += 1.0;
        if row.liked() {
            count.0 += 1.0;
            likes += 1.0;
        }
    }
    let mean = likes / histories.rows().len().max(1) as f32;
    counts
        .into_iter()
        .map(|(liked, all)| (liked + HUMBLE * mean) / (all + HUMBLE))
        .collect()
}
