//! Adds who refuses that its behaviour is learned from.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, table};

/// Adds refusals of learning.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("learning_refusal")
                    .col(uuid("organisation_id").primary_key())
                    .col(timestamp_with_time_zone("refused_at"))
                    .foreign_key(&mut foreign_key(
                        "learning_refusal",
                        "organisation_id",
                        "organisation",
                    ))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Alias::new("learning_refusal")).to_owned())
            .await
    }
}
