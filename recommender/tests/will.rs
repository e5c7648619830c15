//! Will the vendor answer, how new is what it offers, and may a scenario be answered still?

mod support;

use recommender::{Answers, Engine, MatchList, MatchOptions, Params, Scenario, Solution};
use support::{analyzer, scenario, solution};

fn offered(id: &str, answers: Option<(u32, u32)>, renewed: Option<&str>) -> Solution {
    Solution {
        answers: answers.map(|(proposed, invited)| Answers { invited, proposed }),
        renewed: renewed.map(|day| day.parse().expect("a day")),
        ..solution(id, "热线智能体", "自动回答市民来电")
    }
}

fn asked() -> Scenario {
    Scenario {
        posted: Some("2026-06-01".parse().expect("a day")),
        ..scenario("call", "热线智能应答", "市民来电自动回答")
    }
}

fn list(rows: Vec<Solution>) -> MatchList {
    let engine = Engine::fit(rows, vec![asked()], analyzer(), &Params::default()).expect("an engine");
    engine
        .match_scenario(&asked(), &MatchOptions::default())
        .expect("a list")
}

fn component(list: &MatchList, id: &str, name: &str) -> Option<f32> {
    let entry = list.entries.iter().find(|e| e.id == id).expect("listed");
    entry.components.iter().find(|c| c.name == name).map(|c| c.value)
}

#[test]
fn of_equal_solutions_the_vendor_that_answers_stands_first_and_a_new_one_in_between() {
    let list = list(vec![
        offered("silent", Some((0, 6)), None),
        offered("new", None, None),
        offered("answers", Some((6, 6)), None),
    ]);
    let ids: Vec<&str> = list.entries.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["answers", "new", "silent"]);
    // Worked by hand: (6 + 2) / (6 + 4) and (0 + 2) / (6 + 4).
    assert_eq!(component(&list, "answers", "will"), Some(0.8));
    assert_eq!(component(&list, "silent", "will"), Some(0.2));
    assert_eq!(component(&list, "new", "will"), None);
}

#[test]
fn a_reason_tells_the_counts_and_only_where_somebody_was_invited() {
    let list = list(vec![
        offered("silent", Some((1, 6)), None),
        offered("new", None, None),
        offered("asked-by-nobody", Some((0, 0)), None),
        offered("answers", Some((3, 6)), None),
    ]);
    let told = |id: &str| -> Vec<(String, String)> {
        let entry = list.entries.iter().find(|e| e.id == id).expect("listed");
        let about = entry.reasons.iter().filter(|r| r.code.ends_with("answers"));
        about
            .map(|r| {
                (
                    r.code.clone(),
                    format!("{}/{}", r.values["proposed"], r.values["invited"]),
                )
            })
            .collect()
    };
    assert_eq!(told("answers"), [("answers".to_owned(), "3/6".to_owned())]);
    assert_eq!(told("silent"), [("seldom_answers".to_owned(), "1/6".to_owned())]);
    assert!(told("new").is_empty() && told("asked-by-nobody").is_empty());
}

#[test]
fn freshness_halves_with_each_year_before_the_scenario_was_posted() {
    let list = list(vec![
        offered("today", None, Some("2026-06-01")),
        offered("later", None, Some("2026-07-01")),
        offered("a-year-ago", None, Some("2025-06-01")),
        offered("unknown", None, None),
    ]);
    assert_eq!(component(&list, "today", "freshness"), Some(1.0));
    assert_eq!(component(&list, "later", "freshness"), Some(1.0));
    assert_eq!(component(&list, "a-year-ago", "freshness"), Some(0.5));
    assert_eq!(component(&list, "unknown", "freshness"), None);
    // Halfway is where what says nothing stands.
    let score = |id: &str| list.entries.iter().find(|e| e.id == id).map(|e| e.score);
    assert_eq!(score("a-year-ago"), score("unknown"));
    assert!(score("today") > score("unknown"));
}

#[test]
fn more_proposals_than_invitations_count_as_all() {
    let list = list(vec![offered("odd", Some((9, 2)), None)]);
    assert_eq!(component(&list, "odd", "will"), Some(4.0 / 6.0));
}

#[test]
fn scenarios_past_their_last_day_for_answers_are_left_out_and_counted() {
    let day = |text: &str| text.parse().expect("a day");
    let due = |id: &str, due: Option<&str>| {
        let mut row = scenario(id, "热线自动回答", "");
        row.answers_due = due.map(day);
        row
    };
    let rows = vec![
        due("open", None),
        due("over", Some("2026-05-31")),
        due("last day", Some("2026-06-01")),
    ];
    let engine = Engine::fit(vec![], rows, analyzer(), &Params::default()).expect("legal rows");
    let ranked = |on: Option<&str>, hard_filters: bool| {
        let options = MatchOptions {
            hard_filters,
            on: on.map(day),
            ..MatchOptions::default()
        };
        let list = engine.match_solution(&solution("s", "热线自动回答", ""), &options);
        let list = list.expect("a list");
        let mut found: Vec<String> = list.entries.iter().map(|e| e.id.clone()).collect();
        found.sort_unstable();
        let excluded: Vec<(String, usize)> = list
            .excluded
            .iter()
            .map(|e| (e.reason.clone(), e.count))
            .collect();
        (found, excluded)
    };
    // Whatever else is filtered: it can be answered no more.
    for hard_filters in [true, false] {
        let (found, excluded) = ranked(Some("2026-06-01"), hard_filters);
        assert_eq!(found, ["last day", "open"]);
        assert_eq!(excluded, [("answers_due".to_owned(), 1)]);
    }
    let (found, excluded) = ranked(None, true);
    assert_eq!((found.len(), excluded.len()), (3, 0));
}
