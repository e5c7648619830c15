//! Adds the registry of learned models, and the moves by which they came into service.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table};

/// Adds models and their moves.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("model")
                    .col(uuid("id").primary_key())
                    .col(string("state"))
                    .col(string("digest"))
                    .col(string("trained_digest"))
                    .col(json_binary("params"))
                    .col(json_binary("judgements"))
                    .col(json_binary("card"))
                    .col(uuid_null("created_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("model", "created_by", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("model", &["created_by"])).await?;
        // One model serves, however many operators promote at once. Both databases have partial indexes, sea-query
        // does not.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ux_model_serving ON model (state) WHERE state = 'serving'",
            )
            .await?;
        manager
            .create_table(
                table("model_move")
                    .col(uuid("id").primary_key())
                    .col(string("action"))
                    .col(uuid_null("from_id"))
                    .col(uuid_null("to_id"))
                    .col(text("reason"))
                    .col(uuid("actor_id"))
                    .col(timestamp_with_time_zone("at"))
                    .foreign_key(&mut foreign_key("model_move", "from_id", "model"))
                    .foreign_key(&mut foreign_key("model_move", "to_id", "model"))
                    .foreign_key(&mut foreign_key("model_move", "actor_id", "app_user"))
                    .to_owned(),
            )
            .await?;
        for column in ["from_id", "to_id", "actor_id"] {
            manager.create_index(index("model_move", &[column])).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["model_move", "model"] {
            manager
                .drop_table(Table::drop().table(Alias::new(name)).to_owned())
                .await?;
        }
        Ok(())
    }
}
