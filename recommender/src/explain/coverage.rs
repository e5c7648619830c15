//! For each requirement: is it covered, and by which words?
//!
//! The score is the share of the requirement's weighted terms that one piece of the solution holds. A
//! second piece may add what the first lacks, at a discount: two half answers are not one whole. Where
//! both sides state a figure for the same thing, the figures decide: a bound that is kept turns partly
//! into covered, one that is broken contradicts. A bound that nothing was compared with is not covered by words: the
//! solution does not say that it is kept. What shall not be (数据不得上传) is covered by a piece that says so.

use std::borrow::Cow;

use crate::params::{Params, ValidParams};
use crate::results::{Coverage, Quote, Verdict};
use crate::rows::Requirement;
use crate::text::Analyzer;

use super::asked::{Numbered, Places};
use super::compare::{Answer, Outcome, compare};
use super::passages::{Passages, Piece};
use super::quantity::{Bound, Quantity, quantities};
use super::telling::{Denial, Word, denies, told};

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
    /// The word, where it is asked for that this is not so.
    denied: Option<(String, Denial)>,
}

impl Need {
    fn of(text: &str, word: Word, places: &[(u32, (usize, usize))], weights: &[(u32, f32)]) -> Option<Self> {
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
        let denied = word
            .denied
            .map(|denial| (text[word.span.0..word.span.1].to_owned(), denial));
        (!terms.is_empty()).then_some(Self {
            terms,
            weight,
            special,
            denied,
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
    /// So many of the first of them stand in the text itself.
    stated: usize,
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
        let stated = figures.len();
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
            .filter_map(|w| Need::of(&requirement.text, *w, &places, &terms))
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
            stated,
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
        let Told { whole, any, .. } = self.told(|need| need.held(terms));
        // Figures that are kept cover without all words.
        let figures = !self.asked.is_empty();
        if share < params.partly_at {
            0.0
        } else if figures || (whole && share >= params.covered_at) {
            1.0
        } else if any || share >= params.covered_at {
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
    fn told(&self, held: impl Fn(&Need) -> bool) -> Told {
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
        Told {
            whole: !special && absent <= ABSENT * all,
            any,
        }
    }

    /// Whether the piece says of all telling words that this is not done.
    fn refused_by(&self, piece: &Piece<'_>) -> bool {
        !self.denies() && !self.needs.is_empty() && self.needs.iter().all(|need| need.held(&piece.refused))
    }

    /// Whether it asks for something not to be.
    fn denies(&self) -> bool {
        self.needs.iter().any(|need| need.denied.is_some())
    }

    /// What a piece holds of it: also what it refuses, where that may be just what is asked for.
    fn held_by<'a>(&self, piece: &'a Piece<'_>) -> Cow<'a, Places> {
        if self.denies() && piece.refused != Places::default() {
            Cow::Owned(piece.terms.with(&piece.refused))
        } else {
            Cow::Borrowed(&piece.terms)
        }
    }

    /// What pieces say of that which shall not be.
    fn kept_out<'a, 'b: 'a>(&self, pieces: impl Iterator<Item = &'a Piece<'b>>) -> KeptOut<'a, 'b> {
        let denied: Vec<_> = self
            .needs
            .iter()
            .filter_map(|need| need.denied.as_ref())
            .collect();
        if denied.is_empty() {
            return KeptOut::Kept;
        }
        let mut done = None;
        for piece in pieces {
            let says: Vec<Option<bool>> = denied.iter().map(|(word, _)| denies(piece.text, word)).collect();
            if says.iter().all(|says| *says == Some(true)) {
                return KeptOut::Kept;
            }
            let all = self.needs.iter().all(|need| need.held(&self.held_by(piece)));
            let forbidden = denied.iter().all(|(_, denial)| *denial == Denial::Forbidden);
            if done.is_none() && all && forbidden && says.iter().all(|says| *says == Some(false)) {
                done = Some(piece);
            }
        }
        done.map_or(KeptOut::Unsaid, KeptOut::Done)
    }

    /// Whether each bound that its text states is among the figures that were found kept.
    fn keeps_all(&self, kept: &[usize]) -> bool {
        let asked = self.asked[..self.stated].iter().enumerate();
        let mut bounds = asked.filter(|(_, q)| matches!(q.bound, Bound::AtMost | Bound::AtLeast));
        bounds.all(|(at, _)| kept.contains(&at))
    }

    /// The longest stretches of the requirement that the piece holds, for showing.
    fn shown(&self, piece: &Piece<'_>) -> Vec<String> {
        let held = self.held_by(piece);
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        for (place, (start, end)) in &self.places {
            // A single character proves nothing to a reader: pairs and longer forms are shown.
            if !held.holds(*place) || self.text[*start..*end].chars().nth(1).is_none() {
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

/// How many of the telling words are held.
struct Told {
    whole: bool,
    any: bool,
}

/// What a solution says of that which shall not be.
enum KeptOut<'a, 'b> {
    /// That it is not, or nothing is forbidden.
    Kept,
    Unsaid,
    /// A piece says that it is.
    Done(&'a Piece<'b>),
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
            let held = requirement.share(&requirement.held_by(piece), &Places::default());
            (held / requirement.total, piece)
        })
        .filter(|(share, _)| *share > 0.0)
        .collect();
    // Stable: of equal pieces the earlier one, capabilities before cases before text.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let refusal = refusal(requirement, passages);
    let told = requirement.told(|need| {
        let mut pieces = ranked.iter().take(LOOKED_AT);
        pieces.any(|(_, piece)| need.held(&requirement.held_by(piece)))
    });
    let Some(&(first, best)) = ranked.first() else {
        return refusal.unwrap_or_else(|| gap(0.0));
    };
    let kept_out = requirement.kept_out(ranked.iter().map(|(_, piece)| *piece));
    if let KeptOut::Done(piece) = kept_out {
        return contradicted(requirement, piece);
    }
    let added = ranked
        .iter()
        .skip(1)
        .map(|(_, piece)| extra(requirement, best, piece))
        .fold(0.0, f32::max);
    let score = (first + SECOND * added).min(1.0);
    let figures = figures(requirement, &ranked);
    let kept: Vec<usize> = answered(&figures, Answer::Met).map(|(o, _)| o.ask).collect();
    let failed = answered(&figures, Answer::Failed).next();
    let short = answered(&figures, Answer::Short).next();
    let met = answered(&figures, Answer::Met).next();
    // Without any whole word it takes more of its characters.
    let partly = score
        >= if told.any {
            params.partly_at
        } else {
            params.covered_at
        };
    // Words alone say neither that a bound is kept nor that something is not done; a criterion's figure says both.
    let by_criterion = kept.iter().any(|ask| *ask >= requirement.stated);
    let unsaid = (matches!(kept_out, KeptOut::Unsaid) && !by_criterion) || !requirement.keeps_all(&kept);
    let (verdict, figure) = match (failed, short, met) {
        (Some(failed), ..) => (Verdict::Contradicted, Some(failed)),
        (None, Some(short), _) if partly => (Verdict::Partly, Some(short)),
        (None, None, Some(met)) if score >= params.partly_at && !unsaid => (Verdict::Covered, Some(met)),
        _ if score >= params.covered_at && told.whole && !unsaid => (Verdict::Covered, None),
        _ if refusal.is_some() => return refusal.unwrap_or_else(|| gap(score)),
        (None, None, met) if partly => (Verdict::Partly, met),
        _ => return gap(score),
    };
    let figure = figure.map(|(outcome, piece)| (outcome.compared.clone(), *piece));
    if let Some((compared, piece)) = figure {
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

/// What the pieces say of each figure that is asked for: of several the first piece that can be compared.
fn figures<'a, 'b>(
    requirement: &RequirementTerms,
    ranked: &[(f32, &'a Piece<'b>)],
) -> Vec<(Outcome, &'a Piece<'b>)> {
    let mut figures: Vec<(Outcome, &Piece<'_>)> = Vec::new();
    for (_, piece) in ranked.iter().take_while(|(share, _)| *share >= ABOUT) {
        let asked = (requirement.figures.as_str(), requirement.asked.as_slice());
        for outcome in compare(asked, (piece.text, piece.quantities())) {
            if !figures.iter().any(|(known, _)| known.ask == outcome.ask) {
                figures.push((outcome, piece));
            }
        }
    }
    figures
}

fn answered<'a, 'b>(
    figures: &'a [(Outcome, &'b Piece<'b>)],
    answer: Answer,
) -> impl Iterator<Item = &'a (Outcome, &'b Piece<'b>)> {
    figures
        .iter()
        .filter(move |(outcome, _)| outcome.answer == answer)
}

/// The piece that says that this is not done.
fn refusal(requirement: &RequirementTerms, passages: &Passages<'_>) -> Option<Coverage> {
    let piece = passages.pieces.iter().find(|p| requirement.refused_by(p))?;
    Some(contradicted(requirement, piece))
}

/// Contradicted by what a piece says in words.
fn contradicted(requirement: &RequirementTerms, piece: &Piece<'_>) -> Coverage {
    Coverage {
        requirement_id: requirement.id.clone(),
        verdict: Verdict::Contradicted,
        score: 0.0,
        quotes: vec![Quote {
            source: piece.source.to_string(),
            text: piece.text.to_owned(),
            terms: Vec::new(),
        }],
        compared: None,
    }
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
    let (first, second) = (requirement.held_by(first), requirement.held_by(second));
    requirement.share(&second, &first) / requirement.total
}
