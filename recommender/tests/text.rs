//! What the analyser holds together, what it keeps apart, and which words it finds by itself.

use recommender::{Analyzer, DiscoverOptions, Lexicon, LexiconWord, TokenKind, discover, normalize};

fn word(word: &str, synonyms: &[&str]) -> LexiconWord {
    LexiconWord {
        word: word.into(),
        synonyms: synonyms.iter().map(|s| (*s).to_owned()).collect(),
        kind: None,
    }
}

fn analyzer() -> Analyzer {
    Analyzer::new(&Lexicon::from_entries(vec![
        word("大模型", &["LLM", "大语言模型"]),
        word("智能体", &["Agent"]),
        word("智能体温计", &[]),
        word("等保", &["等级保护"]),
        word("同等保护", &[]),
        word("具身智能", &[]),
        word("副中心", &["城市副中心"]),
    ]))
}

fn concepts(text: &str) -> Vec<String> {
    let tokens = analyzer().tokens(text).into_iter();
    tokens
        .filter(|t| t.kind == TokenKind::Concept)
        .map(|t| t.text)
        .collect()
}

#[test]
fn one_thing_has_one_name_however_it_is_written() {
    for (text, concept) in [
        ("部署ＬＬＭ服务", "大模型"),
        ("大語言模型服務", "大模型"),
        ("AGENT 编排", "智能体"),
        ("通过等級保護測評", "等保"),
        ("城市副中心", "副中心"),
    ] {
        assert_eq!(concepts(text), [concept], "{text}");
    }
}

#[test]
fn a_word_is_not_found_inside_another() {
    for text in ["智能体温计", "智能體溫計", "同等保护", "storagent", "llmx"] {
        assert!(concepts(text).is_empty(), "{text}");
    }
}

#[test]
fn words_of_the_field_stay_whole() {
    for (text, whole) in [
        ("建设具身智能训练场", "具身智能"),
        ("北京城市副中心", "城市副中心"),
        ("满足等保三级", "等保"),
    ] {
        let tokens = analyzer().tokens(text);
        assert!(
            tokens
                .iter()
                .any(|t| t.kind == TokenKind::Word && t.text == whole),
            "{text}: {tokens:?}"
        );
    }
}

#[test]
fn traditional_characters_are_found_by_simplified_ones_and_quoted_as_written() {
    assert_eq!(normalize("智慧醫療導診機器人"), "智慧医疗导诊机器人");
    let text = "智慧醫療";
    let tokens = analyzer().tokens(text);
    let token = tokens.iter().find(|t| t.text == "医疗").expect("a pair");
    assert_eq!(&text[token.start..token.end], "醫療");
}

#[test]
fn a_new_word_is_proposed_whole_and_known_ones_are_not() {
    let texts = [
        "引入穹界引擎做推演，效果好",
        "我们用穹界引擎生成数据",
        "基于穹界引擎的仿真",
        "部署穹界引擎后提速",
        "采购大模型与智能体，接入穹界引擎。大模型可替换",
        "大模型训练，大模型评测，大模型问答",
        "车间用大模型排产，工厂用大模型质检",
    ];
    let options = DiscoverOptions {
        cohesion: 2.0,
        ..DiscoverOptions::default()
    };
    let found = discover(&analyzer(), texts, &options).expect("legal options");
    let words: Vec<&str> = found.iter().map(|p| p.word.as_str()).collect();
    assert!(words.contains(&"穹界引擎"), "{found:?}");
    for not in ["穹界", "界引擎", "大模型", "穹界引"] {
        assert!(!words.contains(&not), "{not}: {found:?}");
    }
    let again = discover(&analyzer(), texts, &options).expect("legal options");
    assert_eq!(found, again);
    assert!(discover(&analyzer(), texts, &DiscoverOptions { count: 1, ..options }).is_err());
    assert_eq!(discover(&analyzer(), [], &options).expect("no texts"), []);
}
