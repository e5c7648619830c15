//! How good is one ranked list?
//!
//! `ranked` holds the grades of the list's documents, best rank first, unjudged ones as 0; `judged`
//! holds the grades of everything judged for the query, in any order.

/// Normalised discounted cumulative gain at `k`: gain 2^grade - 1, discount log2(rank + 1). `None`
/// where nothing judged has a positive grade: then every order is as good.
///
/// ```
/// // One grade-1 document at rank 2: (1 / log2 3) / (1 / log2 2).
/// let value = recommender::evaluate::ndcg(&[0, 1], &[1, 0], 10).unwrap();
/// assert!((value - 0.6309).abs() < 1e-4);
/// ```
pub fn ndcg(ranked: &[u8], judged: &[u8], k: usize) -> Option<f64> {
    let gain = |grades: &mut dyn Iterator<Item = u8>| -> f64 {
        grades
            .take(k)
            .enumerate()
            .map(|(n, grade)| (f64::from(grade).exp2() - 1.0) / ((n + 2) as f64).log2())
            .sum()
    };
    let mut ideal = judged.to_vec();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best = gain(&mut ideal.into_iter());
    (best > 0.0).then(|| gain(&mut ranked.iter().copied()) / best)
}

/// One over the rank of the first relevant document within `k`, else 0. `None` where nothing judged is
/// relevant, i.e. has a grade of at least `relevant_at`.
pub fn reciprocal_rank(ranked: &[u8], judged: &[u8], relevant_at: u8, k: usize) -> Option<f64> {
    any(judged, relevant_at)?;
    let first = ranked.iter().take(k).position(|g| *g >= relevant_at);
    Some(first.map_or(0.0, |n| 1.0 / (n + 1) as f64))
}

/// Share of the relevant documents within `k`. `None` where nothing judged is relevant.
pub fn recall(ranked: &[u8], judged: &[u8], relevant_at: u8, k: usize) -> Option<f64> {
    let total = any(judged, relevant_at)?;
    let found = ranked.iter().take(k).filter(|g| **g >= relevant_at).count();
    Some(found as f64 / total as f64)
}

/// Mean over the relevant documents of the precision at their rank; those not in the list count 0.
/// `None` where nothing judged is relevant.
pub fn average_precision(ranked: &[u8], judged: &[u8], relevant_at: u8) -> Option<f64> {
    let total = any(judged, relevant_at)?;
    let mut found = 0usize;
    let mut sum = 0.0;
    for (n, grade) in ranked.iter().enumerate() {
        if *grade >= relevant_at {
            found += 1;
            sum += found as f64 / (n + 1) as f64;
        }
    }
    Some(sum / total as f64)
}

/// Expected calibration error: rows in order of their probability fall into `bins` bins of equal counts; the mean,
/// weighed by count, of how far the share of true outcomes lies from the mean probability (Naeini and others 2015).
/// 0 where nothing is given.
///
/// ```
/// // Two bins: 0.2 foretold and 0 of 2 true, 0.9 foretold and 2 of 2 true.
/// let error = recommender::evaluate::calibration_error(&[0.2, 0.9, 0.2, 0.9], &[false, true, false, true], 2);
/// assert!((error - 0.15).abs() < 1e-6);
/// ```
pub fn calibration_error(foretold: &[f32], outcomes: &[bool], bins: usize) -> f64 {
    let mut rows: Vec<(f32, bool)> = foretold.iter().copied().zip(outcomes.iter().copied()).collect();
    if rows.is_empty() || bins == 0 {
        return 0.0;
    }
    // Among equal probabilities no order is better than another: true ones first.
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let size = rows.len().div_ceil(bins);
    let apart = |bin: &[(f32, bool)]| {
        let foretold: f64 = bin.iter().map(|r| f64::from(r.0)).sum();
        (foretold - bin.iter().filter(|r| r.1).count() as f64).abs()
    };
    rows.chunks(size).map(apart).sum::<f64>() / rows.len() as f64
}

fn any(judged: &[u8], relevant_at: u8) -> Option<usize> {
    let total = judged.iter().filter(|g| **g >= relevant_at).count();
    (total > 0).then_some(total)
}
