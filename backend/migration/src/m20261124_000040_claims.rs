//! Adds claims, the ledger of room, companies counted together, and the operator's settings.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table, unique};

/// Adds claims, the ledger, counted groups and settings.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("claim")
                    .col(uuid("id").primary_key())
                    .col(uuid("organisation_id"))
                    .col(string("policy"))
                    .col(string("policy_digest"))
                    .col(string("article"))
                    .col(string("ledger_group"))
                    .col(date("as_of"))
                    .col(integer("year"))
                    .col(text("subject"))
                    .col(uuid_null("deal_id"))
                    .col(string_null("provider_code"))
                    .col(boolean("exact"))
                    .col(big_integer("limit_fen"))
                    .col(big_integer("requested_fen"))
                    .col(big_integer_null("approved_fen"))
                    .col(string("state"))
                    .col(integer("approvals_needed"))
                    .col(json_binary("result"))
                    .col(uuid("created_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(&mut foreign_key("claim", "organisation_id", "organisation"))
                    .foreign_key(&mut foreign_key("claim", "deal_id", "deal"))
                    .foreign_key(&mut foreign_key("claim", "created_by", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("claim_event")
                    .col(uuid("id").primary_key())
                    .col(uuid("claim_id"))
                    .col(uuid("actor_id"))
                    .col(string("action"))
                    .col(string("to_state"))
                    .col(big_integer_null("amount_fen"))
                    .col(text("note"))
                    .col(timestamp_with_time_zone("at"))
                    .foreign_key(&mut foreign_key("claim_event", "claim_id", "claim"))
                    .foreign_key(&mut foreign_key("claim_event", "actor_id", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("claim_document")
                    .col(uuid("id").primary_key())
                    .col(uuid("claim_id"))
                    .col(string("document"))
                    .col(uuid("file_id"))
                    .col(uuid("uploaded_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("claim_document", "claim_id", "claim"))
                    .foreign_key(&mut foreign_key("claim_document", "file_id", "stored_file"))
                    .foreign_key(&mut foreign_key("claim_document", "uploaded_by", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("ledger_entry")
                    .col(uuid("id").primary_key())
                    .col(uuid("claim_id"))
                    .col(uuid("organisation_id"))
                    .col(integer("year"))
                    .col(string("ledger_group"))
                    .col(big_integer("amount_fen"))
                    .col(string("state"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(&mut foreign_key("ledger_entry", "claim_id", "claim"))
                    .foreign_key(&mut foreign_key(
                        "ledger_entry",
                        "organisation_id",
                        "organisation",
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("counted_group")
                    .col(uuid("id").primary_key())
                    .col(string("name"))
                    .col(text("reason"))
                    .col(uuid("created_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("counted_group", "created_by", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("counted_member")
                    .col(uuid("organisation_id").primary_key())
                    .col(uuid("group_id"))
                    .foreign_key(&mut foreign_key(
                        "counted_member",
                        "organisation_id",
                        "organisation",
                    ))
                    .foreign_key(&mut foreign_key("counted_member", "group_id", "counted_group"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("operator_setting")
                    .col(string("name").primary_key())
                    .col(json_binary("value"))
                    .col(uuid("updated_by"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(&mut foreign_key("operator_setting", "updated_by", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("claim", &["organisation_id", "year"]))
            .await?;
        manager.create_index(index("claim", &["deal_id"])).await?;
        manager.create_index(index("claim", &["created_by"])).await?;
        manager.create_index(index("claim", &["state"])).await?;
        manager.create_index(index("claim_event", &["claim_id"])).await?;
        manager.create_index(index("claim_event", &["actor_id"])).await?;
        manager
            .create_index(index("claim_document", &["claim_id"]))
            .await?;
        manager
            .create_index(index("claim_document", &["file_id"]))
            .await?;
        manager
            .create_index(index("claim_document", &["uploaded_by"]))
            .await?;
        manager
            .create_index(index("ledger_entry", &["organisation_id", "year"]))
            .await?;
        manager
            .create_index(index("counted_group", &["created_by"]))
            .await?;
        manager
            .create_index(index("counted_member", &["group_id"]))
            .await?;
        manager
            .create_index(index("operator_setting", &["updated_by"]))
            .await?;
        manager
            .create_index(unique("ledger_entry", &["claim_id"]))
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "operator_setting",
            "counted_member",
            "counted_group",
            "ledger_entry",
            "claim_document",
            "claim_event",
            "claim",
        ] {
            manager
                .drop_table(Table::drop().table(Alias::new(name)).to_owned())
                .await?;
        }
        Ok(())
    }
}
