//! Which match list is a draft of two models' lists, and of which experiment?

use sea_orm::entity::prelude::*;

/// One row of `draft`: one a drafted list.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    /// The list.
    #[sea_orm(primary_key, auto_increment = false)]
    pub list_id: Uuid,
    /// The experiment that it was drafted for.
    pub experiment_id: Uuid,
    /// Digest of the model that served.
    pub serving_model: String,
    /// Digest of the candidate.
    pub candidate_model: String,
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
