//! What does every stage stand on? Settings, clock, money, database, audit chain, files, jobs, taxonomies.

pub mod audit;
pub mod check;
pub mod clock;
pub mod config;
pub mod database;
pub mod files;
pub mod jobs;
pub mod money;
pub mod seed_data;
pub mod taxonomy;
pub mod telemetry;
