//! `generate`: any number of solutions and scenarios out of the word material in `seed-data`.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use recommender::files::Whole;

/// Options of `generate`.
#[derive(Args, Debug)]
pub struct GenerateArgs {
    /// Solutions to make
    #[arg(long, default_value_t = 20_000)]
    solutions: usize,
    /// Scenarios to make
    #[arg(long, default_value_t = 2_000)]
    scenarios: usize,
    /// The same seed makes the same rows
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder for `solutions.jsonl` and `scenarios.jsonl`
    #[arg(long)]
    out: PathBuf,
}

/// Writes both files.
///
/// # Errors
/// Where the folder cannot be written.
pub fn run(args: &GenerateArgs) -> anyhow::Result<()> {
    std::fs::create_dir_all(&args.out)?;
    let maker = super::seed::generator::Maker::builtin(args.seed)?;
    // Both are written before either takes its place.
    let mut solutions = Whole::begin(&args.out.join("solutions.jsonl"))?;
    for i in 0..args.solutions {
        serde_json::to_writer(&mut solutions, &maker.solution(i))?;
        solutions.write_all(b"\n")?;
    }
    let mut scenarios = Whole::begin(&args.out.join("scenarios.jsonl"))?;
    for i in 0..args.scenarios {
        serde_json::to_writer(&mut scenarios, &maker.scenario(i))?;
        scenarios.write_all(b"\n")?;
    }
    solutions.finish()?;
    scenarios.finish()?;
    say!(
        "{} solutions and {} scenarios in {}",
        args.solutions,
        args.scenarios,
        args.out.display()
    );
    Ok(())
}
