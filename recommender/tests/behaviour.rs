//! Are the next likes foreseen from likes, recency and texts?

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use recommender::behaviour::{
    InteractionOptions, InteractionReport, ItemModel, ItemParams, Kind, Like, NextLikes, Rated,
    evaluate_interactions,
};
use recommender::{Analyzer, Error, Lexicon};

fn options(folder: &Path, items: Option<PathBuf>) -> InteractionOptions {
    InteractionOptions {
        train: folder.join("train.tsv"),
        test: folder.join("test.tsv"),
        items,
        seed: 7,
    }
}

fn measured(folder: &Path, items: Option<PathBuf>) -> Result<InteractionReport, Error> {
    evaluate_interactions(
        &options(folder, items),
        Arc::new(Analyzer::new(&Lexicon::default())),
    )
}

/// Two tastes over forty items; everybody likes ten of the twenty of their taste.
fn two_tastes(folder: &Path) {
    let (mut train, mut test) = (
        String::from("user-id\titem-id\trating\ttimestamp\n"),
        String::new(),
    );
    for user in 0..60 {
        for n in 0..10 {
            let item = (user % 2) * 20 + (user * 7 + n * 3) % 20;
            let to = if n == 9 { &mut test } else { &mut train };
            let _ = writeln!(to, "u{user}\ti{item}\t5\t{}", 1_000 + user * 50 + n);
        }
    }
    fs::write(folder.join("train.tsv"), train).expect("train");
    fs::write(folder.join("test.tsv"), test).expect("test");
}

#[test]
fn likes_of_one_taste_lead_to_others_of_it() {
    let folder = tempdir("tastes");
    two_tastes(&folder);
    let report = measured(&folder, None).expect("a report");
    // Eleven items of the own taste are left to each person: chance would put the one in the first ten, in any order.
    assert_eq!((report.users, report.users_warm, report.items), (60, 60, 40));
    assert!(report.ndcg > 0.40 && report.recall > 0.99, "{report:?}");
    let again = measured(&folder, None).expect("a report");
    assert_eq!(
        (report.ndcg, report.coverage),
        (again.ndcg, again.coverage),
        "the same seed"
    );
}

#[test]
fn what_is_liked_lately_counts_where_the_question_lies_later() {
    let folder = tempdir("lately");
    let (mut train, mut test) = (String::new(), String::new());
    // Every day another item is liked by everybody who comes; each person comes once.
    for user in 0..300 {
        let to = if user >= 280 { &mut test } else { &mut train };
        for n in 0..4 {
            let _ = writeln!(to, "u{user}\ti{}\t4\t{}", user / 20 + n, user * 1_000 + n);
        }
    }
    fs::write(folder.join("train.tsv"), &train).expect("train");
    fs::write(folder.join("test.tsv"), &test).expect("test");
    let report = measured(&folder, None).expect("a report");
    assert!(report.split_by_time, "{report:?}");
    assert_eq!(report.users_warm, 0);
    assert!(
        report.ndcg > 0.5,
        "popularity of the whole time gives nothing here: {report:?}"
    );
}

#[test]
fn a_row_that_nobody_met_stands_beside_its_like() {
    let folder = tempdir("cold");
    two_tastes(&folder);
    let mut test = fs::read_to_string(folder.join("test.tsv")).expect("test");
    let mut items = String::new();
    for item in 0..40 {
        let text = if item < 20 {
            "水肥一体化智能灌溉监测"
        } else {
            "客服智能体多轮问答"
        };
        let _ = writeln!(
            items,
            r#"{{"_id": "i{item}", "title": "{text}", "text": "第 {item} 号"}}"#
        );
    }
    let _ = writeln!(
        items,
        r#"{{"_id": "new", "title": "客服智能体多轮问答", "text": "新方案"}}"#
    );
    for user in (1..60).step_by(2) {
        let _ = writeln!(test, "u{user}\tnew\t5\t9000");
    }
    fs::write(folder.join("test.tsv"), test).expect("test");
    fs::write(folder.join("items.jsonl"), items).expect("items");
    let without = measured(&folder, None).expect("a report");
    let with = measured(&folder, Some(folder.join("items.jsonl"))).expect("a report");
    assert!(with.recall > without.recall + 0.1, "{with:?} {without:?}");
}

#[test]
fn the_closed_form_is_the_one_worked_by_hand() {
    // Two people like items 0 and 1 together: G = [[2, 2], [2, 2]], ridge 1. P = [[3, -2], [-2, 3]] / 5, so each
    // weight is 2 / 3, and a like of item 0 scores item 1 with it.
    let likes: Vec<Like> = [(0, 0), (0, 1), (1, 0), (1, 1)]
        .map(|(user, item)| Like { user, item, at: 0 })
        .to_vec();
    let params = ItemParams {
        ridge: 1.0,
        missing: 0.0,
        ..ItemParams::default()
    };
    let model = ItemModel::fit(&likes, 2, params).expect("a model");
    let mut scores = [0.0; 2];
    model.add([(0, 1.0)].into_iter(), &mut scores);
    assert!(
        (scores[1] - 2.0 / 3.0).abs() < 1e-6 && scores[0].abs() < 1e-6,
        "{scores:?}"
    );
}

#[test]
fn what_was_rated_low_still_tells_taste() {
    // Of a dozen ratings of the own taste some two are likes, without any order: alone they join few items.
    let folder = tempdir("weak");
    let (mut train, mut test) = (String::new(), String::new());
    let mut state = 7u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    for user in 0..240u64 {
        for n in 0..13 {
            let item = (user % 6) * 40 + draw(40);
            let rating = if n == 12 || draw(6) == 0 { 5 } else { 3 };
            let to = if n == 12 { &mut test } else { &mut train };
            let _ = writeln!(to, "u{user}\ti{item}\t{rating}\t{}", 1_000 + draw(500));
        }
    }
    fs::write(folder.join("train.tsv"), train).expect("train");
    fs::write(folder.join("test.tsv"), test).expect("test");
    let report = measured(&folder, None).expect("a report");
    assert!(report.recall > 0.4, "{report:?}");
}

#[test]
fn wrong_input_is_named() {
    let folder = tempdir("wrong");
    two_tastes(&folder);
    let train = fs::read_to_string(folder.join("train.tsv")).expect("train");
    fs::write(folder.join("train.tsv"), format!("{train}u1\ti1\tfive\t3\n")).expect("train");
    match measured(&folder, None) {
        Err(Error::Line { line, reason, .. }) => {
            assert_eq!(line, train.lines().count() + 1);
            assert!(reason.contains("five"), "{reason}");
        }
        other => panic!("{other:?}"),
    }
    fs::write(folder.join("train.tsv"), &train).expect("train");
    fs::write(folder.join("test.tsv"), "u1\ti1\t2\t3\n").expect("test");
    assert!(matches!(measured(&folder, None), Err(Error::TooFew { .. })));
    fs::write(
        folder.join("train.tsv"),
        format!(
            "u1\ti1\tfive\t3\n{}",
            train.split_once('\n').expect("a heading").1
        ),
    )
    .expect("train");
    assert!(
        matches!(measured(&folder, None), Err(Error::Line { line: 1, .. })),
        "no heading"
    );
    fs::write(folder.join("train.tsv"), &train).expect("train");
    fs::write(folder.join("test.tsv"), "u1 i1 2 3\n").expect("test");
    assert!(matches!(
        measured(&folder, None),
        Err(Error::Line { line: 1, .. })
    ));
    let default = ItemParams::default;
    let wrong = [
        (
            "ridge",
            ItemParams {
                ridge: 0.0,
                ..default()
            },
        ),
        (
            "missing",
            ItemParams {
                missing: 1.0,
                ..default()
            },
        ),
        (
            "weak",
            ItemParams {
                weak: f32::NAN,
                ..default()
            },
        ),
    ];
    for (name, params) in wrong {
        match ItemModel::fit(&[], 1, params) {
            Err(Error::Parameter { field, .. }) => assert_eq!(field, name),
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn what_follows_in_each_history_is_foreseen_from_its_end() {
    // Everybody met all of twenty first items and about half of twenty second ones, each right after its first. Who
    // likes what together says nothing; what stands beside what tells that the last first item waits for its second.
    let folder = tempdir("steps");
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let (mut train, mut test) = (String::new(), String::new());
    for user in 0..200u64 {
        let mut order: Vec<u64> = (0..20).collect();
        order.shuffle(&mut random);
        let mut at = 1_000 + user % 50 * 10_000;
        let mut met = |to: &mut String, item: String| {
            at += 1;
            let _ = writeln!(to, "u{user}\t{item}\t5\t{at}");
        };
        for (place, pair) in order.iter().enumerate() {
            met(&mut train, format!("first{pair}"));
            if place == 19 {
                met(&mut test, format!("second{pair}"));
            } else if random.gen_bool(0.5) {
                met(&mut train, format!("second{pair}"));
            }
        }
    }
    fs::write(folder.join("train.tsv"), train).expect("train");
    fs::write(folder.join("test.tsv"), test).expect("test");
    let report = measured(&folder, None).expect("a report");
    assert_eq!(report.split, Kind::Each, "{report:?}");
    // By chance among the ten that are left it would be 0.45.
    assert!(report.ndcg > 0.8, "{report:?}");
}

#[test]
fn every_known_item_is_ranked_whoever_likes_it() {
    let folder = tempdir("all-items");
    two_tastes(&folder);
    let before = measured(&folder, None).expect("a report");
    // Items that the test names with low ratings, and those of a file of texts, are in everybody's way.
    let mut test = fs::read_to_string(folder.join("test.tsv")).expect("test");
    for n in 0..500 {
        let _ = writeln!(test, "u1\tlow{n}\t1\t9");
    }
    fs::write(folder.join("test.tsv"), test).expect("test");
    let mut texts = String::new();
    for n in 0..300 {
        let _ = writeln!(texts, "{{\"_id\": \"text{n}\", \"title\": \"第{n}项\"}}");
    }
    let items = folder.join("items.jsonl");
    fs::write(&items, texts).expect("items");
    let after = measured(&folder, Some(items)).expect("a report");
    assert_eq!(after.items, before.items + 800);
    assert_eq!(after.users, before.users);
    // Without a text that is like another's they stand last: what is shown is the same, of more.
    let shown = |report: &InteractionReport| (report.coverage * report.items as f64).round();
    assert_eq!((after.ndcg, shown(&after)), (before.ndcg, shown(&before)));
    assert!(after.coverage < before.coverage);
}

#[test]
fn a_low_rated_row_that_looks_like_what_is_liked_stands_beside_it() {
    let folder = tempdir("in-the-way");
    two_tastes(&folder);
    let (mut test, mut items) = (
        fs::read_to_string(folder.join("test.tsv")).expect("test"),
        String::new(),
    );
    let text = |taste: usize| ["水肥一体化智能灌溉监测", "客服智能体多轮问答"][taste];
    for item in 0..40 {
        let _ = writeln!(items, r#"{{"_id": "i{item}", "title": "{}"}}"#, text(item / 20));
    }
    for n in 0..30 {
        let _ = writeln!(items, r#"{{"_id": "low{n}", "title": "{}"}}"#, text(n % 2));
    }
    fs::write(folder.join("items.jsonl"), items).expect("items");
    let before = measured(&folder, None).expect("a report");
    for n in 0..30 {
        let _ = writeln!(test, "u{n}\tlow{n}\t1\t9000");
    }
    fs::write(folder.join("test.tsv"), test).expect("test");
    let after = measured(&folder, Some(folder.join("items.jsonl"))).expect("a report");
    assert_eq!(after.items, before.items + 30);
    // More is shown than all that there was before.
    let shown = after.coverage * after.items as f64;
    assert!(shown > before.items as f64, "{after:?}");
}

#[test]
fn however_much_is_named_what_is_learnt_stays() {
    let folder = tempdir("named");
    two_tastes(&folder);
    let before = measured(&folder, None).expect("a report");
    let mut test = fs::read_to_string(folder.join("test.tsv")).expect("test");
    for n in 0..40_000 {
        let _ = writeln!(test, "u1\tlow{n}\t1\t9");
    }
    fs::write(folder.join("test.tsv"), test).expect("test");
    let after = measured(&folder, None).expect("a report");
    assert_eq!(after.items, before.items + 40_000);
    assert_eq!(
        (after.weights, after.ndcg, after.recall),
        (before.weights, before.ndcg, before.recall)
    );
}

#[test]
fn items_of_equal_scores_stand_in_no_order_of_the_file() {
    let folder = tempdir("ties");
    let mut lines: Vec<String> = (0..18).map(|item| format!("u0\ti{item}\t5\t0")).collect();
    // Newcomers: to them all of it is the same.
    let test: String = (0..18)
        .filter(|item| item % 3 == 0)
        .map(|item| format!("new{item}\ti{item}\t5\t0\n"))
        .collect();
    fs::write(folder.join("test.tsv"), test).expect("test");
    let mut figures = Vec::new();
    for _ in 0..2 {
        fs::write(folder.join("train.tsv"), lines.join("\n")).expect("train");
        let report = measured(&folder, None).expect("a report");
        figures.push((report.ndcg, report.recall, report.coverage));
        lines.reverse();
    }
    assert!(figures[0].0 > 0.0, "{figures:?}");
    assert_eq!(figures[0], figures[1]);
}

#[test]
fn lines_with_times_may_stand_in_any_order() {
    let folder = tempdir("shuffled");
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let mut lines: Vec<String> = (0..600)
        .map(|at| {
            format!(
                "u{}\ti{}\t{}\t{at}",
                at % 37,
                random.gen_range(0..50),
                random.gen_range(1..6)
            )
        })
        .collect();
    let test: String = (0..37).map(|u| format!("u{u}\ti{}\t5\t999\n", u % 50)).collect();
    fs::write(folder.join("test.tsv"), test).expect("test");
    fs::write(folder.join("train.tsv"), lines.join("\n")).expect("train");
    let before = measured(&folder, None).expect("a report");
    lines.shuffle(&mut random);
    fs::write(folder.join("train.tsv"), lines.join("\n")).expect("train");
    let after = measured(&folder, None).expect("a report");
    assert!(before.ndcg > 0.0, "{before:?}");
    let figures = |report: InteractionReport| {
        let means = (report.ndcg, report.recall, report.coverage);
        (means, report.weights, report.newcomer_weights)
    };
    assert_eq!(figures(before), figures(after));
}

#[test]
fn a_heading_names_columns_and_nothing_else_is_passed_over() {
    let folder = tempdir("heading");
    two_tastes(&folder);
    let train = fs::read_to_string(folder.join("train.tsv")).expect("train");
    let rows = train.split_once('\n').expect("a heading").1;
    let expected = measured(&folder, None).expect("a report").ndcg;
    let read = |first: &str| {
        fs::write(folder.join("train.tsv"), format!("{first}\n{rows}")).expect("train");
        measured(&folder, None)
    };
    for heading in [
        "\n\nuserId\tmovieId\trating\ttimestamp",
        "  \nUSER_ID\titem-id\tRating\tTimestamp",
        "\u{feff}user_id:token\titem_id:token\trating:float\ttimestamp:float",
        "用户\t物品\t评分\t时间",
        "user\tthing\trating\twhen",
    ] {
        assert_eq!(read(heading).expect(heading).ndcg, expected, "{heading}");
    }
    for (first, line, field) in [
        ("u0\ti1\tfive\t2020-01-01", 1, "rating"),
        ("user0\titem1\tfive\tyesterday", 1, "rating"),
        ("\n\nuser0\titem1\t5\tyesterday", 3, "timestamp"),
        ("user\titem\trating\t2020", 1, "rating"),
        ("user\titem\trating\ttime\nuser\titem\trating\ttime", 2, "rating"),
        ("u0\ti1\tNaN\t1", 1, "rating"),
        ("u0\t \t5\t1", 1, "item-id"),
    ] {
        match read(first) {
            Err(Error::Line { line: at, reason, .. }) => {
                assert_eq!(at, line, "{first}: {reason}");
                assert!(reason.contains(field), "{first}: {reason}");
            }
            other => panic!("{first}: {other:?}"),
        }
    }
}

#[test]
fn persons_and_items_have_numbers_within_bounds() {
    let rated = [Rated {
        like: Like {
            user: 3,
            item: 0,
            at: 0,
        },
        share: 1.0,
    }];
    for (users, items, wrong) in [(3, 1, "users"), (4, 0, "items")] {
        match NextLikes::fit(&rated, users, items, Kind::Mixed, 7) {
            Err(Error::Shape { field, .. }) => assert_eq!(field, wrong),
            other => panic!("{wrong}: {:?}", other.is_ok()),
        }
    }
    let model = NextLikes::fit(&rated, 4, 2, Kind::Mixed, 7).expect("one like is enough");
    let scores = model.scores(0);
    assert!(
        scores[0] > scores[1] && scores.iter().all(|s| s.is_finite()),
        "{scores:?}"
    );
    // Somebody beyond the numbers is a newcomer.
    assert_eq!(model.scores(99), scores);
    let none = [Rated {
        share: 0.5,
        ..rated[0]
    }];
    assert!(matches!(
        NextLikes::fit(&none, 4, 1, Kind::Later, 7),
        Err(Error::TooFew { .. })
    ));
}

/// A folder of this test's own.
fn tempdir(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("scenepool-behaviour-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}
