//! Adds what was shown of match lists, and what was opened.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table, unique};

/// Adds showings and clicks of match lists.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("impression")
                    .col(uuid("id").primary_key())
                    .col(uuid("list_id"))
                    .col(uuid("organisation_id"))
                    .col(integer("last_place"))
                    .col(string("model"))
                    .col(string("surface"))
                    .col(timestamp_with_time_zone("shown_at"))
                    .foreign_key(&mut foreign_key("impression", "list_id", "match_list"))
                    .foreign_key(&mut foreign_key("impression", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        // One showing a list and organisation: whoever looks twice has still seen one list.
        manager
            .create_index(unique("impression", &["list_id", "organisation_id"]))
            .await?;
        manager
            .create_index(index("impression", &["organisation_id"]))
            .await?;
        manager
            .create_table(
                table("click")
                    .col(uuid("id").primary_key())
                    .col(uuid("list_id"))
                    .col(uuid("entry_id"))
                    .col(uuid("organisation_id"))
                    .col(string("kind"))
                    .col(timestamp_with_time_zone("at"))
                    .foreign_key(&mut foreign_key("click", "list_id", "match_list"))
                    .foreign_key(&mut foreign_key("click", "entry_id", "match_entry"))
                    .foreign_key(&mut foreign_key("click", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique(
                "click",
                &["list_id", "entry_id", "organisation_id", "kind"],
            ))
            .await?;
        manager.create_index(index("click", &["entry_id"])).await?;
        manager.create_index(index("click", &["organisation_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["click", "impression"] {
            manager
                .drop_table(Table::drop().table(Alias::new(name)).to_owned())
                .await?;
        }
        Ok(())
    }
}
