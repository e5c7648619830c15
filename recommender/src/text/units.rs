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
    ("s", "s", 1.0),
    ("ms", "s", 1e-3),
    ("分钟", "s", 60.0),
    ("min", "s", 60.0),
    ("个小时", "s", 3600.0),
    ("小时", "s", 3600.0),
    ("h", "s", 3600.0),
    ("个工作日", "workday", 1.0),
    ("工作日", "workday", 1.0),
    ("天", "s", 86_400.0),
    ("周", "s", 604_800.0),
    ("个月", "month", 1.0),
    (YEAR, "month", 12.0),
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
    ("公里/小时", "km/h", 1.0),
    ("公里每小时", "km/h", 1.0),
    ("千米/小时", "km/h", 1.0),
    ("km/h", "km/h", 1.0),
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
    ("人", "人", 1.0),
    ("万元", "yuan", 1e4),
    ("元", "yuan", 1.0),
];

const YEAR: &str = "年";
/// From here on a number before 年 is the name of a year.
const CALENDAR: f64 = 100.0;

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
pub(crate) const MULTIPLIERS: [(char, f64); 4] = [('万', 1e4), ('亿', 1e8), ('百', 1e2), ('千', 1e3)];

/// Reads the number that starts at `at`: the figure where a unit follows, and the place after the number alone.
/// `None` where no number starts here.
pub(crate) fn figure_at(folded: &[Folded], at: usize) -> Option<(Option<Figure>, usize)> {
    let (value, end) = number_at(folded, at)?;
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
    let year = |unit_at: usize| folded.get(unit_at).is_some_and(|f| YEAR.contains(f.c));
    let unit = unit(folded, unit_at).filter(|_| value * factor < CALENDAR || !year(unit_at));
    let figure = unit.map(|(length, dimension, base)| Figure {
        dimension,
        value: value * factor * base,
        to: unit_at + length,
    });
    Some((figure, end))
}

/// The number that starts at `at`, in digits or in Chinese, and the place after it.
pub(crate) fn number_at(folded: &[Folded], at: usize) -> Option<(f64, usize)> {
    digits(folded, at).or_else(|| chinese(folded, at))
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

/// 二十, 三百五十, 一千零五, 一万二千. What belongs to a unit (三千瓦, 两万元) is left to it.
fn chinese(folded: &[Folded], from: usize) -> Option<(f64, usize)> {
    /// Above every place of a section.
    const WHOLE: u32 = 10_000;
    let (mut done, mut section, mut digit) = (0.0, 0, None);
    // The place of the last digit: the next must be a lower one.
    let mut place = WHOLE;
    let mut at = from;
    while let Some(f) = folded.get(at) {
        let times = match f.c {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' => WHOLE,
            c => match (chinese_digit(c), digit) {
                // 零 only says that places are left out.
                (Some(d), None | Some(0)) if digit.is_none() || place < WHOLE || done > 0.0 => {
                    digit = Some(u32::from(d));
                    at += 1;
                    continue;
                }
                _ => break,
            },
        };
        let starts = times == 10 && at == from;
        let some = digit.unwrap_or(u32::from(starts));
        if times == WHOLE {
            if (section + some == 0) || done > 0.0 || unit(folded, at).is_some() {
                break;
            }
            done = f64::from((section + some) * WHOLE);
            section = 0;
            place = WHOLE;
        } else {
            if some == 0 || times >= place || unit(folded, at).is_some() {
                break;
            }
            section += some * times;
            place = times;
        }
        digit = None;
        at += 1;
    }
    (at > from).then(|| (done + f64::from(section + digit.unwrap_or(0)), at))
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

/// Whether a number in Chinese goes on after this character.
pub(crate) fn within_number(c: char) -> bool {
    starts_number(c) || matches!(c, '百' | '千' | '万')
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
    use super::{UNITS, chinese, digits, nine_digits};
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
    fn numbers_in_chinese_are_read_to_their_end() {
        for (text, value, end) in [
            ("十", 10.0, 1),
            ("十二路", 12.0, 2),
            ("三十", 30.0, 2),
            ("九十九", 99.0, 3),
            ("一百二十毫秒", 120.0, 4),
            ("三百五十路", 350.0, 4),
            ("一千零五", 1005.0, 4),
            ("两万", 20_000.0, 2),
            ("一万二千三百", 12_300.0, 6),
            ("二三", 2.0, 1),
            ("三千瓦", 3.0, 1),
            ("两万元", 2.0, 1),
            ("五百万元", 500.0, 2),
        ] {
            assert_eq!(chinese(&fold(text), 0), Some((value, end)), "{text}");
        }
        for text in ["百", "万一", "千米", ""] {
            assert_eq!(chinese(&fold(text), 0), None, "{text}");
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
