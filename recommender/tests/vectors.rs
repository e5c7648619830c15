//! Does the vector index find what a plain comparison of all rows finds, whatever was put in and taken out?

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use recommender::Error;
use recommender::vectors::{Allowed, Hit, Near, VectorIndex, VectorParams};

const DIMENSIONS: usize = 40;

/// Number and vector.
type Row = (u32, Vec<f32>);

/// Rows in 60 groups, as texts are.
fn rows(count: usize, seed: u64) -> Vec<Vec<f32>> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut line = |scale: f32| -> Vec<f32> {
        let value = |_| (random.gen_range(-1.0..1.0f32) + random.gen_range(-1.0..1.0f32)) * scale;
        (0..DIMENSIONS).map(value).collect()
    };
    let centres: Vec<Vec<f32>> = (0..60).map(|_| line(1.0)).collect();
    let rows = (0..count).map(|at| {
        let near = line(0.8);
        centres[at * 7 % 60]
            .iter()
            .zip(&near)
            .map(|(a, b)| a + b)
            .collect()
    });
    rows.collect()
}

/// Rows, and others of the same groups to ask for.
fn rows_and_queries(count: usize, queries: usize, seed: u64) -> (Vec<Row>, Vec<Vec<f32>>) {
    let mut all = rows(count + queries, seed);
    let queries = all.split_off(count);
    (numbered(all), queries)
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot =
        |x: &[f32], y: &[f32]| -> f64 { x.iter().zip(y).map(|(x, y)| f64::from(*x) * f64::from(*y)).sum() };
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// The truth: every row compared.
fn nearest(rows: &[Row], query: &[f32], count: usize) -> Vec<u32> {
    let mut all: Vec<(f64, u32)> = rows.iter().map(|(key, row)| (cosine(row, query), *key)).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    all.into_iter().take(count).map(|(_, key)| key).collect()
}

fn index(rows: &[Row], change: impl Fn(&mut VectorParams)) -> VectorIndex {
    let mut params = VectorParams::new(DIMENSIONS);
    params.exact_up_to = 500;
    change(&mut params);
    let mut index = VectorIndex::new(params).unwrap();
    let keys: Vec<u32> = rows.iter().map(|(key, _)| *key).collect();
    let flat: Vec<f32> = rows.iter().flat_map(|(_, row)| row.clone()).collect();
    index.upsert_all(&keys, &flat).unwrap();
    index
}

fn numbered(rows: Vec<Vec<f32>>) -> Vec<Row> {
    (100..).zip(rows).collect()
}

/// Share of the true nearest ten that are found, over all queries.
fn recall(index: &VectorIndex, rows: &[Row], queries: &[Vec<f32>], near: &Near<'_>) -> f64 {
    let mut found = 0;
    let mut wanted = 0;
    for query in queries {
        let may: Vec<Row> = match near.allowed {
            Some(allowed) => rows
                .iter()
                .filter(|(key, _)| allowed.contains(*key))
                .cloned()
                .collect(),
            None => rows.to_vec(),
        };
        let truth = nearest(&may, query, near.count);
        let hits = index.search(query, near).unwrap();
        assert_eq!(hits.len(), truth.len());
        wanted += truth.len();
        found += hits.iter().filter(|hit| truth.contains(&hit.key)).count();
    }
    assert!(wanted > 0);
    found as f64 / wanted as f64
}

#[test]
fn a_scan_finds_the_nearest_with_their_cosines() {
    let (rows, queries) = rows_and_queries(400, 50, 1);
    let index = index(&rows, |_| {});
    assert!(!index.has_graph());
    for query in queries {
        let hits = index.search(&query, &Near::first(10)).unwrap();
        assert_eq!(hits.len(), 10);
        // In their order the true cosines agree, except where two are nearer than twelve bits can tell.
        for (hit, best) in hits.iter().zip(nearest(&rows, &query, 10)) {
            let truth = cosine(&rows[hit.key as usize - 100].1, &query);
            assert!(
                (f64::from(hit.cosine) - truth).abs() < 5e-4,
                "{} {truth}",
                hit.cosine
            );
            assert!((truth - cosine(&rows[best as usize - 100].1, &query)).abs() < 5e-4);
        }
    }
}

#[test]
fn a_graph_finds_nearly_all_and_an_exact_search_all() {
    let (rows, queries) = rows_and_queries(6_000, 60, 3);
    let index = index(&rows, |_| {});
    assert!(index.has_graph());
    assert!(recall(&index, &rows, &queries, &Near::first(10)) >= 0.98);
    let exact = Near {
        exact: true,
        ..Near::first(10)
    };
    assert!(recall(&index, &rows, &queries, &exact) >= 0.995);
}

#[test]
fn filters_hold_inside_the_search_whatever_they_pass() {
    let (rows, queries) = rows_and_queries(5_000, 20, 5);
    let index = index(&rows, |_| {});
    for keep in [1, 2, 3, 10, 100, 1_200, 6_000] {
        let allowed: Allowed = (100..5_100).filter(|key| key % keep == 0).collect();
        assert!(!allowed.is_empty() || keep == 6_000);
        if allowed.is_empty() {
            assert_eq!(
                index
                    .search(&queries[0], &Near::first(10).among(&allowed))
                    .unwrap(),
                []
            );
            continue;
        }
        let near = Near::first(10).among(&allowed);
        assert!(recall(&index, &rows, &queries, &near) >= 0.98, "every {keep}th");
    }
    // Rows that the set names and the index does not have are no rows.
    let strangers: Allowed = (0..100).chain([105]).collect();
    let hits = index
        .search(&queries[0], &Near::first(10).among(&strangers))
        .unwrap();
    assert_eq!(hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), [105]);
}

#[test]
fn rows_come_go_and_change_and_the_rest_is_found() {
    for exact_up_to in [100, 100_000] {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let fresh = rows(6_000, 8);
        let mut rows = numbered(rows(3_000, 9));
        let mut index = index(&rows, |params| params.exact_up_to = exact_up_to);
        for (at, vector) in fresh.iter().enumerate() {
            match random.gen_range(0..3) {
                0 => {
                    rows.push((10_000 + at as u32, vector.clone()));
                    index.upsert(10_000 + at as u32, vector).unwrap();
                }
                1 => {
                    let place = random.gen_range(0..rows.len());
                    rows[place].1.clone_from(vector);
                    index.upsert(rows[place].0, vector).unwrap();
                }
                _ => {
                    let (key, _) = rows.swap_remove(random.gen_range(0..rows.len()));
                    assert!(index.remove(key));
                    assert!(!index.remove(key));
                }
            }
            assert_eq!(index.len(), rows.len());
        }
        assert_eq!(index.has_graph(), exact_up_to == 100);
        assert!(recall(&index, &rows, &self::rows(40, 10), &Near::first(10)) >= 0.97);
        while rows.len() > 5 {
            let (key, _) = rows.pop().unwrap();
            index.remove(key);
        }
        assert!(!index.has_graph());
        assert_eq!(recall(&index, &rows, &self::rows(5, 11), &Near::first(10)), 1.0);
    }
}

#[test]
fn the_same_rows_give_the_same_bytes_on_any_number_of_threads() {
    let rows = numbered(rows(3_000, 12));
    let saved = |threads: usize| {
        let mut bytes = Vec::new();
        let mut index = index(&rows, |params| params.threads = threads);
        assert!(index.has_graph());
        // The number of threads is a setting of the machine, and stands in the first line only.
        index.save(&mut bytes).unwrap();
        let line = bytes.iter().position(|b| *b == b'\n').unwrap();
        bytes[line..bytes.len() - 32].to_vec()
    };
    let alone = saved(1);
    assert!(alone.len() > 3_000 * DIMENSIONS);
    assert_eq!(alone, saved(3));
    assert_eq!(alone, saved(8));
}

#[test]
fn a_saved_index_answers_as_it_did_and_goes_on() {
    for exact_up_to in [500, 100_000] {
        let rows = numbered(rows(2_000, 13));
        let mut index = index(&rows, |params| {
            params.exact_up_to = exact_up_to;
            params.model = "made by a test".into();
        });
        (100..200).for_each(|key| assert!(index.remove(key)));
        let mut bytes = Vec::new();
        index.save(&mut bytes).unwrap();
        let mut loaded = VectorIndex::load(&mut bytes.as_slice()).unwrap();
        assert_eq!(loaded.params(), index.params());
        assert_eq!(loaded.has_graph(), exact_up_to == 500);
        let answers = |index: &VectorIndex| -> Vec<Vec<Hit>> {
            let queries = self::rows(30, 14);
            queries
                .iter()
                .map(|query| index.search(query, &Near::first(7)).unwrap())
                .collect()
        };
        assert_eq!(answers(&index), answers(&loaded));
        for index in [&mut index, &mut loaded] {
            index.upsert(5, &rows[7].1).unwrap();
            assert!(index.remove(300));
        }
        assert_eq!(answers(&index), answers(&loaded));
        let mut again = Vec::new();
        VectorIndex::load(&mut bytes.as_slice())
            .unwrap()
            .save(&mut again)
            .unwrap();
        assert_eq!(bytes, again);
    }
}

#[test]
fn equal_rows_are_told_apart_by_number_and_none_is_lost() {
    let mut index = VectorIndex::new(VectorParams {
        exact_up_to: 50,
        ..VectorParams::new(8)
    })
    .unwrap();
    let vector = [0.5, -1.0, 0.0, 0.0, 2.0, 0.1, 0.0, 0.0];
    (0..2_000).for_each(|key| index.upsert(key, &vector).unwrap());
    let all = Near {
        exact: true,
        ..Near::first(5)
    };
    let keys: Vec<u32> = index
        .search(&vector, &all)
        .unwrap()
        .iter()
        .map(|hit| hit.key)
        .collect();
    assert_eq!(keys, [0, 1, 2, 3, 4]);
    assert_eq!(index.search(&vector, &Near::first(50)).unwrap().len(), 50);
}

#[test]
fn what_cannot_be_used_is_refused_and_nothing_changes() {
    let code = |error: Error| error.code();
    let refused = VectorIndex::new(VectorParams::new(0)).unwrap_err();
    assert!(refused.to_string().contains("`dimensions` is 0"), "{refused}");
    assert_eq!(
        code(VectorIndex::new(VectorParams::new(5_000)).unwrap_err()),
        "parameter_out_of_range"
    );

    let mut index = VectorIndex::new(VectorParams::new(2)).unwrap();
    assert_eq!(index.search(&[1.0, 0.0], &Near::first(3)).unwrap(), []);
    index.upsert(1, &[1.0, 0.0]).unwrap();
    assert_eq!(code(index.upsert(2, &[1.0]).unwrap_err()), "shape_mismatch");
    assert_eq!(
        code(index.upsert_all(&[2, 3], &[1.0; 3]).unwrap_err()),
        "shape_mismatch"
    );
    for bad in [[f32::NAN, 1.0], [f32::INFINITY, 1.0], [0.0, 0.0]] {
        let error = index
            .upsert_all(&[2, 3], &[1.0, 1.0, bad[0], bad[1]])
            .unwrap_err();
        assert!(error.to_string().contains("row `3`, field `vector`"), "{error}");
        assert_eq!(
            code(index.search(&bad, &Near::first(1)).unwrap_err()),
            "row_invalid"
        );
    }
    assert_eq!(index.len(), 1);
    assert_eq!(
        code(index.search(&[1.0; 3], &Near::first(1)).unwrap_err()),
        "shape_mismatch"
    );
    assert_eq!(
        code(index.search(&[1.0; 2], &Near::first(0)).unwrap_err()),
        "parameter_out_of_range"
    );
    let narrow = Near {
        beam: 1,
        ..Near::first(2)
    };
    assert!(
        index
            .search(&[1.0; 2], &narrow)
            .unwrap_err()
            .to_string()
            .contains("`beam`")
    );
    // Numbers too small or too large for their squares in f32 have a direction all the same.
    index.upsert(9, &[0.0, 1e-30]).unwrap();
    index.upsert(10, &[-1e30, 0.0]).unwrap();
    assert_eq!(index.search(&[0.0, 1e30], &Near::first(1)).unwrap()[0].key, 9);
    assert_eq!(index.search(&[-1.0, 0.0], &Near::first(1)).unwrap()[0].key, 10);
}

#[test]
fn a_damaged_file_is_told_from_one_of_another_version() {
    let mut bytes = Vec::new();
    let mut index = index(&numbered(rows(600, 15)), |_| {});
    assert!(index.has_graph());
    index.save(&mut bytes).unwrap();
    let code = |bytes: &[u8]| VectorIndex::load(&mut &*bytes).unwrap_err().code();
    assert_eq!(code(b""), "model_invalid");
    assert_eq!(code(b"{}\n"), "model_invalid");
    assert_eq!(code(&bytes[..bytes.len() - 1]), "model_invalid");
    let mut random = ChaCha8Rng::seed_from_u64(16);
    for _ in 0..200 {
        let mut broken = bytes.clone();
        let at = random.gen_range(0..broken.len());
        broken[at] ^= 1 << random.gen_range(0..8);
        let code = code(&broken);
        assert!(
            ["model_invalid", "model_version", "parameter_out_of_range"].contains(&code),
            "{at}: {code}"
        );
    }
    let line = bytes.iter().position(|b| *b == b'\n').unwrap();
    let header = String::from_utf8(bytes[..line].to_vec()).unwrap();
    let other = [
        header.replace("\"version\":1", "\"version\":2").as_bytes(),
        &bytes[line..],
    ]
    .concat();
    assert_eq!(code(&other), "model_version");
    let huge = [
        header.replace("\"rows\":600", "\"rows\":4000000000").as_bytes(),
        &bytes[line..],
    ]
    .concat();
    assert_eq!(code(&huge), "model_invalid");
}
