//! What a search leaves out, and what it must not: through the public interface.

mod support;

use std::collections::BTreeMap;

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use recommender::{Engine, Facets, MatchList, MatchOptions, Params, Scenario, Solution};
use support::{analyzer, requirement, scenario, solution};

const WORDS: [&str; 12] = [
    "客服", "巡检", "质检", "排产", "翻译", "审查", "预测", "调度", "识别", "问答", "监测", "导览",
];

fn some(from: &[&str], random: &mut ChaCha8Rng) -> Vec<String> {
    let count = random.gen_range(0..3);
    let chosen = from.choose_multiple(random, count);
    chosen.map(|code| (*code).to_owned()).collect()
}

fn facets(random: &mut ChaCha8Rng) -> Facets {
    Facets {
        regions: some(&["110000", "110105", "110112", "131000", "beijing"], random),
        deployments: some(&["public-cloud", "on-premises", "hybrid"], random),
        data_level: random.gen_bool(0.6).then(|| random.gen_range(1..4)),
        ..Facets::default()
    }
}

fn money(random: &mut ChaCha8Rng) -> Option<i64> {
    // Few values, so that equal ones meet; a budget of 0 is legal.
    random.gen_bool(0.7).then(|| random.gen_range(0..6) * 1_000)
}

fn text(random: &mut ChaCha8Rng) -> String {
    (0..4).filter_map(|_| WORDS.choose(random)).copied().collect()
}

fn offer(id: usize, random: &mut ChaCha8Rng) -> Solution {
    Solution {
        facets: facets(random),
        vendor: random
            .gen_bool(0.8)
            .then(|| format!("v{}", random.gen_range(0..4))),
        price_low_fen: money(random),
        available: random.gen_bool(0.9),
        ..solution(&format!("s{id}"), &text(random), &text(random))
    }
}

fn demand(id: usize, random: &mut ChaCha8Rng) -> Scenario {
    Scenario {
        facets: facets(random),
        buyer: random
            .gen_bool(0.8)
            .then(|| format!("v{}", random.gen_range(0..4))),
        budget_fen: money(random),
        requirements: vec![requirement("one", &text(random))],
        ..scenario(&format!("q{id}"), &text(random), &text(random))
    }
}

/// The first filter that refuses the pair, written down a second time.
fn refused(asks: &Scenario, has: &Solution) -> Option<&'static str> {
    let (wanted, held) = (&asks.facets, &has.facets);
    let open = |a: &[String], b: &[String]| a.is_empty() || b.is_empty();
    let within = |a: &str, b: &str| {
        let stem = |code: &str| code.trim_end_matches("00").to_owned();
        a == b || (a.len() == 6 && b.len() == 6 && (a.starts_with(&stem(b)) || b.starts_with(&stem(a))))
    };
    let runs = |a: &str, b: &str| a == b || (b == "hybrid" && (a == "public-cloud" || a == "on-premises"));
    let meet = |a: &[String], b: &[String], same: &dyn Fn(&str, &str) -> bool| {
        open(a, b) || a.iter().any(|x| b.iter().any(|y| same(x, y)))
    };
    if !has.available {
        Some("capacity")
    } else if !meet(&wanted.regions, &held.regions, &within) {
        Some("region")
    } else if !meet(&wanted.deployments, &held.deployments, &runs) {
        Some("deployment")
    } else if wanted.data_level > held.data_level && held.data_level.is_some() {
        Some("data_level")
    } else if asks.budget_fen.is_some() && has.price_low_fen > asks.budget_fen {
        Some("budget")
    } else {
        None
    }
}

fn check(list: &MatchList, rows: &[(String, Option<&'static str>)], shown: usize) {
    let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in rows.iter().filter_map(|r| r.1) {
        *expected.entry(reason).or_default() += 1;
    }
    let counted: BTreeMap<&str, usize> = list
        .excluded
        .iter()
        .map(|e| (e.reason.as_str(), e.count))
        .collect();
    assert_eq!(counted, expected);
    assert_eq!(list.considered, rows.len());
    let passing: Vec<&str> = rows
        .iter()
        .filter(|r| r.1.is_none())
        .map(|r| r.0.as_str())
        .collect();
    assert!(list.entries.iter().all(|e| passing.contains(&e.id.as_str())));
    assert_eq!(list.entries.len(), passing.len().min(shown));
}

#[test]
fn filters_count_and_pass_what_a_look_at_every_row_does() {
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let offers: Vec<Solution> = (0..90).map(|n| offer(n, &mut random)).collect();
    let demands: Vec<Scenario> = (0..60).map(|n| demand(n, &mut random)).collect();
    let mut engine =
        Engine::fit(offers.clone(), demands.clone(), analyzer(), &Params::default()).expect("legal rows");
    let mut kept: BTreeMap<String, Solution> = offers.into_iter().map(|s| (s.id.clone(), s)).collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for round in 0..60 {
        // Rows change and go: what is counted must follow.
        let changed = offer(random.gen_range(0..100), &mut random);
        engine.upsert_solution(changed.clone()).expect("a legal row");
        kept.insert(changed.id.clone(), changed);
        let gone = format!("s{}", random.gen_range(0..100));
        assert_eq!(engine.remove_solution(&gone), kept.remove(&gone).is_some());

        let hidden = random
            .gen_bool(0.5)
            .then(|| format!("v{}", random.gen_range(0..5)));
        let options = MatchOptions {
            top: 200,
            exclude_vendor: hidden.clone(),
            ..MatchOptions::default()
        };
        let asks = &demands[round];
        let own = |owner: &Option<String>| hidden.is_some() && *owner == hidden;
        let rows: Vec<(String, Option<&str>)> = kept
            .values()
            .map(|has| {
                let reason = own(&has.vendor)
                    .then_some("vendor")
                    .or_else(|| refused(asks, has));
                (has.id.clone(), reason)
            })
            .collect();
        rows.iter()
            .filter_map(|r| r.1)
            .for_each(|reason| *seen.entry(reason).or_default() += 1);
        check(
            &engine.match_scenario(asks, &options).expect("a list"),
            &rows,
            200,
        );

        let has = offer(1_000, &mut random);
        let rows: Vec<(String, Option<&str>)> = demands
            .iter()
            .map(|asks| {
                let reason = own(&asks.buyer)
                    .then_some("vendor")
                    .or_else(|| refused(asks, &has));
                (asks.id.clone(), reason)
            })
            .collect();
        check(
            &engine.match_solution(&has, &options).expect("a list"),
            &rows,
            200,
        );
    }
    assert_eq!(seen.len(), 6, "every filter had something to refuse: {seen:?}");
}

#[test]
fn where_nothing_is_passed_over_the_list_is_that_of_a_look_at_every_row() {
    let mut random = ChaCha8Rng::seed_from_u64(12);
    let offers: Vec<Solution> = (0..900).map(|n| offer(n, &mut random)).collect();
    let demands: Vec<Scenario> = (0..20).map(|n| demand(n, &mut random)).collect();
    let engine = Engine::fit(offers, demands.clone(), analyzer(), &Params::default()).expect("legal rows");
    let options = MatchOptions::default();
    for asks in &demands {
        let list = engine.match_scenario(asks, &options).expect("a list");
        assert!(!list.entries.is_empty());
        assert_eq!(
            list,
            engine.match_scenario_in_full(asks, &options).expect("a list")
        );
    }
}

#[test]
fn a_row_scores_the_same_whether_its_segment_grows_or_is_full() {
    let rows = |from: usize, to: usize| (from..to).map(|n| solution(&format!("f{n}"), "园区导览", ""));
    let mut random = ChaCha8Rng::seed_from_u64(13);
    let offers: Vec<Solution> = (0..300).map(|n| offer(n, &mut random)).collect();
    let asks = Scenario {
        facets: Facets::default(),
        budget_fen: None,
        ..demand(1, &mut random)
    };
    let mut engine =
        Engine::fit(offers, vec![asks.clone()], analyzer(), &Params::default()).expect("legal rows");
    let options = MatchOptions {
        hard_filters: false,
        ..MatchOptions::default()
    };
    let before = engine.match_scenario(&asks, &options).expect("a list");
    for row in rows(0, 66_000) {
        engine.upsert_solution(row).expect("a legal row");
    }
    let after = engine.match_scenario(&asks, &options).expect("a list");
    assert_eq!(after.considered, 66_300);
    assert_eq!(after.entries, before.entries);
    assert_eq!(
        after,
        engine.match_scenario_in_full(&asks, &options).expect("a list")
    );
}

#[test]
fn who_reads_first_changes_no_list_and_what_is_left_unread_could_not_come_first() {
    let mut random = ChaCha8Rng::seed_from_u64(23);
    let offers: Vec<Solution> = (0..90).map(|n| offer(n, &mut random)).collect();
    let demands: Vec<Scenario> = (0..30).map(|n| demand(n, &mut random)).collect();
    let engine = Engine::fit(offers, demands.clone(), analyzer(), &Params::default()).expect("legal rows");
    let of = |asks: &Scenario, top: usize| {
        let options = MatchOptions {
            top,
            ..MatchOptions::default()
        };
        engine.match_scenario(asks, &options).expect("a legal question")
    };
    let mut read = 0;
    for asks in &demands {
        // As many rows as are ever read, so that none is left out.
        let all = of(asks, 50);
        let few = of(asks, 5);
        assert_eq!(few.entries, all.entries[..few.entries.len()]);
        (0..8).for_each(|_| assert_eq!(of(asks, 5), few));
        read += few.entries.len();
    }
    assert!(read > 100, "{read} entries compared");
}
