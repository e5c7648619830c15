//! Are Chinese words found by their pinyin and initials, and only the words that sound so?

use super::*;

fn named(number: u128, title: &str, names: &str, capabilities: &[&str], body: &str) -> SearchDoc {
    SearchDoc {
        names: names.into(),
        capabilities: capabilities.iter().map(|c| (*c).to_owned()).collect(),
        ..doc(number, title, body)
    }
}

async fn shelf() -> Shelf {
    Shelf::with(vec![
        named(1, "政务服务智能体", "北京溯桥科技有限公司", &["工单分派"], ""),
        named(2, "智能体温计批量采购", "", &[], ""),
        named(3, "联合实验室", "北京大学 教育", &[], "面向人工智能教学。"),
        named(4, "智能停车引导", "", &["车位预测"], ""),
        named(5, "产线质检", "", &["智能质检"], "让智能体复核。"),
        named(6, "重庆园区绿电交易", "", &[], ""),
        named(7, "AI 客服", "", &[], ""),
        named(8, "北大街社区安防", "", &[], "只能停用，之前与之间。"),
        named(9, "之间科技", "", &[], ""),
        named(10, "前置模具仓", "", &[], ""),
    ])
    .await
}

#[tokio::test]
async fn words_are_found_by_pinyin_and_initials_and_not_inside_others() {
    let shelf = shelf().await;
    for (text, expected) in [
        ("zhinengti", vec![1, 5]),
        ("znt", vec![1, 5]),
        ("ZNT", vec![1, 5]),
        ("zhi neng ti", vec![1, 5]),
        ("zhinengtiwenji", vec![2]),
        ("zntwj", vec![2]),
        ("beijingdaxue", vec![3]),
        ("bjdx", vec![3]),
        ("rengongzhineng", vec![3, 7]),
        ("rgzn", vec![3, 7]),
        ("suqiao", vec![1]),
        ("gongdanfenpai", vec![1]),
        ("zhinengzhijian", vec![5]),
        ("znzj", vec![5]),
        ("chongqing", vec![6]),
        ("lvdian", vec![6]),
        ("zhinengtingche", vec![4]),
        ("zhijian", vec![5, 9]),
        ("muju", vec![10]),
        ("jianzhi", vec![]),
        ("zn", vec![]),
        ("zhinengtixxx", vec![]),
        ("beidahuang", vec![]),
    ] {
        assert_eq!(shelf.set(text).await, expected, "{text}");
    }
    assert!(
        !shelf.set("zhineng").await.contains(&3),
        "人工智能 in a text is no 智能 in a title"
    );
}

#[tokio::test]
async fn what_was_typed_by_its_sound_is_marked_as_it_is_written() {
    let shelf = shelf().await;
    let terms = async |text: &str, number: u128| {
        let hits = shelf.ask(text).await.hits;
        let hit = hits.into_iter().find(|h| h.id == id(number)).unwrap();
        hit.terms
    };
    assert_eq!(terms("znt", 1).await, ["智能体"]);
    assert_eq!(
        terms("rgzn", 7).await,
        ["ai"],
        "what means the same, as it stands there"
    );
    assert_eq!(terms("suqiao", 1).await, ["溯桥"]);
}

#[tokio::test]
async fn a_query_with_chinese_characters_and_letters_is_not_read_by_its_sound() {
    let shelf = shelf().await;
    assert!(shelf.finds("znt 平台").await.is_empty());
    assert_eq!(
        shelf.set("znt 政务").await,
        [1],
        "half of the words, none by sound"
    );
    assert_eq!(shelf.set("znt 社区").await, [8]);
}

#[tokio::test]
async fn wrong_characters_of_the_right_sound_find_the_word_where_no_row_has_them() {
    let shelf = shelf().await;
    for (text, expected) in [
        ("制能体", vec![1, 5]),
        ("質能體", vec![1, 5]),
        ("智能体", vec![1, 5]),
        ("北京大雪", vec![3]),
        ("政务 制能体", vec![1]),
        ("智能亭车", vec![4]),
        // Two characters sound like too many words.
        ("只能", vec![8]),
        ("植检", vec![]),
        // Another sound, or only the beginning of a word's.
        ("制冷体", vec![]),
        ("弓单分", vec![]),
    ] {
        assert_eq!(shelf.set(text).await, expected, "{text}");
    }
    let hits = shelf.ask("北京大雪").await.hits;
    assert_eq!(hits[0].terms, ["北京大学"], "marked as it is written");
    // Once a row has the characters, they are taken as they are written.
    let mut docs = vec![named(11, "北京大雪应急调度", "", &[], "")];
    docs.push(named(3, "联合实验室", "北京大学 教育", &[], ""));
    let shelf = Shelf::with(docs).await;
    assert_eq!(shelf.set("北京大雪").await, [11]);
}

#[tokio::test]
async fn a_wrong_or_missing_character_beside_words_is_mended_and_words_are_left_alone() {
    let shelf = Shelf::titles(&[
        "智能应答客服工单", // 1
        "智能排产",         // 2
        "数字孪生园区",     // 3
        "知识图谱构建",     // 4
        "智能体编排",       // 5
        "智慧工厂",         // 6
        "质检一体机",       // 7
        "智慧园区数字底座", // 8
    ])
    .await;
    for (text, expected) in [
        // The sound of one word in a run, two characters too, if one of them is right.
        ("智能课服", vec![1]),
        ("智能客福", vec![1]),
        ("智能 课服", vec![1]),
        ("数字园区制能体", vec![3, 8]),
        ("智能刻富", vec![1, 2, 5]),
        ("排产 刻富", vec![2]),
        // Another sound, a character too few, one too many.
        ("数字李生", vec![3]),
        ("数字生", vec![3]),
        ("知识图谱谱", vec![4]),
        ("知识园谱", vec![4]),
        // Words that exist, in rows or in a dictionary, are what was meant.
        ("智能化", vec![]),
        ("智能课程", vec![1, 2, 5]),
        ("智慧茶厂", vec![6, 8]),
        ("数字货币", vec![3, 8]),
        ("溯桥质检", vec![7]),
        ("课服", vec![]),
    ] {
        assert_eq!(shelf.set(text).await, expected, "{text}");
    }
    let hits = shelf.ask("智能课服").await.hits;
    assert_eq!(hits[0].terms, ["客服", "智能"], "marked as it is written");
}

#[tokio::test]
async fn what_is_pasted_is_not_mended_part_by_part() {
    let shelf = Shelf::titles(&["数字孪生园区知识图谱构建", "智能排产"]).await;
    for (more, mended) in [
        ("", true),
        (" 构建 园区 构建 知识图谱 构建 园区 构建 园区", false),
    ] {
        let text = format!("数字李生 知识图谱{more}");
        let hits = shelf.ask(&text).await.hits;
        let marked = hits[0].terms.iter().any(|term| term == "数字孪生");
        assert_eq!((hits[0].id, marked), (id(1), mended), "{text}: {hits:?}");
    }
}

#[tokio::test]
async fn a_word_that_no_row_has_is_taken_for_the_words_that_it_is_made_of() {
    let shelf = Shelf::titles(&["智能应答", "智能热线客服", "客服排班", "城市体检"]).await;
    assert_eq!(shelf.finds("智能客服").await, [2]);
    assert_eq!(shelf.set("智慧城市").await, [] as [u128; 0], "rows have no 智慧");
    let shelf = Shelf::titles(&["智能应答", "智能热线客服", "智能客服"]).await;
    assert_eq!(shelf.set("智能客服").await, [3], "a row has it");
    let shelf = Shelf::titles(&["智能热线客服", "AI客服"]).await;
    assert_eq!(shelf.set("智能客服").await, [2], "a row has what means the same");
}

#[tokio::test]
async fn a_word_in_letters_comes_before_words_of_that_sound() {
    // `women` is English, and 我们 and 沃门 in pinyin; 沃门 stands in few rows, in the title, and so weighs most.
    let mut docs: Vec<SearchDoc> = (10..40)
        .map(|n| doc(n, "人才服务", "for women and men"))
        .collect();
    docs.push(named(1, "沃门", "沃门", &["沃门"], ""));
    docs.push(named(2, "沃门 women 培训", "", &[], ""));
    let shelf = Shelf::with(docs).await;
    let query = SearchQuery {
        text: "women".into(),
        limit: 100,
        ..SearchQuery::new(Solution)
    };
    let found = shelf.index.search(&query).await.unwrap();
    let order: Vec<u128> = found.hits.iter().map(|h| h.id.as_u128()).collect();
    assert_eq!(order.len(), 32);
    assert_eq!(order[0], 2, "both");
    assert_eq!(order[31], 1, "by its sound alone: last");
}

#[tokio::test]
async fn a_long_word_of_few_rows_is_found_by_its_sound_wherever_it_stands() {
    let shelf = Shelf::with(vec![
        doc(1, "安全帽", ""),
        doc(2, "展厅设备", "提供安全帽租赁。"),
        doc(3, "园区班车", "之间往返。"),
    ])
    .await;
    let written = shelf.set("安全帽").await;
    assert_eq!(written, [1, 2]);
    assert_eq!(shelf.set("anquanmao").await, written);
}
