//! Adds frozen match lists.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table, unique};

/// Adds frozen match lists.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("match_list")
                    .col(uuid("id").primary_key())
                    .col(string("subject_kind"))
                    .col(uuid("subject_id"))
                    .col(uuid("organisation_id"))
                    .col(string("model"))
                    .col(string("fingerprint"))
                    .col(integer("considered"))
                    .col(json_binary("excluded"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("match_list", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("match_list", &["subject_id"])).await?;
        manager
            .create_index(index("match_list", &["organisation_id"]))
            .await?;
        manager
            .create_table(
                table("match_entry")
                    .col(uuid("id").primary_key())
                    .col(uuid("list_id"))
                    .col(integer("position"))
                    .col(uuid("counterpart_id"))
                    .col(double("score"))
                    .col(json_binary("detail"))
                    .foreign_key(&mut foreign_key("match_entry", "list_id", "match_list"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("match_entry", &["list_id", "position"]))
            .await?;
        manager
            .create_index(index("match_entry", &["counterpart_id"]))
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Alias::new("match_entry")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("match_list")).to_owned())
            .await?;
        Ok(())
    }
}
