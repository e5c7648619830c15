//! How well does it rank what people have judged?
//!
//! Reads a folder in BEIR layout, ranks, and measures. `rerank` orders the judged documents of each
//! query that has five or more; `full` orders the whole corpus, where what is not judged counts as 0.

mod beir;
mod metrics;
mod report;
mod resources;
mod trec;

pub use beir::{Collection, Judgements};
pub use metrics::{average_precision, calibration_error, ndcg, recall, reciprocal_rank};
pub use report::{EvaluateOptions, Mode, QueryTimes, Report, evaluate, evaluate_rows};
pub use resources::peak_memory_bytes;
