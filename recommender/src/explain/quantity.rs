//! Which figures does a text state, in which unit, and as a bound of which kind?
//!
//! `响应时间≤200ms` and `平均 150 毫秒` become 0.2 s at most and 0.15 s: figures of one dimension can be
//! compared, others never are.

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

/// Unit, dimension, factor to the base unit. Longer spellings first where one begins another.
const UNITS: &[(&str, &str, f64)] = &[
    ("毫秒", "s", 1e-3),
    ("微秒", "s", 1e-6),
    ("秒钟", "s", 1.0),
    ("秒", "s", 1.0),
    ("ms", "s", 1e-3),
    ("分钟", "s", 60.0),
    ("个小时", "s", 3600.0),
    ("小时", "s", 3600.0),
    ("个工作日", "workday", 1.0),
    ("工作日", "workday", 1.0),
    ("天", "s", 86_400.0),
    ("周", "s", 604_800.0),
    ("个月", "month", 1.0),
    ("%", "%", 1.0),
    ("％", "%", 1.0),
    ("‰", "%", 0.1),
    ("微米", "m", 1e-6),
    ("μm", "m", 1e-6),
    ("um", "m", 1e-6),
    ("毫米", "m", 1e-3),
    ("mm", "m", 1e-3),
    ("厘米", "m", 1e-2),
    ("cm", "m", 1e-2),
    ("公里", "m", 1e3),
    ("千米", "m", 1e3),
    ("km", "m", 1e3),
    ("米", "m", 1.0),
    ("℃", "℃", 1.0),
    ("摄氏度", "℃", 1.0),
    ("兆字节", "byte", 1e6),
    ("mb", "byte", 1e6),
    ("gb", "byte", 1e9),
    ("tb", "byte", 1e12),
    ("勒克斯", "lx", 1.0),
    ("分贝", "dB", 1.0),
    ("千瓦", "W", 1e3),
    ("kw", "W", 1e3),
    ("帧/秒", "fps", 1.0),
    ("fps", "fps", 1.0),
    ("qps", "qps", 1.0),
    ("语种", "种", 1.0),
    ("种", "种", 1.0),
    ("路", "路", 1.0),
    ("万元", "yuan", 1e4),
    ("元", "yuan", 1.0),
];

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
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        // Most characters begin no number.
        let begins = matches!(
            c,
            '0'..='9' | '零' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
        );
        let Some((value, length)) = begins.then(|| number(&text[at..])).flatten() else {
            at += c.len_utf8();
            continue;
        };
        let mut end = at + length;
        let rest = text[end..].trim_start();
        let unit_at = text.len() - rest.len();
        let (rest, multiplier, skipped) = match multiplier(rest) {
            Some((factor, bytes)) => (&rest[bytes..], factor, bytes),
            None => (rest, 1.0, 0),
        };
        if let Some((spelling, dimension, factor)) = unit(rest) {
            end = unit_at + skipped + spelling;
            let (bound, start, end) = bound(text, at, end);
            found.push(Quantity {
                dimension,
                value: value * multiplier * factor,
                bound,
                span: (start, end),
            });
            at = end;
        } else {
            at = end;
        }
    }
    found
}

/// A number at the start of a text, and its bytes. Digits, or one to ninety-nine in Chinese.
fn number(text: &str) -> Option<(f64, usize)> {
    let mut digits = String::new();
    let mut length = 0;
    let mut characters = text.char_indices().peekable();
    while let Some(&(at, c)) = characters.peek() {
        let followed = text[at + c.len_utf8()..].starts_with(|n: char| n.is_ascii_digit());
        match c {
            '0'..='9' => digits.push(c),
            '.' if !digits.is_empty() && !digits.contains('.') && followed => digits.push('.'),
            ',' if !digits.is_empty() && followed => {}
            _ => break,
        }
        length = at + c.len_utf8();
        characters.next();
    }
    if !digits.is_empty() {
        return Some((digits.parse().ok()?, length));
    }
    chinese(text)
}

fn chinese(text: &str) -> Option<(f64, usize)> {
    let digit = |c: char| {
        "零一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .or((c == '两').then_some(2))
    };
    let (mut tens, mut ones, mut seen_ten, mut length) = (0, None, false, 0);
    for (at, c) in text.char_indices() {
        match (digit(c), c) {
            (Some(d), _) if ones.is_none() => ones = Some(d),
            (None, '十') if !seen_ten => {
                tens = ones.take().unwrap_or(1) * 10;
                seen_ten = true;
            }
            _ => break,
        }
        length = at + c.len_utf8();
    }
    (length > 0).then(|| ((tens + ones.unwrap_or(0)) as f64, length))
}

fn multiplier(text: &str) -> Option<(f64, usize)> {
    // 万元 is a unit of its own.
    if text.starts_with("万元") {
        return None;
    }
    [("万", 1e4), ("亿", 1e8), ("百", 1e2), ("千", 1e3)]
        .into_iter()
        .find(|(word, _)| text.starts_with(word) && !text.starts_with("千瓦") && !text.starts_with("千米"))
        .map(|(word, factor)| (factor, word.len()))
}

/// Bytes, dimension and factor of the unit at the start of a text.
fn unit(text: &str) -> Option<(usize, &'static str, f64)> {
    let start: String = text.chars().take(6).collect::<String>().to_ascii_lowercase();
    UNITS
        .iter()
        .filter(|(spelling, ..)| start.starts_with(spelling))
        .filter(|(spelling, ..)| {
            // Letters must end: `mm` is not the start of a word.
            let after = start[spelling.len()..].chars().next();
            !spelling.ends_with(|c: char| c.is_ascii_alphabetic())
                || !after.is_some_and(|c| c.is_ascii_alphabetic())
        })
        .max_by_key(|(spelling, ..)| spelling.len())
        .map(|(spelling, dimension, factor)| (spelling.len(), *dimension, *factor))
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
