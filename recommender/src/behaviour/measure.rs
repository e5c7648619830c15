//! How well are the next likes ranked? Every item, but for those that the person rated before.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;

use super::content::{Content, read_rows};
use super::history::{Like, Rated};
use super::interactions::{Interaction, POSITIVE, read_interactions};
use super::next_likes::NextLikes;
use super::questions::Kind;
use crate::candidates::tie_break;
use crate::error::Error;
use crate::evaluate::peak_memory_bytes;
use crate::text::Analyzer;

/// What is measured.
#[derive(Debug, Clone)]
pub struct InteractionOptions {
    /// Ratings to learn from.
    pub train: PathBuf,
    /// Ratings to be foreseen.
    pub test: PathBuf,
    /// Texts of items (`_id`, `title`, `text`), for those that nobody rated.
    pub items: Option<PathBuf>,
    /// Seed of what is held back.
    pub seed: u64,
}

/// Means over persons.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Persons.
    pub users: usize,
    /// Binary gain at rank 1 to 10 over the best possible.
    #[serde(rename = "ndcg@10")]
    pub ndcg: f64,
    /// Share of the person's test likes among the first 20.
    #[serde(rename = "recall@20")]
    pub recall: f64,
}

/// The figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InteractionReport {
    /// Persons with a positive in the test.
    pub users: usize,
    /// nDCG@10 over all of them.
    #[serde(rename = "ndcg@10")]
    pub ndcg: f64,
    /// Recall@20 over all of them.
    #[serde(rename = "recall@20")]
    pub recall: f64,
    /// Of them, those known from the training.
    pub users_warm: usize,
    /// nDCG@10 over those.
    #[serde(rename = "ndcg@10_warm")]
    pub ndcg_warm: f64,
    /// Recall@20 over those.
    #[serde(rename = "recall@20_warm")]
    pub recall_warm: f64,
    /// Items that there are.
    pub items: usize,
    /// Share of the items that stand in somebody's first ten.
    pub coverage: f64,
    /// Whether the test lies after the training.
    pub split_by_time: bool,
    /// How the test relates to the training.
    pub split: Kind,
    /// Persons that the weights were learnt from.
    pub learnt_from: usize,
    /// Weight of each signal for a person with a history.
    pub weights: BTreeMap<&'static str, f64>,
    /// Share of each curve of popularity in a newcomer's list.
    pub newcomer_weights: BTreeMap<&'static str, f64>,
    /// Choosing and fitting, milliseconds.
    pub fit_ms: f64,
    /// Ranking all items for one person, mean, milliseconds.
    pub query_ms: f64,
    /// Peak memory of the process, bytes.
    pub peak_memory_bytes: Option<u64>,
}

/// Numbers for ids, in the order in which they are met.
#[derive(Default)]
struct Numbers(HashMap<String, u32>);

impl Numbers {
    fn of(&mut self, id: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(id.to_owned()).or_insert(next)
    }
}

/// Learns from one file of ratings and measures on another.
///
/// # Errors
/// As reading the files; [`Error::TooFew`] where nobody in the test likes anything.
pub fn evaluate_interactions(
    options: &InteractionOptions,
    analyzer: Arc<Analyzer>,
) -> Result<InteractionReport, Error> {
    let train = read_interactions(&options.train)?;
    let test = read_interactions(&options.test)?;
    let (mut users, mut items) = (Numbers::default(), Numbers::default());
    let like = |users: &mut Numbers, items: &mut Numbers, row: &Interaction| Like {
        user: users.of(&row.user),
        item: items.of(&row.item),
        at: row.timestamp,
    };
    let rated: Vec<Rated> = train
        .iter()
        .map(|row| Rated {
            like: like(&mut users, &mut items, row),
            share: share(row.rating),
        })
        .collect();
    let (known_users, rated_items) = (users.0.len() as u32, items.0.len());
    let rows = options.items.as_deref().map(read_rows).transpose()?;
    // What nobody rated is ranked, too: all that the test and the file of texts name. In an order that tells nothing of
    // which of them are liked.
    let unrated = test.iter().map(|row| &row.item);
    let unrated = unrated.chain(rows.iter().flatten().map(|row| &row.id));
    let mut unrated: Vec<&String> = unrated.filter(|id| !items.0.contains_key(*id)).collect();
    unrated.sort_by_cached_key(|id| tie_break(id));
    for id in unrated {
        items.of(id);
    }
    let asked: Vec<Like> = test
        .iter()
        .filter(|row| row.rating >= POSITIVE)
        .map(|row| like(&mut users, &mut items, row))
        .collect();
    if asked.is_empty() {
        return Err(Error::TooFew {
            what: format!("{} (ratings of 4 or more)", options.test.display()),
            least: 1,
        });
    }
    let count = items.0.len();
    let started = Instant::now();
    let split = Kind::of(&rated, &asked);
    let met: HashSet<u32> = rated.iter().map(|r| r.like.item).collect();
    let content = rows.map(|rows| Content::of(rows, &items.0, |item| !met.contains(&item), analyzer));
    let content = content.transpose()?;
    // Nothing is to be learnt of what nobody rated: however long the file of texts is, the fit stays as it is.
    let model = NextLikes::fit(&rated, known_users as usize, rated_items, split, options.seed)?;
    let fit_ms = started.elapsed().as_secs_f64() * 1e3;

    let persons = Persons::of(&rated, &asked);
    let started = Instant::now();
    let mut ties = vec![0; count];
    for (id, number) in &items.0 {
        ties[*number as usize] = tie_break(id);
    }
    let measured = persons.measure(&model, content.as_ref(), known_users, &ties);
    let query_ms = started.elapsed().as_secs_f64() * 1e3 / persons.asked.len() as f64;
    Ok(InteractionReport {
        users: measured.all.users,
        ndcg: measured.all.ndcg,
        recall: measured.all.recall,
        users_warm: measured.warm.users,
        ndcg_warm: measured.warm.ndcg,
        recall_warm: measured.warm.recall,
        items: count,
        coverage: measured.shown as f64 / count as f64,
        split_by_time: split == Kind::Later,
        split,
        learnt_from: model.learnt(),
        weights: model.weights().collect(),
        newcomer_weights: model.cold().collect(),
        fit_ms,
        query_ms,
        peak_memory_bytes: peak_memory_bytes(),
    })
}

/// The share of a like that a rating is; 1 from [`POSITIVE`] on.
fn share(rating: f32) -> f32 {
    if rating >= POSITIVE {
        1.0
    } else {
        (rating / POSITIVE).clamp(0.0, 0.99)
    }
}

struct Measured {
    all: Scores,
    warm: Scores,
    shown: usize,
}

/// What each person rated, and what is asked of whom.
struct Persons {
    rated: HashMap<u32, HashSet<u32>>,
    asked: Vec<(u32, HashSet<u32>)>,
}

impl Persons {
    fn of(train: &[Rated], test: &[Like]) -> Self {
        let mut rated: HashMap<u32, HashSet<u32>> = HashMap::new();
        for row in train {
            rated.entry(row.like.user).or_default().insert(row.like.item);
        }
        let mut asked: HashMap<u32, HashSet<u32>> = HashMap::new();
        for row in test {
            asked.entry(row.user).or_default().insert(row.item);
        }
        let mut asked: Vec<_> = asked.into_iter().collect();
        asked.sort_by_key(|(user, _)| *user);
        Self { rated, asked }
    }

    /// Ranks as many items as there are `ties`, which decide between equal scores.
    fn measure(
        &self,
        model: &NextLikes,
        content: Option<&Content>,
        known_users: u32,
        ties: &[u64],
    ) -> Measured {
        let (mut all, mut warm) = (Scores::default(), Scores::default());
        let mut shown = HashSet::new();
        let nothing_rated = HashSet::new();
        for (user, wanted) in &self.asked {
            let rated = self.rated.get(user).unwrap_or(&nothing_rated);
            let mut scores = model.scores(*user);
            scores.resize(ties.len(), f32::MIN);
            if let Some(content) = content {
                content.fill(&mut scores);
            }
            let list = top_by(&scores, rated, 20, |item| ties[item as usize]);
            shown.extend(list.iter().take(10).copied());
            let gain = gain_at(&list, wanted, 10);
            let found = list.iter().filter(|item| wanted.contains(item)).count() as f64 / wanted.len() as f64;
            for scores in [Some(&mut all), (*user < known_users).then_some(&mut warm)]
                .into_iter()
                .flatten()
            {
                scores.users += 1;
                scores.ndcg += gain;
                scores.recall += found;
            }
        }
        for scores in [&mut all, &mut warm] {
            let users = scores.users.max(1) as f64;
            scores.ndcg /= users;
            scores.recall /= users;
        }
        Measured {
            all,
            warm,
            shown: shown.len(),
        }
    }
}

/// The best items that are not in `seen`, best first; equal scores by number.
pub(crate) fn top(scores: &[f32], seen: &HashSet<u32>, count: usize) -> Vec<u32> {
    top_by(scores, seen, count, u64::from)
}

/// As [`top`], equal scores by `tie`.
fn top_by(scores: &[f32], seen: &HashSet<u32>, count: usize, tie: impl Fn(u32) -> u64) -> Vec<u32> {
    let mut order: Vec<u32> = (0..scores.len() as u32).filter(|i| !seen.contains(i)).collect();
    let by = |a: &u32, b: &u32| {
        let scores = scores[*b as usize].total_cmp(&scores[*a as usize]);
        scores.then_with(|| (tie(*a), a).cmp(&(tie(*b), b)))
    };
    if order.len() > count {
        order.select_nth_unstable_by(count - 1, by);
        order.truncate(count);
    }
    order.sort_unstable_by(by);
    order
}

/// Binary nDCG at `k`.
pub(crate) fn gain_at(list: &[u32], wanted: &HashSet<u32>, k: usize) -> f64 {
    let discount = |rank: usize| 1.0 / ((rank + 2) as f64).log2();
    let ideal: f64 = (0..wanted.len().min(k)).map(discount).sum();
    let found = list
        .iter()
        .take(k)
        .enumerate()
        .filter(|(_, item)| wanted.contains(item));
    let gain: f64 = found.map(|(rank, _)| discount(rank)).sum();
    if ideal > 0.0 { gain / ideal } else { 0.0 }
}
