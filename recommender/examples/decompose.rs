//! Times the fit of TF-IDF and its decomposition: `decompose FILE DIMENSIONS [ROUNDS [MATRIX]]` prints one line of
//! JSON for the texts of a file, one a line. MATRIX: a folder that gets the decomposed matrix (`starts` u64,
//! `indices` u32, `values` f32, little-endian), so that a peer can decompose the same one.

use std::fs;
use std::time::Instant;

use recommender::Analyzer;
use recommender::latent::{Latent, LatentParams};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, dimensions, rest @ ..] = arguments.as_slice() else {
        return Err("decompose FILE DIMENSIONS [ROUNDS [MATRIX]]".into());
    };
    let text = fs::read_to_string(file)?;
    let texts: Vec<&str> = text.lines().collect();
    let mut params = LatentParams::new(dimensions.parse()?);
    if let Some(rounds) = rest.first() {
        params.svd.rounds = rounds.parse()?;
    }
    let analyzer = Analyzer::default();

    let start = Instant::now();
    let model = Latent::fit(&texts, &analyzer, &params)?;
    let fit = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let (_, _, matrix) = Latent::matrix(&texts, &analyzer, &params)?;
    let reading = start.elapsed().as_secs_f64();

    let asked = &texts[..texts.len().min(2_000)];
    let mut folding: Vec<f64> = asked
        .iter()
        .map(|text| {
            let start = Instant::now();
            let vector = model.fold_in(text, &analyzer);
            let time = start.elapsed().as_secs_f64() * 1e6;
            if vector.is_some() { time } else { 0.0 }
        })
        .collect();
    folding.sort_by(f64::total_cmp);
    let line = json!({
        "who": "ScenePool", "texts": texts.len(), "characters": text.chars().count(), "words": model.words(),
        "values": matrix.stored(), "dimensions": model.dimensions(), "rounds": params.svd.rounds,
        "fit_s": fit, "of_it_words_and_weights_s": reading, "explained": model.explained().iter().sum::<f64>(),
        "fold_in_p50_us": folding[folding.len() / 2], "digest": model.digest(),
    });
    println!("{line}");
    if let Some(folder) = rest.get(1) {
        let mut starts = vec![0u64];
        let (mut indices, mut values) = (Vec::new(), Vec::new());
        for row in 0..matrix.rows() {
            let (columns, weights) = matrix.row(row);
            indices.extend(columns.iter().flat_map(|v| v.to_le_bytes()));
            values.extend(weights.iter().flat_map(|v| v.to_le_bytes()));
            starts.push(values.len() as u64 / 4);
        }
        let starts: Vec<u8> = starts.iter().flat_map(|v| v.to_le_bytes()).collect();
        for (name, bytes) in [("starts", starts), ("indices", indices), ("values", values)] {
            fs::write(format!("{folder}/{name}"), bytes)?;
        }
    }
    Ok(())
}
