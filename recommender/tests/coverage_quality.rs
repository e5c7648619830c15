//! What is said of requirements stays as true as it is, on lines that were judged by reading.

#[path = "support/demo.rs"]
mod demo;

use std::collections::BTreeMap;
use std::path::Path;

use recommender::files::{read_scenarios, read_solutions};
use recommender::{Engine, MatchOptions, Params, Scenario, Verdict};

/// How often each verdict was judged (first) and said (second).
type Counts = BTreeMap<(Verdict, Verdict), usize>;

fn counts(engine: &Engine, scenarios: Vec<Scenario>, judged: &[demo::JudgedLine]) -> Counts {
    let mut counts = Counts::new();
    for scenario in scenarios {
        let lines: Vec<_> = judged.iter().filter(|j| j.scenario == scenario.id).collect();
        if lines.is_empty() {
            continue;
        }
        let options = MatchOptions {
            top: 1000,
            hard_filters: false,
            ..MatchOptions::default()
        };
        let list = engine.match_scenario(&scenario, &options).expect("a list");
        for line in lines {
            let entry = list
                .entries
                .iter()
                .find(|e| e.id == line.solution)
                .expect("a published solution");
            let said = entry.coverage[line.requirement].verdict;
            *counts.entry((line.verdict, said)).or_default() += 1;
        }
    }
    counts
}

fn sum(counts: &Counts, which: impl Fn(Verdict, Verdict) -> bool) -> f64 {
    let which = counts.iter().filter(|((judged, said), _)| which(*judged, *said));
    which.map(|(_, count)| *count as f64).sum()
}

/// How often what a verdict says is so, and how often what is so is said.
fn share(counts: &Counts, is: &[Verdict], said: &[Verdict]) -> (f64, f64) {
    let both = sum(counts, |j, s| is.contains(&j) && said.contains(&s));
    (
        both / sum(counts, |_, s| said.contains(&s)),
        both / sum(counts, |j, _| is.contains(&j)),
    )
}

#[test]
fn what_is_said_of_requirements_is_mostly_so() {
    use Verdict::{Contradicted, Covered, Partly};
    let engine = Engine::fit(
        demo::solutions(),
        demo::scenarios(),
        demo::analyzer(),
        &Params::default(),
    )
    .expect("legal rows");
    let judged = demo::judged_lines();
    assert!(judged.len() > 750, "{} lines", judged.len());
    let counts = counts(&engine, demo::scenarios(), &judged);
    let speaks = |verdict| matches!(verdict, Covered | Partly);
    let share = |part: f64, whole: f64| part / whole;
    let shares = [
        (
            "what is called covered is",
            share(
                sum(&counts, |j, s| s == Covered && j == Covered),
                sum(&counts, |_, s| s == Covered),
            ),
            0.9,
        ),
        (
            "what is covered is called so",
            share(
                sum(&counts, |j, s| s == Covered && j == Covered),
                sum(&counts, |j, _| j == Covered),
            ),
            0.53,
        ),
        (
            "what is said to be spoken of is",
            share(
                sum(&counts, |j, s| speaks(s) && speaks(j)),
                sum(&counts, |_, s| speaks(s)),
            ),
            0.82,
        ),
        (
            "what is spoken of is said to be",
            share(
                sum(&counts, |j, s| speaks(s) && speaks(j)),
                sum(&counts, |j, _| speaks(j)),
            ),
            0.58,
        ),
        (
            "what is said to be contradicted is",
            share(
                sum(&counts, |j, s| s == Contradicted && j == Contradicted),
                sum(&counts, |_, s| s == Contradicted),
            ),
            0.9,
        ),
        (
            "what is contradicted is said to be",
            share(
                sum(&counts, |j, s| s == Contradicted && j == Contradicted),
                sum(&counts, |j, _| j == Contradicted),
            ),
            0.2,
        ),
    ];
    for (what, share, least) in shares {
        assert!(
            share >= least,
            "{what}: {share:.3}, expected {least} at least: {counts:?}"
        );
    }
}

/// Three sets in `judged`: demands, offers and verdicts written without sight of the engine, each by another hand, the second
/// to be hard (near misses of each field, limits that contradict and limits that do not), the third in other words than is
/// asked, with averages, lists and half refusals.
#[test]
fn so_it_is_on_rows_that_were_written_without_the_engine_in_sight() {
    use Verdict::{Contradicted, Covered, Partly};
    for (name, least_lines, floors) in [
        ("one", 500, [(0.85, 0.5), (0.85, 0.68), (0.95, 0.44)]),
        ("two", 350, [(0.68, 0.42), (0.74, 0.73), (0.9, 0.28)]),
        ("three", 370, [(0.85, 0.25), (0.88, 0.58), (0.85, 0.31)]),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/judged")
            .join(name);
        let solutions = read_solutions(&folder.join("solutions.jsonl"))
            .expect("solutions")
            .rows;
        let scenarios = read_scenarios(&folder.join("scenarios.jsonl"))
            .expect("scenarios")
            .rows;
        let text = std::fs::read_to_string(folder.join("coverage.tsv")).expect("verdicts");
        let judged: Vec<demo::JudgedLine> = text
            .lines()
            .skip(1)
            .map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                let scenario = scenarios.iter().find(|s| s.id == cells[0]).expect("a scenario");
                let mut lines = scenario.requirements.iter();
                demo::JudgedLine {
                    scenario: cells[0].to_owned(),
                    requirement: lines.position(|r| r.id == cells[1]).expect("a requirement"),
                    solution: cells[2].to_owned(),
                    verdict: serde_json::from_value(cells[3].into()).expect("a verdict"),
                }
            })
            .collect();
        assert!(judged.len() > least_lines, "{name}: {} lines", judged.len());
        let engine = Engine::fit(solutions, scenarios.clone(), demo::analyzer(), &Params::default());
        let counts = counts(&engine.expect("legal rows"), scenarios, &judged);
        let verdicts: [&[Verdict]; 3] = [&[Covered], &[Covered, Partly], &[Contradicted]];
        for (verdicts, (right, found)) in verdicts.into_iter().zip(floors) {
            let share = share(&counts, verdicts, verdicts);
            assert!(
                share.0 >= right && share.1 >= found,
                "{name}, {verdicts:?}: {share:?}, expected {right} and {found} at least: {counts:?}"
            );
        }
    }
}
