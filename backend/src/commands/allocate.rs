//! `allocate`: who takes on what, out of the lists that `match` wrote? No server, no database.
//!
//! Whoever is limited is the vendor: its people do the work of all its solutions. A scenario goes to a vendor once, by
//! the solution that fits best. A solution without a vendor stands for itself.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use recommender::allocate::{Pair, Places, allocate};
use recommender::files::MatchLine;
use recommender::{Error, MatchEntry};
use serde::Serialize;

/// Give out the places of match lists within everybody's limits 按容量统筹分配
#[derive(Debug, Args)]
pub struct AllocateArgs {
    /// Lists as `match` writes them
    #[arg(long, value_name = "FILE.jsonl")]
    lists: PathBuf,
    /// Vendors that each scenario wants
    #[arg(long, default_value_t = 3)]
    wanted: u32,
    /// Scenarios that each vendor can take on
    #[arg(long, default_value_t = 5)]
    capacity: u32,
    /// The most that any vendor gets, to spread the work; what this costs is told
    #[arg(long)]
    fair_limit: Option<u32>,
    /// Print every pair and the figures as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Given<'a> {
    scenario: &'a str,
    solution: &'a str,
    vendor: Option<&'a str>,
    score: f32,
}

/// Runs the command: the figures, or everything as JSON, to standard output.
pub fn run(args: &AllocateArgs) -> anyhow::Result<()> {
    let lines = read(&args.lists)?;
    let mut vendors: BTreeMap<Name<'_>, u32> = BTreeMap::new();
    for entry in lines.iter().flat_map(|line| &line.list.entries) {
        vendors.insert(name(entry), 0);
    }
    for (n, number) in vendors.values_mut().enumerate() {
        *number = u32::try_from(n)?;
    }
    let mut offers = BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        // Best first: of a vendor's solutions the first is the one.
        for entry in &line.list.entries {
            let pair = (u32::try_from(n)?, vendors[&name(entry)]);
            offers.entry(pair).or_insert(entry);
        }
    }
    let got = allocate(&Places {
        wanted: vec![args.wanted; lines.len()],
        capacity: vec![args.capacity; vendors.len()],
        pairs: offers
            .iter()
            .map(|((asker, answerer), entry)| Pair {
                asker: *asker,
                answerer: *answerer,
                score: entry.score,
            })
            .collect(),
        fair_limit: args.fair_limit,
    })?;
    let given = got.pairs.iter().map(|p| {
        let entry = offers[&(p.asker, p.answerer)];
        Given {
            scenario: &lines[p.asker as usize].scenario,
            solution: &entry.id,
            vendor: entry.vendor.as_deref(),
            score: p.score,
        }
    });
    let given: Vec<Given> = given.collect();
    let mut out = std::io::stdout().lock();
    if args.json {
        let all = serde_json::json!({
            "scenarios": lines.len(), "vendors": vendors.len(), "pairs": given, "value": got.value,
            "value_without_limit": got.value_without_limit, "cost_of_fairness": got.cost_of_fairness(),
            "unanswered": got.unanswered,
        });
        serde_json::to_writer_pretty(&mut out, &all)?;
        writeln!(out)?;
    } else {
        writeln!(
            out,
            "{} 对 pairs，总分 value {:.3}，公平上限的代价 cost of fairness {:.1}%，未满足 unanswered {}",
            given.len(),
            got.value,
            got.cost_of_fairness() * 100.0,
            got.unanswered
        )?;
    }
    Ok(())
}

/// Who is limited: a vendor, or a solution of nobody.
type Name<'a> = (bool, &'a str);

fn name(entry: &MatchEntry) -> Name<'_> {
    match &entry.vendor {
        Some(vendor) => (true, vendor),
        None => (false, &entry.id),
    }
}

/// Every list of the file, one for each scenario.
fn read(path: &PathBuf) -> anyhow::Result<Vec<MatchLine>> {
    let name = path.display();
    let file = std::fs::File::open(path).with_context(|| format!("无法读取 cannot read {name}"))?;
    let wrong = |line: usize, reason: String| Error::Line {
        file: name.to_string(),
        line: line + 1,
        reason,
    };
    let mut lines: Vec<MatchLine> = Vec::new();
    let mut seen = HashSet::new();
    for (n, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| wrong(n, format!("无法读取 cannot be read: {error}")))?;
        let text = line.trim_start_matches('\u{FEFF}').trim();
        if text.is_empty() {
            continue;
        }
        let row: MatchLine = serde_json::from_str(text)
            .map_err(|error| wrong(n, format!("不是匹配清单 not a match list: {error}")))?;
        if !seen.insert(row.scenario.clone()) {
            let reason = format!("需求 {0} 已有清单 there is a list of {0} before", row.scenario);
            return Err(wrong(n, reason).into());
        }
        lines.push(row);
    }
    if lines.is_empty() {
        let what = format!("{name}，`match` 的清单 lists of `match`");
        return Err(Error::TooFew { what, least: 1 }.into());
    }
    Ok(lines)
}
