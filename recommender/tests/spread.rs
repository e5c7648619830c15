//! Does one vendor fill a list, and does a newcomer get a place?

use recommender::{Error, MatchEntry, MatchList, Spread};

/// Rows `vendor/number`, best first, scores from 1 downwards by a hundredth.
fn list(ids: &[&str]) -> MatchList {
    let entries = ids.iter().enumerate().map(|(n, id)| MatchEntry {
        id: (*id).to_owned(),
        vendor: None,
        rank: n + 1,
        score: 1.0 - n as f32 / 100.0,
        components: vec![],
        coverage: vec![],
        reasons: vec![],
    });
    MatchList {
        entries: entries.collect(),
        ..MatchList::default()
    }
}

fn vendor(id: &str) -> Option<String> {
    id.split_once('/').map(|(vendor, _)| vendor.to_owned())
}

fn shared(spread: Spread, list: MatchList, new: &[&str]) -> (Vec<String>, MatchList) {
    let list = spread
        .apply(list, vendor, |vendor| new.contains(&vendor))
        .expect("a list");
    (list.entries.iter().map(|e| e.id.clone()).collect(), list)
}

#[test]
fn a_vendor_has_at_most_its_share_and_what_is_left_out_is_counted() {
    let ranked = list(&["a/1", "a/2", "a/3", "b/1", "a/4", "none", "c/1"]);
    let spread = Spread {
        top: 5,
        per_vendor: 2,
        newcomers: 0,
    };
    let (ids, list) = shared(spread, ranked, &[]);
    assert_eq!(ids, ["a/1", "a/2", "b/1", "none", "c/1"]);
    assert_eq!(
        list.entries.iter().map(|e| e.rank).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5]
    );
    assert_eq!(
        (list.excluded[0].reason.as_str(), list.excluded[0].count),
        ("per_vendor", 2)
    );
}

#[test]
fn a_newcomer_takes_a_late_place_and_says_why() {
    let ranked = list(&["a/1", "b/1", "c/1", "d/1", "e/1", "n/1", "n/2", "m/1"]);
    let spread = Spread {
        top: 4,
        per_vendor: 3,
        newcomers: 2,
    };
    let (ids, list) = shared(spread, ranked.clone(), &["n", "m"]);
    assert_eq!(ids, ["a/1", "b/1", "n/1", "m/1"]);
    assert!(list.entries[2].reasons.iter().any(|r| r.code == "new_vendor"));
    assert!(list.entries[0].reasons.is_empty());
    // Who is there by its fit counts, and nobody gives way for it.
    let (ids, _) = shared(
        Spread {
            newcomers: 1,
            ..spread
        },
        ranked,
        &["d", "n"],
    );
    assert_eq!(ids, ["a/1", "b/1", "c/1", "d/1"]);
}

#[test]
fn a_newcomer_that_hardly_fits_gets_no_place() {
    let mut ranked = list(&["a/1", "b/1", "n/1"]);
    ranked.entries[2].score = 0.4;
    let spread = Spread {
        top: 2,
        per_vendor: 3,
        newcomers: 1,
    };
    assert_eq!(shared(spread, ranked.clone(), &["n"]).0, ["a/1", "b/1"]);
    ranked.entries[2].score = 0.6;
    assert_eq!(shared(spread, ranked, &["n"]).0, ["a/1", "n/1"]);
}

#[test]
fn wrong_settings_are_named() {
    let right = Spread {
        top: 4,
        per_vendor: 1,
        newcomers: 2,
    };
    for (name, wrong) in [
        ("top", Spread { top: 0, ..right }),
        (
            "per_vendor",
            Spread {
                per_vendor: 0,
                ..right
            },
        ),
        (
            "newcomers",
            Spread {
                newcomers: 3,
                ..right
            },
        ),
    ] {
        match wrong.apply(list(&["a/1"]), vendor, |_| false) {
            Err(Error::Parameter { field, .. }) => assert_eq!(field, name),
            other => panic!("{name}: {other:?}"),
        }
    }
}
