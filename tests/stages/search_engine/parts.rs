//! Do the parts of a score add up to it, and do they name what the hit was found by?

use scenepool::search::{PartKind, ScorePart};

use super::*;

async fn explained(shelf: &Shelf, text: &str) -> SearchResult {
    let query = SearchQuery {
        text: text.into(),
        explain: true,
        ..SearchQuery::new(Solution)
    };
    shelf.index.search(&query).await.unwrap()
}

async fn shelf() -> Shelf {
    let row = |number, title: &str, summary: &str, body: &str| SearchDoc {
        summary: summary.into(),
        ..doc(number, title, body)
    };
    let shelf = Shelf::with(vec![
        row(
            1,
            "智能体编排平台",
            "编排多个智能体",
            "智能体之间的消息与重试，200ms 内派单",
        ),
        row(2, "AI Agent 客服", "以 agent 应答", "robots 与 robotics"),
        row(3, "溯桥质检一体机", "溯桥的质检", "缺陷检测，kubernetes 部署"),
        row(4, "质检", "", "智能体复核"),
    ])
    .await;
    // A second segment: rows are scored where they lie.
    shelf
        .index
        .apply(vec![row(5, "质检云", "溯桥质检的云端", "")], vec![])
        .await
        .unwrap();
    shelf
}

#[tokio::test]
async fn parts_add_up_to_the_score_whatever_the_row_was_found_by() {
    let shelf = shelf().await;
    let mut kinds = std::collections::BTreeSet::new();
    let mut hits = 0;
    for text in [
        "智能体",
        "智能体 编排",
        "溯桥 质检",
        "质检",
        "我们想要一个能够质检的智能体编排平台",
        "znt",
        "zhinengti",
        "kubern",
        "kubrenetes",
        "robot",
        "200毫秒",
        "溯",
        "溯桥质检一体机",
        "溯桥 质检 智能体",
    ] {
        let found = explained(&shelf, text).await;
        assert!(found.total > 0, "{text}");
        for hit in found.hits {
            let sum: f32 = hit.parts.iter().map(|p| p.value).sum();
            assert!((sum - hit.score).abs() < 1e-3, "{text}: {hit:?}");
            assert!(hit.parts.iter().all(|p| p.value > 0.0), "{text}: {hit:?}");
            assert!(hit.parts.is_sorted_by(|a, b| a.value >= b.value), "{text}");
            kinds.extend(hit.parts.iter().map(|p| p.kind));
            hits += 1;
        }
    }
    assert!(hits > 20);
    use PartKind::{Beginning, ExactTitle, Pair, Pinyin, Typo, Variant, Word};
    let all = [Word, Variant, Beginning, Typo, Pair, Pinyin, ExactTitle];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), all);
}

#[tokio::test]
async fn parts_name_field_kind_and_word() {
    let shelf = shelf().await;
    let parts = async |text: &str, number: u128| -> Vec<(String, PartKind, String)> {
        let hits = explained(&shelf, text).await.hits;
        let hit = hits.into_iter().find(|h| h.id == id(number)).unwrap();
        let name = |p: ScorePart| (p.field, p.kind, p.term);
        hit.parts.into_iter().map(name).collect()
    };
    let part = |field: &str, kind, term: &str| (field.to_owned(), kind, term.to_owned());
    let found = parts("智能体", 1).await;
    assert_eq!(found[0], part("title", PartKind::Word, "智能体"));
    assert_eq!(found.len(), 3, "title, summary and body: {found:?}");
    assert!(
        parts("智能体", 2)
            .await
            .contains(&part("title", PartKind::Variant, "ai agent"))
    );
    assert!(
        parts("znt", 4)
            .await
            .contains(&part("body", PartKind::Pinyin, "智能体"))
    );
    assert!(
        parts("质检", 4)
            .await
            .contains(&part("title", PartKind::ExactTitle, "质检"))
    );
    assert!(
        parts("溯桥", 3)
            .await
            .contains(&part("head", PartKind::Pair, "溯桥"))
    );
}

#[tokio::test]
async fn a_row_whose_whole_title_is_asked_for_comes_first() {
    let mut docs: Vec<SearchDoc> = (2..9)
        .map(|n| SearchDoc {
            summary: "缺陷检测系统".into(),
            names: "缺陷检测".into(),
            ..doc(n, "缺陷检测系统", "缺陷检测系统缺陷检测系统")
        })
        .collect();
    docs.push(doc(1, "缺陷 检测", ""));
    let shelf = Shelf::with(docs).await;
    assert_eq!(shelf.finds("缺陷检测").await[0], 1);
}

#[tokio::test]
async fn without_asking_or_in_another_order_there_are_no_parts() {
    let shelf = shelf().await;
    assert!(shelf.ask("智能体").await.hits.iter().all(|h| h.parts.is_empty()));
    let query = SearchQuery {
        text: "智能体".into(),
        sort: Sort::Newest,
        explain: true,
        ..SearchQuery::new(Solution)
    };
    let hits = shelf.index.search(&query).await.unwrap().hits;
    assert!(!hits.is_empty());
    assert!(hits.iter().all(|h| h.parts.is_empty()));
    let all = explained(&shelf, "").await;
    assert!(all.hits.len() == 5 && all.hits.iter().all(|h| h.parts.is_empty()));
}
