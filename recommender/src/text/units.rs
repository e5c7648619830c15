//! Which figure with a unit stands here, whatever it is written with?
//!
//! `200ms`, `200 毫秒` and `０．２秒` are one thing: 0.2 s. One table of units serves the analyser, which makes a
//! token of it, and coverage, which compares figures.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::normalize::Folded;

/// A number with a unit. `from..to` are places among the normalised characters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figure {
    /// What is measured, e.g. `s`; the unit's own word where it counts things.
    pub dimension: &'static str,
    /// In the dimension's base unit.
    pub value: f64,
    pub to: usize,
}

/// Unit in its normalised form, dimension, factor to the base unit.
const UNITS: &[(&str, &str, f64)] = &[
    ("毫秒", "s", 1e-3),
    ("微秒", "s", 1e-6),
    ("μs", "s", 1e-6),
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
    ("‰", "%", 0.1),
    ("纳米", "m", 1e-9),
    ("nm", "m", 1e-9),
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
    ("平方米", "m2", 1.0),
    ("m2", "m2", 1.0),
    ("°c", "℃", 1.0),
    ("摄氏度", "℃", 1.0),
    ("兆字节", "byte", 1e6),
    ("mb", "byte", 1e6),
    ("gb", "byte", 1e9),
    ("tb", "byte", 1e12),
    ("pb", "byte", 1e15),
    ("公斤", "kg", 1.0),
    ("千克", "kg", 1.0),
    ("kg", "kg", 1.0),
    ("吨", "kg", 1e3),
    ("勒克斯", "lx", 1.0),
    ("分贝", "dB", 1.0),
    ("赫兹", "Hz", 1.0),
    ("hz", "Hz", 1.0),
    ("khz", "Hz", 1e3),
    ("mhz", "Hz", 1e6),
    ("ghz", "Hz", 1e9),
    ("兆瓦", "W", 1e6),
    ("千瓦", "W", 1e3),
    ("kw", "W", 1e3),
    ("千瓦时", "Wh", 1e3),
    ("kwh", "Wh", 1e3),
    ("mbps", "bit/s", 1e6),
    ("gbps", "bit/s", 1e9),
    ("tops", "op/s", 1e12),
    ("tflops", "flop/s", 1e12),
    ("pflops", "flop/s", 1e15),
    ("帧/秒", "fps", 1.0),
    ("fps", "fps", 1.0),
    ("qps", "qps", 1.0),
    ("语种", "种", 1.0),
    ("种", "种", 1.0),
    ("路", "路", 1.0),
    ("万元", "yuan", 1e4),
    ("元", "yuan", 1.0),
];

/// First character -> places in [`UNITS`]: what follows a number is looked up at every number.
static BY_FIRST: LazyLock<FxHashMap<char, Vec<usize>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<char, Vec<usize>> = FxHashMap::default();
    for (at, (spelling, ..)) in UNITS.iter().enumerate() {
        if let Some(first) = spelling.chars().next() {
            by_first.entry(first).or_default().push(at);
        }
    }
    by_first
});

/// The words of numbers before a unit; 千 before 瓦, 米 and 克 belongs to the unit, as 万元 is one.
const MULTIPLIERS: [(char, f64); 4] = [('万', 1e4), ('亿', 1e8), ('百', 1e2), ('千', 1e3)];

/// Reads the number that starts at `at`: the figure where a unit follows, and the place after the number alone.
/// `None` where no number starts here. Digits, or one to ninety-nine in Chinese.
pub(crate) fn figure_at(folded: &[Folded], at: usize) -> Option<(Option<Figure>, usize)> {
    let (value, end) = digits(folded, at).or_else(|| chinese(folded, at))?;
    let mut unit_at = end;
    while folded.get(unit_at).is_some_and(|f| f.c.is_whitespace()) {
        unit_at += 1;
    }
    let mut factor = 1.0;
    if let Some(&(_, times)) = folded
        .get(unit_at)
        .and_then(|f| MULTIPLIERS.iter().find(|m| m.0 == f.c))
        && unit(folded, unit_at).is_none()
    {
        factor = times;
        unit_at += 1;
    }
    let figure = unit(folded, unit_at).map(|(length, dimension, base)| Figure {
        dimension,
        value: value * factor * base,
        to: unit_at + length,
    });
    Some((figure, end))
}

/// The same text for the same figure: value in nine digits, a blank, the dimension. The blank keeps it apart
/// from letters and digits as they are written.
pub(crate) fn canonical(figure: &Figure, form: &mut String) {
    use std::fmt::Write;
    // Writing to a string cannot fail.
    let _ = write!(form, "{} {}", nine_digits(figure.value), figure.dimension);
}

/// Rounded to nine digits: 200 * 1e-3 and 0.2 differ beyond them.
fn nine_digits(value: f64) -> f64 {
    // Nearly every figure is so many millionths, which takes no writing and reading: where it is off by less than half
    // of the ninth digit, they are what it is rounded to.
    let millionths = (value * 1e6).round();
    let near = millionths / 1e6;
    if millionths < 1e9 && (value - near).abs() < 1e-10 * value {
        return near;
    }
    format!("{value:.8e}").parse().unwrap_or(value)
}

fn digits(folded: &[Folded], from: usize) -> Option<(f64, usize)> {
    let digit = |at: usize| folded.get(at).is_some_and(|f| f.c.is_ascii_digit());
    // A whole number of few digits takes no writing and reading.
    let mut whole = 0.0;
    let mut at = from;
    while let Some(value) = folded.get(at).and_then(|f| f.c.to_digit(10)) {
        whole = whole * 10.0 + f64::from(value);
        at += 1;
    }
    if at == from {
        return None;
    }
    let ends = !folded.get(at).is_some_and(|f| matches!(f.c, '.' | ','));
    if ends && at - from <= 15 {
        return Some((whole, at));
    }
    let mut written = String::new();
    at = from;
    while let Some(f) = folded.get(at) {
        match f.c {
            '0'..='9' => written.push(f.c),
            '.' if at > from && !written.contains('.') && digit(at + 1) => written.push('.'),
            ',' if at > from && digit(at + 1) => {}
            _ => break,
        }
        at += 1;
    }
    Some((written.parse().ok()?, at))
}

fn chinese(folded: &[Folded], from: usize) -> Option<(f64, usize)> {
    let (mut tens, mut ones, mut seen_ten, mut at) = (0, None, false, from);
    while let Some(f) = folded.get(at) {
        match (chinese_digit(f.c), f.c) {
            (Some(d), _) if ones.is_none() => ones = Some(d),
            (None, '十') if !seen_ten => {
                tens = ones.take().unwrap_or(1) * 10;
                seen_ten = true;
            }
            _ => break,
        }
        at += 1;
    }
    (at > from).then(|| (f64::from(tens + ones.unwrap_or(0)), at))
}

fn chinese_digit(c: char) -> Option<u8> {
    Some(match c {
        '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether a number in Chinese may start with this character.
pub(crate) fn starts_number(c: char) -> bool {
    c == '十' || chinese_digit(c).is_some()
}

/// Characters, dimension and factor of the longest unit at a place.
fn unit(folded: &[Folded], at: usize) -> Option<(usize, &'static str, f64)> {
    let candidates = BY_FIRST.get(&folded.get(at)?.c)?;
    let mut longest: Option<(usize, &'static str, f64)> = None;
    for (spelling, dimension, factor) in candidates.iter().map(|at| &UNITS[*at]) {
        let length = spelling.chars().count();
        let Some(here) = folded.get(at..at + length) else {
            continue;
        };
        // Letters must end: `mm` is not the start of a word.
        let last = here[length - 1].c;
        let goes_on =
            last.is_ascii_alphabetic() && folded.get(at + length).is_some_and(|f| f.c.is_ascii_alphabetic());
        if !goes_on
            && longest.is_none_or(|l| l.0 < length)
            && spelling.chars().zip(here).all(|(c, f)| c == f.c)
        {
            longest = Some((length, dimension, *factor));
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::{UNITS, digits, nine_digits};
    use crate::text::fold;

    #[test]
    fn figures_are_rounded_as_they_are_written_in_nine_digits() {
        let written = |value: f64| format!("{value:.8e}").parse::<f64>().expect("a number");
        for (_, _, factor) in UNITS {
            for n in 0..2_000u32 {
                for value in [f64::from(n), f64::from(n) / 8.0, f64::from(n) * 1_234_567.89] {
                    let value = value * factor;
                    assert_eq!(nine_digits(value).to_bits(), written(value).to_bits(), "{value}");
                }
            }
        }
    }

    #[test]
    fn numbers_are_read_with_points_and_commas_and_however_long() {
        for (text, value, end) in [
            ("0", 0.0, 1),
            ("1500", 1500.0, 4),
            ("1,500毫秒", 1500.0, 5),
            ("0.25", 0.25, 4),
            ("7.", 7.0, 1),
            ("7,秒", 7.0, 1),
            ("1.2.3", 1.2, 3),
            ("123456789012345678", 123_456_789_012_345_678.0, 18),
        ] {
            assert_eq!(digits(&fold(text), 0), Some((value, end)), "{text}");
        }
        assert_eq!(digits(&fold(".5"), 0), None);
        assert_eq!(digits(&fold(""), 0), None);
    }
}
