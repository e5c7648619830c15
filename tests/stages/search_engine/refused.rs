//! What does a row that says no to a word have to do with who asks for it?

use super::*;

#[tokio::test]
async fn who_says_no_to_a_word_stands_behind_who_does_it() {
    let mut summary = doc(2, "园区门禁系统", "刷卡通行。");
    summary.summary = "按工牌放行，不做人脸识别。".into();
    let shelf = Shelf::with(vec![
        doc(1, "课堂观察分析", "只统计举手次数，不做人脸识别。"),
        summary,
        doc(
            3,
            "考勤系统",
            "很长的说明在前面：排班、请假、加班、调休、补卡、外勤和报表都在里面。支持人脸识别打卡。",
        ),
        doc(4, "食堂订餐", "提前一天订餐，无需人脸识别。"),
    ])
    .await;
    let found = shelf.ask("人脸识别").await;
    // Found all the same: a reader may look for just that, and a no may be misheard.
    let order: Vec<u128> = found.hits.iter().map(|h| h.id.as_u128()).collect();
    assert_eq!(order[0], 3, "{found:?}");
    assert_eq!((found.total, order.len()), (4, 4));
    let asked = SearchQuery {
        text: "人脸识别".into(),
        explain: true,
        ..SearchQuery::new(Solution)
    };
    let parts = shelf.index.search(&asked).await.unwrap();
    let fields: Vec<&str> = parts.hits[0].parts.iter().map(|p| p.field.as_str()).collect();
    assert!(fields.contains(&"body"), "{fields:?}");
    for hit in &parts.hits[1..] {
        assert!(hit.parts.iter().all(|p| p.field == "refused"), "{hit:?}");
        assert_eq!(hit.terms, ["人脸识别"], "the page shows where it says so");
    }
}

#[tokio::test]
async fn what_every_solution_is_asks_for_nothing_where_no_row_says_it() {
    let shelf = Shelf::titles(&["焊缝缺陷检测", "智能排产", "门诊导诊"]).await;
    for all in ["AI", "人工智能"] {
        assert_eq!(shelf.ask(all).await.total, 3, "{all}");
    }
    let welds = shelf.ask("AI 焊缝检测").await;
    assert_eq!(welds.hits[0].id, id(1));
    assert_eq!(welds.total, 1, "{welds:?}");
    // Where a row says it, it is a word like any other.
    let said = Shelf::titles(&["人工智能实训室", "焊缝缺陷检测"]).await;
    assert_eq!(said.ask("AI").await.total, 1);
}

#[tokio::test]
async fn what_a_query_does_not_want_is_no_word_to_be_found_by() {
    use std::collections::HashMap;

    use scenepool::search::Likeness;

    let shelf = Shelf::with(vec![
        doc(1, "门店客流统计", "人脸识别去重，按顾客统计。"),
        doc(2, "展厅客流统计", "只数人头，不做人脸识别。"),
        doc(3, "车站客流统计", "按闸机计数。"),
        doc(4, "考勤系统", "人脸识别打卡。"),
    ])
    .await;
    let order = |found: &SearchResult| -> Vec<u128> { found.hits.iter().map(|h| h.id.as_u128()).collect() };
    let likeness: HashMap<Uuid, Likeness> = [(1, 0.9), (2, 0.5), (3, 0.4), (4, 0.1)]
        .map(|(number, like)| (id(number), Likeness::built_in(like)))
        .into();
    for text in ["不要人脸识别的客流统计", "客流统计 不使用人脸识别"] {
        let asked = SearchQuery {
            text: text.into(),
            likeness: Some(Arc::new(likeness.clone())),
            ..SearchQuery::new(Solution)
        };
        let found = shelf.index.search(&asked).await.unwrap();
        assert_eq!(order(&found), [2, 3, 1], "{text}: {found:?}");
    }
    // Nothing else is asked for: who says no to it.
    assert_eq!(order(&shelf.ask("不支持人脸识别").await), [2]);
    // Nobody says no to it: the words as they are.
    assert_eq!(order(&shelf.ask("不要考勤").await), [4]);
}
