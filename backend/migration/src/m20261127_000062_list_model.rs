//! Adds the index by which the first list of a model is found.

use sea_orm_migration::prelude::*;

use crate::build::index;

/// Adds the index of lists by model and time.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_index(index("match_list", &["model", "created_at"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = Index::drop().name("ix_match_list_model_created_at").to_owned();
        manager.drop_index(name).await
    }
}
