//! Where does one pair of scenario and solution stand?

use sea_orm::entity::prelude::*;

use crate::states::DealState;

/// One row of `deal`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deal")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The scenario.
    pub scenario_id: Uuid,
    /// The solution.
    pub solution_id: Uuid,
    /// The buyer.
    pub buyer_id: Uuid,
    /// The vendor.
    pub vendor_id: Uuid,
    /// The recommendation that led here.
    pub match_entry_id: Option<Uuid>,
    /// State of the deal.
    pub state: DealState,
    /// Why it was declined, rejected or terminated.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// Counts moves; the ETag.
    pub revision: i32,
    /// When it was opened.
    pub opened_at: DateTimeUtc,
    /// When the other side first answered.
    pub answered_at: Option<DateTimeUtc>,
    /// When it was awarded.
    pub awarded_at: Option<DateTimeUtc>,
    /// When the contract was recorded.
    pub signed_at: Option<DateTimeUtc>,
    /// When both sides had confirmed.
    pub accepted_at: Option<DateTimeUtc>,
    /// When it last moved.
    pub updated_at: DateTimeUtc,
}

/// Foreign keys.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `scenario_id`.
    #[sea_orm(
        belongs_to = "super::scenario::Entity",
        from = "Column::ScenarioId",
        to = "super::scenario::Column::Id"
    )]
    Scenario,
    /// By `solution_id`.
    #[sea_orm(
        belongs_to = "super::solution::Entity",
        from = "Column::SolutionId",
        to = "super::solution::Column::Id"
    )]
    Solution,
    /// By `buyer_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::BuyerId",
        to = "super::organisation::Column::Id"
    )]
    Buyer,
    /// By `vendor_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::VendorId",
        to = "super::organisation::Column::Id"
    )]
    Vendor,
    /// By `match_entry_id`.
    #[sea_orm(
        belongs_to = "super::match_entry::Entity",
        from = "Column::MatchEntryId",
        to = "super::match_entry::Column::Id"
    )]
    MatchEntry,
}

impl Related<super::scenario::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Scenario.def()
    }
}

impl Related<super::solution::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Solution.def()
    }
}

impl Related<super::match_entry::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::MatchEntry.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
