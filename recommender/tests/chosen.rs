//! What organisations that chose alike say about a pair, and where they say nothing.

mod support;

use recommender::behaviour::LEAST_ALIKE;
use recommender::feedback::{CompareOptions, Propensities, compare};
use recommender::{
    Choice, Engine, Error, Judgement, MatchList, MatchOptions, Params, Scenario, Solution, Teaching,
};
use support::{analyzer, scenario, solution};

fn judged(scenario: &str, solution: &str, grade: u8) -> Judgement {
    Judgement {
        scenario: scenario.into(),
        solution: solution.into(),
        grade,
    }
}

fn chose(by: &str, solution: &str) -> Choice {
    Choice {
        by: by.into(),
        solution: solution.into(),
        scenario: format!("{by} asks for {solution}"),
        chosen: true,
    }
}

fn opened(by: &str, solution: &str) -> Choice {
    Choice {
        chosen: false,
        ..chose(by, solution)
    }
}

/// Three solutions of the same words, and one that everybody in the tests has in common.
fn engine() -> Engine {
    let twin = |id: &str| solution(id, "热线智能体", "自动回答市民来电");
    let rows = vec![
        twin("one"),
        twin("two"),
        twin("three"),
        solution("common", "灌溉控制柜", "自动灌溉"),
    ];
    let demands = vec![scenario("old", "农田灌溉", "自动灌溉节水")];
    Engine::fit(rows, demands, analyzer(), &Params::default()).expect("legal rows")
}

fn taught(choices: &[Choice]) -> Engine {
    let mut engine = engine();
    let lesson = [judged("old", "common", 2)];
    engine.learn_with(&lesson, choices).expect("known rows");
    engine
}

fn asked_by(buyer: Option<&str>) -> Scenario {
    Scenario {
        buyer: buyer.map(Into::into),
        ..scenario("call", "热线智能应答", "市民来电自动回答")
    }
}

fn list(engine: &Engine, buyer: Option<&str>) -> MatchList {
    engine
        .match_scenario(&asked_by(buyer), &MatchOptions::default())
        .expect("a list")
}

fn ids(list: &MatchList) -> Vec<&str> {
    list.entries.iter().map(|e| e.id.as_str()).collect()
}

/// The twin that stands last by words, and last but one.
fn last() -> (String, String) {
    let list = list(&taught(&[]), None);
    let twins: Vec<&str> = ids(&list).into_iter().filter(|id| *id != "common").collect();
    assert_eq!(twins.len(), 3);
    (twins[2].to_owned(), twins[1].to_owned())
}

/// So many organisations that chose what is common and this one; and somebody who chose what is common.
fn choices(others: usize, solution: &str) -> Vec<Choice> {
    let mut all: Vec<Choice> = (0..others)
        .map(|n| format!("o{n}"))
        .flat_map(|by| [chose(&by, "common"), chose(&by, solution)])
        .collect();
    all.push(chose("alike", "common"));
    all
}

fn component(list: &MatchList, id: &str) -> Option<f32> {
    let entry = list.entries.iter().find(|e| e.id == id).expect("listed");
    entry
        .components
        .iter()
        .find(|c| c.name == "chosen")
        .map(|c| c.value)
}

fn told(list: &MatchList, id: &str) -> Vec<String> {
    let entry = list.entries.iter().find(|e| e.id == id).expect("listed");
    let about = entry.reasons.iter().filter(|r| r.code == "chosen_alike");
    about.map(|r| r.values["organisations"].clone()).collect()
}

#[test]
fn of_equal_solutions_the_one_that_was_chosen_by_those_who_chose_alike_stands_first() {
    let (last, _) = last();
    let (without, with) = (taught(&[]), taught(&choices(3, &last)));
    assert_eq!(ids(&list(&without, Some("alike")))[2], last);
    let moved = list(&with, Some("alike"));
    assert_eq!(ids(&moved)[0], last);
    // Worked by hand: three of three, each solution credited with three others.
    assert!(
        component(&moved, &last).is_some_and(|v| (v - 0.5).abs() < 1e-6),
        "{moved:?}"
    );
    assert_eq!(told(&moved, &last), ["3"]);
    // Of the others nobody said anything: they keep the score that they had.
    let before = list(&without, Some("alike"));
    for entry in moved.entries.iter().filter(|e| e.id != last) {
        let was = before.entries.iter().find(|e| e.id == entry.id);
        assert_eq!(
            was.map(|e| (e.score, &e.components)),
            Some((entry.score, &entry.components))
        );
    }
}

#[test]
fn whoever_chose_nothing_has_the_list_of_before() {
    let (last, _) = last();
    let mut known = choices(3, &last);
    known.push(opened("looked", "common"));
    known.push(chose("apart", "two"));
    let (without, with) = (taught(&[]), taught(&known));
    // Nobody, somebody unknown, somebody who only looked, and somebody who chose what no other did.
    for buyer in [None, Some("cold"), Some("looked"), Some("apart")] {
        let (was, is) = (list(&without, buyer), list(&with, buyer));
        assert_eq!(was.entries, is.entries, "{buyer:?}");
        assert_ne!(was.model, is.model);
    }
}

#[test]
fn fewer_than_three_say_nothing_and_are_never_told() {
    assert_eq!(LEAST_ALIKE, 3);
    let (last, _) = last();
    let before = list(&taught(&[]), Some("alike"));
    let mut two = choices(2, &last);
    // Who only looked did not choose.
    two.extend([opened("o8", &last), chose("o8", "common")]);
    let mut strange = choices(2, &last);
    // Who chose it without having anything in common did not choose alike; nor did I.
    strange.extend([chose("o8", &last), chose("alike", &last)]);
    let list_of = |choices: &[Choice]| list(&taught(choices), Some("alike"));
    for few in [two, strange] {
        let found = list_of(&few);
        assert_eq!(found.entries, before.entries);
    }
    let three = list_of(&choices(3, &last));
    assert_eq!(told(&three, &last), ["3"]);
    assert_eq!(told(&list_of(&choices(5, &last)), &last), ["5"]);
}

#[test]
fn the_more_of_those_who_chose_alike_chose_it_the_more_it_counts() {
    let (last, next) = last();
    let mut known = choices(6, &last);
    known.extend((0..3).map(|n| chose(&format!("o{n}"), &next)));
    let found = list(&taught(&known), Some("alike"));
    assert_eq!(ids(&found)[..2], [&last, &next]);
    assert!(component(&found, &last) > component(&found, &next), "{found:?}");
}

#[test]
fn both_sides_see_the_same_score_and_only_the_buyer_is_told_by_how_many() {
    let (last, _) = last();
    let mut engine = taught(&choices(3, &last));
    engine.upsert_scenario(asked_by(Some("alike"))).expect("taken in");
    let asked = list(&engine, Some("alike"));
    let score = asked.entries.iter().find(|e| e.id == last).expect("listed").score;
    let offer = engine.solution(&last).expect("taken in").clone();
    let back = engine
        .match_solution(&offer, &MatchOptions::default())
        .expect("a list");
    let same = back.entries.iter().find(|e| e.id == "call").expect("listed");
    assert!((same.score - score).abs() < 1e-6);
    assert!(component(&back, "call").is_some());
    assert_eq!(told(&back, "call"), [""; 0]);
    assert_eq!(told(&asked, &last), ["3"]);
}

#[test]
fn the_same_choices_in_any_order_make_the_same_model_to_the_byte() {
    let (last, _) = last();
    let bytes = |choices: &[Choice]| {
        let mut bytes = Vec::new();
        taught(choices).save(&mut bytes).expect("saved");
        bytes
    };
    let mut known = choices(4, &last);
    let first = bytes(&known);
    known.reverse();
    assert!(first == bytes(&known));
    let loaded = Engine::load(&mut first.as_slice(), analyzer()).expect("loaded");
    let engine = taught(&known);
    assert_eq!(loaded.model(), engine.model());
    assert_eq!(list(&loaded, Some("alike")), list(&engine, Some("alike")));
    assert_ne!(engine.model().digest, taught(&[]).model().digest);
}

#[test]
fn choices_are_set_aside_and_forgotten_with_the_rest() {
    let (last, _) = last();
    let mut engine = taught(&choices(3, &last));
    let mut prior = self::engine();
    let plain = list(&prior, Some("alike"));
    assert_eq!(engine.unlearned(|engine| list(engine, Some("alike"))), plain);
    assert_eq!(ids(&list(&engine, Some("alike")))[0], last, "it is there again");
    engine.learn(&[judged("old", "common", 2)]).expect("known rows");
    assert_eq!(list(&engine, Some("alike")), list(&taught(&[]), Some("alike")));
    prior
        .learn_with(&[], &choices(3, &last))
        .expect("nothing learned");
    assert_eq!(list(&prior, Some("alike")), plain);
}

#[test]
fn choices_that_cannot_be_read_are_refused_by_name_and_nothing_is_half_learned() {
    let (last, _) = last();
    let mut engine = taught(&choices(3, &last));
    let model = engine.model().clone();
    let blank = |field: &str| {
        let mut choice = chose("o1", "one");
        match field {
            "by" => choice.by.clear(),
            _ => choice.scenario = " ".into(),
        }
        choice
    };
    let mut also_opened = opened("o1", "one");
    also_opened.scenario = chose("o1", "one").scenario;
    for (wrong, expected) in [
        (vec![chose("o1", "nothing")], "solution"),
        (vec![blank("by")], "by"),
        (vec![blank("scenario")], "scenario"),
        (vec![chose("o1", "one"), also_opened], "choices"),
    ] {
        let found = match engine.learn_with(&[judged("old", "common", 1)], &wrong) {
            Err(Error::Row { field, .. }) => field,
            Err(Error::DuplicateId { side, .. }) => side,
            other => panic!("{other:?}"),
        };
        assert_eq!(found, expected);
    }
    assert_eq!(engine.model(), &model);
}

#[test]
fn why_not_names_it_among_what_decides() {
    let (last, next) = last();
    let engine = taught(&choices(3, &last));
    let row = engine.solution(&next).expect("taken in").clone();
    let options = MatchOptions {
        top: 1,
        ..MatchOptions::default()
    };
    let why = engine
        .why_not(
            &asked_by(Some("alike")),
            &row,
            &options,
            &support::all_of(1),
            |_| false,
        )
        .expect("an answer");
    assert_eq!(why.deciding.len(), 1, "words are alike: {why:?}");
    let chosen = &why.deciding[0];
    assert_eq!((chosen.name.as_str(), chosen.own), ("chosen", None));
    assert!(
        chosen.shown.is_some_and(|v| v > 0.4) && chosen.costs > 0.0,
        "{chosen:?}"
    );
    // Its own place is scored with it too.
    let row = engine.solution(&last).expect("taken in").clone();
    let why = engine
        .why_not(
            &asked_by(Some("alike")),
            &row,
            &options,
            &support::all_of(1),
            |_| false,
        )
        .expect("an answer");
    let listed = list(&engine, Some("alike")).entries[0].score;
    assert_eq!((why.rank, why.score), (Some(1), listed));
}

/// Eight buyers whose demands share no word with any offer. Everybody chose `seed`; of six offers everybody liked three.
/// `seed` was chosen for the demand that is judged, or for another one.
fn buyers(for_another: bool) -> (Engine, Teaching) {
    const SUBJECTS: [&str; 8] = ["桥梁", "粮仓", "电池", "展馆", "锅炉", "港口", "诊所", "苗圃"];
    let mut offers: Vec<Solution> = vec![solution("seed", "起步件", "甲")];
    for n in 0..3 {
        offers.push(solution(&format!("liked{n}"), "乙类产品", "通用"));
        offers.push(solution(&format!("left{n}"), "乙类产品", "通用"));
    }
    let (mut demands, mut taught) = (Vec::new(), Teaching::default());
    for (n, subject) in SUBJECTS.iter().enumerate() {
        let (id, buyer) = (format!("d{n}"), format!("b{n}"));
        demands.push(Scenario {
            buyer: Some(buyer.clone()),
            ..scenario(&id, subject, "")
        });
        for m in 0..3 {
            taught.judgements.push(judged(&id, &format!("liked{m}"), 3));
            taught.judgements.push(judged(&id, &format!("left{m}"), 0));
            taught.choices.push(Choice {
                scenario: id.clone(),
                ..chose(&buyer, &format!("liked{m}"))
            });
        }
        let other = if for_another { format!("other{n}") } else { id };
        taught.choices.push(Choice {
            scenario: other,
            ..chose(&buyer, "seed")
        });
    }
    let engine = Engine::fit(offers, demands, analyzer(), &Params::default()).expect("legal rows");
    (engine, taught)
}

#[test]
fn what_was_chosen_for_a_held_out_scenario_is_not_known_when_it_is_measured() {
    let compared = |for_another| {
        let (mut engine, candidate) = buyers(for_another);
        let serving = Teaching::from(candidate.judgements.clone());
        let places = Propensities::fit(&[], 20).expect("places");
        let options = CompareOptions::default();
        let found = compare(&mut engine, &serving, &candidate, (&[], &places), &options).expect("measured");
        assert_eq!(found.scenarios, 8);
        found
    };
    let known = compared(true);
    assert!(known.difference.low > 0.0, "{known:?}");
    let unknown = compared(false);
    assert_eq!(unknown.difference.mean, 0.0, "{unknown:?}");
    assert!(
        unknown.serving_ndcg < 1.0,
        "there was something to gain: {unknown:?}"
    );
}

#[test]
fn what_was_chosen_for_a_scenario_does_not_fit_the_weights_to_its_own_judgements() {
    let prior = |for_another: bool, choices: bool| {
        let (mut engine, taught) = buyers(for_another);
        let choices = if choices { taught.choices } else { Vec::new() };
        engine
            .learn_with(&taught.judgements, &choices)
            .expect("known rows");
        engine.lesson().expect("learned").ndcg_prior
    };
    let plain = prior(false, false);
    assert!(plain < 1.0);
    assert_eq!(prior(false, true), plain);
    assert!(prior(true, true) > plain);
}
