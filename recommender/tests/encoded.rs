//! Vectors that an encoder from outside made: they find what words miss, and say how near two rows are.

mod support;

use recommender::{Engine, Error, Judgement, MatchList, MatchOptions, Params, RowVector, Scenario, Solution};
use support::{analyzer, scenario, solution};

fn made_by(model: &str, values: &[f32]) -> Option<RowVector> {
    Some(RowVector {
        model: model.to_owned(),
        values: values.to_vec(),
    })
}

fn asked(model: &str) -> Scenario {
    Scenario {
        vector: made_by(model, &[1.0, 0.2, 0.0]),
        ..scenario("call", "市民热线自动应答", "来电由机器接听")
    }
}

/// Four hundred rows that share a word with the question and point elsewhere, and one that shares none and does not.
fn rows() -> Vec<Solution> {
    let elsewhere = (0..400).map(|n| Solution {
        vector: made_by("m1", &[0.0, 0.1 + n as f32 / 1000.0, 1.0]),
        ..solution(&format!("w{n}"), &format!("市民卡{n}号终端"), "办卡与充值")
    });
    let near = Solution {
        vector: made_by("m1", &[2.0, 0.4, 0.0]),
        vendor: Some("v".into()),
        ..solution("near", "语音座席", "替坐席回复咨询")
    };
    elsewhere.chain([near]).collect()
}

fn engine(rows: Vec<Solution>) -> Engine {
    let params = Params {
        pool: 10,
        read: 10,
        ..Params::default()
    };
    Engine::fit(rows, vec![asked("m1")], analyzer(), &params).expect("an engine")
}

fn list(engine: &Engine, asked: &Scenario) -> MatchList {
    let options = MatchOptions {
        top: 5,
        ..MatchOptions::default()
    };
    engine.match_scenario(asked, &options).expect("a list")
}

fn listed(list: &MatchList) -> Vec<&str> {
    list.entries.iter().map(|e| e.id.as_str()).collect()
}

#[test]
fn a_row_without_a_shared_word_is_found_by_its_vector_and_says_so() {
    let engine = engine(rows());
    let list_with = list(&engine, &asked("m1"));
    assert_eq!(listed(&list_with)[0], "near");
    let encoded = |at: usize| {
        let parts = &list_with.entries[at].components;
        parts.iter().find(|c| c.name == "encoded").map(|c| c.value)
    };
    assert!(
        encoded(0).is_some_and(|v| (v - 1.0).abs() < 1e-6),
        "{list_with:?}"
    );
    assert!(encoded(1).is_some_and(|v| v < 0.2), "{list_with:?}");
    let mut without = asked("m1");
    without.vector = None;
    assert!(!listed(&list(&engine, &without)).contains(&"near"));
}

#[test]
fn vectors_of_another_encoder_are_not_compared() {
    let engine = engine(rows());
    let other = list(&engine, &asked("m2"));
    assert!(!listed(&other).contains(&"near"));
    assert!(
        other
            .entries
            .iter()
            .flat_map(|e| &e.components)
            .all(|c| c.name != "encoded")
    );
    let mut short = asked("m1");
    short.vector = made_by("m1", &[1.0, 0.2]);
    assert!(!listed(&list(&engine, &short)).contains(&"near"));
}

#[test]
fn filters_hold_and_a_row_that_left_or_lost_its_vector_is_not_found_by_it() {
    let mut engine = engine(rows());
    let own = MatchOptions {
        top: 5,
        exclude_vendor: Some("v".into()),
        ..MatchOptions::default()
    };
    let hidden = engine.match_scenario(&asked("m1"), &own).expect("a list");
    assert!(!listed(&hidden).contains(&"near"));
    let mut plain = rows().pop().expect("the near row");
    let back = plain.clone();
    plain.vector = None;
    engine.upsert_solution(plain).expect("taken in");
    assert!(!listed(&list(&engine, &asked("m1"))).contains(&"near"));
    engine.upsert_solution(back).expect("taken in");
    assert_eq!(listed(&list(&engine, &asked("m1")))[0], "near");
    assert!(engine.remove_solution("near"));
    assert!(!listed(&list(&engine, &asked("m1"))).contains(&"near"));
}

#[test]
fn of_many_near_rows_those_that_pass_are_found_however_few_they_are() {
    // The 300 nearest have no capacity; the next one has.
    let mut all = rows();
    for n in 0..300 {
        all.push(Solution {
            vector: made_by("m1", &[1.0, 0.2, n as f32 / 100_000.0]),
            available: false,
            ..solution(&format!("full{n}"), "座席外包", "人工客服")
        });
    }
    let list = list(&engine(all), &asked("m1"));
    assert_eq!(listed(&list)[0], "near");
    assert!(listed(&list).iter().all(|id| !id.starts_with("full")));
}

#[test]
fn both_sides_see_the_same_score_and_a_loaded_engine_gives_the_same_list() {
    let engine = engine(rows());
    let before = list(&engine, &asked("m1"));
    let near = engine.solution("near").expect("taken in").clone();
    let back = engine
        .match_solution(&near, &MatchOptions::default())
        .expect("a list");
    assert_eq!(back.entries[0].score, before.entries[0].score);
    let mut bytes = Vec::new();
    engine.save(&mut bytes).expect("saved");
    let loaded = Engine::load(&mut bytes.as_slice(), analyzer()).expect("loaded");
    assert_eq!(list(&loaded, &asked("m1")), before);
}

#[test]
fn what_cannot_be_compared_is_refused_by_name_and_leaves_the_row_as_it_was() {
    let mut engine = engine(rows());
    for values in [
        &[][..],
        &[0.0, 0.0, 0.0],
        &[f32::NAN, 1.0, 0.0],
        &[f32::INFINITY, 0.0, 0.0],
    ] {
        let mut wrong = rows().pop().expect("the near row");
        wrong.vector = made_by("m1", values);
        let refused = engine.upsert_solution(wrong).expect_err("refused");
        assert!(
            matches!(&refused, Error::Row { id, field, .. } if id == "near" && *field == "vector"),
            "{refused}"
        );
        let mut question = asked("m1");
        question.vector = made_by("m1", values);
        assert!(engine.upsert_scenario(question).is_err());
        assert_eq!(listed(&list(&engine, &asked("m1")))[0], "near");
    }
}

/// Scenarios and solutions on a half circle, and what two encoders make of them: one has cosines from -1 to 1, the other
/// puts the same constant into all of its vectors, so that no cosine is below 0.8.
fn half_circle(narrow: bool) -> (Vec<Scenario>, Vec<Solution>) {
    let vector = |angle: f32| {
        let (sin, cos) = angle.sin_cos();
        let constant = if narrow { 3.0 } else { 0.0 };
        made_by("m1", &[cos, sin, constant])
    };
    let turn = std::f32::consts::PI;
    let scenarios = (0..10).map(|n| Scenario {
        // Off the solutions, so that no two are equally far.
        vector: vector(turn * n as f32 / 10.0 + 0.01),
        ..scenario(&format!("q{n}"), "市民热线", "来电由机器接听")
    });
    let solutions = (0..60).map(|n| Solution {
        vector: vector(turn * n as f32 / 60.0),
        ..solution(&format!("s{n}"), "热线应答", "替坐席回复咨询")
    });
    (scenarios.collect(), solutions.collect())
}

#[test]
fn what_an_encoder_says_does_not_depend_on_its_scale() {
    let said = |narrow: bool| {
        let (scenarios, solutions) = half_circle(narrow);
        let asked = scenarios[3].clone();
        let engine = Engine::fit(solutions, scenarios, analyzer(), &Params::default()).expect("an engine");
        let list = list(&engine, &asked);
        let part = |e: &recommender::MatchEntry| {
            let part = e.components.iter().find(|c| c.name == "encoded");
            (e.id.clone(), part.expect("it was compared").value)
        };
        list.entries.iter().map(part).collect::<Vec<_>>()
    };
    let (wide, narrow) = (said(false), said(true));
    assert_eq!(wide.len(), 5);
    for ((id, value), (other, its)) in wide.iter().zip(&narrow) {
        assert_eq!(id, other);
        assert!((value - its).abs() < 1e-3, "{wide:?} {narrow:?}");
    }
    // Those near by angle come first, and say so by standing out of what is common.
    assert_eq!(wide[0].0, "s18");
    assert!(wide[0].1 > 0.05 && wide[0].1 < 0.5, "{wide:?}");
}

#[test]
fn a_model_that_knows_no_scale_takes_cosines_as_they_are_and_wants_one_when_vectors_came() {
    let (scenarios, solutions) = half_circle(false);
    let asked = scenarios[3].clone();
    let bare = |n: usize| Solution {
        vector: None,
        ..solutions[n].clone()
    };
    let part = |engine: &Engine| {
        let list = list(engine, &asked);
        let part = list.entries[0].components.iter().find(|c| c.name == "encoded");
        part.map(|c| c.value)
    };
    let without: Vec<Solution> = (0..60).map(bare).collect();
    let mut engine =
        Engine::fit(without, scenarios.clone(), analyzer(), &Params::default()).expect("an engine");
    assert!(!engine.wants_a_scale());
    assert_eq!(part(&engine), None);
    for row in &solutions[..29] {
        engine.upsert_solution(row.clone()).expect("taken in");
    }
    assert!(!engine.wants_a_scale(), "fewer than half have a vector");
    engine.upsert_solution(solutions[29].clone()).expect("taken in");
    assert!(engine.wants_a_scale());
    let before = engine.model().digest.clone();
    assert!(part(&engine).is_some_and(|cosine| (cosine - 1.0).abs() < 1e-3));
    let engine = Engine::fit(solutions, scenarios, analyzer(), &Params::default()).expect("an engine");
    assert!(!engine.wants_a_scale());
    assert!(part(&engine).is_some_and(|out| out < 0.5));
    assert_ne!(engine.model().digest, before, "a scale is part of the model");
    let mut bytes = Vec::new();
    engine.save(&mut bytes).expect("saved");
    let loaded = Engine::load(&mut bytes.as_slice(), analyzer()).expect("loaded");
    assert_eq!(list(&loaded, &asked), list(&engine, &asked));
}

#[test]
fn grades_are_foretold_by_what_an_encoder_says_where_words_say_the_same_of_all() {
    let vector = |topic: usize, n: usize| {
        let mut values = [0.01 * (n % 5) as f32; 5];
        values[topic] = 1.0;
        made_by("m1", &values)
    };
    let scenarios: Vec<Scenario> = (0..12)
        .map(|n| Scenario {
            vector: vector(n % 4, n),
            ..scenario(&format!("q{n}"), "市民热线", "来电由机器接听")
        })
        .collect();
    let solutions: Vec<Solution> = (0..60)
        .map(|n| Solution {
            vector: vector(n % 4, n),
            ..solution(&format!("s{n}"), "热线应答", "替坐席回复咨询")
        })
        .collect();
    // The last scenario is not judged.
    let grade = |asks: usize, offers: usize| if asks % 4 == offers % 4 { 2 } else { 0 };
    let judgements: Vec<Judgement> = (0..11)
        .flat_map(|asks| (0..60).map(move |offers| (asks, offers)))
        .map(|(asks, offers)| Judgement {
            scenario: format!("q{asks}"),
            solution: format!("s{offers}"),
            grade: grade(asks, offers),
        })
        .collect();
    let asked = scenarios[11].clone();
    let mut engine = Engine::fit(solutions, scenarios, analyzer(), &Params::default()).expect("an engine");
    engine.learn(&judgements).expect("learned");
    let grades = engine
        .expected_grades(&asked, ["s3", "s7", "s4", "s5", "s6"])
        .expect("grades");
    let grades: Vec<f32> = grades.into_iter().map(|(_, grade)| grade).collect();
    assert_eq!(grades, [2.0, 2.0, 0.0, 0.0, 0.0]);
}
