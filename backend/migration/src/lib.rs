//! How did the schema come about? One file a change; no seed rows.

use sea_orm_migration::prelude::*;

pub use sea_orm_migration::MigratorTrait;

mod build;
mod m20261123_000001_identity;
mod m20261123_000002_supply_and_demand;
mod m20261123_000003_matching;
mod m20261123_000004_deal_and_outcome;
mod m20261123_000005_award;
mod m20261123_000006_platform;
mod m20261124_000040_claims;
mod m20261127_000060_showings;
mod m20261127_000061_learning_refusal;
mod m20261127_000062_list_model;
mod m20261127_000063_list_ranker;
mod m20261127_000064_models;
mod m20261127_000065_experiments;
mod m20261127_000066_planned_lists;

/// Every migration, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_identity::Migration),
            Box::new(m20261123_000002_supply_and_demand::Migration),
            Box::new(m20261123_000003_matching::Migration),
            Box::new(m20261123_000004_deal_and_outcome::Migration),
            Box::new(m20261123_000005_award::Migration),
            Box::new(m20261123_000006_platform::Migration),
            Box::new(m20261124_000040_claims::Migration),
            Box::new(m20261127_000060_showings::Migration),
            Box::new(m20261127_000061_learning_refusal::Migration),
            Box::new(m20261127_000062_list_model::Migration),
            Box::new(m20261127_000063_list_ranker::Migration),
            Box::new(m20261127_000064_models::Migration),
            Box::new(m20261127_000065_experiments::Migration),
            Box::new(m20261127_000066_planned_lists::Migration),
        ]
    }
}
