//! What goes out about deals?

use chrono::{DateTime, NaiveDate, Utc};
use entity::states::{DealState, MilestoneState};
use entity::{contract, deal, indicator, milestone, proposal};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::RequirementAnswer;
use super::moves::{self, DealMove, Side};
use super::store::{Beside, EvidenceFile, FullDeal};
use crate::http::problem::Result;
use crate::platform::money::Money;
use crate::stages::demand::input::Requirement;
use crate::stages::identity::OrganisationBrief;

/// A solution or scenario by its name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedRow {
    /// Its id.
    pub id: Uuid,
    /// Its title as published.
    pub title: String,
}

/// The scenario of a deal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DealScenario {
    /// Its id.
    pub id: Uuid,
    /// Its title as published.
    pub title: String,
    /// Its requirements as published.
    pub requirements: Vec<Requirement>,
}

/// The recommendation that led to a deal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecommendedBy {
    /// The frozen list.
    pub list_id: Uuid,
    /// Place in it, from 1.
    pub position: i32,
    /// Score, 0 to 1.
    pub score: f64,
    /// Digest of the model.
    pub model: String,
    /// When the list was computed.
    pub at: DateTime<Utc>,
}

/// A proposal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalView {
    /// How it will be done.
    pub summary: String,
    /// Price.
    pub price: Money,
    /// Days to delivery.
    pub days: i32,
    /// Answers to the requirements.
    pub responses: Vec<RequirementAnswer>,
    /// When it was sent.
    pub submitted_at: DateTime<Utc>,
}

/// A contract.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContractView {
    /// Amount.
    pub amount: Money,
    /// Day of signing.
    pub signed_on: NaiveDate,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Whether the parties are related.
    pub related_party: bool,
    /// How.
    pub related_note: Option<String>,
}

/// A milestone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MilestoneView {
    /// Its id.
    pub id: Uuid,
    /// What is delivered.
    pub title: String,
    /// Due day.
    pub due_on: NaiveDate,
    /// Done or not.
    pub state: MilestoneState,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
}

/// An indicator.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IndicatorView {
    /// Its id.
    pub id: Uuid,
    /// What is measured.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Value before.
    pub baseline: f64,
    /// Value promised.
    pub target: f64,
    /// Value measured at acceptance.
    pub actual: Option<f64>,
    /// Direction of improvement.
    pub higher_is_better: bool,
}

/// A file that shows something.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceView {
    /// Its id.
    pub id: Uuid,
    /// What it shows.
    pub title: String,
    /// Name as uploaded, cleaned.
    pub file_name: String,
    /// Type found in the content.
    pub media_type: String,
    /// Size in bytes.
    pub size_bytes: i64,
    /// Hash of the bytes, hex.
    pub sha256: String,
    /// The organisation that added it.
    pub organisation: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// A move that was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DealEventView {
    /// `invite`, `interest` or the name of a move.
    pub action: String,
    /// State before; empty for the first.
    pub from_state: String,
    /// State after.
    pub to_state: String,
    /// The organisation that made it.
    pub actor: String,
    /// Words given with it.
    pub note: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A deal with everything that belongs to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DealView {
    /// Its id.
    pub id: Uuid,
    /// Where it stands.
    pub state: DealState,
    /// Counts moves.
    pub revision: i32,
    /// The side on which the caller stands; none for the operator.
    pub side: Option<Side>,
    /// The moves that the caller may make now.
    pub moves: Vec<DealMove>,
    /// The scenario.
    pub scenario: DealScenario,
    /// The solution.
    pub solution: NamedRow,
    /// The buyer.
    pub buyer: OrganisationBrief,
    /// The vendor.
    pub vendor: OrganisationBrief,
    /// The recommendation that led here.
    pub recommended: Option<RecommendedBy>,
    /// Reason code of the last move, where it needed one.
    pub reason: Option<String>,
    /// The proposal.
    pub proposal: Option<ProposalView>,
    /// The contract.
    pub contract: Option<ContractView>,
    /// Milestones in their order.
    pub milestones: Vec<MilestoneView>,
    /// Indicators in their order.
    pub indicators: Vec<IndicatorView>,
    /// Evidence, oldest first.
    pub evidence: Vec<EvidenceView>,
    /// Moves so far, oldest first.
    pub events: Vec<DealEventView>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When the other side first answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was awarded.
    pub awarded_at: Option<DateTime<Utc>>,
    /// When the contract was recorded.
    pub signed_at: Option<DateTime<Utc>>,
    /// When both sides had confirmed acceptance.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it last moved.
    pub updated_at: DateTime<Utc>,
}

/// A deal in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DealBrief {
    /// Its id.
    pub id: Uuid,
    /// Where it stands.
    pub state: DealState,
    /// The side on which the caller stands; none for the operator.
    pub side: Option<Side>,
    /// The moves that the caller may make now, what leads on first.
    pub moves: Vec<DealMove>,
    /// The scenario.
    pub scenario: NamedRow,
    /// The solution.
    pub solution: NamedRow,
    /// The buyer.
    pub buyer: Option<OrganisationBrief>,
    /// The vendor.
    pub vendor: Option<OrganisationBrief>,
    /// Amount of the contract, or the price proposed.
    pub price: Option<Money>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it last moved.
    pub updated_at: DateTime<Utc>,
}

fn open_to(side: Option<Side>, state: DealState) -> Vec<DealMove> {
    side.map(|p| moves::open_to(p, state)).unwrap_or_default()
}

/// The row of a list as a side sees it.
#[must_use]
pub fn brief(row: &deal::Model, side: Option<Side>, beside: &Beside) -> DealBrief {
    let title =
        |titles: &std::collections::HashMap<Uuid, String>, id| titles.get(&id).cloned().unwrap_or_default();
    DealBrief {
        id: row.id,
        state: row.state,
        side,
        moves: open_to(side, row.state),
        scenario: NamedRow {
            id: row.scenario_id,
            title: title(&beside.scenarios, row.scenario_id),
        },
        solution: NamedRow {
            id: row.solution_id,
            title: title(&beside.solutions, row.solution_id),
        },
        buyer: beside.organisations.get(&row.buyer_id).cloned(),
        vendor: beside.organisations.get(&row.vendor_id).cloned(),
        price: beside.amounts.get(&row.id).copied().map(Money),
        opened_at: row.opened_at,
        updated_at: row.updated_at,
    }
}

/// The whole deal as a side sees it.
///
/// # Errors
/// `internal` where a stored proposal is of another shape.
pub fn full(deal: FullDeal, side: Option<Side>) -> Result<DealView> {
    let row = deal.row;
    Ok(DealView {
        id: row.id,
        state: row.state,
        revision: row.revision,
        side,
        moves: open_to(side, row.state),
        scenario: DealScenario {
            id: row.scenario_id,
            title: deal.scenario_title,
            requirements: deal.requirements,
        },
        solution: NamedRow {
            id: row.solution_id,
            title: deal.solution_title,
        },
        buyer: deal.buyer,
        vendor: deal.vendor,
        recommended: deal.recommended.map(|(list, entry)| RecommendedBy {
            list_id: list.id,
            position: entry.position,
            score: entry.score,
            model: list.model,
            at: list.created_at,
        }),
        reason: row.reason,
        proposal: deal.proposal.map(proposal_view).transpose()?,
        contract: deal.contract.map(contract_view),
        milestones: deal.milestones.into_iter().map(milestone_view).collect(),
        indicators: deal.indicators.into_iter().map(indicator_view).collect(),
        evidence: deal.evidence.into_iter().map(evidence).collect(),
        events: deal
            .events
            .into_iter()
            .map(|(event, actor)| DealEventView {
                action: event.action,
                from_state: event.from_state,
                to_state: event.to_state,
                actor,
                note: event.note,
                at: event.at,
            })
            .collect(),
        opened_at: row.opened_at,
        answered_at: row.answered_at,
        awarded_at: row.awarded_at,
        signed_at: row.signed_at,
        accepted_at: row.accepted_at,
        updated_at: row.updated_at,
    })
}

/// The view of an evidence file.
#[must_use]
pub fn evidence(evidence: EvidenceFile) -> EvidenceView {
    EvidenceView {
        id: evidence.row.id,
        title: evidence.row.title,
        file_name: evidence.file.name,
        media_type: evidence.file.media_type,
        size_bytes: evidence.file.size_bytes,
        sha256: evidence.file.sha256,
        organisation: evidence.organisation,
        created_at: evidence.row.created_at,
    }
}

fn proposal_view(row: proposal::Model) -> Result<ProposalView> {
    Ok(ProposalView {
        summary: row.summary,
        price: Money(row.price_fen),
        days: row.days,
        responses: serde_json::from_value(row.responses)?,
        submitted_at: row.submitted_at,
    })
}

fn contract_view(row: contract::Model) -> ContractView {
    ContractView {
        amount: Money(row.amount_fen),
        signed_on: row.signed_on,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        related_party: row.related_party,
        related_note: row.related_note,
    }
}

fn milestone_view(row: milestone::Model) -> MilestoneView {
    MilestoneView {
        id: row.id,
        title: row.title,
        due_on: row.due_on,
        state: row.state,
        done_at: row.done_at,
    }
}

fn indicator_view(row: indicator::Model) -> IndicatorView {
    IndicatorView {
        id: row.id,
        name: row.name,
        unit: row.unit,
        baseline: row.baseline,
        target: row.target,
        actual: row.actual,
        higher_is_better: row.higher_is_better,
    }
}
