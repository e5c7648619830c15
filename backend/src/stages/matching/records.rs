//! What do deals say of a solution and of its vendor? Accepted projects, and how invitations were met.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use entity::{deal, deal_event, solution, states::DealState};
use recommender::Answers;
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::http::problem::Result;
use crate::platform::clock;

/// Ids in one question to the database.
const CHUNK: usize = 500;

/// Vendor, state, when it was opened and when it was answered.
type Met = (Uuid, DealState, DateTime<Utc>, Option<DateTime<Utc>>);

/// The records of some solutions.
#[derive(Debug, Default)]
pub struct Records {
    accepted: HashMap<Uuid, u32>,
    answers: HashMap<Uuid, Answers>,
}

impl Records {
    /// Reads the records of these solutions and their vendors. An invitation that nobody answered counts from
    /// `answer_days` days on.
    ///
    /// # Errors
    /// Database errors only.
    pub async fn of(
        db: &DatabaseConnection,
        rows: impl Iterator<Item = &solution::Model>,
        answer_days: u16,
    ) -> Result<Self> {
        let (ids, mut vendors): (Vec<Uuid>, Vec<Uuid>) = rows.map(|r| (r.id, r.organisation_id)).unzip();
        vendors.sort_unstable();
        vendors.dedup();
        Ok(Self {
            accepted: accepted(db, &ids).await?,
            answers: answers(db, &vendors, answer_days).await?,
        })
    }

    /// Accepted projects of a solution.
    #[must_use]
    pub fn accepted(&self, solution: Uuid) -> u32 {
        self.accepted.get(&solution).copied().unwrap_or(0)
    }

    /// How a vendor met its invitations; none where it had none that came to an end.
    #[must_use]
    pub fn answers(&self, vendor: Uuid) -> Option<Answers> {
        self.answers.get(&vendor).copied()
    }
}

async fn accepted(db: &DatabaseConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, u32>> {
    let mut counts = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows: Vec<(Uuid, i64)> = deal::Entity::find()
            .select_only()
            .column(deal::Column::SolutionId)
            .column_as(deal::Column::Id.count(), "accepted")
            .filter(deal::Column::SolutionId.is_in(ids.iter().copied()))
            .filter(deal::Column::State.eq(DealState::Accepted))
            .group_by(deal::Column::SolutionId)
            .into_tuple()
            .all(db)
            .await?;
        counts.extend(
            rows.into_iter()
                .map(|(id, n)| (id, u32::try_from(n).unwrap_or(u32::MAX))),
        );
    }
    Ok(counts)
}

async fn answers(
    db: &DatabaseConnection,
    vendors: &[Uuid],
    answer_days: u16,
) -> Result<HashMap<Uuid, Answers>> {
    let due = clock::now() - TimeDelta::days(i64::from(answer_days));
    let mut found: HashMap<Uuid, Answers> = HashMap::new();
    for vendors in vendors.chunks(CHUNK) {
        let rows: Vec<Met> = deal_event::Entity::find()
            .select_only()
            .column(deal::Column::VendorId)
            .column(deal::Column::State)
            .column(deal::Column::OpenedAt)
            .column(deal::Column::AnsweredAt)
            .join(JoinType::InnerJoin, deal_event::Relation::Deal.def())
            // A deal begins with the side that asked: these were invitations.
            .filter(deal_event::Column::FromState.eq(""))
            .filter(deal_event::Column::ToState.eq(DealState::Invited.as_str()))
            .filter(deal::Column::VendorId.is_in(vendors.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        for (vendor, state, opened, answered) in rows {
            let proposed = answered.is_some() && state != DealState::Declined;
            let left = state == DealState::Declined || (state == DealState::Invited && opened < due);
            if proposed || left {
                let of = found.entry(vendor).or_default();
                of.invited += 1;
                of.proposed += u32::from(proposed);
            }
        }
    }
    Ok(found)
}
