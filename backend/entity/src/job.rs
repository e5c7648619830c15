//! What has to be done after a change, and was it?

use sea_orm::entity::prelude::*;

use crate::states::JobState;

/// One row of `job`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Name of the job.
    pub kind: String,
    /// Id of the row it is about; jobs carry ids, not data.
    pub subject: String,
    /// State.
    pub state: JobState,
    /// Tries so far.
    pub attempts: i32,
    /// Not before.
    pub run_at: DateTimeUtc,
    /// A running job past this is taken again.
    pub lease_until: Option<DateTimeUtc>,
    /// What the last try said.
    #[sea_orm(column_type = "Text", nullable)]
    pub last_error: Option<String>,
    /// When it was queued.
    pub created_at: DateTimeUtc,
    /// When it was done or gave up.
    pub finished_at: Option<DateTimeUtc>,
}

/// Foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
