//! The ranking stays as good as it is, on the rows that the project ships.

#[path = "support/demo.rs"]
mod demo;

use std::collections::BTreeMap;

use recommender::evaluate::ndcg;
use recommender::{Engine, Judgement, Params, Scenario, Side};

/// Mean NDCG@10 over the judged lists of these scenarios.
fn quality(engine: &Engine, scenarios: &[Scenario], judgements: &[Judgement]) -> (f64, usize) {
    let mut judged: BTreeMap<&str, BTreeMap<&str, u8>> = BTreeMap::new();
    for j in judgements {
        judged
            .entry(&j.scenario)
            .or_default()
            .insert(&j.solution, j.grade);
    }
    let mut values = Vec::new();
    for scenario in scenarios {
        let Some(grades) = judged.get(scenario.id.as_str()) else {
            continue;
        };
        let ranked = engine
            .rank_these(scenario, grades.keys().copied())
            .expect("a list");
        assert_eq!(
            ranked.len(),
            grades.len(),
            "{}: every judged solution is there",
            scenario.id
        );
        let in_order: Vec<u8> = ranked.iter().map(|(id, _)| grades[id.as_str()]).collect();
        let all: Vec<u8> = grades.values().copied().collect();
        values.extend(ndcg(&in_order, &all, 10));
    }
    (values.iter().sum::<f64>() / values.len() as f64, values.len())
}

fn engine() -> Engine {
    let rows = (demo::solutions(), demo::scenarios());
    Engine::fit(rows.0, rows.1, demo::analyzer(), &Params::default()).expect("legal rows")
}

#[test]
fn the_prior_ranks_the_demo_rows_well() {
    let (value, lists) = quality(&engine(), &demo::scenarios(), &demo::judgements());
    assert!(lists >= 35, "{lists} lists");
    assert!(value >= 0.935, "NDCG@10 is {value:.4}");
}

#[test]
fn words_alone_rank_the_demo_rows_well() {
    let bare = |s: &Scenario| Scenario {
        id: s.id.clone(),
        title: s.title.clone(),
        text: s.text.clone(),
        ..Scenario::default()
    };
    let scenarios: Vec<Scenario> = demo::scenarios().iter().map(bare).collect();
    let (value, _) = quality(&engine(), &scenarios, &demo::judgements());
    assert!(value >= 0.93, "NDCG@10 is {value:.4}");
}

#[test]
fn learning_from_half_the_scenarios_does_not_harm_the_other_half() {
    let scenarios = demo::scenarios();
    let judgements = demo::judgements();
    let mut engine = engine();
    let (half, other): (Vec<Scenario>, Vec<Scenario>) =
        scenarios
            .into_iter()
            .enumerate()
            .fold((Vec::new(), Vec::new()), |mut both, (n, s)| {
                if n % 2 == 0 {
                    both.0.push(s)
                } else {
                    both.1.push(s)
                }
                both
            });
    let (before, lists) = quality(&engine, &other, &judgements);
    assert!(lists >= 15, "{lists} lists");
    let lesson: Vec<Judgement> = judgements
        .iter()
        .filter(|j| half.iter().any(|s| s.id == j.scenario))
        .cloned()
        .collect();
    engine.learn(&lesson).expect("known rows");
    assert_eq!(engine.model().ranker, "learned");
    assert_eq!(engine.model().judgements, lesson.len());
    let (after, _) = quality(&engine, &other, &judgements);
    assert!(after >= before - 0.02, "{before:.4} -> {after:.4}");
    let seen = (
        quality(&engine, &half, &judgements).0,
        quality(&self::engine(), &half, &judgements).0,
    );
    assert!(seen.0 > seen.1, "what was judged is remembered");
}

/// Mean NDCG@10 of all solutions by their likeness to the titles of scenarios that the engine does not know; and
/// of the judged ones that are as like as search wants, how many are of any use and how many are not.
fn by_likeness(solutions: usize) -> (f64, usize, usize) {
    let open = demo::open_scenarios();
    let mut rows = demo::solutions();
    rows.truncate(solutions);
    let known: Vec<Scenario> = demo::scenarios()
        .into_iter()
        .filter(|s| open.contains(&s.id))
        .collect();
    let engine = Engine::fit(rows, known, demo::analyzer(), &Params::default()).expect("legal rows");
    assert!(engine.has_meaning(), "{solutions} solutions");
    let judgements = demo::judgements();
    let (mut values, mut useful, mut useless) = (Vec::new(), 0, 0);
    for scenario in demo::scenarios().iter().filter(|s| !open.contains(&s.id)) {
        let grades: BTreeMap<&str, u8> = judgements
            .iter()
            .filter(|j| j.scenario == scenario.id && engine.solution(&j.solution).is_some())
            .map(|j| (&*j.solution, j.grade))
            .collect();
        let mut like = engine.likenesses(&scenario.title, Side::Solutions);
        like.sort_by(|a, b| b.1.total_cmp(&a.1));
        let in_order: Vec<u8> = like
            .iter()
            .map(|(id, _)| grades.get(id).copied().unwrap_or(0))
            .collect();
        let all: Vec<u8> = grades.values().copied().collect();
        values.extend(ndcg(&in_order, &all, 10));
        let near = like.iter().take(20).filter(|(_, likeness)| *likeness >= 0.25);
        for grade in near.filter_map(|(id, _)| grades.get(id)) {
            match grade {
                0 => useless += 1,
                _ => useful += 1,
            }
        }
    }
    assert!(values.len() >= 10, "{} scenarios", values.len());
    (values.iter().sum::<f64>() / values.len() as f64, useful, useless)
}

#[test]
fn likeness_finds_solutions_for_scenarios_that_the_engine_does_not_know() {
    // As many solutions as the demo has, and fewer.
    for (solutions, least) in [(usize::MAX, 0.62), (80, 0.7), (43, 0.7)] {
        let (value, useful, useless) = by_likeness(solutions);
        assert!(value >= least, "{solutions} solutions: NDCG@10 is {value:.4}");
        assert!(
            useful >= 10 && useless * 2 <= useful,
            "{solutions} solutions: {useful} near ones are of use, {useless} are not"
        );
    }
}

#[test]
fn likeness_is_fitted_on_two_dozen_rows_and_finds_the_right_ones_among_them() {
    let fitted = |rows: usize| {
        let mut solutions = demo::solutions();
        solutions.truncate(rows);
        let engine = Engine::fit(solutions, Vec::new(), demo::analyzer(), &Params::default());
        engine.expect("legal rows")
    };
    assert!(!fitted(23).has_meaning());
    let engine = fitted(24);
    assert!(engine.has_meaning());
    let judgements = demo::judgements();
    let (mut asked, mut first) = (0, 0);
    for scenario in demo::scenarios() {
        let fitting: Vec<&str> = judgements
            .iter()
            .filter(|j| j.scenario == scenario.id && j.grade == 3 && engine.solution(&j.solution).is_some())
            .map(|j| &*j.solution)
            .collect();
        if fitting.is_empty() {
            continue;
        }
        let like = engine.likenesses(&scenario.title, Side::Solutions);
        let nearest = like.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        asked += 1;
        first += usize::from(nearest.is_some_and(|(id, _)| fitting.contains(id)));
    }
    assert!(asked >= 10 && first * 10 >= asked * 7, "{first} of {asked}");
}
