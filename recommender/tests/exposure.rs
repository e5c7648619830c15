//! How unevenly vendors are shown, against cases worked by hand.

use recommender::Exposure;

fn near(a: Option<f64>, b: f64) -> bool {
    a.is_some_and(|a| (a - b).abs() < 1e-12)
}

#[test]
fn gini_is_as_worked_by_hand() {
    // All alike; one has all of four; 2(1·1 + 2·2 + 3·3) / (3·6) - 4/3 = 2/9.
    assert!(near(Exposure::of(&[5, 5, 5]).gini, 0.0));
    assert!(near(Exposure::of(&[0, 8, 0, 0]).gini, 0.75));
    assert!(near(Exposure::of(&[3, 1, 2]).gini, 2.0 / 9.0));
    // The mean difference over all pairs, halved and divided by the mean, is the same by definition.
    let places = [7u64, 0, 3, 3, 12, 1];
    let mean = places.iter().sum::<u64>() as f64 / 6.0;
    let apart: u64 = places.iter().flat_map(|a| places.map(|b| a.abs_diff(b))).sum();
    assert!(near(Exposure::of(&places).gini, apart as f64 / 36.0 / 2.0 / mean));
}

#[test]
fn who_is_never_shown_is_counted_and_nothing_is_divided_by_nothing() {
    let some = Exposure::of(&[0, 4, 0, 1]);
    assert_eq!((some.vendors, some.shown, some.never), (4, 5, 2));
    assert!(near(some.never_share(), 0.5));
    let nobody = Exposure::of(&[]);
    assert_eq!((nobody.gini, nobody.never_share()), (None, None));
    let unseen = Exposure::of(&[0, 0]);
    assert_eq!((unseen.gini, unseen.never), (None, 2));
}
