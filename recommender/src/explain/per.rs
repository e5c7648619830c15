//! For which time is a number of things told, or money paid, and what is it for another time?

use super::quantity::{Quantity, clause};

/// The time that a number of things is told for, or money is paid for: 每天, 件/小时, 年费.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Per {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Per {
    /// So many of it a second has at least and at most: whoever works by day works 8 hours of it, five days of a week.
    fn seconds(self) -> (f64, f64) {
        const HOUR: f64 = 3_600.0;
        match self {
            Self::Second => (1.0, 1.0),
            Self::Minute => (60.0, 60.0),
            Self::Hour => (HOUR, HOUR),
            Self::Day => (8.0 * HOUR, 24.0 * HOUR),
            Self::Week => (40.0 * HOUR, 7.0 * 24.0 * HOUR),
            Self::Month => (176.0 * HOUR, 31.0 * 24.0 * HOUR),
            Self::Year => (2_000.0 * HOUR, 366.0 * 24.0 * HOUR),
        }
    }
}

/// What says so in the clause of a figure.
const NAMED_TIMES: [(&str, Per); 14] = [
    ("每秒", Per::Second),
    ("每分钟", Per::Minute),
    ("每小时", Per::Hour),
    ("每天", Per::Day),
    ("每日", Per::Day),
    ("单日", Per::Day),
    ("日均", Per::Day),
    ("每周", Per::Week),
    ("每月", Per::Month),
    ("月费", Per::Month),
    ("包月", Per::Month),
    ("每年", Per::Year),
    ("年费", Per::Year),
    ("包年", Per::Year),
];
/// What says so right after it, behind a stroke: 件/分钟.
const TIMES: [(&str, Per); 10] = [
    ("秒", Per::Second),
    ("s", Per::Second),
    ("分", Per::Minute),
    ("min", Per::Minute),
    ("小时", Per::Hour),
    ("时", Per::Hour),
    ("h", Per::Hour),
    ("天", Per::Day),
    ("日", Per::Day),
    ("月", Per::Month),
];

/// The time that a figure of a text is told for.
pub(super) fn per(text: &str, figure: &Quantity) -> Option<Per> {
    let (before, after) = clause(text, figure.span);
    // 不低于每分钟 60 件 is a figure with its bound.
    let within = &text[figure.span.0..figure.span.1];
    if let Some(unit) = after.trim_start().strip_prefix(['/', '／']) {
        let year = unit.starts_with('年').then_some(Per::Year);
        let mut times = TIMES.iter().filter(|time| unit.starts_with(time.0));
        return times.next().map(|time| time.1).or(year);
    }
    let named = |text: &str| {
        NAMED_TIMES
            .iter()
            .find(|time| text.contains(time.0))
            .map(|time| time.1)
    };
    named(within).or_else(|| named(before)).or_else(|| named(after))
}

/// A figure that is told for one time, for another: a range where a day may be of hours of work or of all hours.
pub(super) fn in_time_of(mine: Per, theirs: Per, offer: &Quantity) -> Quantity {
    let (low, high) = match (mine, theirs) {
        (Per::Month, Per::Year) => (1.0 / 12.0, 1.0 / 12.0),
        (Per::Year, Per::Month) => (12.0, 12.0),
        _ => {
            let (mine, theirs) = (mine.seconds(), theirs.seconds());
            let ends = [
                mine.0 / theirs.0,
                mine.1 / theirs.1,
                mine.0 / theirs.1,
                mine.1 / theirs.0,
            ];
            let exact = |(low, high): (f64, f64)| low == high;
            let ends = if exact(mine) || exact(theirs) {
                &ends[..]
            } else {
                &ends[..2]
            };
            let fold = |f: fn(f64, f64) -> f64| ends.iter().copied().reduce(f).unwrap_or(1.0);
            (fold(f64::min), fold(f64::max))
        }
    };
    Quantity {
        value: offer.value * low,
        high: offer.high * high,
        ..offer.clone()
    }
}
