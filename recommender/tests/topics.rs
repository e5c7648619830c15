//! Rows that share no word are found by the field of work that their words tell.

mod support;

use std::sync::Arc;

use recommender::{Analyzer, Engine, Error, Lexicon, MatchOptions, Params, Topic};
use support::{scenario, solution};

const TABLE: &str = "# 领域\n农业\t节水灌溉\t滴灌 墒情 喷灌 渠系\n环境\t大气治理\t雾霾 脱硫 pm2.5 除尘\n\n农业\t节水灌溉\t水肥一体化\n电子\t检索\trag 灌区检索\n";

fn analyzer() -> Arc<Analyzer> {
    let topics = Topic::table("topics.tsv", TABLE).expect("a table");
    Arc::new(Analyzer::new(&Lexicon::default().with_topics(topics)))
}

fn ranked(analyzer: Arc<Analyzer>, offers: &[(&str, &str)], asked: &str) -> Vec<(String, f32)> {
    let offers = offers.iter().map(|(id, title)| solution(id, title, "")).collect();
    let engine = Engine::fit(offers, vec![], analyzer, &Params::default()).expect("legal rows");
    engine
        .rank_scenario(&scenario("d", asked, ""), 10)
        .expect("a list")
}

#[test]
fn lines_of_one_name_are_one_topic() {
    let topics = Topic::table("topics.tsv", TABLE).expect("a table");
    assert_eq!(topics.len(), 3);
    assert_eq!(topics[0].sector, "农业");
    assert_eq!(topics[0].words, ["滴灌", "墒情", "喷灌", "渠系", "水肥一体化"]);
}

#[test]
fn a_field_of_work_bridges_words_that_have_no_character_in_common() {
    let offers = [("far", "喷涂机床"), ("near", "墒情测报")];
    let with = ranked(analyzer(), &offers, "滴灌改造");
    assert_eq!(with[0].0, "near");
    assert!(with[0].1 > with[1].1);
    let without = ranked(support::analyzer(), &offers, "滴灌改造");
    assert_eq!(without[0].1, without[1].1, "words alone tell nothing here");
}

#[test]
fn the_longest_spelling_counts_and_letters_stand_alone() {
    // In `storage` stands no `rag`; 灌区检索 is one word of the second field.
    let offers = [("a", "storage 系统"), ("b", "灌区检索 系统")];
    let list = ranked(analyzer(), &offers, "RAG");
    assert_eq!(list[0].0, "b");
    let list = ranked(analyzer(), &[("a", "storage 柜"), ("b", "空白 柜")], "rag");
    assert_eq!(list[0].1, list[1].1);
}

#[test]
fn the_same_words_rank_before_the_same_field() {
    let list = ranked(
        analyzer(),
        &[("field", "脱硫塔"), ("word", "雾霾溯源")],
        "雾霾治理",
    );
    assert_eq!(list[0].0, "word");
    assert!(list[1].1 > 0.0);
}

#[test]
fn a_broken_table_names_its_line() {
    for (table, line, says) in [
        ("农业\t灌溉\t滴灌\n农业\t灌溉\n", 2, "2 columns"),
        ("农业\t\t滴灌\n", 1, "empty column"),
        ("# 注\n农业\t灌溉\t滴灌 水\n", 2, "`水`"),
    ] {
        match Topic::table("topics.tsv", table) {
            Err(Error::Line { line: at, reason, .. }) => {
                assert_eq!(at, line);
                assert!(reason.contains(says), "{reason}");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_engine_with_topics_is_saved_and_loaded_to_equal_scores() {
    let offers = vec![solution("a", "墒情测报", ""), solution("b", "脱硫塔", "")];
    let engine = Engine::fit(offers, vec![], analyzer(), &Params::default()).expect("legal rows");
    let mut bytes = Vec::new();
    engine.save(&mut bytes).expect("saved");
    let loaded = Engine::load(&mut bytes.as_slice(), analyzer()).expect("loaded");
    let demand = scenario("d", "滴灌与除尘", "");
    let list = |e: &Engine| e.rank_scenario(&demand, 10).expect("a list");
    assert_eq!(list(&engine), list(&loaded));
    assert_eq!(engine.model(), loaded.model());
}

#[test]
fn a_shared_field_is_told_with_a_word_of_either_side_and_not_where_the_words_are_the_same() {
    let offers = vec![
        solution("a", "墒情测报与水肥一体化", ""),
        solution("b", "滴灌带与渠系", ""),
        solution("c", "墒情测报", ""),
    ];
    let engine = Engine::fit(offers, vec![], analyzer(), &Params::default()).expect("legal rows");
    let list = engine
        .match_scenario(&scenario("d", "滴灌与渠系改造", ""), &MatchOptions::default())
        .expect("a list");
    let told = |id: &str| {
        let entry = list.entries.iter().find(|e| e.id == id).expect("listed");
        let fields = entry.reasons.iter().filter(|r| r.code == "same_field");
        fields.map(|r| r.values.clone()).collect::<Vec<_>>()
    };
    let fields = told("a");
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0]["field"], "节水灌溉");
    assert_eq!(
        (fields[0]["asked"].as_str(), fields[0]["offered"].as_str()),
        ("滴灌", "墒情")
    );
    assert!(told("b").is_empty(), "the words themselves are shared");
    assert!(told("c").is_empty(), "one stray word tells no field");
}

#[test]
fn a_field_that_a_long_text_only_touches_counts_less_than_in_one_that_speaks_of_it() {
    let long = "门诊大厅每天上午挤满取药和缴费的病人，窗口前常常排到门外，老人站不住，家属也抱怨看不到前面还有几位；\
                想让大家在手机上取号，到时候再来，叫号屏和药房的进度能对得上。院子里的花坛刚换成滴灌，不在这次范围里。";
    // What the field and what a word gain over a row that has neither.
    let gained = |asked: &str| {
        let offers = [("field", "墒情测报"), ("word", "叫号屏"), ("neither", "喷涂机床")];
        let list = ranked(analyzer(), &offers, asked);
        let score = |id: &str| list.iter().find(|row| row.0 == id).expect("listed").1;
        (
            score("field") - score("neither"),
            score("word") - score("neither"),
        )
    };
    let (spoken, _) = gained("滴灌改造");
    let (touched, word) = gained(long);
    assert!(touched > 0.0 && touched < spoken / 2.0, "{touched} {spoken}");
    assert!(touched < word, "{touched} {word}");
}

#[test]
fn names_written_as_one_word_meet_and_numbers_count_with_what_they_touch() {
    let first = |offers: &[(&str, &str)], asked: &str| {
        let list = ranked(support::analyzer(), offers, asked);
        (list[0].0.clone(), list[0].1 > list[1].1)
    };
    let offers = [("other", "Kubernetes 平台"), ("joined", "VMware ESX Server 平台")];
    assert_eq!(
        first(&offers, "vmwareesxserver 平台"),
        ("joined".to_owned(), true)
    );
    let offers = [("two", "地铁2号线 4条"), ("four", "地铁4号线 2条")];
    assert_eq!(first(&offers, "4号线地铁"), ("four".to_owned(), true));
    // A name of three letters is no part of another word.
    let list = ranked(
        support::analyzer(),
        &[("a", "storage 柜"), ("b", "空白字 柜")],
        "rag",
    );
    assert!(list.iter().all(|row| row.1 == list[0].1), "{list:?}");
}
