//! Which words of a requirement say what is asked for, and which clauses of a solution say no?
//!
//! *Telling* words are those of the dictionaries less the filler of every listing (支持, 系统, 平台, 能够).
//! A requirement is covered by its telling words as wholes: 智能 is not 具身智能, and a guide in four
//! languages is not one in Tibetan. What a solution says it does not do is not held by it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::{Analyzer, TokenKind, is_han, normalize};

/// Words of every listing. They are passed over where they stand alone, not inside a longer word
/// (支持向量机, 智能体平台).
const FILLER: &str = "\
    支持 系统 平台 能够 可以 可 能 提供 具备 具有 实现 进行 功能 满足 要求 需要 必须 应 应当 须 用于 通过 以及 \
    相关 方案 产品 希望 采用 使用 利用 基于 完成 确保 保证 有效 快速 全面 多种 各类 各种 对于 针对 其中 或者 并且 \
    同时 以便 不能 不得 我们 本项目 项目 解决方案 解决 问题 情况 方面 工作 及其 包括 包含 不少 不少于 不低于 不超过 \
    不高于 至少 至多 以上 以下 以内 the a an of for to and or with";
/// What refuses. What follows in the clause is refused; at the end of a clause, what precedes.
const REFUSALS: [&str; 16] = [
    "暂不支持",
    "尚不支持",
    "还不支持",
    "不支持",
    "暂未支持",
    "尚未支持",
    "未支持",
    "暂不提供",
    "不提供",
    "不包括",
    "不包含",
    "不具备",
    "暂不具备",
    "不含",
    "does not support",
    "not supported",
];
const CLAUSE_ENDS: [char; 13] = [
    '，', '。', '；', '：', ',', ';', '\n', '！', '？', '!', '?', '（', '）',
];

/// A word in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub span: (usize, usize),
    /// Whether the field's dictionary has other names for it: then only they or the whole word hold it.
    pub named: bool,
    /// Whether it is a name that nothing stands in for: a word of the field, or letters.
    pub special: bool,
}

/// The words of a requirement and the bytes of its filler.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub words: Vec<Word>,
    pub filler: Vec<(usize, usize)>,
}

/// Whether a normalised word stands in every listing.
pub(crate) fn is_filler(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FILLER.split_whitespace().collect());
    WORDS.contains(word)
}

/// Reads a requirement.
pub(super) fn told(text: &str, analyzer: &Analyzer) -> Told {
    let mut spans: Vec<(usize, usize, TokenKind)> = Vec::new();
    analyzer.each(text, |_, kind, start, end| {
        if matches!(kind, TokenKind::Word | TokenKind::Latin) {
            spans.push((start, end, kind));
        }
    });
    // Longest first at each place; a word inside another is not a word of its own.
    spans.sort_by_key(|s| (s.0, std::cmp::Reverse(s.1), s.2));
    spans.dedup_by_key(|s| (s.0, s.1));
    let mut widest: Vec<(usize, usize, TokenKind)> = Vec::new();
    for span in spans {
        if widest.last().is_none_or(|last| span.1 > last.1) {
            widest.push(span);
        }
    }
    let mut told = Told::default();
    let lexicon = analyzer.lexicon();
    let mut loose: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let inside = widest.iter().any(|w| w.0 <= at && at < w.1);
        if !inside && is_han(c) && !LONE.contains(c) {
            loose = Some(loose.map_or((at, end), |l| (l.0, end)));
        } else if let Some(span) = loose.take() {
            told.add_loose(text, span);
        }
    }
    if let Some(span) = loose {
        told.add_loose(text, span);
    }
    for (start, end, kind) in widest {
        let form = normalize(&text[start..end]);
        if is_filler(&form) {
            told.filler.push((start, end));
            continue;
        }
        told.words.push(Word {
            span: (start, end),
            named: !lexicon.same_as(&form).is_empty(),
            special: kind == TokenKind::Latin || lexicon.holds(&form),
        });
    }
    told.words.sort_by_key(|w| w.span);
    told
}

/// Characters that stand alone in a sentence.
const LONE: &str = "的了和与及或在是为将把被让等并也都可能对从向以之其该各每个应须需有无不中上下内外";

impl Told {
    /// Neighbouring characters that no dictionary joins are taken for one word.
    fn add_loose(&mut self, text: &str, span: (usize, usize)) {
        if text[span.0..span.1].chars().count() > 1 {
            self.words.push(Word {
                span,
                named: false,
                special: false,
            });
        }
    }
}

/// The bytes of a text that say what is not done.
pub(super) fn refused(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    if !may_refuse(text) {
        return spans;
    }
    let mut start = 0;
    for clause in text.split_inclusive(CLAUSE_ENDS) {
        let bare = clause.trim_end_matches(CLAUSE_ENDS).trim_end();
        let first = REFUSALS
            .iter()
            .filter_map(|r| bare.find(r).map(|at| (at, at + r.len())))
            .min_by_key(|s| (s.0, std::cmp::Reverse(s.1)));
        if let Some((at, after)) = first {
            let from = if after == bare.len() { 0 } else { at };
            spans.push((start + from, start + bare.len()));
        }
        start += clause.len();
    }
    spans
}

/// What stands in every refusal: quickly looked for, so that most texts need no closer look.
fn may_refuse(text: &str) -> bool {
    let after = ["支持", "提供", "包", "具备", "含"];
    let mut places = text.match_indices(['不', '未']);
    places.any(|(at, no)| after.iter().any(|a| text[at + no.len()..].starts_with(a))) || text.contains("not")
}

#[cfg(test)]
mod tests {
    use super::{REFUSALS, may_refuse, refused};

    #[test]
    fn no_refusal_is_passed_over_by_the_quick_look() {
        assert!(
            REFUSALS
                .iter()
                .all(|refusal| may_refuse(&format!("本方案{refusal}此项")))
        );
        assert!(!may_refuse("响应时间不超过两秒"));
    }

    #[test]
    fn what_is_refused_is_the_rest_of_the_clause_or_the_whole_of_it() {
        for (text, said) in [
            ("支持中文，不支持藏语、蒙语，可定制", vec!["不支持藏语、蒙语"]),
            ("藏语讲解暂不支持。支持英语", vec!["藏语讲解暂不支持"]),
            ("支持藏语", vec![]),
            ("", vec![]),
        ] {
            let spans: Vec<&str> = refused(text).into_iter().map(|(a, b)| &text[a..b]).collect();
            assert_eq!(spans, said, "{text}");
        }
    }
}
