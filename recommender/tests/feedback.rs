//! What lists were worth, by cases worked out by hand.

use recommender::Error;
use recommender::feedback::{
    Deed, DeedKind, Grades, Logged, Outcomes, Propensities, Seen, Team, Weighting, clustered_bootstrap,
    estimate, grades_of, lists_needed, paired_bootstrap, passed_over, sign_test, team_draft,
};

const PLAIN: Weighting = Weighting {
    normalised: false,
    clip: None,
};
const NORMALISED: Weighting = Weighting {
    normalised: true,
    clip: None,
};

fn row(group: u64, propensity: f64, target: f64, reward: f64) -> Logged {
    Logged {
        group,
        propensity,
        target,
        reward,
    }
}

/// Weights 2 and 0.5 in the first list, 2 and 0 in the second; the first list's rows were clicked.
fn log() -> [Logged; 4] {
    [
        row(1, 0.5, 1.0, 1.0),
        row(1, 1.0, 0.5, 1.0),
        row(2, 0.25, 0.5, 0.0),
        row(2, 1.0, 0.0, 0.0),
    ]
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// A seeded stream of numbers in [0, 1), without a library: Knuth's MMIX generator, its upper bits.
fn numbers(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[test]
fn inverse_propensity_weights_rewards_and_divides_by_rows() {
    // (2 * 1 + 0.5 * 1 + 2 * 0 + 0 * 0) / 4.
    let found = estimate(&log(), PLAIN).expect("a log");
    close(found.value, 0.625);
    // Deviations 1.375 and -0.125 make 1.25 for the first list, twice -0.625 make -1.25 for the second;
    // sqrt(2 / 1 * (1.25^2 + 1.25^2)) / 4 = 2.5 / 4.
    close(found.standard_error.expect("two lists"), 0.625);
    let (low, high) = found.interval.expect("two lists");
    close(low, 0.625 - 1.959_963_984_540_054 * 0.625);
    close(high, 0.625 + 1.959_963_984_540_054 * 0.625);
    // 4.5^2 / (4 + 0.25 + 4).
    close(found.effective_rows, 20.25 / 8.25);
    assert_eq!((found.rows, found.groups, found.clipped), (4, 2, 0));
}

#[test]
fn self_normalised_divides_by_the_weights() {
    // 2.5 / 4.5; deviations 2 * 4/9 + 0.5 * 4/9 = 10/9 and -10/9; sqrt(2 * 2 * (10/9)^2) / 4.5.
    let found = estimate(&log(), NORMALISED).expect("a log");
    close(found.value, 5.0 / 9.0);
    close(found.standard_error.expect("two lists"), 20.0 / 9.0 / 4.5);
}

#[test]
fn clipping_cuts_weights_and_says_how_many() {
    let clipped = Weighting {
        clip: Some(1.0),
        ..PLAIN
    };
    // (1 * 1 + 0.5 * 1) / 4.
    let found = estimate(&log(), clipped).expect("a log");
    close(found.value, 0.375);
    assert_eq!(found.clipped, 2);
}

#[test]
fn the_ranking_that_was_shown_is_worth_what_it_earned() {
    let mut next = numbers(3);
    let shown: Vec<Logged> = (0..200)
        .map(|n| {
            let p = 0.05 + 0.95 * next();
            row(n / 5, p, p, f64::from(u8::from(next() < 0.3)))
        })
        .collect();
    let mean = shown.iter().map(|r| r.reward).sum::<f64>() / 200.0;
    for weighting in [PLAIN, NORMALISED] {
        let found = estimate(&shown, weighting).expect("a log");
        close(found.value, mean);
        close(found.effective_rows, 200.0);
        assert_eq!(found.groups, 40);
    }
    let one = estimate(&shown[..5], PLAIN).expect("a log");
    assert_eq!((one.standard_error, one.interval), (None, None));
}

/// The truth is known: rows are seen at place k with probability 1/k and wanted with 0.8 or 0.2. What the other order
/// would earn is found from the first order's log, and its interval holds it in about 19 of 20 logs.
#[test]
fn the_other_order_is_valued_without_having_been_shown() {
    let seen = [1.0, 0.5, 1.0 / 3.0, 0.25];
    let wanted = [0.2, 0.2, 0.8, 0.8];
    // The other order turns the list round: row k stands at place 4 - k.
    let truth: f64 = (0..4).map(|k| seen[3 - k] * wanted[k]).sum::<f64>() / 4.0;
    let mut next = numbers(11);
    let (mut inside, mut sum) = (0, 0.0);
    for _ in 0..200 {
        let mut log = Vec::new();
        for list in 0..400 {
            for k in 0..4 {
                let clicked = next() < seen[k] && next() < wanted[k];
                log.push(row(list, seen[k], seen[3 - k], f64::from(u8::from(clicked))));
            }
        }
        let found = estimate(&log, PLAIN).expect("a log");
        sum += found.value;
        let (low, high) = found.interval.expect("many lists");
        inside += usize::from(low <= truth && truth <= high);
    }
    assert!(
        (sum / 200.0 - truth).abs() < 0.01,
        "{} is not {truth}",
        sum / 200.0
    );
    assert!((180..=199).contains(&inside), "{inside} of 200");
}

#[test]
fn what_cannot_be_weighted_is_named() {
    assert!(matches!(
        estimate(&[], PLAIN),
        Err(Error::TooFew { least: 1, .. })
    ));
    let unseen = [row(1, 0.5, 0.0, 1.0)];
    assert!(matches!(
        estimate(&unseen, NORMALISED),
        Err(Error::TooFew { least: 1, .. })
    ));
    close(estimate(&unseen, PLAIN).expect("a log").value, 0.0);
    for (wrong, field) in [
        (row(1, 0.0, 0.5, 1.0), "propensity"),
        (row(1, -0.1, 0.5, 1.0), "propensity"),
        (row(1, 1.1, 0.5, 1.0), "propensity"),
        (row(1, f64::NAN, 0.5, 1.0), "propensity"),
        (row(1, 0.5, f64::NAN, 1.0), "target"),
        (row(1, 0.5, 1.5, 1.0), "target"),
        (row(1, 0.5, 0.5, f64::INFINITY), "reward"),
    ] {
        let error = estimate(&[log()[0], wrong], PLAIN).expect_err("a wrong row");
        assert_eq!(error.code(), "parameter_out_of_range");
        assert!(
            matches!(error, Error::Parameter { field: f, .. } if f == field),
            "{error}"
        );
    }
    for clip in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let wrong = Weighting {
            clip: Some(clip),
            ..PLAIN
        };
        let error = estimate(&log(), wrong).expect_err("a wrong limit");
        assert!(matches!(error, Error::Parameter { field: "clip", .. }), "{error}");
    }
}

#[test]
fn without_rows_at_several_places_the_stated_prior_stands() {
    let prior = Propensities::prior(5).expect("places");
    close(prior.at(1), 1.0);
    close(prior.at(3), 0.5);
    close(prior.at(9), prior.at(5));
    close(prior.at(0), 0.0);
    let once = [
        Seen {
            pair: 1,
            place: 1,
            shown: 500,
            clicked: 500,
        },
        Seen {
            pair: 2,
            place: 2,
            shown: 500,
            clicked: 1,
        },
    ];
    assert_eq!(Propensities::fit(&once, 5).expect("a log"), prior);
    assert_eq!(prior.pairs(), 0);
}

#[test]
fn a_row_at_two_places_tells_how_they_differ() {
    // The same row earns 40 % at the first place and 12 % at the second: the second is seen 0.3 times as often. The
    // prior, 0.6309, counts for 20 clicks: (12,000 + 20 * 0.6309 / 1.6309) / (40,000 + 20 / 1.6309).
    let swapped = [
        Seen {
            pair: 1,
            place: 1,
            shown: 100_000,
            clicked: 40_000,
        },
        Seen {
            pair: 1,
            place: 2,
            shown: 100_000,
            clicked: 12_000,
        },
    ];
    let found = Propensities::fit(&swapped, 3).expect("a log");
    assert_eq!((found.at(1), found.pairs()), (1.0, 1));
    let second = 1.0 / 3f64.log2();
    let won = 12_000.0 + 20.0 * second / (1.0 + second);
    let lost = 40_000.0 + 20.0 / (1.0 + second);
    assert!((found.at(2) - won / lost).abs() < 1e-6, "{}", found.at(2));
    // A place that nothing tells of keeps its prior.
    assert!((found.at(3) - 0.5).abs() < 1e-6, "{}", found.at(3));
}

#[test]
fn a_row_shown_more_often_at_one_place_counts_as_often_as_at_the_other() {
    // 400 of 1,000 at the first place against 3,000 of 10,000 at the second are 400 against 300.
    let row = |place, shown, clicked| Seen {
        pair: 1,
        place,
        shown,
        clicked,
    };
    let even = [row(1, 1_000, 400), row(2, 1_000, 300)];
    let uneven = [row(1, 1_000, 400), row(2, 10_000, 3_000)];
    let places = |seen| Propensities::fit(seen, 2).expect("a log").at(2);
    close(places(&uneven), places(&even));
}

/// Rows shown often, and rows shown three times each and seldom wanted: neither may bend the places.
#[test]
fn places_are_recovered_from_logs_whose_truth_is_known() {
    let truth = [1.0, 0.7, 0.45, 0.3, 0.2];
    for (pairs, times, most_wanted) in [(400, 50, 1.0), (20_000, 3, 0.4)] {
        let mut next = numbers(5);
        let mut seen = Vec::new();
        for pair in 0..pairs {
            let wanted = next() * most_wanted;
            for _ in 0..times {
                let place = (next() * 5.0) as usize;
                let clicked = next() < truth[place] && next() < wanted;
                seen.push(Seen {
                    pair,
                    place: place + 1,
                    shown: 1,
                    clicked: u64::from(clicked),
                });
            }
        }
        let found = Propensities::fit(&seen, 5).expect("a log");
        assert!(found.pairs() > 300, "{}", found.pairs());
        for (place, truth) in truth.iter().enumerate() {
            let found = found.at(place + 1);
            assert!(
                (found - truth).abs() < 0.04,
                "{pairs} pairs, place {}: {found} is not {truth}",
                place + 1
            );
        }
        assert_eq!(Propensities::fit(&seen, 5).expect("a log"), found);
    }
}

#[test]
fn impossible_showings_are_named() {
    let seen = |place, shown, clicked| Seen {
        pair: 1,
        place,
        shown,
        clicked,
    };
    for (row, field) in [(seen(0, 1, 0), "place"), (seen(1, 1, 2), "clicked")] {
        let error = Propensities::fit(&[row], 5).expect_err("a wrong row");
        assert!(
            matches!(error, Error::Parameter { field: f, .. } if f == field),
            "{error}"
        );
    }
    let error = Propensities::prior(0).expect_err("no places");
    assert!(
        matches!(error, Error::Parameter { field: "depth", .. }),
        "{error}"
    );
    assert_eq!(Propensities::fit(&[], 2).expect("a prior").pairs(), 0);
}

#[test]
fn captains_choose_in_turns() {
    use Team::{A, B};
    let lists = [
        [(1, A), (2, B), (3, A)],
        [(1, A), (2, B), (4, B)],
        [(2, B), (1, A), (3, A)],
        [(2, B), (1, A), (4, B)],
    ];
    let mut met = [0; 4];
    for seed in 0..200 {
        let drafted = team_draft(&[1, 2, 3], &[2, 1, 4], 3, seed).expect("two rankings");
        let which = lists.iter().position(|l| *l == drafted.rows[..]);
        met[which.unwrap_or_else(|| panic!("{:?}", drafted.rows))] += 1;
        assert_eq!(
            drafted,
            team_draft(&[1, 2, 3], &[2, 1, 4], 3, seed).expect("the same")
        );
    }
    assert!(met.iter().all(|n| *n > 20), "{met:?}");
}

#[test]
fn drafts_hold_every_row_once_and_are_fair() {
    let mut next = numbers(17);
    for seed in 0..300 {
        let mut shuffled = |n: usize| {
            let mut keyed: Vec<(f64, usize)> = (0..n).map(|id| (next(), id)).collect();
            keyed.sort_by(|x, y| x.0.total_cmp(&y.0));
            keyed.into_iter().map(|k| k.1).collect::<Vec<_>>()
        };
        let (a, b) = (shuffled(12), shuffled(12));
        let drafted = team_draft(&a, &b, 9, seed).expect("two rankings");
        let mut ids: Vec<usize> = drafted.rows.iter().map(|r| r.0).collect();
        let count = drafted.rows.iter().filter(|r| r.1 == Team::A).count();
        assert!(ids.len() == 9 && (4..=5).contains(&count), "{drafted:?}");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 9);
        // Equal rankings are shown as they are.
        let same: Vec<usize> = team_draft(&a, &a, 12, seed)
            .expect("two rankings")
            .rows
            .iter()
            .map(|r| r.0)
            .collect();
        assert_eq!(same, a);
    }
    let short = team_draft(&[1], &[1, 2], 10, 1).expect("two rankings");
    assert_eq!(short.rows.len(), 2);
    assert!(
        team_draft::<u8>(&[], &[], 10, 1)
            .expect("nothing")
            .rows
            .is_empty()
    );
}

#[test]
fn credit_goes_to_who_brought_the_row_and_chance_has_no_favourite() {
    let drafted = team_draft(&[1, 2, 3], &[4, 5, 6], 6, 9).expect("two rankings");
    assert_eq!(drafted.credit(&[1, 3, 3, 5, 99]), (2, 1));
    // Clicks that do not care for the ranking: the difference stays within chance.
    let mut next = numbers(23);
    let mut outcomes = Outcomes::default();
    for seed in 0..2_000 {
        let drafted = team_draft(&[1, 2, 3, 4, 5, 6], &[6, 5, 4, 3, 2, 1], 6, seed).expect("two rankings");
        let clicked: Vec<i32> = drafted
            .rows
            .iter()
            .enumerate()
            .filter(|(k, _)| next() < 0.5 / (k + 1) as f64)
            .map(|(_, r)| r.0)
            .collect();
        outcomes.add(drafted.credit(&clicked));
    }
    assert!(outcomes.p_value() > 0.01, "{outcomes:?}");
    assert!(outcomes.preference().expect("lists").abs() < 0.03, "{outcomes:?}");
    // Clicks that follow the first ranking: it wins.
    let mut outcomes = Outcomes::default();
    for seed in 0..50 {
        let drafted = team_draft(&[1, 2, 3, 4], &[5, 6, 7, 8], 4, seed).expect("two rankings");
        outcomes.add(drafted.credit(&[1]));
    }
    assert_eq!((outcomes.a, outcomes.b), (50, 0));
    assert_eq!(outcomes.preference(), Some(0.5));
}

#[test]
fn a_planned_size_finds_the_preference_and_the_next_smaller_one_does_not() {
    let needed = |share, power| lists_needed(share, 0.05, power).expect("a size");
    // Counted by hand: of 9 lists one may be lost, which 0.95 brings about in 0.93 of all cases; of 8 none, 0.66.
    assert_eq!(needed(0.95, 0.8), 9);
    // Counted by another program, with log-gamma instead of products: 210 and more find it, 209 find it 0.798 of the time.
    assert_eq!(needed(0.6, 0.8), 210);
    // Noether (1987): (1.96 + 0.8416)^2 / (4 (share - 0.5)^2).
    let mut before = u64::MAX;
    for (share, near) in [
        (0.55, 785.0),
        (0.6, 196.2),
        (0.65, 87.2),
        (0.7, 49.1),
        (0.75, 31.4),
    ] {
        let lists = needed(share, 0.8);
        assert!((1.0..1.13).contains(&(lists as f64 / near)), "{share}: {lists}");
        assert!(lists < before, "{share}: {lists}");
        before = lists;
    }
    assert!(needed(0.6, 0.9) > needed(0.6, 0.8));
    for (share, chance, power) in [
        (0.5, 0.05, 0.8),
        (1.0, 0.05, 0.8),
        (0.6, 0.0, 0.8),
        (0.6, 0.05, 1.0),
        (f64::NAN, 0.05, 0.8),
    ] {
        let refused = lists_needed(share, chance, power).expect_err("out of range");
        assert_eq!(refused.code(), "parameter_out_of_range");
    }
}

#[test]
fn the_sign_test_is_exact() {
    // 2 * (1 + 10 + 45) / 2^10.
    close(sign_test(8, 2), 112.0 / 1024.0);
    close(sign_test(2, 8), sign_test(8, 2));
    close(sign_test(10, 0), 2.0 / 1024.0);
    close(sign_test(5, 5), 1.0);
    close(sign_test(0, 0), 1.0);
    // Far beyond 2^-1074.
    assert!(sign_test(1_500, 500) < 1e-100);
    assert!((sign_test(1_000_000, 1_000_000) - 1.0).abs() < 1e-3);
    assert_eq!(Outcomes::default().preference(), None);
}

#[test]
fn rankings_that_cannot_be_drafted_are_named() {
    let error = team_draft(&[1], &[2], 0, 1).expect_err("no places");
    assert!(
        matches!(error, Error::Parameter { field: "depth", .. }),
        "{error}"
    );
    let error = team_draft(&[1, 2], &[3, 3], 4, 1).expect_err("a row twice");
    assert!(
        matches!(&error, Error::DuplicateId { id, side: "ranking b" } if id == "3"),
        "{error}"
    );
}

#[test]
fn paired_differences_have_an_interval() {
    let first: Vec<f64> = (0..40).map(|n| f64::from(n % 7) / 10.0).collect();
    let second: Vec<f64> = first.iter().map(|v| v + 0.25).collect();
    let found = paired_bootstrap(&first, &second, 500, 1).expect("pairs");
    // Every pair differs by the same: no sample can say otherwise.
    close(found.mean, 0.25);
    close(found.low, 0.25);
    close(found.high, 0.25);
    let mut next = numbers(2);
    let noisy: Vec<f64> = first.iter().map(|v| v + next() - 0.5).collect();
    let found = paired_bootstrap(&first, &noisy, 2_000, 1).expect("pairs");
    assert!(found.low < 0.0 && found.high > 0.0 && found.low < found.mean && found.mean < found.high);
    assert_eq!(
        found,
        paired_bootstrap(&first, &noisy, 2_000, 1).expect("the same")
    );
    // Uniform differences of width 1: the mean's standard error is 1 / sqrt(12 * 40) = 0.0456, so the interval is
    // about 0.179 wide.
    assert!((found.high - found.low - 0.179).abs() < 0.05, "{found:?}");

    let wrong = paired_bootstrap(&first, &second[1..], 500, 1).expect_err("unequal lengths");
    assert!(
        matches!(
            wrong,
            Error::Shape {
                expected: 40,
                found: 39,
                ..
            }
        ),
        "{wrong}"
    );
    assert!(matches!(
        paired_bootstrap(&[1.0], &[1.0], 500, 1),
        Err(Error::TooFew { least: 2, .. })
    ));
    let wrong = paired_bootstrap(&[1.0, f64::NAN], &[1.0, 1.0], 500, 1).expect_err("NaN");
    assert_eq!(wrong.code(), "parameter_out_of_range");
    let wrong = paired_bootstrap(&first, &second, 99, 1).expect_err("too few samples");
    assert!(
        matches!(
            wrong,
            Error::Parameter {
                field: "resamples",
                ..
            }
        ),
        "{wrong}"
    );
}

#[test]
fn a_pair_has_the_grade_of_its_strongest_deed() {
    let deed = |scenario: &str, solution: &str, kind| Deed {
        scenario: scenario.to_owned(),
        solution: solution.to_owned(),
        kind,
    };
    let deeds = [
        deed("d2", "s1", DeedKind::Click),
        deed("d1", "s2", DeedKind::Award),
        deed("d1", "s2", DeedKind::Click),
        deed("d1", "s2", DeedKind::Passed),
        deed("d1", "s1", DeedKind::Passed),
        deed("d1", "s3", DeedKind::Answer),
    ];
    let found = grades_of(&deeds, &Grades::default()).expect("deeds");
    let found: Vec<_> = found
        .iter()
        .map(|j| (j.scenario.as_str(), j.solution.as_str(), j.grade))
        .collect();
    assert_eq!(
        found,
        [("d1", "s1", 0), ("d1", "s2", 3), ("d1", "s3", 2), ("d2", "s1", 1)]
    );
    for wrong in [
        Grades {
            click: 3,
            ..Grades::default()
        },
        Grades {
            acceptance: 31,
            ..Grades::default()
        },
    ] {
        let error = grades_of(&deeds, &wrong).expect_err("wrong grades");
        assert!(
            matches!(error, Error::Parameter { field: "grades", .. }),
            "{error}"
        );
    }
}

#[test]
fn only_what_stands_above_a_click_was_passed_over() {
    assert_eq!(passed_over(5, &[3]), [1, 2]);
    assert_eq!(passed_over(5, &[1]), [0usize; 0]);
    assert_eq!(passed_over(5, &[4, 1, 4]), [2, 3]);
    assert_eq!(passed_over(3, &[0, 9]), [0usize; 0]);
}

#[test]
fn what_one_organisation_says_many_times_is_no_more_certain() {
    // Thirty cases of one organisation gain, two of others lose.
    let first = [0.0; 32];
    let second: Vec<f64> = (0..32).map(|n| if n < 30 { 0.3 } else { -0.2 }).collect();
    let each = paired_bootstrap(&first, &second, 2_000, 1).expect("pairs");
    assert!(each.low > 0.1, "{each:?}");
    let of: Vec<usize> = (0..32usize).map(|n| n.saturating_sub(29)).collect();
    let clustered = clustered_bootstrap(&first, &second, &of, 2_000, 1).expect("pairs");
    assert_eq!((clustered.mean, clustered.cases), (each.mean, 32));
    assert!(clustered.low < 0.0, "{clustered:?}");
    // Where each is its own the two are one, and so they are where all are of one.
    let own: Vec<usize> = (0..32).collect();
    assert_eq!(
        clustered_bootstrap(&first, &second, &own, 2_000, 1).expect("pairs"),
        each
    );
    assert_eq!(
        clustered_bootstrap(&first, &second, &[7; 32], 2_000, 1).expect("pairs"),
        each
    );
    let wrong = clustered_bootstrap(&first, &second, &of[1..], 500, 1).expect_err("unequal lengths");
    assert_eq!(wrong.code(), "shape_mismatch");
}
