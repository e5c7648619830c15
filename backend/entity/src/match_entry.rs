//! Which row stood at which place of a frozen list, and why?

use sea_orm::entity::prelude::*;

use crate::experiment_states::DraftTeam;

/// One row of `match_entry`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "match_entry")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which list.
    pub list_id: Uuid,
    /// Place, from 1.
    pub position: i32,
    /// The solution or scenario.
    pub counterpart_id: Uuid,
    /// 0 to 1.
    pub score: f64,
    /// Components, coverage and reasons.
    #[sea_orm(column_type = "JsonBinary")]
    pub detail: Json,
    /// Which side brought it; none in a list that one model ranked alone.
    pub team: Option<DraftTeam>,
}

/// Foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `list_id`.
    #[sea_orm(
        belongs_to = "super::match_list::Entity",
        from = "Column::ListId",
        to = "super::match_list::Column::Id"
    )]
    List,
}

impl Related<super::match_list::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::List.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
