//! Adds solutions, scenarios, their versions and reviews.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table, unique};

/// Adds solutions, scenarios, their versions and reviews.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("solution")
                    .col(uuid("id").primary_key())
                    .col(uuid("organisation_id"))
                    .col(string("state"))
                    .col(string("tier"))
                    .col(string("title"))
                    .col(string("direction"))
                    .col(json_binary("content"))
                    .col(integer("revision"))
                    .col(integer_null("published_version"))
                    .col(timestamp_with_time_zone_null("submitted_at"))
                    .col(timestamp_with_time_zone_null("published_at"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(&mut foreign_key("solution", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("solution", &["organisation_id"]))
            .await?;
        manager.create_index(index("solution", &["state"])).await?;
        manager.create_index(index("solution", &["updated_at"])).await?;
        manager
            .create_table(
                table("solution_version")
                    .col(uuid("id").primary_key())
                    .col(uuid("solution_id"))
                    .col(integer("version"))
                    .col(json_binary("content"))
                    .col(string("digest"))
                    .col(timestamp_with_time_zone("published_at"))
                    .foreign_key(&mut foreign_key("solution_version", "solution_id", "solution"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("solution_version", &["solution_id", "version"]))
            .await?;
        manager
            .create_table(
                table("scenario")
                    .col(uuid("id").primary_key())
                    .col(uuid("organisation_id"))
                    .col(string("state"))
                    .col(string("title"))
                    .col(string("direction"))
                    .col(json_binary("content"))
                    .col(integer("revision"))
                    .col(integer_null("published_version"))
                    .col(timestamp_with_time_zone_null("submitted_at"))
                    .col(timestamp_with_time_zone_null("published_at"))
                    .col(date_null("answers_due"))
                    .col(string_null("closing_reason"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(&mut foreign_key("scenario", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("scenario", &["organisation_id"]))
            .await?;
        manager.create_index(index("scenario", &["state"])).await?;
        manager.create_index(index("scenario", &["updated_at"])).await?;
        manager
            .create_table(
                table("scenario_version")
                    .col(uuid("id").primary_key())
                    .col(uuid("scenario_id"))
                    .col(integer("version"))
                    .col(json_binary("content"))
                    .col(string("digest"))
                    .col(timestamp_with_time_zone("published_at"))
                    .foreign_key(&mut foreign_key("scenario_version", "scenario_id", "scenario"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("scenario_version", &["scenario_id", "version"]))
            .await?;
        manager
            .create_table(
                table("review")
                    .col(uuid("id").primary_key())
                    .col(string("subject_kind"))
                    .col(uuid("subject_id"))
                    .col(string("decision"))
                    .col(json_binary("reasons"))
                    .col(text("note"))
                    .col(uuid("reviewer_id"))
                    .col(timestamp_with_time_zone("decided_at"))
                    .foreign_key(&mut foreign_key("review", "reviewer_id", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("review", &["subject_id"])).await?;
        manager.create_index(index("review", &["reviewer_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Alias::new("review")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("scenario_version")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("scenario")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("solution_version")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("solution")).to_owned())
            .await?;
        Ok(())
    }
}
