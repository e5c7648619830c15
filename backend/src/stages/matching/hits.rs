//! How does a row that a search found look to whoever searched?

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::states::SubjectKind;
use recommender::{Analyzer, TokenKind, normalize};
use uuid::Uuid;

use super::view::SearchHitView;
use crate::http::problem::Result;
use crate::platform::money::Money;
use crate::search::{FoundBy, SearchHit};
use crate::stages::demand::input::ScenarioContent;
use crate::stages::supply::input::SolutionContent;
use crate::stages::{demand, identity, supply};
use crate::state::App;

/// Most characters of a passage, and how many of them stand before the word that it is shown for.
const PASSAGE: usize = 90;
const BEFORE: usize = 30;

/// What a page shows of a row, of whichever kind.
struct Shown {
    organisation: Uuid,
    title: String,
    summary: String,
    /// What else it says, a sentence or so each.
    body: Vec<String>,
    direction: String,
    industries: Vec<String>,
    technologies: Vec<String>,
    tier: Option<String>,
    price: (Option<Money>, Option<Money>),
    budget: Option<Money>,
    answers_due: Option<NaiveDate>,
    published_at: Option<DateTime<Utc>>,
}

fn sentences(text: &str) -> impl Iterator<Item = String> {
    let sentences = text.split_inclusive(['。', '！', '？', '；', '\n']);
    sentences.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty())
}

impl Shown {
    fn solution(row: entity::solution::Model, content: SolutionContent) -> Self {
        let capabilities = content
            .capabilities
            .iter()
            .map(|c| format!("{}：{}", c.name, c.text));
        let cases = content
            .cases
            .iter()
            .map(|c| format!("{}：{}{}", c.title, c.text, c.result));
        Self {
            body: capabilities
                .chain(sentences(&content.description))
                .chain(cases)
                .collect(),
            organisation: row.organisation_id,
            title: content.title,
            summary: content.summary,
            direction: content.direction,
            industries: content.industries,
            technologies: content.technologies,
            tier: Some(row.tier.as_str().to_owned()),
            price: (content.price_low, content.price_high),
            budget: None,
            answers_due: None,
            published_at: row.published_at,
        }
    }

    fn scenario(row: entity::scenario::Model, content: ScenarioContent) -> Self {
        let requirements = content.requirements.iter().map(|r| r.text.clone());
        Self {
            body: requirements.chain(sentences(&content.description)).collect(),
            organisation: row.organisation_id,
            title: content.title,
            summary: content.summary,
            direction: content.direction,
            industries: content.industries,
            technologies: content.technologies,
            tier: None,
            price: (None, None),
            budget: content.budget,
            answers_due: content.answers_due,
            published_at: row.published_at,
        }
    }
}

/// The rows of hits, in their order.
pub(super) async fn views(app: &App, kind: SubjectKind, hits: Vec<SearchHit>) -> Result<Vec<SearchHitView>> {
    let ids: Vec<Uuid> = hits.iter().map(|h| h.id).collect();
    let mut shown: HashMap<Uuid, Shown> = match kind {
        SubjectKind::Solution => supply::store::published(&app.db, &ids)
            .await?
            .into_iter()
            .map(|(row, content)| (row.id, Shown::solution(row, content)))
            .collect(),
        SubjectKind::Scenario => demand::store::published(&app.db, &ids)
            .await?
            .into_iter()
            .map(|(row, content)| (row.id, Shown::scenario(row, content)))
            .collect(),
    };
    let orgs = identity::briefs(&app.db, shown.values().map(|s| s.organisation)).await?;
    let analyzer = app.pool.analyzer();
    let view = |hit: SearchHit| {
        // A row withdrawn since the index was last brought up to date is left out here.
        let row = shown.remove(&hit.id)?;
        let found = (hit.by == FoundBy::Words)
            .then(|| passage(&row, &hit.terms))
            .flatten();
        let mut texts = vec![row.title.as_str(), row.summary.as_str()];
        texts.extend(found.as_deref());
        Some(SearchHitView {
            terms: as_written(analyzer, hit.terms, &texts),
            id: hit.id,
            passage: found,
            title: row.title,
            summary: row.summary,
            direction: row.direction,
            industries: row.industries,
            technologies: row.technologies,
            tier: row.tier,
            price_low: row.price.0,
            price_high: row.price.1,
            budget: row.budget,
            answers_due: row.answers_due,
            organisation: orgs.get(&row.organisation).cloned(),
            score: hit.score,
            by: hit.by,
            parts: hit.parts,
            published_at: row.published_at,
        })
    };
    Ok(hits.into_iter().filter_map(view).collect())
}

/// Where in the rest of the row the words stand that neither title nor summary holds: of several places the one with the
/// most of them, of these the first.
fn passage(row: &Shown, terms: &[String]) -> Option<String> {
    let head = format!("{}\n{}", normalize(&row.title), normalize(&row.summary));
    let absent: Vec<&String> = terms.iter().filter(|term| !head.contains(*term)).collect();
    let mut best: Option<(usize, &String)> = None;
    for text in row.body.iter().filter(|_| !absent.is_empty()) {
        let form = normalize(text);
        let count = absent.iter().filter(|term| form.contains(**term)).count();
        if count > best.map_or(0, |(most, _)| most) {
            best = Some((count, text));
        }
    }
    let (_, text) = best?;
    let first = absent
        .iter()
        .filter_map(|term| {
            normalize(text)
                .find(*term)
                .map(|at| normalize(text)[..at].chars().count())
        })
        .min()
        .unwrap_or(0);
    let length = text.chars().count();
    if length <= PASSAGE {
        return Some(text.clone());
    }
    let from = first.saturating_sub(BEFORE).min(length - PASSAGE);
    let cut: String = text.chars().skip(from).take(PASSAGE).collect();
    let (start, end) = (from > 0, from + PASSAGE < length);
    Some(format!(
        "{}{cut}{}",
        if start { "…" } else { "" },
        if end { "…" } else { "" }
    ))
}

/// Figures are found by what they amount to, and marked as they are written: `0.2 s` is `200ms` here and `0.2 秒` there.
fn as_written(analyzer: &Analyzer, terms: Vec<String>, texts: &[&str]) -> Vec<String> {
    let figure = |term: &String| term.starts_with(|c: char| c.is_ascii_digit()) && term.contains(' ');
    if !terms.iter().any(figure) {
        return terms;
    }
    let (figures, mut terms): (Vec<String>, Vec<String>) = terms.into_iter().partition(figure);
    for text in texts {
        for token in analyzer.tokens(text) {
            let written = &text[token.start..token.end];
            if token.kind == TokenKind::Quantity && figures.contains(&token.text) {
                terms.push(normalize(written));
            }
        }
    }
    terms.sort_by_key(|t| std::cmp::Reverse(t.chars().count()));
    terms.dedup();
    terms
}
