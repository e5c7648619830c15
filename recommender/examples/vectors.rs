//! Times vector search on one thread: `vectors make KIND ROWS DIMENSIONS FILE` writes vectors made from a seed,
//! `vectors measure FILE DIMENSIONS QUERIES [BEAM...]` prints a line of JSON for each beam.
//!
//! A file is f32, little-endian, row after row; the last QUERIES rows are asked for among the others. Kinds:
//! `clustered`, as embeddings of texts are: 2,000 groups in 32 directions (the spread within a group is 0.7 of that
//! between groups), turned into all dimensions, with a tenth of noise; `hard`: no groups, 64 directions of equal
//! weight, the same noise. Recall is against cosines of the f32 vectors.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::time::Instant;

use ndarray::{Array2, ArrayView2, Axis};
use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use recommender::vectors::{Near, VectorIndex, VectorParams};
use serde_json::json;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["make", kind, rows, dimensions, file] => make(kind, rows.parse()?, dimensions.parse()?, file),
        ["measure", file, dimensions, queries, ref beams @ ..] => {
            let beams = beams
                .iter()
                .map(|b| b.parse())
                .collect::<Result<Vec<usize>, _>>()?;
            measure(file, dimensions.parse()?, queries.parse()?, &beams)
        }
        _ => Err(
            "vectors make KIND ROWS DIMENSIONS FILE | vectors measure FILE DIMENSIONS QUERIES [BEAM...]"
                .into(),
        ),
    }
}

/// Nearly normal: four sixteen-bit numbers added up.
fn normal(random: &mut ChaCha8Rng) -> f32 {
    let bits = random.next_u64();
    let sum: u64 = (0..4).map(|part| bits >> (16 * part) & 0xffff).sum();
    (sum as f32 / 65_536.0 - 2.0) * 1.732
}

fn make(kind: &str, rows: usize, dimensions: usize, file: &str) -> Result<(), Failure> {
    let mut random = ChaCha8Rng::seed_from_u64(20260101);
    let (groups, directions, spread) = match kind {
        "clustered" => (2_000, 32, 0.7),
        "hard" => (1, 64, 1.0),
        _ => return Err("kinds: clustered, hard".into()),
    };
    let turn = Array2::from_shape_fn((directions, dimensions), |_| normal(&mut random));
    let centres = Array2::from_shape_fn((groups, directions), |_| {
        if groups > 1 { normal(&mut random) } else { 0.0 }
    });
    let noise = 0.1 * (directions as f32).sqrt();
    let mut out = BufWriter::new(File::create(file)?);
    for from in (0..rows).step_by(10_000) {
        let count = 10_000.min(rows - from);
        let mut inner = Array2::zeros((count, directions));
        for mut row in inner.rows_mut() {
            let centre = centres.row(random.gen_range(0..groups));
            row.assign(&centre);
            row.mapv_inplace(|v| v + spread * normal(&mut random));
        }
        for value in &inner.dot(&turn) {
            out.write_all(&(value + noise * normal(&mut random)).to_le_bytes())?;
        }
    }
    Ok(out.flush()?)
}

fn measure(file: &str, dimensions: usize, queries: usize, beams: &[usize]) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    BufReader::new(File::open(file)?).read_to_end(&mut bytes)?;
    let values = bytes
        .chunks_exact(4)
        .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let values: Vec<f32> = values.collect();
    drop(bytes);
    let all = Array2::from_shape_vec((values.len() / dimensions, dimensions), values)?;
    let (rows, asked) = all.view().split_at(Axis(0), all.nrows() - queries);
    let (rows, asked) = (rows.to_owned(), asked.to_owned());
    drop(all);
    let truth = exact(rows.view(), asked.view(), 10);

    let start = Instant::now();
    let mut index = VectorIndex::new(VectorParams::new(dimensions))?;
    let keys: Vec<u32> = (0..rows.nrows() as u32).collect();
    index.upsert_all(&keys, rows.as_slice().ok_or("rows are not in order")?)?;
    let build = start.elapsed().as_secs_f64();
    let beams = if beams.is_empty() {
        vec![Near::first(10).beam]
    } else {
        beams.to_vec()
    };
    let ask = |near: &Near<'_>, queries: usize| -> Result<(f64, f64, f64), recommender::Error> {
        let mut times = Vec::with_capacity(queries);
        let mut found = 0;
        for (query, truth) in asked.rows().into_iter().zip(&truth).take(queries) {
            let query = query.to_vec();
            let start = Instant::now();
            let hits = index.search(&query, near)?;
            times.push(start.elapsed().as_secs_f64() * 1e3);
            found += hits.iter().filter(|hit| truth.contains(&hit.key)).count();
        }
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        Ok((at(0.5), at(0.99), found as f64 / (10 * times.len()) as f64))
    };
    let every = Near {
        exact: true,
        ..Near::first(10)
    };
    let (p50, _, recall) = ask(&every, queries.min(100))?;
    let line = json!({"who": "ScenePool, every row in eight bits", "p50_ms": p50, "recall@10": recall});
    println!("{line}");
    for beam in beams {
        let near = Near {
            beam,
            ..Near::first(10)
        };
        let (p50, p99, recall) = ask(&near, queries)?;
        let line = json!({
            "who": "ScenePool", "rows": index.len(), "dimensions": dimensions, "graph": index.has_graph(),
            "beam": beam, "build_s": build, "bytes": index.bytes(), "p50_ms": p50, "p99_ms": p99,
            "recall@10": recall,
        });
        println!("{line}");
    }
    Ok(())
}

/// The nearest by f32 cosines.
fn exact(rows: ArrayView2<f32>, asked: ArrayView2<f32>, count: usize) -> Vec<Vec<u32>> {
    let mut best: Vec<Vec<(f32, u32)>> = vec![Vec::new(); asked.nrows()];
    for (block, part) in rows.axis_chunks_iter(Axis(0), 10_000).enumerate() {
        let mut part = part.to_owned();
        for mut row in part.rows_mut() {
            let length = row.dot(&row).sqrt();
            row.mapv_inplace(|v| v / length);
        }
        let alike = asked.dot(&part.t());
        for (best, alike) in best.iter_mut().zip(alike.rows()) {
            let least = best.get(count - 1).map_or(f32::MIN, |b| b.0);
            let new = alike.iter().zip((block * 10_000) as u32..);
            best.extend(new.filter(|(a, _)| **a > least).map(|(a, key)| (*a, key)));
            best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            best.truncate(count);
        }
    }
    let keys = best
        .into_iter()
        .map(|best| best.into_iter().map(|(_, key)| key).collect());
    keys.collect()
}
