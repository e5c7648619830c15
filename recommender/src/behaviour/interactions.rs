//! Who gave what which rating, and when? Tab-separated rows.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::candidates::tie_break;
use crate::error::Error;

/// Lowest rating that is a positive signal.
pub(crate) const POSITIVE: f32 = 4.0;

/// One rating.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    /// Who.
    pub user: String,
    /// What.
    pub item: String,
    /// How much it was liked; from 4 on it counts as liked.
    pub rating: f32,
    /// When, seconds since 1970.
    pub timestamp: i64,
}

/// Reads rows of user-id, item-id, rating, timestamp, separated by tabs. Blank lines, and a first line that names columns,
/// are passed over. In the order of time, equal times by ids; where all times are equal, in the order of lines.
///
/// # Errors
/// [`Error::Line`] for a line that does not fit, [`Error::Io`] where the file cannot be read, [`Error::TooFew`] where
/// it has no rows.
pub fn read_interactions(path: &Path) -> Result<Vec<Interaction>, Error> {
    let name = path.display().to_string();
    let mut rows = Vec::new();
    let mut unread = true;
    for (index, line) in BufReader::new(File::open(path).map_err(Error::io(&name))?)
        .lines()
        .enumerate()
    {
        let line = line.map_err(Error::io(&name))?;
        let line = line.trim_start_matches('\u{feff}').trim_end();
        if line.is_empty() {
            continue;
        }
        let first = std::mem::take(&mut unread);
        match parse(line) {
            Ok(row) => rows.push(row),
            // A heading, on the first line that says anything.
            Err(_) if first && names_columns(line) => {}
            Err(reason) => {
                return Err(Error::Line {
                    file: name,
                    line: index + 1,
                    reason,
                });
            }
        }
    }
    if rows.is_empty() {
        return Err(Error::TooFew { what: name, least: 1 });
    }
    let (first, last) = times(&rows);
    if first < last {
        // Whoever writes the lines in another order tells the same.
        let ties = |row: &Interaction| {
            let ids = (tie_break(&row.item), tie_break(&row.user));
            (row.timestamp, ids, row.rating.to_bits())
        };
        rows.sort_by_cached_key(ties);
    }
    Ok(rows)
}

/// The first and the last time.
fn times(rows: &[Interaction]) -> (i64, i64) {
    let times = rows.iter().map(|row| row.timestamp);
    times.fold((i64::MAX, i64::MIN), |(first, last), at| {
        (first.min(at), last.max(at))
    })
}

/// What the columns are called in files of ratings, without blanks, hyphens and underscores.
const COLUMNS: [&[&str]; 4] = [
    &[
        "user",
        "userid",
        "uid",
        "reviewerid",
        "customer",
        "customerid",
        "用户",
        "用户id",
        "用户编号",
    ],
    &[
        "item",
        "itemid",
        "iid",
        "movie",
        "movieid",
        "product",
        "productid",
        "book",
        "bookid",
        "isbn",
        "artist",
        "artistid",
        "asin",
        "物品",
        "物品id",
        "物品编号",
        "条目",
        "条目id",
    ],
    &[
        "rating", "ratings", "score", "stars", "grade", "value", "overall", "评分", "打分", "分数",
    ],
    &[
        "timestamp",
        "time",
        "ts",
        "date",
        "datetime",
        "unixtime",
        "时间",
        "时间戳",
        "日期",
    ],
];

/// Whether a line names columns: two cells at least are called as their columns commonly are, and none that takes a
/// number has one. An id such as `user1` is no name, so that a broken first row is not taken for a heading.
fn names_columns(line: &str) -> bool {
    let cells = || line.split('\t').map(str::trim);
    let named = cells().zip(COLUMNS).filter(|(cell, names)| {
        // RecBole says what a column holds: `user_id:token`.
        let name = cell.split(':').next().unwrap_or_default().to_lowercase();
        let name: String = name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
        names.contains(&name.as_str())
    });
    named.count() >= 2 && cells().skip(2).all(|cell| cell.parse::<f64>().is_err())
}

fn parse(line: &str) -> Result<Interaction, String> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [user, item, rating, timestamp] = fields.as_slice() else {
        return Err(format!(
            "expected user-id, item-id, rating and timestamp separated by tabs, found {} fields",
            fields.len()
        ));
    };
    for (name, id) in [("user-id", user), ("item-id", item)] {
        if id.trim().is_empty() {
            return Err(format!("expected an id as {name}, found an empty one"));
        }
    }
    let rating: f32 = (rating.trim().parse().ok())
        .filter(|rating: &f32| rating.is_finite())
        .ok_or_else(|| format!("expected a number as rating, found \"{rating}\""))?;
    // Some exports write whole seconds as 881250949.0.
    let timestamp: f64 = (timestamp.trim().parse().ok())
        .filter(|timestamp: &f64| timestamp.is_finite())
        .ok_or_else(|| format!("expected seconds as timestamp, found \"{timestamp}\""))?;
    Ok(Interaction {
        user: (*user).to_owned(),
        item: (*item).to_owned(),
        rating,
        timestamp: timestamp as i64,
    })
}
