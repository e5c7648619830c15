//! Which limits that a solution states touch what is asked for?
//!
//! A clause that says what is not done (服务不含室内外定位触发) is quoted where it has a telling word of a requirement, in its
//! own or in other words. Whether the requirement fails by it is for the reader to say, unless it contradicts: see
//! [`super::coverage`].

use super::asked::{Asked, Places};
use super::passages::Passages;
use super::refusals::refused;
use super::telling::{clause_of, clauses};

/// Most limits that are told.
const TOLD: usize = 2;
/// Longest clause that is told, in characters.
const LONGEST: usize = 60;

/// Whether a refusal only describes a thing: 无法移动的藏品, 不支持的依据.
fn describes(refusal: &str) -> bool {
    refusal.chars().take(6).any(|c| c == '的')
}

/// What is not needed or not there: no refusal of what is asked for, and no reason to be found by it either.
fn without(text: &str) -> Vec<(usize, usize)> {
    const LACKS: [&str; 6] = ["无需", "无须", "不需要", "不需", "不用", "没有"];
    /// From here on a clause says what is done all the same: 没有网络也能播放.
    const STILL: [&str; 8] = ["也", "仍", "即可", "就能", "就可", "便可", "可以", "照常"];
    let mut spans = Vec::new();
    for (start, clause) in clauses(text) {
        let Some(at) = LACKS.iter().filter_map(|lacks| clause.find(lacks)).min() else {
            continue;
        };
        let still = STILL.iter().filter_map(|still| clause[at..].find(still)).min();
        spans.push((start + at, start + still.map_or(clause.len(), |still| at + still)));
    }
    spans
}

/// A text without what it says is not done, and that, a line each: who looks for 人脸识别 does not mean 不做人脸识别.
pub fn said_and_refused(text: &str) -> (String, String) {
    let (mut said, mut no) = (String::with_capacity(text.len()), String::new());
    let mut from = 0;
    let mut spans = refused(text);
    spans.extend(without(text));
    spans.sort_unstable();
    for span in spans {
        let refusal = &text[span.0..span.1];
        if span.0 < from || describes(refusal) {
            continue;
        }
        said.push_str(&text[from..span.0]);
        // What stands before and after are not one word.
        said.push('\n');
        no.push_str(refusal);
        no.push('\n');
        from = span.1;
    }
    said.push_str(&text[from..]);
    (said, no)
}

/// The clauses, in the order of the pieces.
pub(crate) fn limits(asked: &Asked, passages: &Passages<'_>) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for piece in passages.pieces.iter().filter(|p| p.refused != Places::default()) {
        let said = asked.ways.said(&piece.refused);
        if !asked
            .requirements
            .iter()
            .any(|r| r.touched(&piece.refused, &said))
        {
            continue;
        }
        for span in refused(piece.text) {
            if describes(&piece.text[span.0..span.1]) {
                continue;
            }
            let clause = clause_of(piece.text, span);
            if told.len() < TOLD && clause.chars().count() <= LONGEST && !told.iter().any(|t| t == clause) {
                told.push(clause.to_owned());
            }
        }
    }
    told
}
