//! What judged pairs change, and what they do not.

mod support;

use recommender::{Engine, Error, Judgement, MatchOptions, Params, Scenario, Solution};
use support::{analyzer, engine, scenario, solution};

fn judged(scenario: &str, solution: &str, grade: u8) -> Judgement {
    Judgement {
        scenario: scenario.into(),
        solution: solution.into(),
        grade,
    }
}

/// Two solutions whose words are alike, of which judges preferred the second.
fn taught() -> Engine {
    let rows = vec![
        solution("a", "灌溉控制柜", "自动灌溉"),
        solution("b", "灌溉决策模型", "自动灌溉"),
        solution("c", "热线智能体", "自动应答"),
    ];
    let demands = vec![
        scenario("old", "农田灌溉", "自动灌溉节水"),
        scenario("far", "热线", "市民来电"),
    ];
    let mut engine = Engine::fit(rows, demands, analyzer(), &Params::default()).expect("legal rows");
    let lesson = [
        judged("old", "a", 0),
        judged("old", "b", 3),
        judged("old", "c", 0),
        judged("far", "c", 2),
    ];
    engine.learn(&lesson).expect("known rows");
    engine
}

fn order(engine: &Engine, title: &str, text: &str) -> Vec<String> {
    let ranked = engine
        .rank_scenario(&scenario("new", title, text), 10)
        .expect("a list");
    ranked.into_iter().map(|r| r.0).collect()
}

#[test]
fn a_like_demand_profits_from_how_the_other_was_judged() {
    let engine = taught();
    assert_eq!(order(&engine, "农田灌溉", "自动灌溉节水")[0], "b");
    assert_eq!(engine.model().ranker, "learned");
    let grades = engine
        .expected_grades(
            &scenario("new", "农田灌溉", "自动灌溉节水"),
            ["a", "b", "unknown"],
        )
        .expect("grades");
    assert_eq!(grades.len(), 2);
    assert!(grades.iter().all(|g| (0.0..=3.0).contains(&g.1)), "{grades:?}");
}

#[test]
fn both_sides_see_the_same_score_after_learning_too() {
    let engine = taught();
    let options = MatchOptions::default();
    let demand = engine.scenario("old").expect("taken in").clone();
    let list = engine.match_scenario(&demand, &options).expect("a list");
    assert_eq!(list.entries.len(), 3);
    for entry in list.entries {
        let offer = engine.solution(&entry.id).expect("taken in").clone();
        let back = engine.match_solution(&offer, &options).expect("a list");
        let same = back.entries.iter().find(|e| e.id == "old").expect("listed");
        assert!((same.score - entry.score).abs() < 1e-6);
    }
}

#[test]
fn what_was_learned_is_saved_and_changes_the_digest() {
    let engine = taught();
    let mut bytes = Vec::new();
    engine.save(&mut bytes).expect("saved");
    let loaded = Engine::load(&mut bytes.as_slice(), analyzer()).expect("loaded");
    assert_eq!(loaded.model(), engine.model());
    let demand = scenario("new", "灌溉", "节水");
    assert_eq!(
        loaded
            .match_scenario(&demand, &MatchOptions::default())
            .expect("a list"),
        engine
            .match_scenario(&demand, &MatchOptions::default())
            .expect("a list"),
    );
    let mut forgetful = taught();
    forgetful.learn(&[]).expect("forgotten");
    assert_ne!(forgetful.model().digest, engine.model().digest);
    assert_eq!(
        (forgetful.model().ranker.as_str(), forgetful.model().judgements),
        ("prior", 0)
    );
}

#[test]
fn a_damaged_memory_is_refused() {
    let mut bytes = Vec::new();
    taught().save(&mut bytes).expect("saved");
    let text = String::from_utf8(bytes).expect("JSON");
    for (whole, broken) in [
        (
            "\"pairs\":[{\"scenario\":0,\"solution\":0",
            "\"pairs\":[{\"scenario\":0,\"solution\":77",
        ),
        (
            "\"memory\":{\"scenarios\":[{\"terms\":[",
            "\"memory\":{\"scenarios\":[{\"terms\":[99999999,",
        ),
    ] {
        let damaged = text.replacen(whole, broken, 1);
        assert_ne!(damaged, text, "the damage was done");
        let error = Engine::load(&mut damaged.as_bytes(), analyzer())
            .map(|_| ())
            .unwrap_err();
        assert!(
            ["model_invalid", "shape_mismatch"].contains(&error.code()),
            "{error}"
        );
    }
}

#[test]
fn one_grade_only_keeps_the_order_and_expects_that_grade() {
    for grade in [0u8, 2] {
        let mut engine = engine();
        let demand = engine.scenario("farm").expect("taken in").clone();
        let before = engine.rank_scenario(&demand, 10).expect("a list");
        let all: Vec<_> = before.iter().map(|(id, _)| judged("farm", id, grade)).collect();
        engine.learn(&all).expect("legal");
        let after = engine.rank_scenario(&demand, 10).expect("a list");
        let ids = |list: &[(String, f32)]| list.iter().map(|r| r.0.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&before), ids(&after));
        for (_, expected) in engine
            .expected_grades(&demand, ["water", "vision"])
            .expect("grades")
        {
            assert!(
                (expected - f32::from(grade)).abs() < 0.1,
                "{expected} for {grade}"
            );
        }
    }
}

#[test]
fn unknown_rows_double_judgements_and_impossible_grades_are_refused() {
    let mut engine = engine();
    let model = engine.model().clone();
    let refused = |engine: &mut Engine, list: &[Judgement]| match engine.learn(list) {
        Err(Error::Row { field, .. }) => field,
        Err(Error::DuplicateId { side, .. }) => side,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&mut engine, &[judged("nobody", "water", 1)]), "scenario");
    assert_eq!(refused(&mut engine, &[judged("farm", "nothing", 1)]), "solution");
    assert_eq!(refused(&mut engine, &[judged("farm", "water", 31)]), "grade");
    assert_eq!(
        refused(
            &mut engine,
            &[judged("farm", "water", 1), judged("farm", "water", 2)]
        ),
        "judgements"
    );
    assert_eq!(engine.model(), &model, "nothing half-learned");
}

#[test]
fn the_foretold_grade_is_the_median_and_not_the_mean() {
    let ids = ["a", "b", "c", "d", "e"];
    let rows: Vec<_> = ids
        .iter()
        .map(|id| solution(id, "灌溉控制柜", "自动灌溉"))
        .collect();
    let demand = scenario("old", "农田灌溉", "自动灌溉节水");
    let mut engine =
        Engine::fit(rows, vec![demand.clone()], analyzer(), &Params::default()).expect("legal rows");
    let lesson: Vec<_> = ids
        .iter()
        .zip([0, 0, 0, 3, 3])
        .map(|(id, grade)| judged("old", id, grade))
        .collect();
    engine.learn(&lesson).expect("known rows");
    let grades = engine.expected_grades(&demand, ids).expect("grades");
    assert_eq!(grades.len(), 5);
    // Words tell nothing apart here: 0 is nearer to most than the mean of 1.2.
    assert!(grades.iter().all(|g| g.1 == 0.0), "{grades:?}");
}

/// Demands that are judged by delivery in time alone, while the words are the same everywhere.
fn hurried(demands: usize) -> Engine {
    let mut rows = Vec::new();
    let mut asked: Vec<Scenario> = Vec::new();
    let mut lesson = Vec::new();
    for n in 0..demands {
        let name = char::from_u32(0x4e00 + 7 * n as u32).expect("a character");
        let id = format!("d{n}");
        for (late, days) in [30u32, 60, 120, 240].into_iter().enumerate() {
            // How many words it shares says nothing, so that neither they nor the memory of them foretell a grade.
            let title = format!("{name}型{}", &"灌溉控制"[..3 * ((late + n) % 4 + 1)]);
            rows.push(Solution {
                delivery_days: Some(days),
                ..solution(&format!("{id}-{late}"), &title, "")
            });
            lesson.push(judged(&id, &format!("{id}-{late}"), [3, 2, 1, 0][late]));
        }
        asked.push(Scenario {
            days: Some(30),
            ..scenario(&id, &format!("{name}型灌溉控制"), "")
        });
    }
    let mut engine = Engine::fit(rows, asked, analyzer(), &Params::default()).expect("legal rows");
    engine.learn(&lesson).expect("known rows");
    engine
}

#[test]
fn judgements_move_the_weights_where_held_out_demands_say_that_it_helps() {
    let engine = hurried(40);
    let lesson = engine.lesson().expect("learned");
    assert!(lesson.penalty.is_some(), "{lesson:?}");
    assert!(lesson.ndcg_held_out > lesson.ndcg_prior + 0.03, "{lesson:?}");
    assert!(lesson.weights["time"] > 0.6, "{lesson:?}");
    assert!(lesson.weights.values().all(|w| *w >= 0.0), "{lesson:?}");
    assert_eq!(
        (lesson.scenarios, lesson.groups, lesson.judgements),
        (40, 40, 160)
    );
    // A demand that nobody judged profits.
    let new = Scenario {
        days: Some(30),
        ..scenario("new", "永型灌溉控制", "")
    };
    let ids: Vec<_> = (0..4).map(|n| format!("d7-{n}")).collect();
    let list = engine
        .rank_these(&new, ids.iter().map(String::as_str))
        .expect("a list");
    assert_eq!(list[0].0, "d7-0");
}

#[test]
fn the_same_lesson_gives_the_same_model_to_the_byte() {
    let bytes = || {
        let mut bytes = Vec::new();
        hurried(25).save(&mut bytes).expect("saved");
        bytes
    };
    let first = bytes();
    assert!(first == bytes());
    let loaded = Engine::load(&mut first.as_slice(), analyzer()).expect("loaded");
    assert_eq!(loaded.lesson(), hurried(25).lesson());
}

#[test]
fn a_few_judgements_leave_the_prior_s_weights() {
    let lesson = hurried(10).lesson().cloned().expect("learned");
    assert_eq!(lesson.penalty, None);
    assert_eq!(lesson.ndcg_held_out, lesson.ndcg_prior);
    assert!((lesson.weights["time"] - 0.3).abs() < 1e-6);
}

#[test]
fn scores_become_probabilities_without_changing_their_order() {
    let engine = hurried(40);
    let lesson = engine.lesson().expect("learned");
    assert!(lesson.calibrated);
    assert!(
        lesson.calibration_error < lesson.calibration_error_before / 2.0,
        "{lesson:?}"
    );
    assert!(
        !taught().lesson().expect("learned").calibrated,
        "too few to calibrate on"
    );
}

#[test]
fn a_damaged_weight_is_refused() {
    let mut bytes = Vec::new();
    hurried(25).save(&mut bytes).expect("saved");
    let text = String::from_utf8(bytes).expect("JSON");
    let at = text.find("\"slope\":").expect("a slope") + 8;
    let damaged = format!("{}-{}", &text[..at], &text[at..]);
    let error = Engine::load(&mut damaged.as_bytes(), analyzer())
        .map(|_| ())
        .unwrap_err();
    assert_eq!(error.code(), "model_invalid");
}

#[test]
fn what_was_learned_is_set_aside_and_is_there_again() {
    let engine = taught();
    let (learned, digest) = (
        order(&engine, "农田灌溉", "自动灌溉节水"),
        engine.model().digest.clone(),
    );
    let mut prior = taught();
    prior.learn(&[]).expect("forgotten");
    let (listed, info) =
        engine.unlearned(|engine| (order(engine, "农田灌溉", "自动灌溉节水"), engine.model().clone()));
    assert_eq!(listed, order(&prior, "农田灌溉", "自动灌溉节水"));
    assert_eq!((&info, info.ranker.as_str()), (prior.model(), "prior"));
    assert_ne!(listed, learned);
    assert_eq!(order(&engine, "农田灌溉", "自动灌溉节水"), learned);
    assert_eq!(engine.model().digest, digest);
}

#[test]
fn a_second_lesson_ranks_beside_the_first() {
    let asked = |engine: &Engine| (order(engine, "农田灌溉", "自动灌溉节水"), engine.model().clone());
    // The first lesson likes b, the second a.
    let other = [
        judged("old", "a", 3),
        judged("old", "b", 0),
        judged("old", "c", 0),
        judged("far", "c", 2),
    ];
    let mut alone = taught();
    alone.learn(&other).expect("known rows");
    let (served, wanted) = (asked(&taught()), asked(&alone));
    assert_eq!((served.0[0].as_str(), wanted.0[0].as_str()), ("b", "a"));

    let engine = taught();
    let aside = engine.learn_aside(&other.to_vec().into()).expect("known rows");
    assert_eq!(asked(&engine), served, "it goes on ranking by the first");
    assert_eq!(aside.model(), &wanted.1);
    for _ in 0..2 {
        let beside = engine.as_taught(&aside, asked).expect("the same fit");
        assert_eq!(beside, wanted, "as if it had learned the second alone");
        assert_eq!(asked(&engine), served);
    }
    let unknown = engine.learn_aside(&vec![judged("old", "nothing", 1)].into());
    assert_eq!(unknown.map(|_| ()).unwrap_err().code(), "row_invalid");
    assert_eq!(asked(&engine), served);
    // An engine of another fit counts other terms: the lesson is not for it.
    let stranger = hurried(25);
    let refused = stranger.as_taught(&aside, asked);
    assert_eq!(refused.unwrap_err().code(), "model_invalid");
}
