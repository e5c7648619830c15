//! Which solutions of one file fit the scenarios of another?

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::whole::{Whole, check_apart};
use crate::engine::Engine;
use crate::error::Error;
use crate::evaluate::peak_memory_bytes;
use crate::params::Params;
use crate::results::{MatchList, MatchOptions};
use crate::rows::{Scenario, Solution};
use crate::text::Analyzer;

/// What to match, and where the lists go.
#[derive(Debug, Clone)]
pub struct MatchFiles {
    /// Solutions, CSV or JSON Lines.
    pub solutions: PathBuf,
    /// Scenarios, CSV or JSON Lines.
    pub scenarios: PathBuf,
    /// Length of each list.
    pub options: MatchOptions,
    /// Where the lists go, one JSON object for each scenario; written whole or not at all.
    pub out: PathBuf,
    /// Whether broken rows are left out; otherwise one broken row stops everything.
    pub skip_broken: bool,
    /// Settings of the model.
    pub params: Params,
}

/// One line of the output.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MatchLine {
    /// Id of the scenario.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// Its ranked solutions.
    #[serde(flatten)]
    pub list: MatchList,
}

/// What was done, and at what cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchSummary {
    /// Solutions that were ranked.
    pub solutions: usize,
    /// Scenarios that they were ranked for.
    pub scenarios: usize,
    /// Broken rows of the solutions.
    pub solution_errors: Vec<super::RowError>,
    /// Broken rows of the scenarios.
    pub scenario_errors: Vec<super::RowError>,
    /// Rows of either file that were used though they say nothing.
    pub empty_rows: usize,
    /// Columns that were passed over.
    pub ignored_columns: Vec<String>,
    /// Codes that the caller knows none of, as `deployments: onprem`: they match equal codes and say nothing else.
    pub unknown_codes: Vec<String>,
    /// Whether the output was written.
    pub written: bool,
    /// Digest of the model; empty where nothing was written.
    pub model: String,
    /// Reading both files, milliseconds.
    pub read_ms: f64,
    /// Fitting and taking the rows in, milliseconds.
    pub fit_ms: f64,
    /// Matching and writing, milliseconds.
    pub match_ms: f64,
    /// Largest resident memory of the process, bytes.
    pub peak_memory_bytes: Option<u64>,
}

/// The rows of two files, and what is known of them so far. What a caller knows beside the files may be added to the rows.
#[derive(Debug, Clone)]
pub struct MatchRows {
    /// Usable solutions, in file order.
    pub solutions: Vec<Solution>,
    /// Usable scenarios, in file order.
    pub scenarios: Vec<Scenario>,
    /// What was found while reading.
    pub summary: MatchSummary,
}

/// Matches two files.
///
/// Where rows are broken and `skip_broken` is off, nothing is written and the summary names the rows.
///
/// # Errors
/// As [`MatchFiles::read`] and [`MatchFiles::run`].
pub fn match_files(request: &MatchFiles, analyzer: Arc<Analyzer>) -> Result<MatchSummary, Error> {
    request.run(request.read()?, analyzer)
}

impl MatchFiles {
    /// Reads both files.
    ///
    /// # Errors
    /// As [`super::read_solutions`].
    pub fn read(&self) -> Result<MatchRows, Error> {
        let start = Instant::now();
        let solutions = super::read_solutions(&self.solutions)?;
        let scenarios = super::read_scenarios(&self.scenarios)?;
        let read_ms = elapsed(start);
        let mut ignored_columns = solutions.ignored_columns;
        ignored_columns.extend(scenarios.ignored_columns);
        Ok(MatchRows {
            summary: MatchSummary {
                solutions: solutions.rows.len(),
                scenarios: scenarios.rows.len(),
                solution_errors: solutions.errors,
                scenario_errors: scenarios.errors,
                empty_rows: solutions.warnings.len() + scenarios.warnings.len(),
                ignored_columns,
                unknown_codes: Vec::new(),
                written: false,
                model: String::new(),
                read_ms,
                fit_ms: 0.0,
                match_ms: 0.0,
                peak_memory_bytes: peak_memory_bytes(),
            },
            solutions: solutions.rows,
            scenarios: scenarios.rows,
        })
    }

    /// Matches what was read and writes the lists, unless rows are broken and `skip_broken` is off.
    ///
    /// # Errors
    /// As [`Engine::fit`]; [`Error::TooFew`] for a file without usable rows.
    pub fn run(&self, rows: MatchRows, analyzer: Arc<Analyzer>) -> Result<MatchSummary, Error> {
        let MatchRows {
            solutions,
            scenarios,
            mut summary,
        } = rows;
        let broken = !summary.solution_errors.is_empty() || !summary.scenario_errors.is_empty();
        if broken && !self.skip_broken {
            return Ok(summary);
        }
        for (path, rows) in [
            (&self.solutions, summary.solutions),
            (&self.scenarios, summary.scenarios),
        ] {
            if rows == 0 {
                return Err(Error::TooFew {
                    what: path.display().to_string(),
                    least: 1,
                });
            }
        }
        for input in [&self.solutions, &self.scenarios] {
            check_apart("out", &self.out, input)?;
        }
        let start = Instant::now();
        let engine = fit(solutions, &scenarios, analyzer, &self.params)?;
        summary.fit_ms = elapsed(start);
        let start = Instant::now();
        let mut out = Whole::begin(&self.out)?;
        write_matches(&engine, &scenarios, &self.options, &mut out)?;
        out.finish()?;
        summary.match_ms = elapsed(start);
        summary.model.clone_from(&engine.model().digest);
        summary.written = true;
        summary.peak_memory_bytes = peak_memory_bytes();
        Ok(summary)
    }
}

fn fit(
    mut solutions: Vec<Solution>,
    scenarios: &[Scenario],
    analyzer: Arc<Analyzer>,
    params: &Params,
) -> Result<Engine, Error> {
    // As in [`Engine::fit`]: the order of lines changes nothing.
    solutions.sort_by(|a, b| a.id.cmp(&b.id));
    let mut scenarios = scenarios.to_vec();
    scenarios.sort_by(|a, b| a.id.cmp(&b.id));
    // Scenarios count for the weights, but nobody asks for them here: they need no index.
    let mut engine = Engine::weights(&solutions, &scenarios, analyzer, params)?;
    for solution in solutions {
        engine.upsert_solution(solution)?;
    }
    Ok(engine)
}

/// Writes one [`MatchLine`] for each scenario, in their order.
///
/// # Errors
/// As [`Engine::match_scenario`]; [`Error::Io`] where writing fails.
pub fn write_matches(
    engine: &Engine,
    scenarios: &[Scenario],
    options: &MatchOptions,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let writing = "writing the matches";
    for scenario in scenarios {
        let line = MatchLine {
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            list: engine.match_scenario(scenario, options)?,
        };
        serde_json::to_writer(&mut *out, &line).map_err(|e| Error::Io {
            context: writing.into(),
            source: e.into(),
        })?;
        out.write_all(b"\n").map_err(Error::io(writing))?;
    }
    Ok(())
}

fn elapsed(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}
