//! `near`: which published solutions mean nearly the same as a text, by vectors alone?
//!
//! For an operator who tries an embeddings service: it encodes what is published (and keeps the vectors), builds
//! the vector index and asks it. A server with the same settings finds the vectors kept.

use std::sync::Arc;

use anyhow::ensure;
use clap::Args;
use entity::solution;
use recommender::Analyzer;
use recommender::latent::{Latent, LatentEncoder, LatentParams};
use recommender::vectors::{Near, VectorIndex, VectorParams};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use crate::platform::config::Settings;
use crate::platform::{database, taxonomy};
use crate::stages::matching::encoder::{AskedAs, Encoders};
use crate::stages::matching::{Records, solution_row, solution_text};
use crate::stages::supply;

/// Length of the built-in model's vectors.
const DIMENSIONS: usize = 256;

/// Options of `near`.
#[derive(Args, Debug)]
pub struct NearArgs {
    /// What is looked for
    text: String,
    /// Most solutions
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    count: u16,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Encodes what is published and prints the nearest.
///
/// # Errors
/// Nothing is published, the text says nothing to the model; settings, database and file errors.
pub async fn run(args: NearArgs) -> anyhow::Result<()> {
    let folder = &args.settings.data_dir;
    let analyzer = Arc::new(Analyzer::new(&taxonomy::lexicon_in(folder)?));
    let db = database::present(&args.settings).await?;
    let ids: Vec<Uuid> = solution::Entity::find()
        .select_only()
        .column(solution::Column::Id)
        .order_by_asc(solution::Column::Id)
        .into_tuple()
        .all(&db)
        .await?;
    let (mut rows, mut texts) = (Vec::new(), Vec::new());
    for (row, content) in supply::store::published(&db, &ids).await? {
        let row = solution_row(&row, &content, &Records::default());
        texts.push(solution_text(&row));
        rows.push((row.id, row.title));
    }
    ensure!(!rows.is_empty(), "no solution is published");
    let model = Latent::fit(&texts, &analyzer, &LatentParams::new(DIMENSIONS))?;
    let inside = Arc::new(LatentEncoder::new(model, analyzer));
    let encoders = Encoders::open(&args.settings.embeddings, folder, inside)?;
    // One call: if the service fails half-way, all are encoded by the built-in model, the question too.
    let all: Vec<(AskedAs, &str)> = texts
        .iter()
        .map(|text| (AskedAs::Document, text.as_str()))
        .chain([(AskedAs::Query, args.text.as_str())])
        .collect();
    let mut encoded = encoders.encode(&all).await?;
    let question = encoded.vectors.pop().flatten();
    let Some(question) = question else {
        anyhow::bail!("the text holds nothing that the model knows");
    };
    let mut index = VectorIndex::new(VectorParams {
        model: encoded.model.clone(),
        ..VectorParams::new(question.len())
    })?;
    let known: Vec<(u32, Vec<f32>)> = (0..)
        .zip(encoded.vectors)
        .filter_map(|(key, vector)| Some((key, vector?)))
        .collect();
    let keys: Vec<u32> = known.iter().map(|(key, _)| *key).collect();
    let flat: Vec<f32> = known.into_iter().flat_map(|(_, vector)| vector).collect();
    index.upsert_all(&keys, &flat)?;
    let hits = index.search(&question, &Near::first(usize::from(args.count)))?;
    if args.json {
        let found: Vec<_> = hits
            .iter()
            .map(|hit| {
                let (id, title) = &rows[hit.key as usize];
                json!({"id": id, "title": title, "cosine": hit.cosine})
            })
            .collect();
        let report = json!({
            "model": encoded.model, "dimensions": question.len(), "encoded": index.len(), "asked": encoded.asked,
            "stood_in_because": encoded.refusal.as_ref().map(|refusal| refusal.code()), "solutions": found,
        });
        say!("{}", serde_json::to_string_pretty(&report)?);
        return Ok(());
    }
    for hit in hits {
        let (id, title) = &rows[hit.key as usize];
        say!("{:.3}\t{id}\t{title}", hit.cosine);
    }
    Ok(())
}
