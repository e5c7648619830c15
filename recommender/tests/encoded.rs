//! Vectors that an encoder from outside made: they find what words miss, and say how near two rows are.

mod support;

use recommender::{Engine, Error, MatchList, MatchOptions, Params, RowVector, Scenario, Solution};
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
