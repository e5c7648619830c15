//! Does the engine find what the words and filters ask for, and nothing that only looks alike?

mod filters;
mod hybrid;
mod light;
mod parts;
mod refused;
mod sounds;
mod table;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Duration, TimeZone, Utc};
use entity::states::SubjectKind::{self, Scenario, Solution};
use recommender::{Analyzer, Lexicon, LexiconWord};
use scenepool::search::tantivy_index::TantivyIndex;
use scenepool::search::{FACETS, SearchDoc, SearchError, SearchIndex, SearchQuery, SearchResult, Sort};
use serde::Deserialize;
use tempfile::TempDir;
use uuid::Uuid;

/// The dictionary that the program is built with.
fn analyzer() -> Arc<Analyzer> {
    static SHARED: OnceLock<Arc<Analyzer>> = OnceLock::new();
    Arc::clone(SHARED.get_or_init(|| {
        #[derive(Deserialize)]
        struct File {
            items: Vec<LexiconWord>,
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seed-data/taxonomies/lexicon.yaml");
        let file: File = serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert!(file.items.len() > 600, "the field's dictionary is read");
        Arc::new(Analyzer::new(&Lexicon::from_entries(file.items)))
    }))
}

fn day(number: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap() + Duration::days(number)
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn doc(number: u128, title: &str, body: &str) -> SearchDoc {
    SearchDoc {
        id: id(number),
        kind: Solution,
        title: title.into(),
        summary: String::new(),
        body: body.into(),
        names: String::new(),
        capabilities: vec![],
        direction: "manufacturing".into(),
        industries: vec![],
        technologies: vec![],
        deployments: vec![],
        regions: vec![],
        levels: vec![],
        tier: None,
        published_at: day(i64::try_from(number).unwrap()),
        price_fen: None,
    }
}

struct Shelf {
    index: TantivyIndex,
    folder: TempDir,
}

impl Shelf {
    fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let index = TantivyIndex::open(&folder.path().join("search"), analyzer()).unwrap();
        Self { index, folder }
    }
    async fn with(docs: Vec<SearchDoc>) -> Self {
        let shelf = Self::empty();
        shelf.index.apply(docs, vec![]).await.unwrap();
        shelf
    }
    /// One row for each title, numbered from 1.
    async fn titles(titles: &[&str]) -> Self {
        Self::with((1..).zip(titles).map(|(n, t)| doc(n, t, "")).collect()).await
    }
    async fn ask(&self, text: &str) -> SearchResult {
        self.index
            .search(&SearchQuery {
                text: text.into(),
                ..SearchQuery::new(Solution)
            })
            .await
            .unwrap()
    }
    /// Numbers of the rows found, best first.
    async fn finds(&self, text: &str) -> Vec<u128> {
        let result = self.ask(text).await;
        assert_eq!(result.total, result.hits.len(), "{text}: all on one page");
        result.hits.iter().map(|h| h.id.as_u128()).collect()
    }
    async fn set(&self, text: &str) -> Vec<u128> {
        let mut found = self.finds(text).await;
        found.sort_unstable();
        found
    }
}

#[tokio::test]
async fn a_word_is_not_found_inside_another_word() {
    let shelf = Shelf::titles(&[
        "政务服务智能体",       // 1
        "智能体温计批量采购",   // 2
        "智能体检中心排队系统", // 3
        "智能体育场馆管理",     // 4
        "北京大学联合实验室",   // 5
        "北大街社区安防",       // 6
        "北大荒农场灌溉",       // 7
        "等保三级整改服务",     // 8
        "公平竞争与平等保护",   // 9
        "资金等保障措施",       // 10
        "数字人才培养",         // 11
        "数字人导览",           // 12
    ])
    .await;
    for (text, expected) in [
        ("智能体", vec![1]),
        ("体温计", vec![2]),
        ("智能体温计", vec![2]),
        ("体检", vec![3]),
        ("体育", vec![4]),
        ("北大", vec![5]),
        ("北京大学", vec![5]),
        ("社区安防", vec![6]),
        ("北大荒", vec![7]),
        ("等保", vec![8]),
        ("等级保护", vec![8]),
        ("保障", vec![10]),
        ("数字人", vec![12]),
        ("人才", vec![11]),
    ] {
        assert_eq!(shelf.set(text).await, expected, "{text}");
    }
}

#[tokio::test]
async fn a_word_is_found_inside_its_compounds_and_beside_other_words() {
    let shelf = Shelf::titles(&[
        "智能体编排平台",             // 1
        "多智能体协同",               // 2
        "智能体能够自动派单",         // 3
        "让智能体检测异常",           // 4
        "AI智能体客服",               // 5
        "北京城市副中心政务大厅",     // 6
        "具身智能机器人巡检",         // 7
        "通州区养老院看护",           // 8
        "面向大语言模型的知识库问答", // 9
    ])
    .await;
    for (text, expected) in [
        ("智能体", vec![1, 2, 3, 4, 5]),
        ("副中心", vec![6]),
        ("具身智能", vec![7]),
        ("北京", vec![6]),
        ("通州", vec![8]),
        ("养老", vec![8]),
        ("知识", vec![9]),
        ("语言模型", vec![9]),
    ] {
        assert_eq!(shelf.set(text).await, expected, "{text}");
    }
}

#[tokio::test]
async fn what_means_the_same_is_found_and_marked_as_it_is_written() {
    let shelf = Shelf::titles(&["政务 AI Agent 平台", "客服智能体", "企业 LLM 应用", "大模型训练"]).await;
    assert_eq!(shelf.set("智能体").await, [1, 2]);
    assert_eq!(shelf.set("ＡＩ　Ａｇｅｎｔ").await, [1, 2], "full width, too");
    let hit = shelf
        .ask("智能体")
        .await
        .hits
        .into_iter()
        .find(|h| h.id == id(1))
        .unwrap();
    assert!(hit.terms.iter().any(|t| t == "ai agent"), "{:?}", hit.terms);
    assert!(
        !hit.terms.iter().any(|t| t == "智能体"),
        "not in that row: {:?}",
        hit.terms
    );
}

#[tokio::test]
async fn an_unknown_name_is_found_by_its_characters_in_their_order() {
    let shelf = Shelf::titles(&["溯桥质检一体机", "桥溯流域监测", "铄桁精密装备"]).await;
    assert_eq!(shelf.finds("溯桥").await, [1]);
    assert_eq!(shelf.finds("铄桁精密").await, [3]);
    let hits = shelf.ask("溯桥").await.hits;
    assert_eq!(hits[0].terms, ["溯桥"]);
    assert_eq!(shelf.set("溯").await, [1, 2], "one character alone");
    assert_eq!(shelf.set("鑫").await, [] as [u128; 0]);
}

#[tokio::test]
async fn a_query_of_several_words_asks_for_most_of_them_in_any_order() {
    let shelf = Shelf::with(vec![
        doc(1, "齿轮表面缺陷视觉检测", "产线在线检测，误检率低。"),
        doc(2, "齿轮箱润滑油", ""),
        doc(3, "印刷品缺陷检测", "视觉检测套准与色差。"),
        doc(4, "设备巡检", "也能检测齿轮的缺陷。"),
    ])
    .await;
    assert_eq!(shelf.finds("齿轮 缺陷").await, [1, 4], "both; title before body");
    assert_eq!(shelf.finds("缺陷齿轮").await, [1, 4], "no phrase is required");
    assert_eq!(
        shelf.finds("我们想要一个能够检测齿轮缺陷的系统").await.first(),
        Some(&1)
    );
    assert_eq!(
        shelf.set("齿轮 色差").await,
        [1, 3, 4],
        "no row has both: either will do; 齿轮箱 is no 齿轮"
    );
    assert_eq!(
        shelf.finds("齿轮 缺陷 视觉 检测").await,
        [1, 3, 4],
        "three of four"
    );
}

#[tokio::test]
async fn english_is_found_by_beginnings_plurals_and_with_one_typing_error() {
    let mut named = doc(3, "仓储搬运机器人", "");
    named.names = "物流 logistics 机器人 robotics".into();
    let shelf = Shelf::with(vec![
        doc(1, "Kubernetes 集群运维", ""),
        doc(2, "OCR 票据识别", "支持 robots 协议"),
        named,
    ])
    .await;
    for (text, expected) in [
        ("kubernetes", vec![1]),
        ("KUBERNETES", vec![1]),
        ("kubern", vec![1]),
        ("kubernets", vec![1]),
        ("kubrenetes", vec![1]),
        ("robotics", vec![3]),
        ("robot", vec![2, 3]),
        ("ocr", vec![2]),
        ("ocx", vec![]),
        ("logistic", vec![3]),
        ("kuberxxtes", vec![]),
    ] {
        assert_eq!(shelf.set(text).await, expected, "{text}");
    }
    let hit = &shelf.ask("kubrenetes").await.hits[0];
    assert_eq!(
        hit.terms,
        ["kubernetes"],
        "what stands there is marked, not what was typed"
    );
}

#[tokio::test]
async fn numbers_are_kept() {
    let shelf = Shelf::titles(&[
        "精度 0.02 毫米的检测",
        "精度 0.05 毫米的检测",
        "5G 专网",
        "15 G 硬盘",
        "A100 算力",
    ])
    .await;
    assert_eq!(shelf.finds("0.02").await, [1]);
    assert_eq!(shelf.finds("0.05毫米").await, [2]);
    assert_eq!(shelf.finds("5G").await, [3]);
    assert_eq!(shelf.finds("a100").await, [5]);
}

#[tokio::test]
async fn no_words_find_everything_newest_first_and_odd_ones_do_no_harm() {
    let shelf = Shelf::titles(&["甲系统", "乙系统", "丙系统"]).await;
    for text in ["", "   ", "，。！？", "()\"*:AND[]~^"] {
        let found = shelf.finds(text).await;
        assert!(text.contains("AND") || found == [3, 2, 1], "{text}: {found:?}");
    }
    assert_eq!(shelf.ask("").await.hits[0].score, 0.0);
    assert!(shelf.finds("zzzqqqxxx").await.is_empty());
    let long = "系统智能体检测".repeat(5_000);
    shelf.ask(&long).await;
    let query = SearchQuery {
        limit: 0,
        ..SearchQuery::new(Solution)
    };
    let counts_only = shelf.index.search(&query).await.unwrap();
    assert_eq!((counts_only.total, counts_only.hits.len()), (3, 0));
    let beyond = SearchQuery {
        offset: usize::MAX,
        ..SearchQuery::new(Solution)
    };
    assert!(shelf.index.search(&beyond).await.unwrap().hits.is_empty());
}

#[tokio::test]
async fn pages_hold_each_row_once_in_every_order() {
    let docs = (0..57_u128).map(|n| {
        let mut doc = doc(n, "工业质检系统", "");
        doc.published_at = day(i64::try_from(n % 5).unwrap());
        doc.price_fen = (n % 3 > 0).then(|| i64::try_from(n % 7).unwrap() * 100);
        doc
    });
    let shelf = Shelf::with(docs.collect()).await;
    for sort in [Sort::Relevance, Sort::Newest, Sort::PriceAsc] {
        let mut seen = Vec::new();
        for offset in (0..60).step_by(10) {
            let query = SearchQuery {
                text: "质检".into(),
                sort,
                limit: 10,
                offset,
                ..SearchQuery::new(Solution)
            };
            let result = shelf.index.search(&query).await.unwrap();
            assert_eq!(result.total, 57);
            seen.extend(result.hits.iter().map(|h| h.id.as_u128()));
        }
        let mut once = seen.clone();
        once.sort_unstable();
        assert_eq!(once, (0..57).collect::<Vec<_>>(), "{sort:?}");
        if sort == Sort::PriceAsc {
            let prices: Vec<u128> = seen.iter().map(|n| if n % 3 > 0 { n % 7 } else { 99 }).collect();
            assert!(prices.is_sorted(), "{prices:?}");
        }
        if sort == Sort::Newest {
            assert!(seen.iter().map(|n| 5 - n % 5).is_sorted(), "{seen:?}");
        }
    }
}

#[tokio::test]
async fn rows_are_replaced_removed_and_kept_apart_by_kind() {
    let shelf = Shelf::titles(&["旧标题齿轮", "轴承"]).await;
    let mut scenario = doc(1, "轴承需求", "");
    scenario.kind = Scenario;
    shelf
        .index
        .apply(vec![doc(1, "新标题轴承", ""), scenario], vec![])
        .await
        .unwrap();
    assert!(shelf.finds("齿轮").await.is_empty());
    assert_eq!(shelf.set("轴承").await, [1, 2]);
    assert_eq!(shelf.index.count(Solution).await.unwrap(), 2);
    assert_eq!(shelf.index.count(Scenario).await.unwrap(), 1);
    shelf
        .index
        .apply(vec![], vec![(Solution, id(1)), (Solution, id(77))])
        .await
        .unwrap();
    assert_eq!(shelf.set("轴承").await, [2]);
    assert_eq!(
        shelf.index.ids(Scenario).await.unwrap(),
        [id(1)],
        "the scenario of the same id stays"
    );

    shelf
        .index
        .apply(
            vec![doc(5, "轴承", ""), doc(5, "丝杠", ""), doc(6, "丝杠", "")],
            vec![(Solution, id(6))],
        )
        .await
        .unwrap();
    assert_eq!(
        shelf.set("丝杠").await,
        [5],
        "the last of two wins; put and removed is removed"
    );
    assert_eq!(shelf.index.ids(Solution).await.unwrap(), [id(2), id(5)]);

    shelf.index.clear().await.unwrap();
    for kind in [Solution, Scenario] {
        assert_eq!(shelf.index.count(kind).await.unwrap(), 0);
        assert!(shelf.index.ids(kind).await.unwrap().is_empty());
    }
    shelf.index.apply(vec![doc(8, "轴承", "")], vec![]).await.unwrap();
    assert_eq!(shelf.set("轴承").await, [8], "writing goes on after a clear");
}

#[tokio::test]
async fn opened_again_it_holds_what_it_held_and_another_dictionary_empties_it() {
    let shelf = Shelf::titles(&["智能体编排"]).await;
    let folder = shelf.folder.path().join("search");
    let Shelf { index, folder: _keep } = shelf;
    assert!(index.fresh());
    drop(index);

    let again = TantivyIndex::open(&folder, analyzer()).unwrap();
    assert!(again.fresh(), "nobody said that all rows are in it");
    again.filled().unwrap();
    assert!(!again.fresh());
    drop(again);

    let again = TantivyIndex::open(&folder, analyzer()).unwrap();
    assert!(!again.fresh());
    assert_eq!(again.ids(Solution).await.unwrap(), [id(1)]);
    again.apply(vec![doc(2, "智能体", "")], vec![]).await.unwrap();
    assert_eq!(again.count(Solution).await.unwrap(), 2);
    drop(again);

    let other = Arc::new(Analyzer::new(&Lexicon::from_entries(vec![LexiconWord {
        word: "编排平台".into(),
        ..LexiconWord::default()
    }])));
    let rebuilt = TantivyIndex::open(&folder, Arc::clone(&other)).unwrap();
    assert!(rebuilt.fresh());
    assert_eq!(rebuilt.count(Solution).await.unwrap(), 0);
    rebuilt.filled().unwrap();
    drop(rebuilt);
    assert!(!TantivyIndex::open(&folder, other).unwrap().fresh());
}

#[tokio::test]
async fn a_damaged_index_is_built_anew_and_a_strange_folder_is_left_alone() {
    let shelf = Shelf::titles(&["智能体"]).await;
    let folder = shelf.folder.path().join("search");
    let Shelf { index, folder: keep } = shelf;
    index.filled().unwrap();
    drop(index);
    std::fs::write(folder.join("meta.json"), "{").unwrap();
    let index = TantivyIndex::open(&folder, analyzer()).unwrap();
    assert!(index.fresh());
    index.apply(vec![doc(1, "智能体", "")], vec![]).await.unwrap();
    assert_eq!(index.count(Solution).await.unwrap(), 1);

    let strange = keep.path().join("letters");
    std::fs::create_dir(&strange).unwrap();
    std::fs::write(strange.join("letter.txt"), "dear").unwrap();
    assert!(TantivyIndex::open(&strange, analyzer()).is_err());
    assert_eq!(
        std::fs::read_to_string(strange.join("letter.txt")).unwrap(),
        "dear"
    );
}

#[tokio::test]
async fn a_reader_beside_the_writer_reads_and_a_second_writer_is_refused() {
    let shelf = Shelf::titles(&["智能体"]).await;
    let folder = shelf.folder.path().join("search");
    let reader = TantivyIndex::open(&folder, analyzer()).unwrap();
    assert_eq!(reader.count(Solution).await.unwrap(), 1);
    assert!(reader.apply(vec![doc(2, "数字人", "")], vec![]).await.is_err());
    assert_eq!(
        shelf.index.count(Solution).await.unwrap(),
        1,
        "nothing of it is written"
    );
}

#[tokio::test]
async fn five_thousand_rows_are_put_at_once_and_all_are_there() {
    let kind_of = |n: u128| if n.is_multiple_of(10) { Scenario } else { Solution };
    let docs: Vec<SearchDoc> = (0..5_000_u128)
        .map(|n| SearchDoc {
            kind: kind_of(n),
            ..doc(n, &format!("第 {n} 号巡检方案"), "变电站设备巡检与缺陷识别。")
        })
        .collect();
    let shelf = Shelf::with(docs).await;
    let expected = |kind: SubjectKind| {
        (0..5_000)
            .filter(|n| kind_of(*n) == kind)
            .map(id)
            .collect::<Vec<_>>()
    };
    for kind in [Solution, Scenario] {
        assert_eq!(shelf.index.ids(kind).await.unwrap(), expected(kind));
    }
    let result = shelf.ask("变电站巡检").await;
    assert_eq!((result.total, result.hits.len()), (4_500, 20));
    assert_eq!(shelf.finds("4321").await, [4_321]);
}
