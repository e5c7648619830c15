//! Adds experiments, which lists were drafted for them, and which side brought a row.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table};

/// Adds experiments, drafts and teams.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("experiment")
                    .col(uuid("id").primary_key())
                    .col(string("state"))
                    .col(uuid_null("serving_id"))
                    .col(uuid("candidate_id"))
                    .col(text("reason"))
                    .col(uuid("started_by"))
                    .col(timestamp_with_time_zone("started_at"))
                    .col(string_null("ended_by"))
                    .col(text_null("end_reason"))
                    .col(uuid_null("stopped_by"))
                    .col(timestamp_with_time_zone_null("ended_at"))
                    .foreign_key(&mut foreign_key("experiment", "serving_id", "model"))
                    .foreign_key(&mut foreign_key("experiment", "candidate_id", "model"))
                    .foreign_key(&mut foreign_key("experiment", "started_by", "app_user"))
                    .foreign_key(&mut foreign_key("experiment", "stopped_by", "app_user"))
                    .to_owned(),
            )
            .await?;
        for column in ["serving_id", "candidate_id", "started_by", "stopped_by"] {
            manager.create_index(index("experiment", &[column])).await?;
        }
        // One runs, however many operators start at once.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ux_experiment_running ON experiment (state) WHERE state = 'running'",
            )
            .await?;
        manager
            .create_table(
                table("draft")
                    .col(uuid("list_id").primary_key())
                    .col(uuid("experiment_id"))
                    .col(string("serving_model"))
                    .col(string("candidate_model"))
                    .foreign_key(&mut foreign_key("draft", "list_id", "match_list"))
                    .foreign_key(&mut foreign_key("draft", "experiment_id", "experiment"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("draft", &["experiment_id"])).await?;
        // Rows of lists that one model ranked alone have no team.
        manager
            .alter_table(
                Table::alter()
                    .table(Alias::new("match_entry"))
                    .add_column(string_null("team"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table(Alias::new("match_entry"))
                    .drop_column(Alias::new("team"))
                    .to_owned(),
            )
            .await?;
        for name in ["draft", "experiment"] {
            manager
                .drop_table(Table::drop().table(Alias::new(name)).to_owned())
                .await?;
        }
        Ok(())
    }
}
