//! Adds jobs, imports, idempotency keys and the audit chain.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{foreign_key, index, table, unique};

/// Adds jobs, imports, idempotency keys and the audit chain.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("job")
                    .col(uuid("id").primary_key())
                    .col(string("kind"))
                    .col(string("subject"))
                    .col(string("state"))
                    .col(integer("attempts"))
                    .col(timestamp_with_time_zone("run_at"))
                    .col(timestamp_with_time_zone_null("lease_until"))
                    .col(text_null("last_error"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("finished_at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("job", &["state", "run_at"])).await?;
        manager.create_index(index("job", &["kind", "subject"])).await?;
        manager
            .create_table(
                table("import_run")
                    .col(uuid("id").primary_key())
                    .col(uuid("organisation_id"))
                    .col(uuid("actor_id"))
                    .col(string("kind"))
                    .col(string("state"))
                    .col(string("file_name"))
                    .col(string("sha256"))
                    .col(boolean("dry_run"))
                    .col(boolean("publish"))
                    .col(integer("total"))
                    .col(integer("done"))
                    .col(integer("failed"))
                    .col(json_binary("errors"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("finished_at"))
                    .foreign_key(&mut foreign_key("import_run", "organisation_id", "organisation"))
                    .foreign_key(&mut foreign_key("import_run", "actor_id", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("import_run", &["organisation_id"]))
            .await?;
        manager.create_index(index("import_run", &["actor_id"])).await?;
        manager
            .create_table(
                table("idempotency_key")
                    .col(uuid("id").primary_key())
                    .col(uuid("user_id"))
                    .col(string("key"))
                    .col(string("fingerprint"))
                    .col(integer("status"))
                    .col(json_binary("body"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut foreign_key("idempotency_key", "user_id", "app_user"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("idempotency_key", &["user_id", "key"]))
            .await?;
        manager
            .create_table(
                table("audit_entry")
                    .col(big_integer("id").primary_key())
                    .col(timestamp_with_time_zone("at"))
                    .col(uuid_null("actor_id"))
                    .col(string("action"))
                    .col(string("subject_kind"))
                    .col(string("subject_id"))
                    .col(json_binary("detail"))
                    .col(string("previous"))
                    .col(string("hash"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("audit_entry", &["subject_kind", "subject_id"]))
            .await?;
        manager.create_index(unique("audit_entry", &["hash"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Alias::new("audit_entry")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("idempotency_key")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("import_run")).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Alias::new("job")).to_owned())
            .await?;
        Ok(())
    }
}
