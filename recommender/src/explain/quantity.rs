//! Which figures does a text state, in which unit, and as a bound of which kind?
//!
//! `响应时间≤200ms` and `平均 150 毫秒` become 0.2 s at most and 0.15 s: figures of one dimension can be
//! compared, others never are. A figure that is no claim is told apart: what was before (由 85% 提升到 97%), a part of
//! the whole (其中 3 种), hours of service (7×24 小时), the year's number (第 2 年).

use super::meant::{self, KeptFor};
use crate::text::{Folded, MULTIPLIERS, figure_at, fold, number_at};

/// What the number says about the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// No more than this.
    AtMost,
    /// No less than this.
    AtLeast,
    /// This.
    Is,
    /// Says which things are meant (0.3 毫米以上的缺陷) or how it was, not how good something is.
    Scope,
}

/// One figure, or one range of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    /// What is measured, e.g. `s`; the unit's own word where it counts things.
    pub dimension: &'static str,
    /// In the dimension's base unit; of a range the lower end.
    pub value: f64,
    /// The upper end; of a single figure the same.
    pub high: f64,
    pub bound: Bound,
    /// The bound that it is meant as where it states none.
    pub meant: Option<Bound>,
    /// The time for which something is kept, where it is one.
    pub kept_for: Option<KeptFor>,
    /// Less than that, not as much: 低于 98%, 未达到 98%.
    pub less: bool,
    /// By how much something changes, not how much it is: 降低 20%.
    pub change: bool,
    /// Bytes from bound or number to unit.
    pub span: (usize, usize),
}

/// Degree of protection by enclosures (IEC 60529): IP67.
pub(super) const IP_CODE: &str = "IP";
/// Dimension of a number without a known unit.
pub(super) const BARE: &str = "";
/// What things are measured in, beside time, shares, money and counts, which are said in passing.
pub(super) fn is_measure(dimension: &str) -> bool {
    const MEASURES: [&str; 9] = ["m", "km/h", "m2", "℃", "byte", "kg", "dB", "Hz", "W"];
    MEASURES.contains(&dimension)
}
/// Less than what follows.
const LESS: &[&str] = &["低于", "小于", "少于", "短于", "<", "＜", "﹤"];
/// More than what follows.
const MORE: &[&str] = &[
    "高于", "大于", "多于", "长于", "超过", "超出", "超", ">", "＞", "﹥",
];
/// Or as much.
const EQUAL: &[&str] = &["或等于", "等于", "=", "＝"];
/// What stands between a no and what it denies: 不得超过, 不应低于.
const MODAL: &[&str] = &[
    "得", "应当", "应", "可以", "可", "能够", "能", "会", "宜", "准", "允许", "许", "该", "要",
];
/// A no.
const NO: &[&str] = &["不", "未", "勿", "没有", "无"];
const AT_MOST: &[&str] = &[
    "至多",
    "最多",
    "最高",
    "最高可达",
    "最高达",
    "最多可达",
    "最多达",
    "最长",
    "最大",
    "最迟",
    "控制在",
    "限制在",
    "上限为",
    "上限",
    "≤",
    "⩽",
    "≦",
];
const AT_LEAST: &[&str] = &[
    "至少",
    "最少",
    "最低",
    "最快",
    "最快可达",
    "最短",
    "达到",
    "下限为",
    "下限",
    "不亚于",
    "≥",
    "⩾",
    "≧",
];
/// Before 达到.
const NOT_REACHED: [&str; 7] = ["尚未", "还未", "没有", "不能", "无法", "未能", "未"];
const AT_MOST_AFTER: &[&str] = &["以内", "之内", "以下", "之下", "内"];
const AT_LEAST_AFTER: &[&str] = &["及以上", "以上", "之上"];
/// What may stand between two ends of a range.
const TO: [char; 7] = ['-', '~', '–', '—', '−', '至', '到'];
/// Words of a change. A figure right behind one is how much it changes by.
const CHANGES: &[&str] = &[
    "降低", "下降", "减少", "减小", "缩短", "压缩", "节约", "节省", "节能", "提升", "提高", "增加", "增长",
    "上升", "改善", "降幅", "增幅", "压降", "下调", "上调", "上浮", "下浮",
];
/// What may stand between such words, or the sign of a beginning, and the figure.
const ABOUT: &[&str] = &[
    "了",
    "约",
    "大约",
    "近",
    "平均",
    "幅度",
    "幅度为",
    "原来的",
    "原来",
    "原先的",
    "原先",
    "过去的",
    "过去",
    "此前的",
    "此前",
    "以前的",
    "以前",
    "目前的",
    "目前",
    "现有的",
    "人工的",
    "人工",
];
const PER: &[&str] = &["每分钟", "每小时", "每天", "每日", "每秒", "每月", "每年"];
const FROM: &[&str] = &["由", "从", "自"];
/// What ends a clause.
pub(super) const CLAUSE_ENDS: [char; 12] = [
    '，', '。', '；', '、', '：', ',', ';', '\n', '！', '？', '（', '）',
];

/// Every figure with a known unit, in order.
pub(crate) fn quantities(text: &str) -> Vec<Quantity> {
    quantities_in(text, &fold(text))
}

/// As [`quantities`]; `folded` is the text, folded.
pub(super) fn quantities_in(text: &str, folded: &[Folded]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let Some((figure, after)) = figure_at(folded, at) else {
            at += 1;
            continue;
        };
        let range = range_at(folded, at);
        let known = range.or(figure.map(|f| (f.dimension, f.value, f.value, f.to)));
        let Some((dimension, value, high, to)) = known.or_else(|| counted(text, folded, at, after)) else {
            at = after;
            continue;
        };
        let from = if dimension == IP_CODE { at - 2 } else { at };
        let (start, end) = (folded[from].start, folded[to - 1].end);
        let (mut bound, start, end) = bound(text, start, end);
        let before = without(text[..start].trim_end(), ABOUT);
        if is_no_claim(text, (start, end), before) {
            bound = Bound::Scope;
        }
        let mut quantity = Quantity {
            dimension,
            value,
            high,
            bound,
            meant: None,
            kept_for: None,
            less: bound == Bound::AtMost && says_less(&text[start..end]),
            change: CHANGES.iter().any(|change| before.ends_with(change)),
            span: (start, end),
        };
        quantity.meant = meant::meant(text, &quantity);
        quantity.kept_for = meant::kept_for(text, &quantity);
        found.push(quantity);
        // A bound after the unit (200 毫秒以内) holds no figure of its own.
        at = to;
    }
    found
}

/// A number of things (3 万张), or one that states a bound, whatever it counts (并发用户数不少于 1000): who says nothing
/// of it does not keep it.
fn counted(
    text: &str,
    folded: &[Folded],
    at: usize,
    after: usize,
) -> Option<(&'static str, f64, f64, usize)> {
    let (value, _) = number_at(folded, at)?;
    let letters = |n: usize| at.checked_sub(n).map(|at| folded[at].c);
    let alone = !letters(3).is_some_and(|c| c.is_ascii_alphanumeric());
    if (letters(2), letters(1)) == (Some('i'), Some('p')) && alone && value < 100.0 {
        return Some((IP_CODE, value, value, after));
    }
    if !folded[at].c.is_ascii_digit() && value < MANY {
        return None;
    }
    let times = folded
        .get(after)
        .and_then(|f| MULTIPLIERS.iter().find(|times| times.0 == f.c));
    let (value, to) = times.map_or((value, after), |times| (value * times.1, after + 1));
    let counter = folded
        .get(to)
        .and_then(|f| COUNTERS.iter().find(|c| c.starts_with(f.c)));
    if let Some(counter) = counter {
        return Some((counter, value, value, to + 1));
    }
    let (bound, ..) = bound(text, folded[at].start, folded[to - 1].end);
    matches!(bound, Bound::AtMost | Bound::AtLeast).then_some((BARE, value, value, to))
}

/// From here on a number written in words counts: 一个, 两次 are mere words.
const MANY: f64 = 100.0;
/// What things are counted by.
const COUNTERS: [&str; 36] = [
    "张", "通", "页", "件", "台", "条", "次", "个", "份", "户", "辆", "套", "家", "项", "类", "床", "亩",
    "头", "例", "字", "倍", "瓶", "册", "只", "支", "片", "部", "单", "笔", "票", "幅", "本", "袋", "箱",
    "盒", "罐",
];

/// The range that starts here: dimension, both ends, and the place after it. The unit may stand at its end alone.
fn range_at(folded: &[Folded], at: usize) -> Option<(&'static str, f64, f64, usize)> {
    let (first, after) = figure_at(folded, at)?;
    let blank = |mut at: usize| {
        while folded.get(at).is_some_and(|f| f.c.is_whitespace()) {
            at += 1;
        }
        at
    };
    let mut next = blank(first.map_or(after, |f| f.to));
    let marks = folded[next..].iter().take_while(|f| TO.contains(&f.c)).count();
    if !(1..=2).contains(&marks) {
        return None;
    }
    next = blank(next + marks);
    let (Some(last), _) = figure_at(folded, next)? else {
        return None;
    };
    let low = match first {
        Some(first) if first.dimension == last.dimension => first.value,
        Some(_) => return None,
        None => {
            let (from, to) = (number_at(folded, at)?.0, number_at(folded, next)?.0);
            if to > 0.0 {
                from * (last.value / to)
            } else {
                return None;
            }
        }
    };
    (low <= last.value).then_some((last.dimension, low, last.value, last.to))
}

/// Whether a figure says how something was, or of what part, or how it is called. `before` is what precedes it.
fn is_no_claim(text: &str, (start, end): (usize, usize), before: &str) -> bool {
    let from = FROM.iter().any(|from| before.ends_with(from));
    let rest = text[end..].split(CLAUSE_ENDS).next().unwrap_or("");
    if from && ["到", "至", "为", "成"].iter().any(|to| rest.contains(to)) {
        return true;
    }
    // 7×24 小时 is around the clock.
    let mut last = text[..start].trim_end().chars().rev();
    if last
        .next()
        .is_some_and(|c| matches!(c, '×' | 'x' | 'X' | '*' | '✕' | '＊'))
        && last.find(|c| !c.is_whitespace()).is_some_and(|c| c.is_numeric())
    {
        return true;
    }
    let clause = text[..start].rsplit(CLAUSE_ENDS).next().unwrap_or("");
    // 每两小时一次 is how often.
    let often = before.ends_with('每') || before.ends_with("每隔");
    often || before.ends_with('第') || OF_OTHERS.iter().any(|other| clause.contains(other))
}

/// Of a part, of somebody else or of another time.
const OF_OTHERS: [&str; 8] = [
    "其中",
    "竞品",
    "同类产品",
    "行业平均",
    "友商",
    "去年",
    "往年",
    "力争",
];

/// The clause around a span, before it and after it.
pub(super) fn clause(text: &str, (start, end): (usize, usize)) -> (&str, &str) {
    let before = text[..start].rsplit(CLAUSE_ENDS).next().unwrap_or("");
    let after = text[end..].split(CLAUSE_ENDS).next().unwrap_or("");
    (before, after)
}

/// A text without these words at its end.
fn without<'a>(mut text: &'a str, words: &[&str]) -> &'a str {
    while let Some(shorter) = words.iter().find_map(|word| text.strip_suffix(word)) {
        text = shorter.trim_end();
    }
    text
}

/// Whether the words of a bound leave out the figure itself.
fn says_less(bound: &str) -> bool {
    LESS.iter().any(|less| bound.starts_with(less)) || NOT_REACHED.iter().any(|no| bound.starts_with(no))
}

/// The kind of bound around `start..end`, and the span with the bound's words.
fn bound(text: &str, start: usize, end: usize) -> (Bound, usize, usize) {
    // 不低于每分钟 300 瓶.
    let before = without(text[..start].trim_end(), PER);
    if let Some((bound, start)) = compared(before) {
        return (bound, start, end);
    }
    let ends = |words: &[&str]| {
        let found = words.iter().filter(|w| before.ends_with(**w));
        found.map(|w| w.len()).max().map(|l| before.len() - l)
    };
    // 未达到 98%: it is less.
    if let Some(rest) = before.strip_suffix("达到")
        && let Some(rest) = NOT_REACHED.iter().find_map(|no| rest.strip_suffix(no))
    {
        return (Bound::AtMost, rest.len(), end);
    }
    if let Some(start) = ends(AT_MOST) {
        return (Bound::AtMost, start, end);
    }
    if let Some(start) = ends(AT_LEAST) {
        return (Bound::AtLeast, start, end);
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

/// What a comparison at the end of a text says of the figure that follows, and where it begins: 低于, 不应低于, 大于等于,
/// 未超过.
fn compared(before: &str) -> Option<(Bound, usize)> {
    let bare = without(before, EQUAL);
    let strip = |words: &[&str]| {
        let found = words.iter().filter_map(|word| bare.strip_suffix(word));
        found.min_by_key(|rest| rest.len())
    };
    let (less, rest) = match (strip(LESS), strip(MORE)) {
        (Some(rest), _) => (true, rest.trim_end()),
        (None, Some(rest)) => (false, rest.trim_end()),
        (None, None) => return None,
    };
    let denied = NO.iter().find_map(|no| without(rest, MODAL).strip_suffix(no));
    Some(match (denied, less) {
        (Some(rest), true) => (Bound::AtLeast, rest.len()),
        (Some(rest), false) => (Bound::AtMost, rest.len()),
        (None, true) => (Bound::AtMost, rest.len()),
        (None, false) => (Bound::AtLeast, rest.len()),
    })
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
            ("响应时间不得大于2秒", "s", 2.0, Bound::AtMost),
            ("响应时间不应超过 2s", "s", 2.0, Bound::AtMost),
            ("单次响应未超过 2 秒", "s", 2.0, Bound::AtMost),
            ("准确率不应低于95%", "%", 95.0, Bound::AtLeast),
            ("准确率应不低于95%", "%", 95.0, Bound::AtLeast),
            ("准确率应低于95%", "%", 95.0, Bound::AtMost),
            ("不得小于 3 种", "种", 3.0, Bound::AtLeast),
            ("时延小于等于 2s", "s", 2.0, Bound::AtMost),
            ("时延 <= 2 s", "s", 2.0, Bound::AtMost),
            ("准确率大于或等于 95%", "%", 95.0, Bound::AtLeast),
            ("漏检率＜＝0.5%", "%", 0.5, Bound::AtMost),
            ("并发三百五十路", "路", 350.0, Bound::Is),
            ("时延一百二十毫秒", "s", 0.12, Bound::Is),
            ("质保不少于三年", "month", 36.0, Bound::AtLeast),
            ("提供 7×24 小时响应", "s", 86_400.0, Bound::Scope),
            ("7x24小时服务", "s", 86_400.0, Bound::Scope),
            ("其中 3 种可离线", "种", 3.0, Bound::Scope),
            ("第 2 年免费", "month", 24.0, Bound::Scope),
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
    fn what_was_before_is_told_from_what_is() {
        for text in [
            "漏检率由 3.1% 降到 0.4%",
            "识别准确率从原来的85%提升至97%",
            "周期自 30 天缩短为 10 天",
        ] {
            let bounds: Vec<Bound> = quantities(text).iter().map(|q| q.bound).collect();
            assert_eq!(bounds, [Bound::Scope, Bound::Is], "{text}");
        }
    }

    #[test]
    fn a_change_is_no_state() {
        for (text, change) in [
            ("能耗降低 20%", true),
            ("能耗降低不少于 20%", true),
            ("人力成本下降了约30%", true),
            ("准确率提升到 97%", false),
            ("准确率 97%", false),
        ] {
            let found = quantities(text);
            assert_eq!((found.len(), found[0].change), (1, change), "{text}");
        }
    }

    #[test]
    fn a_range_has_two_ends() {
        for (text, dimension, low, high) in [
            ("总价 50-80 万元", "yuan", 500_000.0, 800_000.0),
            ("总价 50 万元至 80 万元", "yuan", 500_000.0, 800_000.0),
            ("周期 10～20 天", "s", 864_000.0, 1_728_000.0),
        ] {
            let found = quantities(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(
                (found[0].dimension, found[0].value, found[0].high),
                (dimension, low, high),
                "{text}"
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
