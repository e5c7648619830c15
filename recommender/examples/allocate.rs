//! Times giving out 2,000 x 2,000 places with 20 pairs each; one line of JSON.

use std::time::Instant;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use recommender::allocate::{Pair, Places, allocate};

const SIDE: u32 = 2_000;
const EACH: u32 = 20;

fn main() {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut pairs = Vec::new();
    for asker in 0..SIDE {
        for answerer in rand::seq::index::sample(&mut random, SIDE as usize, EACH as usize) {
            pairs.push(Pair {
                asker,
                answerer: answerer as u32,
                score: random.gen_range(0.0..1.0),
            });
        }
    }
    let places = Places {
        wanted: vec![1; SIDE as usize],
        capacity: vec![1; SIDE as usize],
        pairs,
        fair_limit: None,
    };
    let mut times: Vec<f64> = Vec::new();
    let mut value = 0.0;
    for _ in 0..9 {
        let begun = Instant::now();
        match allocate(&places) {
            Ok(got) => value = got.value,
            Err(error) => eprintln!("allocate: {error}"),
        }
        times.push(begun.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{}",
        serde_json::json!({"askers": SIDE, "answerers": SIDE, "pairs_each": EACH, "value": value, "median_s": times[4]})
    );
}
