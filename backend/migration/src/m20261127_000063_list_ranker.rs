//! Adds by what a match list was ranked.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

/// Adds the ranker of match lists.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Every list so far was ranked by the prior: nothing had been learned.
        manager
            .alter_table(
                Table::alter()
                    .table(Alias::new("match_list"))
                    .add_column(string("ranker").default("prior"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table(Alias::new("match_list"))
                    .drop_column(Alias::new("ranker"))
                    .to_owned(),
            )
            .await
    }
}
