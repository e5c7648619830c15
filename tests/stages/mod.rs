//! Each stage through its HTTP door, on both databases.

mod algorithm;
mod allocation;
mod award;
mod chosen;
mod claims;
mod deal_moves;
mod deals;
mod embedded_rows;
mod embeddings;
mod evidence;
mod generator;
mod identity;
mod imports;
mod learning;
mod learning_experiment_counts;
mod learning_experiments;
mod learning_models;
mod learning_refusal;
mod learning_refused_deals;
mod matching;
mod search_encoder;
mod search_engine;
mod search_pages;
mod search_quality;
mod supply_and_demand;
mod will;
