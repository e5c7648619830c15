//! Adds organisations, users and refresh tokens.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table, unique};

/// Adds organisations, users and refresh tokens.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("organisation")
                    .col(uuid("id").primary_key())
                    .col(string("name"))
                    .col(string("credit_code"))
                    .col(boolean("is_vendor"))
                    .col(boolean("is_buyer"))
                    .col(boolean("is_operator"))
                    .col(string("region"))
                    .col(text("intro"))
                    .col(json_binary("contact"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("organisation", &["credit_code"]))
            .await?;
        manager
            .create_table(
                table("app_user")
                    .col(uuid("id").primary_key())
                    .col(uuid("organisation_id"))
                    .col(string("email"))
                    .col(string("name"))
                    .col(string("role"))
                    .col(string("password_hash"))
                    .col(boolean("disabled"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("app_user", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("app_user", &["organisation_id"]))
            .await?;
        manager.create_index(unique("app_user", &["email"])).await?;
        manager
            .create_table(
                table("refresh_token")
                    .col(uuid("id").primary_key())
                    .col(uuid("user_id"))
                    .col(uuid("family"))
                    .col(string("token_hash"))
                    .col(timestamp_with_time_zone("issued_at"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone_null("used_at"))
                    .col(timestamp_with_time_zone_null("revoked_at"))
                    .foreign_key(&mut foreign_key("refresh_token", "user_id", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("refresh_token", &["user_id"])).await?;
        manager.create_index(index("refresh_token", &["family"])).await?;
        manager
            .create_index(unique("refresh_token", &["token_hash"]))
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Alias::new("refresh_token")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("app_user")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("organisation")).to_owned())
            .await?;
        Ok(())
    }
}
