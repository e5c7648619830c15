//! Does a word that nearly every row has find few rows where it stands beside one that says more?

use std::collections::HashMap;

use scenepool::search::Likeness;

use super::*;

/// Sixty rows with 智能, of which three have 客服 and the last twenty are of rail.
async fn shelf() -> Shelf {
    let rows = (1..=60_u128).map(|n| {
        let title = if n <= 3 {
            "智能客服工单"
        } else {
            "智能排产系统"
        };
        SearchDoc {
            industries: vec![if n > 40 { "rail" } else { "power" }.into()],
            ..doc(n, title, "")
        }
    });
    Shelf::with(rows.collect()).await
}

fn asking(text: &str) -> SearchQuery {
    SearchQuery {
        text: text.into(),
        limit: 100,
        ..SearchQuery::new(Solution)
    }
}

#[tokio::test]
async fn a_common_word_beside_an_unknown_one_finds_a_page_of_rows_and_a_rare_one_finds_its_own() {
    let shelf = shelf().await;
    let all = shelf.index.search(&asking("智能")).await.unwrap();
    assert_eq!(all.total, 60, "alone it is all that is asked for");
    for text in ["智能 铄桁", "铄桁智能", "智能 zzqqxx"] {
        let found = shelf.index.search(&asking(text)).await.unwrap();
        assert_eq!((found.total, found.hits.len()), (20, 20), "{text}");
        let counted: u64 = found.facets["industry"].iter().map(|c| c.count).sum();
        assert_eq!(counted, 20, "{text}: facets count what is listed");
    }
    for text in ["客服 铄桁", "智能 客服 铄桁"] {
        let found = shelf.index.search(&asking(text)).await.unwrap();
        let mut ids: Vec<u128> = found.hits.iter().map(|h| h.id.as_u128()).collect();
        ids.sort_unstable();
        assert_eq!(ids, [1, 2, 3], "{text}");
    }
    // Words that are all common are what is asked for.
    let both = shelf.index.search(&asking("智能 系统")).await.unwrap();
    assert_eq!(both.total, 57);
}

#[tokio::test]
async fn of_rows_with_a_common_word_alone_those_that_are_meant_are_taken_and_filters_narrow_them() {
    let shelf = shelf().await;
    let mut asked = asking("智能 铄桁");
    let like: HashMap<Uuid, Likeness> = (1..=60)
        .map(|n| (id(n), Likeness::built_in(if n % 2 == 0 { 0.3 } else { 0.1 })))
        .collect();
    asked.likeness = Some(Arc::new(like));
    let found = shelf.index.search(&asked).await.unwrap();
    assert_eq!(found.total, 20);
    assert!(found.hits.iter().all(|h| h.id.as_u128() % 2 == 0), "{found:?}");
    asked.filters.insert("industry".into(), vec!["rail".into()]);
    let narrowed = shelf.index.search(&asked).await.unwrap();
    assert!(narrowed.total > 0 && narrowed.total < 20, "{}", narrowed.total);
    assert!(narrowed.hits.iter().all(|h| h.id.as_u128() > 40));
    asked.filters.insert("industry".into(), vec!["finance".into()]);
    let none = shelf.index.search(&asked).await.unwrap();
    assert_eq!((none.total, none.relaxations[0].total), (0, 20));
}

#[tokio::test]
async fn where_no_row_has_all_words_the_rare_one_is_asked_for() {
    // Nobody says both: of a helmet's detection a row with 检测 alone is no answer.
    let title = |n| {
        if n > 12 {
            "焊缝检测系统"
        } else {
            "智能排产系统"
        }
    };
    let mut rows: Vec<SearchDoc> = (1..=20_u128).map(|n| doc(n, title(n), "")).collect();
    rows.push(doc(21, "作业行为识别", "没戴安全帽就报警。"));
    let shelf = Shelf::with(rows).await;
    let found = shelf.ask("安全帽检测").await;
    let order: Vec<u128> = found.hits.iter().map(|h| h.id.as_u128()).collect();
    assert_eq!(order, [21], "{found:?}");
    assert_eq!(shelf.ask("检测").await.total, 8, "alone it is what is asked for");
}
