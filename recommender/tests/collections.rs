//! Collections as BEIR and TREC write them.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use recommender::evaluate::{Collection, EvaluateOptions, Mode, evaluate};
use recommender::{Error, Params};
use support::analyzer;

fn folder(name: &str, qrels: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("scenepool-collections-{}-{name}", std::process::id()));
    fs::create_dir_all(folder.join("qrels")).expect("a folder");
    let rows = |ids: &[&str]| -> String {
        ids.iter()
            .map(|id| format!("{{\"_id\": {id}, \"text\": \"词\"}}\n"))
            .collect()
    };
    fs::write(folder.join("corpus.jsonl"), rows(&["11", "\"d2\"", "\"d3\""])).expect("corpus");
    fs::write(folder.join("queries.jsonl"), rows(&["1", "\"q2\""])).expect("queries");
    fs::write(folder.join("qrels/dev.tsv"), qrels).expect("qrels");
    folder
}

fn grades(folder: &Path) -> Result<Vec<(String, String, u8)>, Error> {
    let judged = Collection::read(folder)?.judgements(folder, "dev")?;
    let rows = judged.into_iter().flat_map(|(query, row)| {
        row.into_iter()
            .map(move |(document, grade)| (query.clone(), document, grade))
    });
    Ok(rows.collect())
}

#[test]
fn numbers_as_ids_decimals_junk_and_trec_s_columns_are_read() {
    let expected = [("1", "11", 2), ("1", "d2", 0), ("q2", "d3", 1)];
    let expected: Vec<_> = expected
        .iter()
        .map(|(q, d, g)| ((*q).to_owned(), (*d).to_owned(), *g))
        .collect();
    for (name, qrels) in [
        (
            "beir",
            "query-id\tcorpus-id\tscore\n1\t11\t2.0\n1\td2\t-1\nq2\td3\t 1 \n1\t11\t2\n",
        ),
        (
            "blank",
            "\n \nquery-id\tcorpus-id\tscore\n1\t11\t2\n1\td2\t0\nq2\td3\t1\n",
        ),
        ("trec", "1 0 11 2\n1 0 d2 -2\nq2 0 d3 1\n"),
    ] {
        let folder = folder(name, qrels);
        assert_eq!(grades(&folder).expect("read"), expected, "{name}");
    }
}

#[test]
fn what_cannot_be_a_judgement_names_its_line() {
    for (name, qrels, says) in [
        ("half", "1\t11\t1.5\n", "`1.5`"),
        ("nan", "1\t11\tNaN\n", "`NaN`"),
        ("twice", "1\t11\t1\n1\t11\t2\n", "judged 1 before"),
        ("unknown", "1\t99\t1\n", "not in corpus.jsonl"),
        ("columns", "1\t11\n", "2 columns"),
        ("document", "1\t11\t1\nq9\t11\t1\n", "not in queries.jsonl"),
        ("no heading", "q9\t11\tfive\n", "score `five`"),
    ] {
        let folder = folder(name, qrels);
        match grades(&folder) {
            Err(Error::Line { reason, line, .. }) => {
                assert!(reason.contains(says), "{name}: {reason}");
                assert_eq!(line, qrels.lines().count());
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn judgements_that_measure_nothing_say_why() {
    for (name, mode, qrels, says) in [
        (
            "zeros",
            Mode::Full,
            "1\t11\t0\nq2\td3\t-1\n",
            "no query has a relevant document",
        ),
        ("few", Mode::Rerank, "1\t11\t1\n", "five judged documents"),
    ] {
        let options = EvaluateOptions {
            data: folder(name, qrels),
            split: "dev".to_owned(),
            train: None,
            mode,
            relevant_at: None,
            run: None,
            params: Params::default(),
        };
        let error = evaluate(&options, analyzer()).expect_err(name);
        assert_eq!(error.code(), "nothing_to_measure", "{error}");
        assert!(error.to_string().contains(says), "{error}");
    }
}
