//! For each requirement: is it covered, and by which words?
//!
//! The score is the share of the requirement's weighted terms that one piece of the solution holds. A
//! second piece may add what the first lacks, at a discount: two half answers are not one whole. Where
//! both sides state a figure for the same thing, the figures decide: a bound that is kept turns partly
//! into covered, one that is broken contradicts.

use crate::params::{Params, ValidParams};
use crate::results::{Coverage, Quote, Verdict};
use crate::rows::Requirement;
use crate::text::Analyzer;

use super::asked::{Numbered, Places};
use super::compare::{Outcome, compare};
use super::passages::{Passages, Piece};
use super::quantity::{Quantity, quantities};
use super::telling::{Word, told};

/// What a second piece adds counts this much of what it would count in the first.
const SECOND: f32 = 0.5;
/// A piece must hold this share of the requirement before its figures are taken to be about it.
const ABOUT: f32 = 0.2;

/// Absent words may weigh this share of a requirement that counts as covered.
const ABSENT: f32 = 0.2;
/// Pieces in which a telling word is looked for: the ones that may be quoted.
const LOOKED_AT: usize = 3;

/// One telling word as terms: held where all of them are.
struct Need {
    terms: Vec<u32>,
    /// The rarest of its terms.
    weight: f32,
    /// Nothing stands in for it.
    special: bool,
}

impl Need {
    fn of(word: Word, places: &[(u32, (usize, usize))], weights: &[(u32, f32)]) -> Option<Self> {
        let inside = |span: (usize, usize)| word.span.0 <= span.0 && span.1 <= word.span.1;
        let weigh = |n: &u32| {
            weights
                .binary_search_by_key(n, |w| w.0)
                .map_or(0.0, |at| weights[at].1)
        };
        let mut terms: Vec<u32> = if word.named {
            // The concept comes after the characters that it is written with.
            places
                .iter()
                .rfind(|p| p.1 == word.span)
                .map(|p| p.0)
                .into_iter()
                .collect()
        } else {
            // Characters lie inside the pairs: the pairs are enough, where there are any.
            let within = || places.iter().filter(|p| inside(p.1));
            let longest = within().map(|p| p.1.1 - p.1.0).max()?;
            within()
                .filter(|p| p.1.1 - p.1.0 == longest)
                .map(|p| p.0)
                .collect()
        };
        terms.sort_unstable();
        terms.dedup();
        let weight = terms.iter().map(weigh).fold(0.0, f32::max);
        let special = word.special;
        (!terms.is_empty()).then_some(Self {
            terms,
            weight,
            special,
        })
    }

    fn held(&self, terms: &Places) -> bool {
        self.terms.iter().all(|t| terms.holds(*t))
    }
}

/// The terms of one requirement by their places among all that are asked, with weights and bytes.
pub(crate) struct RequirementTerms {
    id: String,
    text: String,
    /// Text and criterion: where the figures are.
    figures: String,
    asked: Vec<Quantity>,
    /// Its terms, to be compared with those of a piece.
    held: Places,
    /// Weights by place, from the first place on.
    weights: Vec<f32>,
    first: usize,
    /// Place and bytes of every occurrence, by start.
    places: Vec<(u32, (usize, usize))>,
    /// Its telling words.
    needs: Vec<Need>,
    total: f32,
}

impl RequirementTerms {
    /// `numbered` are the terms of its text, by their places among all that are asked.
    pub(super) fn of(requirement: &Requirement, analyzer: &Analyzer, numbered: &Numbered) -> Self {
        let mut terms = Vec::new();
        let mut places = Vec::new();
        // Figures are compared as figures; as words they would only dilute. So would filler.
        let told = told(&requirement.text, analyzer);
        let figures = quantities(&requirement.text);
        let spans: Vec<(usize, usize)> = figures.iter().map(|q| q.span).chain(told.filler).collect();
        let apart = |span: (usize, usize)| !figures.iter().any(|q| q.span.0 < span.1 && span.0 < q.span.1);
        let words = told.words.into_iter().filter(|w| apart(w.span));
        let words: Vec<Word> = words.collect();
        for &(place, weight, bytes) in numbered {
            if spans.iter().any(|span| bytes.0 < span.1 && bytes.1 > span.0) {
                continue;
            }
            terms.push((place, weight));
            places.push((place, bytes));
        }
        terms.sort_unstable_by_key(|t| t.0);
        terms.dedup_by_key(|t| t.0);
        let total = terms.iter().map(|t| t.1).sum();
        let needs = words
            .iter()
            .filter_map(|w| Need::of(*w, &places, &terms))
            .collect();
        let figures = match &requirement.criterion {
            Some(criterion) => format!("{}，{criterion}", requirement.text),
            None => requirement.text.clone(),
        };
        let first = terms.first().map_or(0, |t| t.0);
        let last = terms.last().map_or(0, |t| t.0);
        let mut weights = vec![0.0; (last - first) as usize + 1];
        let mut held = Places::default();
        for (place, weight) in &terms {
            held.put(*place);
            weights[(place - first) as usize] = *weight;
        }
        Self {
            first: first as usize,
            weights,
            held,
            asked: quantities(&figures),
            figures,
            id: requirement.id.clone(),
            text: requirement.text.clone(),
            needs,
            places,
            total,
        }
    }

    /// The best that a solution with these terms can do, read piece by piece: no two pieces hold
    /// more than all of them together. From 0 to 1, as in [`crate::rank::covered_share`].
    pub fn at_most(&self, terms: &Places, params: &ValidParams) -> f32 {
        let params = params.get();
        let share = self.share(terms, &Places::default()) / self.total.max(f32::MIN_POSITIVE);
        // Sums are made in another order when pieces are read.
        let share = share + 1e-4;
        let (whole, any) = self.told(|need| need.held(terms));
        // Figures that are kept cover without all words.
        let figures = !self.asked.is_empty();
        if share < params.partly_at {
            0.0
        } else if figures || (whole && share >= params.covered_at) {
            1.0
        } else if any {
            0.5
        } else {
            0.0
        }
    }

    /// Weight of the terms that are held and that `without` lacks, added in the order of places.
    fn share(&self, held: &Places, without: &Places) -> f32 {
        let mut sum = 0.0;
        self.held
            .common(held, without, |place| sum += self.weights[place - self.first]);
        sum
    }

    /// Whether enough of the telling words are held to say that this is covered, and any of them.
    fn told(&self, held: impl Fn(&Need) -> bool) -> (bool, bool) {
        let (mut absent, mut all, mut special) = (0.0, 0.0, false);
        let mut any = self.needs.is_empty();
        for need in &self.needs {
            all += need.weight;
            if held(need) {
                any = true;
            } else {
                absent += need.weight;
                special |= need.special;
            }
        }
        (!special && absent <= ABSENT * all, any)
    }

    /// Whether the piece says of all telling words that this is not done.
    fn refused_by(&self, piece: &Piece<'_>) -> bool {
        !self.needs.is_empty() && self.needs.iter().all(|need| need.held(&piece.refused))
    }

    /// The longest stretches of the requirement that the piece holds, for showing.
    fn shown(&self, piece: &Piece<'_>) -> Vec<String> {
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        for (place, (start, end)) in &self.places {
            // A single character proves nothing to a reader: pairs and longer forms are shown.
            if !piece.terms.holds(*place) || self.text[*start..*end].chars().nth(1).is_none() {
                continue;
            }
            match stretches.last_mut() {
                Some(last) if *start < last.1 => last.1 = last.1.max(*end),
                _ => stretches.push((*start, *end)),
            }
        }
        let mut shown: Vec<String> = Vec::new();
        for (start, end) in stretches {
            let text = &self.text[start..end];
            if !shown.iter().any(|s| s == text) {
                shown.push(text.to_owned());
            }
        }
        shown
    }
}

/// Coverage of one requirement by the pieces of one solution.
pub(crate) fn cover(
    requirement: &RequirementTerms,
    passages: &Passages<'_>,
    params: &ValidParams,
) -> Coverage {
    let params = params.get();
    let gap = |score| Coverage {
        requirement_id: requirement.id.clone(),
        verdict: Verdict::Gap,
        score,
        quotes: Vec::new(),
        compared: None,
    };
    if requirement.total <= 0.0 {
        return gap(0.0);
    }
    let mut ranked: Vec<(f32, &Piece<'_>)> = passages
        .pieces
        .iter()
        .map(|piece| {
            let held = requirement.share(&piece.terms, &Places::default());
            (held / requirement.total, piece)
        })
        .filter(|(share, _)| *share > 0.0)
        .collect();
    // Stable: of equal pieces the earlier one, capabilities before cases before text.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let refusal = refusal(requirement, passages);
    let (whole, any) = requirement.told(|need| {
        let mut pieces = ranked.iter().take(LOOKED_AT);
        pieces.any(|(_, piece)| need.held(&piece.terms))
    });
    let Some(&(first, best)) = ranked.first() else {
        return refusal.unwrap_or_else(|| gap(0.0));
    };
    let added = ranked
        .iter()
        .skip(1)
        .map(|(_, piece)| extra(requirement, best, piece))
        .fold(0.0, f32::max);
    let score = (first + SECOND * added).min(1.0);
    let figures = ranked
        .iter()
        .take_while(|(share, _)| *share >= ABOUT)
        .find_map(|(_, piece)| {
            Some((
                compare(
                    (&requirement.figures, &requirement.asked),
                    (piece.text, piece.quantities()),
                )?,
                *piece,
            ))
        });
    let (verdict, figures) = match figures {
        Some((outcome, piece)) if !outcome.met => (Verdict::Contradicted, Some((outcome, piece))),
        Some((outcome, piece)) if score >= params.partly_at => (Verdict::Covered, Some((outcome, piece))),
        _ if score >= params.covered_at && whole => (Verdict::Covered, None),
        _ if refusal.is_some() => return refusal.unwrap_or_else(|| gap(score)),
        _ if score >= params.partly_at && any => (Verdict::Partly, None),
        _ => return gap(score),
    };
    if let Some((Outcome { compared, .. }, piece)) = figures {
        // The piece that holds the figure is what is quoted first.
        let at = ranked
            .iter()
            .position(|(_, p)| std::ptr::eq(*p, piece))
            .unwrap_or(0);
        ranked[..=at].rotate_right(1);
        let quotes = quotes(requirement, &ranked, params);
        let requirement_id = requirement.id.clone();
        return Coverage {
            requirement_id,
            verdict,
            score,
            quotes,
            compared: Some(compared),
        };
    }
    let quotes = quotes(requirement, &ranked, params);
    Coverage {
        requirement_id: requirement.id.clone(),
        verdict,
        score,
        quotes,
        compared: None,
    }
}

/// The piece that says that this is not done.
fn refusal(requirement: &RequirementTerms, passages: &Passages<'_>) -> Option<Coverage> {
    let piece = passages.pieces.iter().find(|p| requirement.refused_by(p))?;
    Some(Coverage {
        requirement_id: requirement.id.clone(),
        verdict: Verdict::Contradicted,
        score: 0.0,
        quotes: vec![Quote {
            source: piece.source.to_string(),
            text: piece.text.to_owned(),
            terms: Vec::new(),
        }],
        compared: None,
    })
}

fn quotes(requirement: &RequirementTerms, ranked: &[(f32, &Piece<'_>)], params: &Params) -> Vec<Quote> {
    ranked
        .iter()
        .take(params.quotes)
        .enumerate()
        // A further quote must be worth reading by itself.
        .filter(|(n, (share, _))| *n == 0 || *share >= params.partly_at)
        .map(|(_, (_, piece))| Quote {
            source: piece.source.to_string(),
            text: piece.text.to_owned(),
            terms: requirement.shown(piece),
        })
        .collect()
}

/// Share of the requirement that `second` holds and `first` lacks.
fn extra(requirement: &RequirementTerms, first: &Piece<'_>, second: &Piece<'_>) -> f32 {
    requirement.share(&second.terms, &first.terms) / requirement.total
}
