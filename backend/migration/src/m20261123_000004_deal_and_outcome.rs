//! Adds deals from invitation to acceptance.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table, unique};

/// Adds deals from invitation to acceptance.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("deal")
                    .col(uuid("id").primary_key())
                    .col(uuid("scenario_id"))
                    .col(uuid("solution_id"))
                    .col(uuid("buyer_id"))
                    .col(uuid("vendor_id"))
                    .col(uuid_null("match_entry_id"))
                    .col(string("state"))
                    .col(text_null("reason"))
                    .col(integer("revision"))
                    .col(timestamp_with_time_zone("opened_at"))
                    .col(timestamp_with_time_zone_null("answered_at"))
                    .col(timestamp_with_time_zone_null("awarded_at"))
                    .col(timestamp_with_time_zone_null("signed_at"))
                    .col(timestamp_with_time_zone_null("accepted_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(&mut foreign_key("deal", "scenario_id", "scenario"))
                    .foreign_key(&mut foreign_key("deal", "solution_id", "solution"))
                    .foreign_key(&mut foreign_key("deal", "buyer_id", "organisation"))
                    .foreign_key(&mut foreign_key("deal", "vendor_id", "organisation"))
                    .foreign_key(&mut foreign_key("deal", "match_entry_id", "match_entry"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("deal", &["scenario_id", "solution_id"]))
            .await?;
        manager.create_index(index("deal", &["solution_id"])).await?;
        manager.create_index(index("deal", &["buyer_id"])).await?;
        manager.create_index(index("deal", &["vendor_id"])).await?;
        manager.create_index(index("deal", &["match_entry_id"])).await?;
        manager.create_index(index("deal", &["state"])).await?;
        manager.create_index(index("deal", &["opened_at"])).await?;
        manager
            .create_table(
                table("proposal")
                    .col(uuid("id").primary_key())
                    .col(uuid("deal_id"))
                    .col(text("summary"))
                    .col(big_integer("price_fen"))
                    .col(integer("days"))
                    .col(json_binary("responses"))
                    .col(timestamp_with_time_zone("submitted_at"))
                    .foreign_key(&mut foreign_key("proposal", "deal_id", "deal"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique("proposal", &["deal_id"])).await?;
        manager
            .create_table(
                table("contract")
                    .col(uuid("id").primary_key())
                    .col(uuid("deal_id"))
                    .col(big_integer("amount_fen"))
                    .col(date("signed_on"))
                    .col(date("starts_on"))
                    .col(date("ends_on"))
                    .col(boolean("related_party"))
                    .col(text_null("related_note"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("contract", "deal_id", "deal"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique("contract", &["deal_id"])).await?;
        manager
            .create_table(
                table("milestone")
                    .col(uuid("id").primary_key())
                    .col(uuid("deal_id"))
                    .col(integer("position"))
                    .col(string("title"))
                    .col(date("due_on"))
                    .col(string("state"))
                    .col(timestamp_with_time_zone_null("done_at"))
                    .foreign_key(&mut foreign_key("milestone", "deal_id", "deal"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("milestone", &["deal_id", "position"]))
            .await?;
        manager
            .create_table(
                table("indicator")
                    .col(uuid("id").primary_key())
                    .col(uuid("deal_id"))
                    .col(integer("position"))
                    .col(string("name"))
                    .col(string("unit"))
                    .col(double("baseline"))
                    .col(double("target"))
                    .col(double_null("actual"))
                    .col(boolean("higher_is_better"))
                    .foreign_key(&mut foreign_key("indicator", "deal_id", "deal"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("indicator", &["deal_id", "position"]))
            .await?;
        manager
            .create_table(
                table("stored_file")
                    .col(uuid("id").primary_key())
                    .col(uuid("organisation_id"))
                    .col(string("sha256"))
                    .col(big_integer("size_bytes"))
                    .col(string("media_type"))
                    .col(string("name"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("stored_file", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("stored_file", &["organisation_id"]))
            .await?;
        manager.create_index(index("stored_file", &["sha256"])).await?;
        manager
            .create_table(
                table("evidence")
                    .col(uuid("id").primary_key())
                    .col(uuid("deal_id"))
                    .col(uuid("file_id"))
                    .col(string("title"))
                    .col(uuid("uploaded_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("evidence", "deal_id", "deal"))
                    .foreign_key(&mut foreign_key("evidence", "file_id", "stored_file"))
                    .foreign_key(&mut foreign_key("evidence", "uploaded_by", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("evidence", &["deal_id"])).await?;
        manager.create_index(index("evidence", &["file_id"])).await?;
        manager.create_index(index("evidence", &["uploaded_by"])).await?;
        manager
            .create_table(
                table("deal_event")
                    .col(uuid("id").primary_key())
                    .col(uuid("deal_id"))
                    .col(uuid("actor_id"))
                    .col(string("action"))
                    .col(string("from_state"))
                    .col(string("to_state"))
                    .col(text_null("note"))
                    .col(timestamp_with_time_zone("at"))
                    .foreign_key(&mut foreign_key("deal_event", "deal_id", "deal"))
                    .foreign_key(&mut foreign_key("deal_event", "actor_id", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("deal_event", &["deal_id"])).await?;
        manager.create_index(index("deal_event", &["actor_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Alias::new("deal_event")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("evidence")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("stored_file")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("indicator")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("milestone")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("contract")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("proposal")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("deal")).to_owned())
            .await?;
        Ok(())
    }
}
