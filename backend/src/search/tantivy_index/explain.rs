//! Which parts does the score of a hit have?
//!
//! The parts are scored by the queries that the hit was scored by, one at a time, and put together as they were
//! there: of one unit of the query the best part counts in full and the others by [`TIE`]; units add up. So the
//! parts of a hit add up to its score, but for the rounding of single precision.

use std::collections::BTreeMap;

use tantivy::query::EnableScoring;
use tantivy::{DocAddress, Score, Searcher};

use super::super::{PartKind, ScorePart};
use super::plan::{Entry, Plan, TIE};
use super::schema::Fields;

/// The parts of the scores of these rows, the largest first.
pub type Parts = BTreeMap<DocAddress, Vec<ScorePart>>;

/// Scores these rows by each part of a plan alone.
///
/// # Errors
/// Where the index cannot be read.
pub fn parts(
    plan: &Plan,
    fields: &Fields,
    searcher: &Searcher,
    rows: &[DocAddress],
) -> tantivy::Result<Parts> {
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    let mut all = Parts::new();
    for unit in plan.entries(fields) {
        let mut of_unit = Parts::new();
        for entry in &unit {
            for (row, value) in scores(entry, searcher, &rows)? {
                of_unit.entry(row).or_default().push(ScorePart {
                    field: entry.field.to_owned(),
                    kind: entry.kind,
                    term: entry.term.clone(),
                    value,
                });
            }
        }
        for (row, mut parts) in of_unit {
            // Stable: of equal parts the first counts in full.
            parts.sort_by(|a, b| b.value.total_cmp(&a.value));
            parts.iter_mut().skip(1).for_each(|part| part.value *= TIE);
            all.entry(row).or_default().append(&mut parts);
        }
    }
    for parts in all.values_mut() {
        merge(parts);
    }
    Ok(all)
}

/// Adds up what is of one kind, field and term: a word may be asked for twice, by itself and as another's synonym.
fn merge(parts: &mut Vec<ScorePart>) {
    let mut sums: BTreeMap<(PartKind, String, String), f32> = BTreeMap::new();
    for part in parts.drain(..) {
        *sums.entry((part.kind, part.field, part.term)).or_default() += part.value;
    }
    parts.extend(sums.into_iter().map(|((kind, field, term), value)| ScorePart {
        field,
        kind,
        term,
        value,
    }));
    parts.sort_by(|a, b| b.value.total_cmp(&a.value));
}

/// The score of each of `rows` (ascending) that the entry finds.
fn scores(
    entry: &Entry<'_>,
    searcher: &Searcher,
    rows: &[DocAddress],
) -> tantivy::Result<Vec<(DocAddress, Score)>> {
    let weight = entry
        .query
        .weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut found = Vec::new();
    for of_segment in rows.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let reader = searcher.segment_reader(of_segment[0].segment_ord);
        let mut scorer = weight.scorer(reader, 1.0)?;
        for &row in of_segment {
            let at = if scorer.doc() < row.doc_id {
                scorer.seek(row.doc_id)
            } else {
                scorer.doc()
            };
            if at == row.doc_id {
                found.push((row, scorer.score()));
            }
        }
    }
    Ok(found)
}
