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

/// Reads rows of user-id, item-id, rating, timestamp, separated by tabs. A first line that names columns is passed over.
/// In the order of time, equal times by ids; where all times are equal, in the order of lines.
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
        let ties = |row: &Interaction| (row.timestamp, tie_break(&row.item), tie_break(&row.user));
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

/// Whether a line names columns: some cell is called as one of them commonly is, and none that takes a number has one.
fn names_columns(line: &str) -> bool {
    const NAMES: [&str; 10] = [
        "user", "item", "rating", "score", "time", "movie", "用户", "物品", "评分", "时间",
    ];
    let line = line.to_lowercase();
    let mut numbers = line.split('\t').skip(2);
    line.split('\t')
        .any(|cell| NAMES.iter().any(|name| cell.contains(name)))
        && numbers.all(|cell| cell.parse::<f64>().is_err())
}

fn parse(line: &str) -> Result<Interaction, String> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [user, item, rating, timestamp] = fields.as_slice() else {
        return Err(format!(
            "expected user-id, item-id, rating and timestamp separated by tabs, found {} fields",
            fields.len()
        ));
    };
    if user.is_empty() || item.is_empty() {
        return Err("expected a user-id and an item-id, found an empty one".to_owned());
    }
    let rating: f32 = rating
        .parse()
        .map_err(|_| format!("expected a number as rating, found \"{rating}\""))?;
    // Some exports write whole seconds as 881250949.0.
    let timestamp: f64 = timestamp
        .parse()
        .map_err(|_| format!("expected seconds as timestamp, found \"{timestamp}\""))?;
    if !rating.is_finite() || !timestamp.is_finite() {
        return Err("expected finite numbers".to_owned());
    }
    Ok(Interaction {
        user: (*user).to_owned(),
        item: (*item).to_owned(),
        rating,
        timestamp: timestamp as i64,
    })
}
