//! Is every word of the table found in its text, and no word that only looks as if it stood there?
//! The same table is put to the search engine of the program.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use recommender::{Analyzer, Lexicon, LexiconWord, TokenKind, Unit, UnitKind, Words, stem};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    text: String,
    whole: Vec<String>,
    found_by: Vec<String>,
    not_by: Vec<String>,
}

/// The dictionary that the program is built with.
static ANALYZER: LazyLock<Arc<Analyzer>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        items: Vec<LexiconWord>,
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seed-data/taxonomies/lexicon.yaml");
    let text = std::fs::read_to_string(path).expect("the dictionary is there");
    let file: File = serde_saphyr::from_str(&text).expect("the dictionary is read");
    Arc::new(Analyzer::new(&Lexicon::from_entries(file.items)))
});

fn cases() -> Vec<Case> {
    let cases: Vec<Case> = serde_json::from_str(include_str!("word_cases.json")).expect("the table is read");
    assert!(cases.len() >= 40);
    cases
}

/// Whether the words of a text answer one unit of a query.
fn answers(words: &Words, text: &str, unit: &Unit) -> bool {
    let found = words.of_text(text);
    let forms = || std::iter::once(&unit.form).chain(&unit.same);
    match unit.kind {
        UnitKind::Latin => found
            .words
            .iter()
            .any(|w| forms().any(|f| w == f || (w.is_ascii() && stem(w) == stem(f)))),
        UnitKind::Unknown => {
            let held = unit.pairs.iter().filter(|p| found.pairs.contains(p)).count();
            held * 4 >= unit.pairs.len() * 3
        }
        UnitKind::Char => text.contains(&unit.form),
        UnitKind::Word | UnitKind::Number | UnitKind::Quantity => forms().any(|f| found.words.contains(f)),
    }
}

#[test]
fn every_word_of_the_table_is_found_and_none_that_only_looks_so() {
    let words = Words::new(Arc::clone(&ANALYZER));
    let mut wrong = Vec::new();
    let mut asked = 0;
    for case in cases() {
        for (queries, expected) in [(&case.found_by, true), (&case.not_by, false)] {
            for query in queries {
                let units = words.of_query(query);
                let found = !units.is_empty() && units.iter().all(|u| answers(&words, &case.text, u));
                if found != expected {
                    wrong.push((case.text.clone(), query.clone(), expected, units));
                }
                asked += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(asked > 150);
}

#[test]
fn words_of_the_field_stay_whole_in_their_texts() {
    let mut wrong = Vec::new();
    for case in cases() {
        let tokens = ANALYZER.tokens(&case.text);
        let words: Vec<&str> = tokens
            .iter()
            .filter(|t| t.kind == TokenKind::Word)
            .map(|t| t.text.as_str())
            .collect();
        for whole in &case.whole {
            if !words.contains(&whole.as_str()) {
                wrong.push((case.text.clone(), whole.clone(), words.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_word_is_read_in_pinyin_with_all_common_readings() {
    let words = Words::new(Arc::clone(&ANALYZER));
    let read = |word: &str| -> Vec<(String, String)> {
        let all = words.readings(word);
        all.iter().map(|r| (r.full.clone(), r.initials.clone())).collect()
    };
    let pair = |full: &str, initials: &str| (full.to_owned(), initials.to_owned());
    assert_eq!(read("智能体")[0], pair("zhinengti", "znt"));
    assert!(read("重庆").contains(&pair("chongqing", "cq")));
    assert!(read("银行").contains(&pair("yinhang", "yh")));
    assert!(read("模具").contains(&pair("muju", "mj")));
    assert_eq!(read("之前"), [pair("zhiqian", "zq")], "no reading of old books");
    assert_eq!(read("绿电")[0].0, "lvdian", "ü is typed v");
    assert_eq!(read("5g专网")[0], pair("5gzhuanwang", "5gzw"));
    for none in ["agent", "智", "", "智能，体", "一二三四五六七八九"] {
        assert_eq!(read(none), [], "{none}");
    }
    assert!(read("长长长长长长长长").len() <= 8, "readings are bounded");
    assert!(words.is_of_field("智能体") && !words.is_of_field("的话"));
    assert_eq!(words.runs("居身 智能，"), ["居身", "智能"]);
    assert!(words.runs("AI 智能").is_empty());
}
