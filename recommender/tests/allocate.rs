//! Giving out places: through the public interface.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use recommender::allocate::{Allocation, Pair, Places, allocate};

fn pair(asker: u32, answerer: u32, score: f32) -> Pair {
    Pair {
        asker,
        answerer,
        score,
    }
}

fn random(seed: u64, askers: u32, answerers: u32, density: f64) -> Places {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut pairs = Vec::new();
    for asker in 0..askers {
        for answerer in 0..answerers {
            if random.gen_bool(density) {
                pairs.push(pair(asker, answerer, random.gen_range(0..=100) as f32 / 100.0));
            }
        }
    }
    Places {
        wanted: (0..askers).map(|_| random.gen_range(0..3)).collect(),
        capacity: (0..answerers).map(|_| random.gen_range(0..3)).collect(),
        pairs,
        fair_limit: None,
    }
}

/// The best sum by trying every set of pairs.
fn by_trying(places: &Places) -> f64 {
    fn go(places: &Places, at: usize, wanted: &mut [u32], capacity: &mut [u32]) -> f64 {
        let Some(pair) = places.pairs.get(at) else {
            return 0.0;
        };
        let without = go(places, at + 1, wanted, capacity);
        let (a, b) = (pair.asker as usize, pair.answerer as usize);
        if wanted[a] == 0 || capacity[b] == 0 {
            return without;
        }
        (wanted[a], capacity[b]) = (wanted[a] - 1, capacity[b] - 1);
        let with = f64::from(pair.score) + go(places, at + 1, wanted, capacity);
        (wanted[a], capacity[b]) = (wanted[a] + 1, capacity[b] + 1);
        with.max(without)
    }
    go(
        places,
        0,
        &mut places.wanted.clone(),
        &mut places.capacity.clone(),
    )
}

fn keeps_limits(places: &Places, got: &Allocation) {
    let limit = places.fair_limit.unwrap_or(u32::MAX);
    for (n, wanted) in places.wanted.iter().enumerate() {
        let held = got.pairs.iter().filter(|p| p.asker as usize == n).count();
        assert!(held <= *wanted as usize);
    }
    for (n, capacity) in places.capacity.iter().enumerate() {
        let held = got.pairs.iter().filter(|p| p.answerer as usize == n).count();
        assert!(held <= *capacity.min(&limit) as usize);
    }
    assert!(got.pairs.iter().all(|p| places.pairs.contains(p)));
}

#[test]
fn the_sum_is_the_largest_there_is_and_no_limit_is_broken() {
    let mut answered = 0;
    for seed in 0..300 {
        let places = random(seed, 4, 4, 0.7);
        let got = allocate(&places).expect("valid");
        keeps_limits(&places, &got);
        assert!((got.value - by_trying(&places)).abs() < 1e-5, "seed {seed}");
        answered += got.pairs.len();
    }
    assert!(answered > 300);
}

#[test]
fn a_fair_limit_holds_and_its_cost_is_told() {
    let mut cost = 0.0;
    for seed in 0..50 {
        let mut places = random(seed, 30, 10, 0.5);
        places.capacity.fill(20);
        places.fair_limit = Some(3);
        let got = allocate(&places).expect("valid");
        keeps_limits(&places, &got);
        places.fair_limit = None;
        let free = allocate(&places).expect("valid");
        assert!((got.value_without_limit - free.value).abs() < 1e-6);
        assert!(got.value <= free.value + 1e-6 && free.cost_of_fairness() == 0.0);
        cost += got.cost_of_fairness();
    }
    assert!(cost > 0.0);
}

#[test]
fn a_second_choice_is_taken_where_both_gain_by_it() {
    let places = Places {
        wanted: vec![1, 1],
        capacity: vec![1, 1],
        pairs: vec![pair(0, 0, 0.9), pair(0, 1, 0.8), pair(1, 0, 0.7)],
        fair_limit: None,
    };
    let got = allocate(&places).expect("valid");
    assert_eq!(got.pairs, [pair(0, 1, 0.8), pair(1, 0, 0.7)]);
    assert_eq!(got.unanswered, 0);
}

#[test]
fn the_order_of_the_pairs_does_not_matter_and_nothing_is_legal() {
    let places = random(7, 40, 40, 0.3);
    let mut turned = places.clone();
    turned.pairs.reverse();
    assert_eq!(
        allocate(&places).expect("valid"),
        allocate(&turned).expect("valid")
    );
    assert_eq!(
        allocate(&Places::default()).expect("valid"),
        Allocation::default()
    );
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let base = Places {
        wanted: vec![1],
        capacity: vec![1],
        ..Places::default()
    };
    for (pairs, field) in [
        (vec![pair(1, 0, 0.5)], "pairs.asker"),
        (vec![pair(0, 1, 0.5)], "pairs.answerer"),
        (vec![pair(0, 0, f32::NAN)], "pairs.score"),
        (vec![pair(0, 0, 1.5)], "pairs.score"),
        (vec![pair(0, 0, 0.5), pair(0, 0, 0.4)], "pairs"),
    ] {
        let error = allocate(&Places {
            pairs,
            ..base.clone()
        })
        .expect_err(field);
        assert!(error.to_string().contains(field), "{error}");
    }
}

#[test]
fn nothing_is_worth_nothing_without_a_sign() {
    let got = allocate(&Places {
        wanted: vec![2],
        capacity: vec![1],
        pairs: Vec::new(),
        fair_limit: Some(0),
    })
    .expect("given out");
    assert_eq!((got.value, got.unanswered), (0.0, 2));
    for value in [got.value, got.value_without_limit, got.cost_of_fairness()] {
        assert!(value.is_sign_positive(), "{got:?}");
    }
}
