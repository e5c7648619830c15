//! Adds at how many decided lists an experiment ends by itself.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

/// Adds the planned size of experiments.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Experiments so far had no plan.
        manager
            .alter_table(
                Table::alter()
                    .table(Alias::new("experiment"))
                    .add_column(integer_null("planned_lists"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table(Alias::new("experiment"))
                    .drop_column(Alias::new("planned_lists"))
                    .to_owned(),
            )
            .await
    }
}
