//! What time is it, and which day and year is that in China?

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SubsecRound, Utc};

/// Now, in microseconds: the finest that both databases keep.
#[must_use]
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

/// The day in Asia/Shanghai (UTC+8 without daylight saving since 1991).
#[must_use]
pub fn shanghai_day(at: DateTime<Utc>) -> NaiveDate {
    let offset = FixedOffset::east_opt(8 * 3600).expect("eight hours is a valid offset");
    at.with_timezone(&offset).date_naive()
}

/// The calendar year in Asia/Shanghai.
#[must_use]
pub fn shanghai_year(at: DateTime<Utc>) -> i32 {
    shanghai_day(at).year()
}

/// Midnight in Asia/Shanghai at which a day begins, in UTC.
#[must_use]
pub fn day_start(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(0, 0, 0).expect("midnight exists").and_utc() - chrono::Duration::hours(8)
}
