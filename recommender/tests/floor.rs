//! The ranking stays as good as it is, on the rows that the project ships.

#[path = "support/demo.rs"]
mod demo;

use std::collections::BTreeMap;

use recommender::evaluate::ndcg;
use recommender::{Engine, Judgement, Params, Scenario};

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
    assert!(value >= 0.95, "NDCG@10 is {value:.4}");
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
    assert!(value >= 0.945, "NDCG@10 is {value:.4}");
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
