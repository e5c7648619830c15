//! Metrics against values worked out by hand.

use recommender::evaluate::{average_precision, ndcg, recall, reciprocal_rank};

fn close(value: Option<f64>, expected: f64) {
    let value = value.expect("a value");
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

#[test]
fn ndcg_uses_exponential_gain_and_logarithmic_discount() {
    // Gains 7, 0, 3, 1 at ranks 1 to 4; ideal 7, 3, 1, 0.
    let got = 7.0 + 3.0 / 4f64.log2() + 1.0 / 5f64.log2();
    let ideal = 7.0 + 3.0 / 3f64.log2() + 1.0 / 4f64.log2();
    close(ndcg(&[3, 0, 2, 1], &[0, 1, 2, 3], 10), got / ideal);
}

#[test]
fn ndcg_counts_only_the_first_k_ranks_on_both_sides() {
    // At k = 2 the ideal is 3, 3; the list shows 3, 0 and its third place is cut.
    let third = 1.0 + 1.0 / 3f64.log2();
    close(ndcg(&[3, 0, 3], &[3, 3, 0], 2), 1.0 / third);
}

#[test]
fn ndcg_of_what_nobody_wants_is_undefined() {
    assert_eq!(ndcg(&[0, 0], &[0, 0], 10), None);
    assert_eq!(ndcg(&[], &[], 10), None);
}

#[test]
fn a_perfect_order_has_every_metric_at_one() {
    for grades in [vec![3u8, 2, 1, 0], vec![1], vec![2, 2, 2, 1, 1]] {
        close(ndcg(&grades, &grades, 10), 1.0);
        close(reciprocal_rank(&grades, &grades, 1, 10), 1.0);
        close(recall(&grades, &grades, 1, 100), 1.0);
        close(average_precision(&grades, &grades, 1), 1.0);
    }
}

#[test]
fn the_rank_of_the_first_relevant_document_decides_mrr() {
    close(reciprocal_rank(&[0, 1, 2], &[0, 1, 2], 2, 10), 1.0 / 3.0);
    close(reciprocal_rank(&[0, 1, 2], &[0, 1, 2], 1, 10), 0.5);
    close(reciprocal_rank(&[0, 1, 2], &[0, 1, 2], 2, 2), 0.0);
    assert_eq!(reciprocal_rank(&[0, 1], &[0, 1], 2, 10), None);
}

#[test]
fn average_precision_counts_relevant_documents_that_were_not_found() {
    // Relevant at ranks 1 and 3 of three relevant ones: (1/1 + 2/3) / 3.
    close(
        average_precision(&[1, 0, 1], &[1, 1, 1, 0], 1),
        (1.0 + 2.0 / 3.0) / 3.0,
    );
}

#[test]
fn recall_is_the_share_within_the_cut() {
    close(recall(&[1, 0, 1, 1], &[1, 1, 1, 1, 0], 1, 3), 0.5);
}

#[test]
fn metrics_stay_between_zero_and_one_and_better_orders_never_score_less() {
    // Every order of a small multiset of grades, by Heap's algorithm.
    let mut orders = Vec::new();
    permute(&mut [0u8, 1, 1, 2, 3], 5, &mut orders);
    assert_eq!(orders.len(), 120);
    for order in &orders {
        for value in [
            ndcg(order, order, 10).expect("positive grades"),
            average_precision(order, order, 2).expect("a relevant one"),
            reciprocal_rank(order, order, 2, 10).expect("a relevant one"),
        ] {
            assert!((0.0..=1.0 + 1e-12).contains(&value), "{value} for {order:?}");
        }
        for n in 0..order.len() - 1 {
            if order[n] < order[n + 1] {
                let mut better = order.clone();
                better.swap(n, n + 1);
                assert!(
                    ndcg(&better, &better, 10) > ndcg(order, order, 10),
                    "{order:?} at {n}"
                );
            }
        }
    }
}

fn permute(items: &mut [u8; 5], size: usize, orders: &mut Vec<Vec<u8>>) {
    if size == 1 {
        orders.push(items.to_vec());
        return;
    }
    for n in 0..size {
        permute(items, size - 1, orders);
        items.swap(if size.is_multiple_of(2) { n } else { 0 }, size - 1);
    }
}
