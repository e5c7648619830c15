//! Are the words of the recommender's table found by the search engine too, and figures in any unit?

use super::*;

#[derive(Deserialize)]
struct Case {
    text: String,
    found_by: Vec<String>,
    not_by: Vec<String>,
}

#[tokio::test]
async fn the_table_of_words_holds_in_the_index() {
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("../../../recommender/tests/word_cases.json")).unwrap();
    assert!(cases.len() >= 40);
    let texts: Vec<&str> = cases.iter().map(|c| c.text.as_str()).collect();
    let shelf = Shelf::titles(&texts).await;
    let mut wrong = Vec::new();
    let mut asked = 0;
    for (number, case) in (1_u128..).zip(&cases) {
        for (queries, expected) in [(&case.found_by, true), (&case.not_by, false)] {
            for query in queries {
                // Letters are also found by their beginning, which the words of a text know nothing of.
                let beginning = query.is_ascii()
                    && case
                        .text
                        .to_lowercase()
                        .split(' ')
                        .any(|w| w.starts_with(query.as_str()));
                if !expected && beginning {
                    continue;
                }
                let search = SearchQuery {
                    text: query.clone(),
                    limit: 100,
                    ..SearchQuery::new(Solution)
                };
                let found = shelf.index.search(&search).await.unwrap();
                if found.hits.iter().any(|h| h.id == id(number)) != expected {
                    wrong.push((&case.text, query, expected));
                }
                asked += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(asked > 150);
}

#[tokio::test]
async fn a_figure_is_found_in_any_unit_and_its_digits_alone_are_not_it() {
    let shelf = Shelf::titles(&[
        "响应 0.2 秒以内",    // 1
        "每 200 条告警 5 ms", // 2
        "投资 15000 万元",    // 3
        "投资 1.5亿元",       // 4
        "投资 15000 元",      // 5
        "装机 1.2 兆瓦",      // 6
        "装机 1200 千瓦",     // 7
        "交易延迟 20 μs",     // 8
        "十五分钟内到场",     // 9
        "面积 1,500 平方米",  // 10
    ])
    .await;
    for (text, expected) in [
        ("200ms", vec![1]),
        ("200 毫秒", vec![1]),
        ("1.5亿元", vec![3, 4]),
        ("１.５ 亿元", vec![3, 4]),
        ("150000000元", vec![3, 4]),
        ("1.5万元", vec![5]),
        ("1200kW", vec![6, 7]),
        ("20微秒", vec![8]),
        ("15 分钟", vec![9]),
        ("900秒", vec![9]),
        ("1500㎡", vec![10]),
    ] {
        assert_eq!(shelf.set(text).await, expected, "{text}");
    }
}

#[tokio::test]
async fn forms_of_an_english_word_are_one_word_and_words_made_of_it_are_others() {
    let shelf = Shelf::titles(&[
        "Anomaly detection",     // 1
        "Detecting leaks",       // 2
        "Factories in the dark", // 3
        "robots",                // 4
        "robotics",              // 5
        "running costs",         // 6
    ])
    .await;
    for (text, expected) in [
        ("detection", vec![1, 2]),
        ("detect", vec![1, 2]),
        ("detected", vec![1, 2]),
        ("anomalies", vec![1]),
        ("factory", vec![3]),
        ("robotics", vec![5]),
        ("robots", vec![4]),
        ("runs", vec![6]),
    ] {
        assert_eq!(shelf.set(text).await, expected, "{text}");
    }
}
