//! What the analyser holds together, what it keeps apart, and which words it finds by itself.

use recommender::{Analyzer, DiscoverOptions, Lexicon, LexiconWord, TokenKind, discover, normalize, stem};

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

/// Normalised form and original text of the tokens of a kind.
fn of_kind(text: &str, kind: TokenKind) -> Vec<(String, &str)> {
    let tokens = analyzer().tokens(text).into_iter().filter(|t| t.kind == kind);
    tokens.map(|t| (t.text, &text[t.start..t.end])).collect()
}

#[test]
fn a_figure_is_one_token_however_its_unit_is_written() {
    for (text, form, written) in [
        ("响应时间≤200ms", "0.2 s", "200ms"),
        ("平均 200 毫秒", "0.2 s", "200 毫秒"),
        ("０．２秒内", "0.2 s", "０．２秒"),
        ("预算500万元", "5000000 yuan", "500万元"),
        ("预算 5,000,000 元", "5000000 yuan", "5,000,000 元"),
        ("精度 0.05㎜", "0.00005 m", "0.05㎜"),
        ("精度 50 μm", "0.00005 m", "50 μm"),
        ("答对率 93％", "93 %", "93％"),
        ("30 ℃ 以下", "30 ℃", "30 ℃"),
        ("两秒内回应", "2 s", "两秒"),
        ("占地 80㎡", "80 m2", "80㎡"),
        ("主频 3.2GHz", "3200000000 Hz", "3.2GHz"),
    ] {
        let found = of_kind(text, TokenKind::Quantity);
        assert_eq!(found, [(form.to_owned(), written)], "{text}");
    }
    for text in [
        "2024年",
        "一种方法",
        "第三方",
        "5G 专网",
        "A100",
        "10mmx",
        "三维",
        "%",
        "",
    ] {
        assert_eq!(of_kind(text, TokenKind::Quantity), [], "{text}");
    }
}

#[test]
fn compatible_forms_are_found_by_the_plain_ones_and_quoted_as_written() {
    for (text, form, written) in [
        ("ｅﬃｃｉｅｎｔ", "efficient", "ｅﬃｃｉｅｎｔ"),
        ("Cafe\u{301} 点单", "café", "Cafe\u{301}"),
        ("a\u{200b}gent", "agent", "a\u{200b}gent"),
    ] {
        let found = of_kind(text, TokenKind::Latin);
        assert_eq!(found, [(form.to_owned(), written)], "{text:?}");
    }
    let pairs = of_kind("智\u{200b}能體", TokenKind::Pair);
    assert_eq!(
        pairs,
        [("智能".to_owned(), "智\u{200b}能"), ("能体".to_owned(), "能體")]
    );
    assert_eq!(concepts("两个 ai Agents"), ["智能体"], "an English plural");
    assert_eq!(normalize("①²㎏ﬁ\u{AD}"), "12kgfi");
}

#[test]
fn forms_of_an_english_word_have_one_stem_and_abbreviations_their_own() {
    for (one, other) in [
        ("detection", "detecting"),
        ("factories", "factory"),
        ("robots", "robot"),
        ("scheduled", "scheduling"),
    ] {
        assert_eq!(stem(one), stem(other), "{one}");
    }
    for (one, other) in [("gis", "gi"), ("university", "robot"), ("agent", "agency")] {
        assert_ne!(stem(one), stem(other), "{one}");
    }
    assert_eq!(stem("средства"), "средства", "other alphabets stay");
    assert_eq!(stem(""), "");
}

#[test]
fn tokens_of_any_text_are_cut_at_characters_and_stand_in_order() {
    let pieces = [
        "智能体",
        "200",
        "ms",
        "㎡",
        "ﬁ",
        " ",
        "e\u{301}",
        "，",
        "万元",
        "🙂",
        "１",
        "AI",
        "\u{200b}",
        ".",
    ];
    let analyzer = analyzer();
    let mut state = 5_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    let mut seen = 0;
    for _ in 0..500 {
        let text: String = (0..next(12)).map(|_| pieces[next(pieces.len())]).collect();
        let tokens = analyzer.tokens(&text);
        for token in &tokens {
            let written = text.get(token.start..token.end).expect("whole characters");
            assert!(
                !written.is_empty() && !token.text.is_empty(),
                "{text:?}: {token:?}"
            );
            if matches!(token.kind, TokenKind::Word | TokenKind::Pair | TokenKind::Latin) {
                assert!(
                    normalize(written).replace(' ', "").contains(&token.text),
                    "{text:?}: {token:?}"
                );
            }
        }
        assert!(tokens.is_sorted_by_key(|t| (t.start, t.end, t.kind)), "{text:?}");
        seen += tokens.len();
    }
    assert!(seen > 1_000);
}
