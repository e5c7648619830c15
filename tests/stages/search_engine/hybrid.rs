//! Do words and meaning together put rows in order, and do rows near in meaning follow, obey and count?

use std::collections::HashMap;

use scenepool::search::{FoundBy, Likeness, OrderedBy, PartKind, SearchHit};

use super::*;

/// A question with what is known of the likeness of rows.
fn question(text: &str, likeness: &[(u128, f32)]) -> SearchQuery {
    let map: HashMap<Uuid, Likeness> = likeness
        .iter()
        .map(|(n, l)| (id(*n), Likeness::built_in(*l)))
        .collect();
    SearchQuery {
        text: text.into(),
        limit: 100,
        explain: true,
        likeness: Some(Arc::new(map)),
        ..SearchQuery::new(Solution)
    }
}

fn numbers(hits: &[SearchHit], by: FoundBy) -> Vec<u128> {
    let of = hits.iter().filter(|h| h.by == by);
    of.map(|h| h.id.as_u128()).collect()
}

/// A row of an industry.
fn of(number: u128, industry: &str, title: &str, body: &str) -> SearchDoc {
    SearchDoc {
        industries: vec![industry.into()],
        ..doc(number, title, body)
    }
}

async fn shelf() -> Shelf {
    Shelf::with(vec![
        of(1, "rail", "缺陷检测打印", "缺陷检测报告。"),
        of(2, "rail", "产线上的相机用于缺陷检测", ""),
        of(3, "rail", "瑕疵判别", ""),
        of(4, "power", "划伤识别", ""),
        of(5, "power", "食堂订餐", ""),
    ])
    .await
}

#[tokio::test]
async fn likeness_moves_rows_with_the_words_and_others_follow_them() {
    let shelf = shelf().await;
    let asked = question("缺陷检测", &[(1, 0.0), (2, 0.95), (3, 0.9), (4, 0.8), (5, 0.55)]);
    let result = shelf.index.search(&asked).await.unwrap();
    assert_eq!(result.ordered_by, OrderedBy::Hybrid);
    assert_eq!(
        numbers(&result.hits, FoundBy::Words),
        [2, 1],
        "meaning outweighs a word more"
    );
    assert_eq!(
        numbers(&result.hits, FoundBy::Meaning),
        [3, 4],
        "5 is not like enough"
    );
    let order: Vec<u128> = result.hits.iter().map(|h| h.id.as_u128()).collect();
    assert_eq!(order, [2, 1, 3, 4]);
    assert_eq!(result.total, 4);
    let counts: Vec<(&str, u64)> = result.facets["industry"]
        .iter()
        .map(|c| (c.code.as_str(), c.count))
        .collect();
    assert_eq!(counts, [("rail", 3), ("power", 1)], "facets count what is listed");
    assert!(result.hits.is_sorted_by(|a, b| a.score >= b.score));
    for hit in &result.hits {
        let sum: f32 = hit.parts.iter().map(|p| p.value).sum();
        assert!((sum - hit.score).abs() < 1e-3, "{hit:?}");
        assert!(hit.score > 0.0 && hit.score <= 1.0 + 1e-6, "{hit:?}");
        let meaning = hit.parts.iter().any(|p| p.kind == PartKind::Meaning);
        assert_eq!(meaning, hit.id != id(1), "{hit:?}");
        assert_eq!(hit.terms.is_empty(), hit.by == FoundBy::Meaning);
    }

    let bare = SearchQuery {
        likeness: None,
        ..asked.clone()
    };
    let words = shelf.index.search(&bare).await.unwrap();
    assert_eq!(words.ordered_by, OrderedBy::Words);
    assert_eq!(numbers(&words.hits, FoundBy::Words), [1, 2]);
    let newest = SearchQuery {
        sort: Sort::Newest,
        ..asked.clone()
    };
    let newest = shelf.index.search(&newest).await.unwrap();
    // Another order is of the same rows.
    assert_eq!((newest.ordered_by, newest.total), (OrderedBy::Sort, 4));
    let order: Vec<u128> = newest.hits.iter().map(|h| h.id.as_u128()).collect();
    assert_eq!(order, [4, 3, 2, 1]);
    assert_eq!(numbers(&newest.hits, FoundBy::Meaning), [4, 3]);
    // Where no row is near enough, those with the words are found by them in every order.
    let alone = SearchQuery {
        sort: Sort::Newest,
        ..question("缺陷检测", &[(5, 0.1)])
    };
    let alone = shelf.index.search(&alone).await.unwrap();
    assert_eq!(numbers(&alone.hits, FoundBy::Words), [2, 1]);
    let all = SearchQuery {
        text: String::new(),
        ..asked
    };
    let all = shelf.index.search(&all).await.unwrap();
    assert_eq!((all.ordered_by, all.total), (OrderedBy::Sort, 5));
}

#[tokio::test]
async fn rows_near_in_meaning_obey_the_filters_and_do_not_hide_which_to_drop() {
    let shelf = shelf().await;
    let mut asked = question("缺陷检测", &[(3, 0.9), (4, 0.8)]);
    asked.filters.insert("industry".into(), vec!["power".into()]);
    let result = shelf.index.search(&asked).await.unwrap();
    assert_eq!(numbers(&result.hits, FoundBy::Meaning), [4]);
    assert_eq!((result.total, result.hits.len()), (1, 1));
    let said: Vec<(String, usize)> = result
        .relaxations
        .into_iter()
        .map(|r| (r.facets.join("+"), r.total))
        .collect();
    assert_eq!(
        said,
        [("industry".to_owned(), 4)],
        "what the list would then hold"
    );
    assert_eq!(
        result.facets["industry"][0].count, 3,
        "without its own filter: rail"
    );

    // Without a filter no filter is to blame.
    let none = shelf
        .index
        .search(&question("月球采矿", &[(3, 0.9)]))
        .await
        .unwrap();
    assert_eq!((none.total, none.hits[0].by), (1, FoundBy::Meaning));
    assert!(none.relaxations.is_empty());
    // Words that are too much together are still relaxed, although other rows are near.
    let half = shelf
        .index
        .search(&question("报告 相机", &[(4, 0.9)]))
        .await
        .unwrap();
    let mut found = numbers(&half.hits, FoundBy::Words);
    found.sort_unstable();
    assert_eq!(
        (found, numbers(&half.hits, FoundBy::Meaning)),
        (vec![1, 2], vec![4])
    );
}

#[tokio::test]
async fn a_near_row_with_too_few_of_the_words_is_found_by_meaning_alone() {
    let shelf = Shelf::with(vec![
        doc(1, "齿轮缺陷视觉检测", ""),
        doc(2, "齿轮瑕疵判别", ""),
        doc(3, "齿轮润滑", ""),
    ])
    .await;
    let asked = question("齿轮 缺陷 视觉 检测", &[(1, 0.0), (2, 1.0)]);
    let hits = shelf.index.search(&asked).await.unwrap().hits;
    let order: Vec<(u128, FoundBy)> = hits.iter().map(|h| (h.id.as_u128(), h.by)).collect();
    assert_eq!(order, [(1, FoundBy::Words), (2, FoundBy::Meaning)]);
    let kinds: Vec<PartKind> = hits[1].parts.iter().map(|p| p.kind).collect();
    assert_eq!((kinds, hits[1].terms.len()), (vec![PartKind::Meaning], 0));
    assert!(hits[1].score <= hits[0].score);
}

#[tokio::test]
async fn a_row_of_the_other_kind_or_gone_is_not_near() {
    let shelf = shelf().await;
    let mut scenario = of(9, "rail", "瑕疵", "");
    scenario.kind = Scenario;
    shelf
        .index
        .apply(vec![scenario], vec![(Solution, id(3))])
        .await
        .unwrap();
    let asked = question("缺陷检测", &[(3, 0.9), (4, 0.9), (9, 0.9), (77, 0.9)]);
    let result = shelf.index.search(&asked).await.unwrap();
    assert_eq!(numbers(&result.hits, FoundBy::Meaning), [4]);
    assert_eq!(result.total, 3);
}

#[tokio::test]
async fn pages_of_words_and_meaning_hold_each_row_once_and_are_the_same_again() {
    let title = |n: u128| {
        if n < 40 {
            "工业质检系统"
        } else {
            "瑕疵判别"
        }
    };
    let docs = (0..60_u128).map(|n| {
        let mut doc = doc(n, title(n), "");
        doc.published_at = day(i64::try_from(n % 5).unwrap());
        doc
    });
    let shelf = Shelf::with(docs.collect()).await;
    // Many are alike to the bit, and some unknown.
    let known: Vec<(u128, f32)> = (0..55).map(|n| (n, 0.75 + (n % 3) as f32 / 20.0)).collect();
    let mut seen = Vec::new();
    for offset in (0..70).step_by(7) {
        let asked = SearchQuery {
            limit: 7,
            offset,
            ..question("质检", &known)
        };
        let result = shelf.index.search(&asked).await.unwrap();
        assert_eq!(result, shelf.index.search(&asked).await.unwrap());
        assert!(result.total > 40 && result.hits.len() <= 7);
        seen.extend(result.hits.into_iter().map(|h| (h.id.as_u128(), h.by)));
        assert!(seen.len() <= result.total);
    }
    let total = shelf.index.search(&question("质检", &known)).await.unwrap().total;
    assert_eq!(seen.len(), total);
    let once: std::collections::BTreeSet<u128> = seen.iter().map(|s| s.0).collect();
    assert_eq!(once.len(), total, "each once");
    let first_near = seen.iter().position(|s| s.1 == FoundBy::Meaning).unwrap();
    assert_eq!(first_near, 40);
    assert!(seen[first_near..].iter().all(|s| s.1 == FoundBy::Meaning));
}

fn order(hits: &[SearchHit]) -> Vec<u128> {
    hits.iter().map(|h| h.id.as_u128()).collect()
}

#[tokio::test]
async fn of_a_long_query_rows_with_a_stray_word_and_rows_near_in_meaning_stand_in_one_order() {
    let shelf = Shelf::with(vec![
        doc(1, "企业食堂订餐", "零件领用也在线登记。"),
        doc(2, "瑕疵判别", ""),
        doc(3, "划伤识别", ""),
        doc(4, "零件表面划痕相机", "剔除不良，留下照片。"),
    ])
    .await;
    let text = "相机拍摄零件表面找出划痕剔除不良";
    let likeness = [(1, 0.05), (2, 0.7), (3, 0.3), (4, 0.3)];
    let found = shelf.index.search(&question(text, &likeness)).await.unwrap();
    assert_eq!(
        order(&found.hits),
        [4, 2, 3],
        "most of the words, then by meaning"
    );
    // Where no row has most of them, those with the most there are do; one word earns little beside meaning.
    shelf.index.apply(vec![], vec![(Solution, id(4))]).await.unwrap();
    let found = shelf.index.search(&question(text, &likeness)).await.unwrap();
    assert_eq!(order(&found.hits), [2, 3, 1]);
    let by: Vec<FoundBy> = found.hits.iter().map(|h| h.by).collect();
    assert_eq!(by, [FoundBy::Meaning, FoundBy::Meaning, FoundBy::Words]);
    assert_eq!(found.hits[2].terms, ["零件"]);
    for hit in &found.hits {
        let sum: f32 = hit.parts.iter().map(|p| p.value).sum();
        assert!(hit.score > 0.0 && (sum - hit.score).abs() < 1e-3, "{hit:?}");
    }
}

#[tokio::test]
async fn whoever_types_a_name_or_a_word_finds_the_rows_that_have_it_first() {
    let mut docs = vec![
        doc(1, "缺陷检测", ""),
        doc(2, "缺陷检测 缺陷检测一体机", "缺陷检测，缺陷检测，缺陷检测。"),
        doc(3, "仓储机器人", "也做过一次缺陷检测。"),
    ];
    docs.extend((10..40).map(|n| doc(n, "瑕疵判别", "")));
    let shelf = Shelf::with(docs).await;
    let mut likeness = vec![(1, 0.0), (2, 1.0), (3, 0.0)];
    likeness.extend((10..40).map(|n| (n, 1.0)));
    let found = shelf
        .index
        .search(&question("缺陷检测", &likeness))
        .await
        .unwrap();
    let first = order(&found.hits);
    assert_eq!(
        first[..3],
        [1, 2, 3],
        "the title, the words in the title, the words"
    );
    assert!(first.len() > 10 && numbers(&found.hits, FoundBy::Words) == [1, 2, 3]);
    assert!(found.hits.is_sorted_by(|a, b| a.score >= b.score));
    for hit in &found.hits {
        let sum: f32 = hit.parts.iter().map(|p| p.value).sum();
        assert!(hit.score > 0.0 && (sum - hit.score).abs() < 1e-3, "{hit:?}");
    }
}
