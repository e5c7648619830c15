//! How fast is the analyser, beside bare jieba-rs on the same texts in the same run?
//! `cargo run --release -p recommender --example analyse -- [FILE...]`: lines of text or of JSON, whose strings are
//! taken; without a file the demonstration rows. One thread; the median of the rounds. Prints JSON.

use std::path::Path;
use std::time::Instant;

use recommender::{Analyzer, Lexicon, LexiconWord, Words};
use serde_json::{Value, json};

/// Characters that each round reads at least.
const CHARACTERS: usize = 1_000_000;
const ROUNDS: usize = 7;

fn strings(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().count() > 8 => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, texts)),
        _ => {}
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seed-data");
    let mut files: Vec<_> = std::env::args_os().skip(1).map(Into::into).collect();
    if files.is_empty() {
        files = vec![
            seeds.join("demo/solutions.jsonl"),
            seeds.join("demo/scenarios.jsonl"),
        ];
    }
    let mut texts = Vec::new();
    for file in &files {
        for line in std::fs::read_to_string(file)?.lines() {
            match serde_json::from_str(line) {
                Ok(value) => strings(&value, &mut texts),
                Err(_) => texts.push(line.to_owned()),
            }
        }
    }
    let once: usize = texts.iter().map(|t| t.chars().count()).sum();
    if once == 0 {
        return Err("no text: expected lines of text or of JSON with strings".into());
    }
    let times = CHARACTERS.div_ceil(once);

    #[derive(serde::Deserialize)]
    struct File {
        items: Vec<LexiconWord>,
    }
    let lexicon: File =
        serde_saphyr::from_str(&std::fs::read_to_string(seeds.join("taxonomies/lexicon.yaml"))?)?;
    let analyzer = std::sync::Arc::new(Analyzer::new(&Lexicon::from_entries(lexicon.items)));
    let words = Words::new(std::sync::Arc::clone(&analyzer));
    let jieba = jieba_rs::Jieba::new();

    let count = std::cell::Cell::new(0usize);
    let add = |n: usize| count.set(count.get() + n);
    type Way<'a> = (&'static str, Box<dyn Fn(&str) + 'a>);
    let ways: Vec<Way> = vec![
        ("jieba_rs", Box::new(|t| add(jieba.cut(t, false).len()))),
        ("jieba_rs_new_words", Box::new(|t| add(jieba.cut(t, true).len()))),
        ("normalize", Box::new(|t| add(recommender::normalize(t).len()))),
        (
            "ranking",
            Box::new(|t| analyzer.each_term(t, |form, _, _, _| add(form.len()))),
        ),
        (
            "every_token",
            Box::new(|t| analyzer.each(t, |form, _, _, _| add(form.len()))),
        ),
        ("list_of_tokens", Box::new(|t| add(analyzer.tokens(t).len()))),
        ("search", Box::new(|t| add(words.of_text(t).words.len()))),
    ];
    let mut seconds = vec![Vec::new(); ways.len()];
    // By turns, so that a busy machine is busy for all alike.
    for _ in 0..ROUNDS {
        for ((_, way), seconds) in ways.iter().zip(&mut seconds) {
            let started = Instant::now();
            for _ in 0..times {
                texts.iter().for_each(|text| way(text));
            }
            seconds.push(started.elapsed().as_secs_f64());
        }
    }
    let mut speeds = serde_json::Map::new();
    for ((name, _), mut seconds) in ways.iter().zip(seconds) {
        seconds.sort_by(f64::total_cmp);
        let millions = (once * times) as f64 / seconds[ROUNDS / 2] / 1e6;
        speeds.insert((*name).to_owned(), json!((millions * 100.0).round() / 100.0));
    }
    let report = json!({
        "characters": once * times,
        "rounds": ROUNDS,
        "million_characters_a_second": speeds,
        "seen": count.get(),
    });
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
