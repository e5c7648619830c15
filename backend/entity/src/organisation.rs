//! Who is a legal person on the platform?

use sea_orm::entity::prelude::*;

/// One row of `organisation`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Registered name.
    pub name: String,
    /// Unified social credit code (GB 32100), upper case.
    #[sea_orm(unique)]
    pub credit_code: String,
    /// Offers solutions.
    pub is_vendor: bool,
    /// Posts scenarios.
    pub is_buyer: bool,
    /// Runs the platform.
    pub is_operator: bool,
    /// Administrative code of its seat.
    pub region: String,
    /// What it says of itself.
    #[sea_orm(column_type = "Text")]
    pub intro: String,
    /// Contact person; never public.
    #[sea_orm(column_type = "JsonBinary")]
    pub contact: Json,
    /// When it registered.
    pub created_at: DateTimeUtc,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

/// Foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
