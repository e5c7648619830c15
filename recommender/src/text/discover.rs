//! Which words do the texts use that no dictionary has?
//!
//! A run of Chinese characters is a word where it sticks together inside and is free outside. *Cohesion*
//! is the least pointwise mutual information, in bits, over its cuts in two: log2 p(word) / (p(head)
//! p(tail)). *Freedom* is the lesser entropy, in bits, of the characters on its left and on its right; an
//! edge of a run counts as a neighbour of its own kind each time. The measures are those of Matrix67 (2012)
//! after Sproat and Shih (1990). They propose; a person accepts.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::analyzer::Analyzer;
use super::normalize::{is_han, normalize};
use crate::error::Error;

/// Longest word that is looked for, in characters.
const LONGEST: usize = 6;
/// Characters at which no word begins or ends.
const EDGES: &str = "的了和与及或在是为将把被让等并也都可能对从向以之其该各每个应须需有无不这那到于而且但则由所一二三四五六七八九十几多";

/// What a proposal must reach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DiscoverOptions {
    /// Least times that it is used, at least 2.
    pub count: u32,
    /// Least texts that use it: one row's name is not a word of the field.
    pub texts: u32,
    /// Least cohesion, bits.
    pub cohesion: f64,
    /// Least freedom, bits.
    pub freedom: f64,
    /// Most proposals.
    pub limit: usize,
}

impl Default for DiscoverOptions {
    fn default() -> Self {
        Self {
            count: 4,
            texts: 3,
            cohesion: 5.0,
            freedom: 1.5,
            limit: 100,
        }
    }
}

/// A word that no dictionary has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WordProposal {
    /// Normalised form.
    pub word: String,
    /// Times that it is used.
    pub count: u32,
    /// Texts that use it.
    pub texts: u32,
    /// Bits.
    pub cohesion: f64,
    /// Bits.
    pub freedom: f64,
}

#[derive(Default)]
struct Seen {
    count: u32,
    texts: u32,
    last: usize,
    left: HashMap<Option<char>, u32>,
    right: HashMap<Option<char>, u32>,
}

/// Proposes words, most used first, then by form. Words of the field's and of the general dictionary are
/// not proposed, nor is a piece that always stands inside one longer proposal.
///
/// # Errors
/// [`Error::Parameter`] where an option is out of range or not a number.
pub fn discover<'a>(
    analyzer: &Analyzer,
    texts: impl IntoIterator<Item = &'a str>,
    options: &DiscoverOptions,
) -> Result<Vec<WordProposal>, Error> {
    for (field, found, good, expected) in [
        ("count", f64::from(options.count), options.count >= 2, "2 or more"),
        (
            "cohesion",
            options.cohesion,
            options.cohesion.is_finite(),
            "a finite number",
        ),
        (
            "freedom",
            options.freedom,
            options.freedom.is_finite(),
            "a finite number",
        ),
    ] {
        if !good {
            let found = found.to_string();
            return Err(Error::Parameter {
                field,
                found,
                expected,
            });
        }
    }
    let mut seen: HashMap<Vec<char>, Seen> = HashMap::new();
    let mut characters = 0u64;
    for (number, text) in texts.into_iter().enumerate() {
        let normal: Vec<char> = normalize(text).chars().collect();
        for run in normal.split(|c| !is_han(*c)).filter(|r| !r.is_empty()) {
            characters += run.len() as u64;
            for from in 0..run.len() {
                for to in from + 1..=(from + LONGEST).min(run.len()) {
                    let entry = seen.entry(run[from..to].to_vec()).or_default();
                    entry.count += 1;
                    if entry.texts == 0 || entry.last != number {
                        entry.texts += 1;
                        entry.last = number;
                    }
                    if to - from > 1 {
                        let left = from.checked_sub(1).map(|at| run[at]);
                        *entry.left.entry(left).or_default() += 1;
                        *entry.right.entry(run.get(to).copied()).or_default() += 1;
                    }
                }
            }
        }
    }
    let mut found: BTreeMap<Vec<char>, WordProposal> = BTreeMap::new();
    for (form, entry) in &seen {
        if form.len() < 2 || entry.count < options.count || entry.texts < options.texts {
            continue;
        }
        if EDGES.contains(form[0]) || EDGES.contains(form[form.len() - 1]) {
            continue;
        }
        let cohesion = cohesion(form, entry.count, &seen, characters);
        let freedom = entropy(&entry.left).min(entropy(&entry.right));
        let word: String = form.iter().collect();
        if cohesion < options.cohesion || freedom < options.freedom || analyzer.knows(&word) {
            continue;
        }
        let (count, texts) = (entry.count, entry.texts);
        let proposal = WordProposal {
            word,
            count,
            texts,
            cohesion,
            freedom,
        };
        found.insert(form.clone(), proposal);
    }
    let whole = |form: &[char], count: u32| {
        !found
            .iter()
            .any(|(longer, p)| longer.len() > form.len() && p.count >= count && holds(longer, form))
    };
    let mut proposals: Vec<WordProposal> = found
        .iter()
        .filter(|(form, p)| whole(form, p.count))
        .map(|(_, p)| p.clone())
        .collect();
    proposals.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
    proposals.truncate(options.limit);
    Ok(proposals)
}

fn holds(longer: &[char], form: &[char]) -> bool {
    longer.windows(form.len()).any(|w| w == form)
}

/// Least mutual information over the cuts of a form in two.
fn cohesion(form: &[char], count: u32, seen: &HashMap<Vec<char>, Seen>, characters: u64) -> f64 {
    let of = |part: &[char]| f64::from(seen.get(part).map_or(1, |s| s.count));
    (1..form.len())
        .map(|at| {
            let (head, tail) = form.split_at(at);
            (f64::from(count) * characters as f64 / (of(head) * of(tail))).log2()
        })
        .fold(f64::INFINITY, f64::min)
}

/// Entropy of neighbours; each edge of a run is a neighbour that nothing else is.
fn entropy(neighbours: &HashMap<Option<char>, u32>) -> f64 {
    let total: u32 = neighbours.values().sum();
    if total == 0 {
        return 0.0;
    }
    let part = |count: f64| {
        let p = count / f64::from(total);
        -p * p.log2()
    };
    // A sum of floats depends on its order: by count.
    let mut counts: Vec<(u32, bool)> = neighbours.iter().map(|(c, n)| (*n, c.is_none())).collect();
    counts.sort_unstable();
    counts
        .into_iter()
        .map(|(n, edge)| {
            if edge {
                f64::from(n) * part(1.0)
            } else {
                part(f64::from(n))
            }
        })
        .sum()
}
