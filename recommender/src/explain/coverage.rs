//! For each requirement: is it covered, and by which words?
//!
//! The score is the share of the requirement's weighted terms that one piece of the solution holds. A
//! second piece may add what the first lacks, at a discount: two half answers are not one whole. Where
//! both sides state a figure for the same thing, the figures decide: a bound that is kept turns partly
//! into covered, one that is broken contradicts.

use crate::embed::{NewTerms, Vectorizer};
use crate::params::{Params, ValidParams};
use crate::results::{Coverage, Quote, Verdict};
use crate::rows::Requirement;

use super::compare::{Outcome, compare};
use super::passages::{Passages, Piece};
use super::quantity::quantities;

/// What a second piece adds counts this much of what it would count in the first.
const SECOND: f32 = 0.5;
/// A piece must hold this share of the requirement before its figures are taken to be about it.
const ABOUT: f32 = 0.2;

/// The terms of one requirement, with weights and places.
pub(crate) struct RequirementTerms {
    id: String,
    text: String,
    /// Text and criterion: where the figures are.
    figures: String,
    /// Number, weight; by number, without repeats.
    terms: Vec<(u32, f32)>,
    /// Number and bytes of every occurrence, by start.
    places: Vec<(u32, (usize, usize))>,
    total: f32,
}

impl RequirementTerms {
    pub fn of(requirement: &Requirement, vectorizer: &Vectorizer, new: &mut NewTerms) -> Self {
        let mut terms = Vec::new();
        let mut places = Vec::new();
        // Figures are compared as figures; as words they would only dilute.
        let spans: Vec<(usize, usize)> = quantities(&requirement.text)
            .into_iter()
            .map(|q| q.span)
            .collect();
        vectorizer.terms(&requirement.text, new, |number, idf, bytes| {
            if spans.iter().any(|span| bytes.0 < span.1 && bytes.1 > span.0) {
                return;
            }
            terms.push((number, idf));
            places.push((number, bytes));
        });
        terms.sort_unstable_by_key(|t| t.0);
        terms.dedup_by_key(|t| t.0);
        let total = terms.iter().map(|t| t.1).sum();
        let figures = match &requirement.criterion {
            Some(criterion) => format!("{}，{criterion}", requirement.text),
            None => requirement.text.clone(),
        };
        Self {
            figures,
            id: requirement.id.clone(),
            text: requirement.text.clone(),
            terms,
            places,
            total,
        }
    }

    fn held(&self, piece: &Piece) -> impl Iterator<Item = &(u32, f32)> {
        self.terms
            .iter()
            .filter(|t| piece.terms.binary_search(&t.0).is_ok())
    }

    /// The longest stretches of the requirement that the piece holds, for showing.
    fn shown(&self, piece: &Piece) -> Vec<String> {
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        for (number, (start, end)) in &self.places {
            // A single character proves nothing to a reader: pairs and longer forms are shown.
            if self.text[*start..*end].chars().nth(1).is_none() || piece.terms.binary_search(number).is_err()
            {
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
pub(crate) fn cover(requirement: &RequirementTerms, passages: &Passages, params: &ValidParams) -> Coverage {
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
    let mut ranked: Vec<(f32, &Piece)> = passages
        .pieces
        .iter()
        .map(|piece| {
            (
                requirement.held(piece).map(|t| t.1).sum::<f32>() / requirement.total,
                piece,
            )
        })
        .filter(|(share, _)| *share > 0.0)
        .collect();
    // Stable: of equal pieces the earlier one, capabilities before cases before text.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let Some(&(first, best)) = ranked.first() else {
        return gap(0.0);
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
        .find_map(|(_, piece)| Some((compare(&requirement.figures, &piece.text)?, *piece)));
    let (verdict, figures) = match figures {
        Some((outcome, piece)) if !outcome.met => (Verdict::Contradicted, Some((outcome, piece))),
        Some((outcome, piece)) if score >= params.partly_at => (Verdict::Covered, Some((outcome, piece))),
        _ if score >= params.covered_at => (Verdict::Covered, None),
        _ if score >= params.partly_at => (Verdict::Partly, None),
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

fn quotes(requirement: &RequirementTerms, ranked: &[(f32, &Piece)], params: &Params) -> Vec<Quote> {
    ranked
        .iter()
        .take(params.quotes)
        .enumerate()
        // A further quote must be worth reading by itself.
        .filter(|(n, (share, _))| *n == 0 || *share >= params.partly_at)
        .map(|(_, (_, piece))| Quote {
            source: piece.source.clone(),
            text: piece.text.clone(),
            terms: requirement.shown(piece),
        })
        .collect()
}

/// Share of the requirement that `second` holds and `first` lacks.
fn extra(requirement: &RequirementTerms, first: &Piece, second: &Piece) -> f32 {
    let lacking = requirement
        .held(second)
        .filter(|t| first.terms.binary_search(&t.0).is_err());
    lacking.map(|t| t.1).sum::<f32>() / requirement.total
}
