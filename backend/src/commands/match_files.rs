//! `match`: which solutions of one file fit the scenarios of another? No server, no database.

use std::{collections::BTreeSet, io::Write as _, path::PathBuf, sync::Arc};

use anyhow::bail;
use clap::Args;
use recommender::{
    Analyzer, MatchOptions, Params, Passage,
    files::{MatchFiles, MatchRows, MatchSummary, RowError},
};

use crate::platform::taxonomy::{self, Taxonomies};
use crate::stages::matching::stated;

/// Broken rows that are printed one by one; the rest are counted.
const SHOWN: usize = 50;

/// Match solutions to scenarios, from plain files 按文件匹配
#[derive(Debug, Args)]
pub struct MatchArgs {
    /// Solutions, CSV or JSON Lines; `_id`, `title` and `text` are enough
    #[arg(long, value_name = "FILE")]
    solutions: PathBuf,
    /// Scenarios, CSV or JSON Lines; `_id`, `title` and `text` are enough
    #[arg(long, value_name = "FILE")]
    scenarios: PathBuf,
    /// Length of each list
    #[arg(long, default_value_t = 10)]
    top: usize,
    /// Where the lists go: one JSON object for each scenario
    #[arg(long, value_name = "FILE.jsonl")]
    out: PathBuf,
    /// Rank rows that could not be contracted too (region, budget, deployment, data level, capacity)
    #[arg(long)]
    no_filters: bool,
    /// Leave broken rows out instead of stopping
    #[arg(long)]
    skip_broken: bool,
    /// Print the summary as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command: lists into the file, the summary to standard output, broken rows to standard error.
pub fn run(args: &MatchArgs) -> anyhow::Result<()> {
    let request = MatchFiles {
        solutions: args.solutions.clone(),
        scenarios: args.scenarios.clone(),
        options: MatchOptions {
            top: args.top,
            hard_filters: !args.no_filters,
            ..MatchOptions::default()
        },
        out: args.out.clone(),
        skip_broken: args.skip_broken,
        params: Params::default(),
    };
    let analyzer = Arc::new(Analyzer::new(&taxonomy::lexicon()?));
    let mut rows = request.read()?;
    let taxonomies = Taxonomies::builtin()?;
    rows.summary.unknown_codes = unknown_codes(&rows, &taxonomies);
    for solution in &mut rows.solutions {
        let codes = &solution.facets.deployments;
        let lines = stated::lines(codes, std::iter::empty(), solution.delivery_days);
        // What the file states itself stands.
        let said = |line: &Passage| solution.stated.iter().any(|own| own.id == line.id);
        let lines: Vec<Passage> = lines.into_iter().filter(|line| !said(line)).collect();
        solution.stated.extend(lines);
    }
    let summary = request.run(rows, analyzer)?;
    let name = |path: &PathBuf| path.display().to_string();
    report(&name(&args.solutions), &summary.solution_errors);
    report(&name(&args.scenarios), &summary.scenario_errors);
    if !summary.ignored_columns.is_empty() {
        eprintln!("未使用的列 ignored: {}", summary.ignored_columns.join(", "));
    }
    if !summary.unknown_codes.is_empty() {
        eprintln!(
            "平台没有的代码 codes that no taxonomy has: {}",
            summary.unknown_codes.join(", ")
        );
    }
    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &summary)?;
        writeln!(out)?;
    } else if summary.written {
        writeln!(out, "{}", sentence(&summary, &name(&args.out)))?;
    }
    if !summary.written {
        let broken = summary.solution_errors.len() + summary.scenario_errors.len();
        bail!(
            "{broken} 行有误，未写出任何结果（--skip-broken 可跳过） / {broken} broken rows, nothing written"
        );
    }
    Ok(())
}

/// Codes of both files that no taxonomy has, by facet: they match equal codes, and are refused by an import.
fn unknown_codes(rows: &MatchRows, taxonomies: &Taxonomies) -> Vec<String> {
    let t = taxonomies;
    let facets =
        (rows.solutions.iter().map(|row| &row.facets)).chain(rows.scenarios.iter().map(|row| &row.facets));
    let mut unknown = BTreeSet::new();
    for facets in facets {
        for (facet, codes, items) in [
            ("directions", &facets.directions, &t.directions),
            ("industries", &facets.industries, &t.industries),
            ("technologies", &facets.technologies, &t.technologies),
            ("deployments", &facets.deployments, &t.deployments),
            ("levels", &facets.levels, &t.levels),
            ("regions", &facets.regions, &t.regions),
        ] {
            // Divisions beyond the taxonomy contain one another by their digits.
            let division = |code: &str| {
                facet == "regions" && code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())
            };
            let strange = codes
                .iter()
                .filter(|code| !Taxonomies::has(items, code) && !division(code));
            unknown.extend(strange.map(|code| format!("{facet}: {code}")));
        }
    }
    unknown.into_iter().collect()
}

fn sentence(summary: &MatchSummary, out: &str) -> String {
    let memory = match summary.peak_memory_bytes {
        Some(bytes) => format!("，内存峰值 peak {} MB", bytes / 1_000_000),
        None => String::new(),
    };
    format!(
        "{} 个需求 × {} 个方案 -> {out}（读入 read {:.0} ms，拟合 fit {:.0} ms，匹配 match {:.0} ms{memory}）",
        summary.scenarios, summary.solutions, summary.read_ms, summary.fit_ms, summary.match_ms,
    )
}

fn report(file: &str, errors: &[RowError]) {
    for error in errors.iter().take(SHOWN) {
        let field = error.field.as_deref().unwrap_or("-");
        eprintln!(
            "{file}:{}: {field}: {} [{}]",
            error.line, error.message, error.code
        );
    }
    if errors.len() > SHOWN {
        eprintln!(
            "{file}: … 另有 {} 行 / and {} more",
            errors.len() - SHOWN,
            errors.len() - SHOWN
        );
    }
}
