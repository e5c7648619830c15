//! Adds assessments of accepted projects.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table};

/// Adds assessments of accepted projects.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("assessment")
                    .col(uuid("id").primary_key())
                    .col(uuid("deal_id"))
                    .col(uuid("organisation_id"))
                    .col(string("policy"))
                    .col(string("policy_digest"))
                    .col(date("as_of"))
                    .col(integer("year"))
                    .col(big_integer_null("ceiling_fen"))
                    .col(json_binary("facts"))
                    .col(json_binary("result"))
                    .col(uuid("created_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("assessment", "deal_id", "deal"))
                    .foreign_key(&mut foreign_key("assessment", "organisation_id", "organisation"))
                    .foreign_key(&mut foreign_key("assessment", "created_by", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("assessment", &["organisation_id", "year"]))
            .await?;
        manager.create_index(index("assessment", &["deal_id"])).await?;
        manager.create_index(index("assessment", &["created_by"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Alias::new("assessment")).to_owned())
            .await?;
        Ok(())
    }
}
