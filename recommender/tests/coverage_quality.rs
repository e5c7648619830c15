//! What is said of requirements stays as true as it is, on lines that were judged by reading.

#[path = "support/demo.rs"]
mod demo;

use std::collections::BTreeMap;

use recommender::{Engine, MatchOptions, Params, Verdict};

/// How often each verdict was judged (first) and said (second).
type Counts = BTreeMap<(Verdict, Verdict), usize>;

fn counts(engine: &Engine, judged: &[demo::JudgedLine]) -> Counts {
    let mut counts = Counts::new();
    for scenario in demo::scenarios() {
        let lines: Vec<_> = judged.iter().filter(|j| j.scenario == scenario.id).collect();
        if lines.is_empty() {
            continue;
        }
        let options = MatchOptions {
            top: 1000,
            hard_filters: false,
            exclude_vendor: None,
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
    let counts = counts(&engine, &judged);
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
            0.45,
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
    ];
    for (what, share, least) in shares {
        assert!(
            share >= least,
            "{what}: {share:.3}, expected {least} at least: {counts:?}"
        );
    }
}
