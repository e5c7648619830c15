//! For each requirement: is it covered, and by which words?
//!
//! The score is the share of the requirement's weighted terms that one piece of the solution holds, in its words or, at a
//! discount, in others that say the same. A second piece may add what the first lacks, at a discount: two half answers are
//! not one whole. Who answers the other requirements is likelier to mean this one, too: their scores move the bar a
//! little. The figures here were set on the judged lines in `seed-data/demo/coverage.tsv`, words and the first bars on
//! every second scenario, the last bars on all. Where
//! both sides state a figure for the same thing, the figures decide: a bound that is kept turns partly
//! into covered, one that is broken contradicts. A bound that nothing was compared with is not covered by words: the
//! solution does not say that it is kept. What shall not be (数据不得上传) is covered by a piece that says so. A part of a
//! line that one piece refuses, and no piece does, contradicts where the rest is not answered or where it is one of several
//! listed things, and leaves it partly covered else: measured, such a refusal is about the line in nine of ten cases, unless the other lines say that the
//! solution is of another thing. What a form states decides some lines (see [`super::forms`]).

use std::borrow::Cow;

use crate::params::{Params, ValidParams};
use crate::results::{Compared, Coverage, Quote, Verdict};
use crate::rows::Solution;

use super::asked::{Asked, Places};
use super::compare::{Answer, Outcome, Words, comparable, compare};
use super::meant::KeptFor;
use super::passages::{Passages, Piece, Source};
use super::premises::{self, Inside};
use super::quantity::{IP_CODE, Quantity};
use super::requirement::{Held, KeptOut, RequirementTerms, Told};

/// What a second piece adds counts this much of what it would count in the first.
const SECOND: f32 = 0.5;
/// A piece must hold this share of the requirement before its figures are taken to be about it.
const ABOUT: f32 = 0.1;
/// The same where words are named as groups are, which costs more and tells less.
const ABOUT_NAMED: f32 = 0.2;
/// What a requirement scores by its own words, at least, to be covered or partly covered.
const OWN_WHOLE: f32 = 0.25;
const OWN_PART: f32 = 0.15;
/// What the other requirements score commonly, how much what is above or below it says for one or against it, and the
/// most that it does.
const COMMON: f32 = 0.22;
const BY: f32 = 2.0;
const AGAINST: f32 = -0.2;
const FOR: f32 = 0.15;
/// From here on they say that the solution is of the very thing: most of the words are enough then.
const WELL: f32 = 0.05;
/// So much less of its words is enough for what shall not be, where a piece says that it is not.
const LESS_DENIED: f32 = 0.1;
/// A piece that refuses this share of what is asked for, where no piece says that it is done, contradicts, or leaves it
/// partly covered where the rest is answered.
const REFUSED_PART: f32 = 0.15;
/// From here down the other requirements say that the solution is of another thing, whose limits are its own.
const OF_ANOTHER: f32 = -0.15;
/// Pieces in which a telling word is looked for: the ones that may be quoted.
const LOOKED_AT: usize = 3;

/// A piece with what it holds of a requirement.
struct Ranked<'a, 'b> {
    share: f32,
    piece: &'a Piece<'b>,
    held: Held<'a>,
}

/// Coverage of each requirement by the pieces of one solution.
pub(crate) fn cover(
    requirements: &[RequirementTerms],
    passages: &Passages<'_>,
    params: &ValidParams,
) -> Vec<Coverage> {
    let looks: Vec<_> = requirements.iter().map(|r| Look::at(r, passages)).collect();
    let wanted = requirements.iter().any(|requirement| requirement.in_house);
    let elsewhere = wanted.then(|| premises::elsewhere(passages)).flatten();
    // Words of a line that is contradicted say nothing for the others.
    let score = |look: &Look<'_, '_, '_>| match elsewhere {
        Some(_) if look.requirement.in_house => look.score.min(COMMON),
        _ => look.score,
    };
    let scores: Vec<f32> = looks.iter().map(score).collect();
    let beside = beside(&scores);
    let always = requirements.iter().any(|requirement| requirement.always);
    let office = always.then(|| premises::office_hours(passages)).flatten();
    let inside = (wanted && elsewhere.is_none()).then(|| premises::inside(passages));
    let inside = inside.flatten();
    let looked = looks.into_iter().zip(beside);
    looked
        .map(|(look, beside)| {
            let requirement = look.requirement;
            let elsewhere = elsewhere.filter(|_| requirement.in_house);
            if let Some(piece) = elsewhere.or(office.filter(|_| requirement.always)) {
                return contradicted(requirement, piece);
            }
            if let Some(decided) = by_form(&look, passages) {
                return decided;
            }
            let said = verdict(look, beside, passages, params.get());
            match inside.as_ref().filter(|_| requirement.in_house) {
                Some(inside) => in_house(said, requirement, inside),
                None => said,
            }
        })
        .collect()
}

/// A verdict on a line that wants the house, of a solution that says in its own words that it runs there.
fn in_house(said: Coverage, requirement: &RequirementTerms, inside: &Inside<'_, '_>) -> Coverage {
    let verdict = match said.verdict {
        Verdict::Gap | Verdict::Partly if inside.stays && requirement.house_alone => Verdict::Covered,
        Verdict::Gap => Verdict::Partly,
        _ => return said,
    };
    Coverage {
        verdict,
        quotes: vec![whole(inside.piece)],
        compared: None,
        ..said
    }
}

/// What a field of the form decides, where one does.
fn by_form(look: &Look<'_, '_, '_>, passages: &Passages<'_>) -> Option<Coverage> {
    let requirement = look.requirement;
    passages.pieces.iter().find_map(|piece| {
        let Source::Form(field) = piece.source else {
            return None;
        };
        let (verdict, compared) = requirement.form.decided(field, piece.text)?;
        Some(Coverage {
            requirement_id: requirement.id.clone(),
            verdict,
            score: look.score,
            quotes: vec![whole(piece)],
            compared: compared.map(|(asked, offered)| Compared { asked, offered }),
        })
    })
}

/// All of a piece, without marks.
fn whole(piece: &Piece<'_>) -> Quote {
    Quote {
        source: piece.source.to_string(),
        text: piece.text.to_owned(),
        terms: Vec::new(),
    }
}

/// The best that a solution with these terms can do for each requirement, read piece by piece: no two pieces hold more
/// than all of them together. From 0 to 1, as in [`crate::rank::covered_share`].
///
/// `stated` is whether the solution's form states anything.
pub(crate) fn at_most(
    asked: &Asked,
    terms: &Places,
    (solution, stated): (&Solution, bool),
    params: &ValidParams,
) -> Vec<f32> {
    let (params, requirements) = (params.get(), &asked.requirements);
    let said = asked.ways.said(terms);
    let most: Vec<(f32, Told)> = requirements
        .iter()
        .map(|r| r.most(&r.held(Cow::Borrowed(terms), &said)))
        .collect();
    let scores: Vec<f32> = most.iter().map(|(share, _)| *share).collect();
    let beside = beside(&scores);
    let wanted = requirements.iter().any(|requirement| requirement.in_house);
    let inside = wanted.then(|| premises::may_be_inside(solution)).flatten();
    let each = requirements.iter().zip(most).zip(beside);
    each.map(|((requirement, (own, told)), beside)| {
        // What [`in_house`] may make of it.
        let inside = match inside.filter(|_| requirement.in_house) {
            Some(stays) if stays && requirement.house_alone => 1.0,
            Some(_) => 0.5,
            None => 0.0,
        };
        // Figures that are kept cover without all words.
        let figures = !requirement.asked.figures().is_empty();
        let bare = figures && requirement.total <= 0.0;
        let most: f32 = match amount(own, beside, &told, requirement.denies(), params) {
            _ if bare || (stated && requirement.form.decidable()) => 1.0,
            Amount::Nothing => 0.0,
            Amount::Part if figures => 1.0,
            Amount::Part => 0.5,
            Amount::Whole => 1.0,
        };
        most.max(inside)
    })
    .collect()
}

/// What words alone say of a requirement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Amount {
    Nothing,
    Part,
    Whole,
}

/// By what it scores by its own words, and beside that for what is said of the other requirements. `denied` is whether it
/// asks for something not to be and is told that it is not.
fn amount(own: f32, beside: f32, told: &Told, denied: bool, params: &Params) -> Amount {
    let score = own + beside;
    if denied && told.any && own >= params.covered_at - LESS_DENIED {
        return Amount::Whole;
    }
    // Without any whole word it takes more of its characters.
    let part = if told.any {
        params.partly_at
    } else {
        params.covered_at
    };
    let whole = told.all || (told.most && beside > WELL);
    if whole && score >= params.covered_at && own >= OWN_WHOLE {
        Amount::Whole
    } else if !told.nothing && score >= part && own >= OWN_PART {
        Amount::Part
    } else {
        Amount::Nothing
    }
}

/// What the other requirements' scores say for each: whoever answers them is likelier to mean this one, too, with words
/// that are only near, and whoever answers none of them shares words by chance.
fn beside(scores: &[f32]) -> Vec<f32> {
    let sum: f32 = scores.iter().sum();
    let others = scores.len().saturating_sub(1) as f32;
    let beside = |own: &f32| (BY * ((sum - own) / others - COMMON)).clamp(AGAINST, FOR);
    scores
        .iter()
        .map(|own| if others > 0.0 { beside(own) } else { 0.0 })
        .collect()
}

/// One requirement, and what the pieces hold of it.
struct Look<'r, 'a, 'b> {
    requirement: &'r RequirementTerms,
    /// Pieces that hold anything, the most first.
    ranked: Vec<Ranked<'a, 'b>>,
    score: f32,
}

impl<'r, 'a, 'b> Look<'r, 'a, 'b> {
    fn at(requirement: &'r RequirementTerms, passages: &'a Passages<'b>) -> Self {
        let total = requirement.total;
        let mut ranked: Vec<Ranked<'_, '_>> = passages
            .pieces
            .iter()
            .filter(|_| total > 0.0)
            .filter(|piece| match piece.source {
                Source::Form(field) => requirement.form.reads(field),
                _ => true,
            })
            .map(|piece| {
                let held = requirement.held_by(piece);
                let share = requirement.share(&held, &Places::default()) / total;
                Ranked { share, piece, held }
            })
            .filter(|r| r.share > 0.0)
            .collect();
        // Stable: of equal pieces the earlier one, capabilities before cases before text.
        ranked.sort_by(|a, b| b.share.total_cmp(&a.share));
        let score = ranked.first().map_or(0.0, |best| {
            let seconds = ranked.iter().skip(1);
            let added = seconds
                .map(|second| extra(requirement, best, second))
                .fold(0.0, f32::max);
            (best.share + SECOND * added).min(1.0)
        });
        Self {
            requirement,
            ranked,
            score,
        }
    }
}

/// The verdict on one requirement. `beside` is what the other requirements say for it.
fn verdict(look: Look<'_, '_, '_>, beside: f32, passages: &Passages<'_>, params: &Params) -> Coverage {
    let Look {
        requirement,
        mut ranked,
        score,
    } = look;
    let gap = |score| Coverage {
        requirement_id: requirement.id.clone(),
        verdict: Verdict::Gap,
        score,
        quotes: Vec::new(),
        compared: None,
    };
    if requirement.total <= 0.0 {
        return by_figures(requirement, passages).unwrap_or_else(|| gap(0.0));
    }
    let part = requirement.refused_part(&passages.pieces);
    let part = part.filter(|(share, _)| *share >= REFUSED_PART && beside > OF_ANOTHER);
    let refusal = refusal(requirement, passages).or_else(|| {
        let (_, piece) = part.filter(|_| score < params.partly_at)?;
        Some(contradicted(requirement, piece))
    });
    let told = requirement.told(|need| ranked.iter().take(LOOKED_AT).any(|r| need.held(&r.held)));
    let figures = figures(requirement, &ranked, passages);
    let failed = answered(&figures, Answer::Failed).next();
    if ranked.is_empty() {
        return match failed {
            Some((outcome, piece)) => Coverage {
                compared: Some(outcome.compared.clone()),
                ..contradicted(requirement, piece)
            },
            None => refusal.unwrap_or_else(|| gap(0.0)),
        };
    }
    // A form names what may be, not what is done.
    let told_in_texts = ranked.iter().map(|r| r.piece);
    let told_in_texts = told_in_texts.filter(|piece| !matches!(piece.source, Source::Form(_)));
    let kept_out = requirement.kept_out(told_in_texts);
    if let KeptOut::Done(piece) = kept_out {
        return contradicted(requirement, piece);
    }
    if beside > OF_ANOTHER
        && let Some(piece) = requirement.item_refused(&passages.pieces)
    {
        return contradicted(requirement, piece);
    }
    let kept: Vec<usize> = answered(&figures, Answer::Met).map(|(o, _)| o.ask).collect();
    let short = answered(&figures, Answer::Short).next();
    let met = answered(&figures, Answer::Met).next();
    let denied = requirement.denies() && matches!(kept_out, KeptOut::Kept);
    let amount = amount(score, beside, &told, denied, params);
    let partly = amount != Amount::Nothing;
    // Words alone say neither that a bound is kept nor that something is not done; a criterion's figure says both.
    let by_criterion = kept.iter().any(|ask| *ask >= requirement.stated);
    let unsaid = (matches!(kept_out, KeptOut::Unsaid) && !by_criterion)
        || !requirement.keeps_all(&kept)
        || !requirement.measured(|| ranked.iter().take_while(|r| r.share >= ABOUT).map(|r| r.piece))
        || part.is_some()
        || requirement.refused_beside(ranked[0].piece);
    let (verdict, figure) = match (failed, short, met) {
        (Some(failed), ..) => (Verdict::Contradicted, Some(failed)),
        (None, Some(short), _) if partly => (Verdict::Partly, Some(short)),
        (None, None, Some(met)) if partly && !unsaid => (Verdict::Covered, Some(met)),
        // What is said not to be done is not covered by what is done beside it.
        _ if refusal.is_some() && !told.all => return refusal.unwrap_or_else(|| gap(score)),
        _ if amount == Amount::Whole && !unsaid => (Verdict::Covered, None),
        _ if refusal.is_some() => return refusal.unwrap_or_else(|| gap(score)),
        (None, None, met) if partly => (Verdict::Partly, met),
        _ => return gap(score),
    };
    let figure = figure.map(|(outcome, piece)| (outcome.compared.clone(), *piece));
    if let Some((compared, piece)) = figure {
        // The piece that holds the figure is what is quoted first.
        let quotes = match ranked.iter().position(|r| std::ptr::eq(r.piece, piece)) {
            Some(at) => {
                ranked[..=at].rotate_right(1);
                quotes(requirement, &ranked, params)
            }
            None => vec![whole(piece)],
        };
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

/// The verdict on a line that is filler but for its figures (30人同时使用): every figure of its text must be met.
fn by_figures(requirement: &RequirementTerms, passages: &Passages<'_>) -> Option<Coverage> {
    let mut found: Option<(Outcome, &Piece<'_>)> = None;
    let mut met = Vec::new();
    let texts = passages.pieces.iter();
    for piece in texts.filter(|piece| !matches!(piece.source, Source::Form(_))) {
        for outcome in written(requirement, piece) {
            // Nothing else tells that both are of one thing.
            if outcome.near == 0 {
                continue;
            }
            if outcome.answer == Answer::Met {
                met.push(outcome.ask);
            }
            if found.as_ref().is_none_or(|(known, _)| outcome.near > known.near) {
                found = Some((outcome, piece));
            }
        }
    }
    let (outcome, piece) = found?;
    let verdict = match outcome.answer {
        Answer::Met if requirement.keeps_all(&met) => Verdict::Covered,
        Answer::Failed => Verdict::Contradicted,
        Answer::Met | Answer::Short | Answer::Open => Verdict::Partly,
    };
    Some(Coverage {
        requirement_id: requirement.id.clone(),
        verdict,
        score: 0.0,
        quotes: vec![whole(piece)],
        compared: Some(outcome.compared),
    })
}

/// What the pieces say of each figure that is asked for: the nearest that can be compared, of equally near ones the first.
fn figures<'a, 'b>(
    requirement: &RequirementTerms,
    ranked: &[Ranked<'a, 'b>],
    passages: &'a Passages<'b>,
) -> Vec<(Outcome, &'a Piece<'b>)> {
    let analyzer = passages.analyzer;
    let mut figures: Vec<(Outcome, &Piece<'_>)> = Vec::new();
    if requirement.asked.figures().is_empty() {
        return figures;
    }
    let about = |least| {
        ranked
            .iter()
            .take_while(move |r: &&Ranked<'_, '_>| r.share >= least)
            .map(|r| r.piece)
    };
    for (words, least) in [(Words::Written, ABOUT), (Words::Named, ABOUT_NAMED)] {
        for piece in about(least) {
            if !comparable(&requirement.asked, piece.offers()) {
                continue;
            }
            let outcomes = match words {
                Words::Written => written(requirement, piece),
                Words::Named => {
                    let (asked, offered) = (requirement.named(analyzer), piece.named(analyzer));
                    if asked.figures().len() != requirement.asked.figures().len() {
                        continue;
                    }
                    compare(asked, offered, words)
                }
            };
            for outcome in outcomes {
                // The first of equally near ones.
                match figures.iter_mut().find(|(known, _)| known.ask == outcome.ask) {
                    Some(known) if outcome.near > known.0.near => *known = (outcome, piece),
                    Some(_) => {}
                    None => figures.push((outcome, piece)),
                }
            }
        }
    }
    // A warranty and a degree of protection are of the whole thing, whatever else the piece speaks of.
    let wanted = requirement.asked.figures().iter().any(of_the_whole);
    for piece in passages
        .pieces
        .iter()
        .filter(|piece| wanted && states_of_the_whole(piece))
    {
        for outcome in written(requirement, piece) {
            let asked = &requirement.asked.figures()[outcome.ask];
            let known = figures.iter().any(|(known, _)| known.ask == outcome.ask);
            if !known && of_the_whole(asked) {
                figures.push((outcome, piece));
            }
        }
    }
    figures
}

/// What a piece says, in the words as they were written, of the figures that are asked for.
fn written(requirement: &RequirementTerms, piece: &Piece<'_>) -> Vec<Outcome> {
    compare(&requirement.asked, piece.offers(), Words::Written)
}

/// Whether a piece states a figure that is of the whole solution.
fn states_of_the_whole(piece: &Piece<'_>) -> bool {
    !matches!(piece.source, Source::Form(_)) && piece.quantities().iter().any(of_the_whole)
}

/// Whether a figure is of the whole solution, whatever else is spoken of beside it.
fn of_the_whole(figure: &Quantity) -> bool {
    figure.kept_for == Some(KeptFor::Warranty) || figure.dimension == IP_CODE
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
        quotes: vec![whole(piece)],
        compared: None,
    }
}

fn quotes(requirement: &RequirementTerms, ranked: &[Ranked<'_, '_>], params: &Params) -> Vec<Quote> {
    ranked
        .iter()
        .take(params.quotes)
        .enumerate()
        // A further quote must be worth reading by itself.
        .filter(|(n, r)| *n == 0 || r.share >= params.partly_at)
        .map(|(_, Ranked { piece, .. })| Quote {
            source: piece.source.to_string(),
            text: piece.text.to_owned(),
            terms: requirement.shown(piece),
        })
        .collect()
}

/// Share of the requirement that `second` holds and `first` lacks.
fn extra(requirement: &RequirementTerms, first: &Ranked<'_, '_>, second: &Ranked<'_, '_>) -> f32 {
    let had = first.held.own.with(&first.held.otherwise);
    requirement.share(&second.held, &had) / requirement.total
}
