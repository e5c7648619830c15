//! Which figures does a text state, in which unit, and as a bound of which kind?
//!
//! `响应时间≤200ms` and `平均 150 毫秒` become 0.2 s at most and 0.15 s: figures of one dimension can be
//! compared, others never are.

use crate::text::{figure_at, fold};

/// What the number says about the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// No more than this.
    AtMost,
    /// No less than this.
    AtLeast,
    /// This.
    Is,
    /// Says which things are meant (0.3 毫米以上的缺陷), not how good something is.
    Scope,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    /// What is measured, e.g. `s`; the unit's own word where it counts things.
    pub dimension: &'static str,
    /// In the dimension's base unit.
    pub value: f64,
    pub bound: Bound,
    /// Bytes from bound or number to unit.
    pub span: (usize, usize),
}

const AT_MOST: &[&str] = &[
    "不超过",
    "不高于",
    "不大于",
    "不多于",
    "不得超过",
    "不得高于",
    "低于",
    "小于",
    "少于",
    "至多",
    "最多",
    "最高",
    "控制在",
    "≤",
    "<=",
    "＜",
    "<",
    "⩽",
    "≦",
];
const AT_LEAST: &[&str] = &[
    "不低于",
    "不少于",
    "不小于",
    "不得低于",
    "不得少于",
    "大于",
    "高于",
    "多于",
    "超过",
    "至少",
    "最少",
    "达到",
    "≥",
    ">=",
    "＞",
    ">",
    "⩾",
    "≧",
];
const AT_MOST_AFTER: &[&str] = &["以内", "之内", "以下", "内"];
const AT_LEAST_AFTER: &[&str] = &["及以上", "以上"];

/// Every figure with a known unit, in order.
pub(crate) fn quantities(text: &str) -> Vec<Quantity> {
    let folded = fold(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let Some((figure, after)) = figure_at(&folded, at) else {
            at += 1;
            continue;
        };
        let Some(figure) = figure else {
            at = after;
            continue;
        };
        let (start, end) = (folded[at].start, folded[figure.to - 1].end);
        let (bound, start, end) = bound(text, start, end);
        found.push(Quantity {
            dimension: figure.dimension,
            value: figure.value,
            bound,
            span: (start, end),
        });
        // A bound after the unit (200 毫秒以内) holds no figure of its own.
        at = figure.to;
    }
    found
}

/// The kind of bound around `start..end`, and the span with the bound's words.
fn bound(text: &str, start: usize, end: usize) -> (Bound, usize, usize) {
    let before = text[..start].trim_end();
    let ends = |words: &[&str]| {
        words
            .iter()
            .filter(|w| before.ends_with(**w))
            .map(|w| w.len())
            .max()
            .map(|l| before.len() - l)
    };
    // The longer word decides: 不低于 ends with 低于 and means the opposite.
    match (ends(AT_MOST), ends(AT_LEAST)) {
        (Some(a), Some(b)) if a < b => return (Bound::AtMost, a, end),
        (Some(_), Some(b)) => return (Bound::AtLeast, b, end),
        (Some(a), None) => return (Bound::AtMost, a, end),
        (None, Some(b)) => return (Bound::AtLeast, b, end),
        (None, None) => {}
    }
    let after = &text[end..];
    let begins = |words: &[&str]| words.iter().find(|w| after.starts_with(**w)).map(|w| w.len());
    if let Some(length) = begins(AT_MOST_AFTER) {
        return (Bound::AtMost, start, end + length);
    }
    if let Some(length) = begins(AT_LEAST_AFTER) {
        // Followed by what it describes, it is no claim.
        let scope = after[length..].chars().next().is_some_and(char::is_alphabetic);
        return (
            if scope { Bound::Scope } else { Bound::AtLeast },
            start,
            end + length,
        );
    }
    (Bound::Is, start, end)
}

#[cfg(test)]
mod tests {
    use super::{Bound, quantities};

    #[test]
    fn figures_are_read_with_unit_and_bound() {
        for (text, dimension, value, bound) in [
            ("响应时间≤200ms", "s", 0.2, Bound::AtMost),
            ("平均 150 毫秒", "s", 0.15, Bound::Is),
            ("提问后两秒内开始回应", "s", 2.0, Bound::AtMost),
            ("答对率不低于 93%", "%", 93.0, Bound::AtLeast),
            ("漏检率低于0.1%", "%", 0.1, Bound::AtMost),
            ("精度优于 0.05 毫米", "m", 0.05e-3, Bound::Is),
            ("至少能用四种语言", "种", 4.0, Bound::Is),
            ("至少四种语言", "种", 4.0, Bound::AtLeast),
            ("十二路视频", "路", 12.0, Bound::Is),
            ("预算 30 万元以内", "yuan", 300_000.0, Bound::AtMost),
            ("0.2 毫米以上脏点", "m", 0.2e-3, Bound::Scope),
            ("提前两周以上", "s", 1_209_600.0, Bound::AtLeast),
            ("响应在1,500毫秒以下", "s", 1.5, Bound::AtMost),
        ] {
            let found = quantities(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!((found[0].dimension, found[0].bound), (dimension, bound), "{text}");
            assert!(
                (found[0].value - value).abs() < 1e-9 * value.max(1.0),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn numbers_without_a_known_unit_are_not_figures() {
        for text in [
            "2024年",
            "第三方",
            "一体化",
            "12345热线",
            "三维",
            "",
            "%",
            "10mmx",
        ] {
            assert_eq!(quantities(text), [], "{text}");
        }
    }

    #[test]
    fn the_span_holds_bound_and_unit() {
        let text = "要求响应时间不超过 200 毫秒。";
        let found = quantities(text);
        assert_eq!(&text[found[0].span.0..found[0].span.1], "不超过 200 毫秒");
    }
}
