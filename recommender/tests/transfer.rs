//! Same task, another industry or level.

#[path = "support/demo.rs"]
mod demo;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use recommender::{
    Apart, Engine, MatchOptions, Params, Scenario, TransferList, TransferOptions, Whereabouts,
};

fn engine() -> Engine {
    let rows = (demo::solutions(), demo::scenarios());
    Engine::fit(rows.0, rows.1, support::analyzer(), &Params::default()).expect("legal rows")
}

fn options(top: usize, apart: Apart) -> TransferOptions {
    TransferOptions {
        top,
        apart,
        exclude_vendor: None,
    }
}

fn ids(list: &TransferList) -> Vec<String> {
    list.entries.iter().map(|e| e.id.clone()).collect()
}

/// Judged pairs whose solution is published, by subject.
fn pairs(engine: &Engine) -> BTreeMap<String, BTreeSet<String>> {
    let mut pairs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (subject, solution) in demo::transfers() {
        let there = engine.scenario(&subject).is_some() || engine.solution(&subject).is_some();
        assert!(
            there && engine.solution(&solution).is_some(),
            "{subject} {solution}"
        );
        pairs.entry(subject).or_default().insert(solution);
    }
    pairs
}

/// Mean share of the judged solutions among the first `top`.
fn recall(pairs: &BTreeMap<String, BTreeSet<String>>, top: usize, list: impl Fn(&str) -> Vec<String>) -> f64 {
    let sum: f64 = pairs
        .iter()
        .map(|(subject, right)| {
            let found = list(subject)
                .iter()
                .take(top)
                .filter(|id| right.contains(*id))
                .count();
            found as f64 / right.len().min(top) as f64
        })
        .sum();
    sum / pairs.len() as f64
}

#[test]
fn the_same_task_is_found_in_other_industries() {
    let engine = engine();
    let places = demo::whereabouts();
    let pairs = pairs(&engine);
    assert!(pairs.len() >= 60, "{} subjects", pairs.len());
    let listed = |subject: &str, top: usize| {
        let options = options(top, Apart::Industry);
        let list = match engine.scenario(subject) {
            Some(scenario) => engine.transfers_of_scenario(scenario, &places, &options),
            None => {
                let solution = engine.solution(subject).expect("a subject");
                engine.transfers_of_solution(solution, &places, &options)
            }
        };
        ids(&list.expect("a list"))
    };
    let transfers = recall(&pairs, 5, |subject| listed(subject, 5));
    let wider = recall(&pairs, 10, |subject| listed(subject, 10));
    // Plain matching, as it is and with only rows of other industries kept. A solution asks as a scenario would, with the words of its title and text.
    let matched = |subject: &str, top: usize| -> Vec<String> {
        let asked = engine.scenario(subject).cloned().unwrap_or_else(|| {
            let s = engine.solution(subject).expect("a subject");
            Scenario {
                id: s.id.clone(),
                title: s.title.clone(),
                text: s.text.clone(),
                facets: s.facets.clone(),
                ..Scenario::default()
            }
        });
        let options = MatchOptions {
            top,
            hard_filters: false,
            ..MatchOptions::default()
        };
        let list = engine.match_scenario(&asked, &options).expect("a list");
        let others = list.entries.into_iter().map(|e| e.id);
        let elsewhere = |id: &String| {
            let row = engine.solution(id).expect("a solution");
            row.facets
                .industries
                .iter()
                .all(|code| !asked.facets.industries.contains(code))
        };
        others
            .filter(|id| id != subject && (top <= 6 || elsewhere(id)))
            .collect()
    };
    let plain = recall(&pairs, 5, |subject| matched(subject, 6));
    let kept = recall(&pairs, 5, |subject| matched(subject, 200));
    println!(
        "recall@5 {transfers:.4}; recall@10 {wider:.4}; plain {plain:.4}; plain, other industries kept {kept:.4}"
    );
    assert!(transfers >= 0.55, "recall@5 is {transfers:.4}");
    assert!(wider >= 0.72, "recall@10 is {wider:.4}");
    assert!(transfers > plain + 0.4, "plain matching has {plain:.4}");
    assert!(transfers > kept, "with other industries kept it has {kept:.4}");
}

#[test]
fn a_list_holds_only_what_is_elsewhere_and_says_what_is_shared() {
    let engine = engine();
    let places = demo::whereabouts();
    for apart in [Apart::Industry, Apart::Level] {
        let (mut listed, mut short) = (0, 0);
        for solution in demo::solutions() {
            let options = TransferOptions {
                exclude_vendor: solution.vendor.clone(),
                ..options(5, apart)
            };
            let list = engine
                .transfers_of_solution(&solution, &places, &options)
                .expect("a list");
            // What is less than half as like as the best does something else.
            short += usize::from(list.considered > 5 && list.entries.len() < 5);
            for entry in &list.entries {
                assert!(2.0 * entry.score >= list.entries[0].score, "{list:?}");
                listed += 1;
                let other = engine.solution(&entry.id).expect("a solution");
                assert_ne!(other.vendor, solution.vendor);
                assert!(
                    entry.from.iter().all(|code| !entry.to.contains(code)),
                    "{entry:?}"
                );
                assert!(!entry.to.is_empty() && (0.0..=1.0).contains(&entry.score));
                assert!(
                    entry
                        .technologies
                        .iter()
                        .all(|t| solution.facets.technologies.contains(t))
                );
                for place in ["景区", "公园", "银行", "北京", "通州"] {
                    assert!(!entry.shared.iter().any(|word| word == place), "{entry:?}");
                }
            }
            let again = engine.transfers_of_solution(&solution, &places, &options);
            assert_eq!(list, again.expect("a list"));
        }
        assert!(listed > 50 && short > 5, "{apart:?}: {listed}, {short}");
    }
}

#[test]
fn a_subtrade_is_not_another_industry_than_the_trade_that_contains_it() {
    let mut near = support::solution("near", "合同审查", "逐条审查合同条款并提示风险。");
    near.facets.industries = vec!["finance".into()];
    let mut far = support::solution("far", "图纸审查", "逐条审查图纸标注并提示风险。");
    far.facets.industries = vec!["metals".into()];
    let silent = support::solution("silent", "合同审查", "逐条审查合同条款并提示风险。");
    let rows = vec![near, far, silent];
    let engine = Engine::fit(rows, vec![], support::analyzer(), &Params::default()).expect("legal rows");
    let mut asked = support::scenario("a", "想让机器审查合同", "逐条审查条款。");
    let places = demo::whereabouts();
    let list = |asked: &Scenario| {
        let options = options(5, Apart::Industry);
        engine
            .transfers_of_scenario(asked, &places, &options)
            .expect("a list")
    };
    assert!(list(&asked).entries.is_empty(), "it does not say where it stands");
    asked.facets.industries = vec!["banks".into()];
    let found = list(&asked);
    assert_eq!((ids(&found), found.considered), (vec!["far".to_owned()], 1));
    assert!(found.entries[0].shared.iter().any(|w| w == "审查"), "{found:?}");
}

#[test]
fn bad_input_is_refused_or_answered_with_nothing() {
    let empty = Engine::fit(vec![], vec![], support::analyzer(), &Params::default()).expect("no rows");
    let places = Whereabouts::default();
    let blank = Scenario::default();
    let refused = empty.transfers_of_scenario(&blank, &places, &options(0, Apart::Level));
    assert_eq!(refused.expect_err("top is 0").code(), "parameter_out_of_range");
    let list = empty.transfers_of_scenario(&blank, &places, &options(3, Apart::Level));
    assert!(list.expect("an empty list").entries.is_empty());
}
