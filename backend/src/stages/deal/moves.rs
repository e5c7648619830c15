//! Who may make which move from which state, and where does it lead? The one table that decides, and that the
//! interface is told from.

use std::fmt;

use entity::states::DealState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::problem::{Code, Problem, Result};

/// A side of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Whose scenario it is.
    Buyer,
    /// Whose solution it is.
    Vendor,
}

/// A move in a deal that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DealMove {
    /// The vendor answers, or answers again.
    Proposal,
    /// The buyer chooses this vendor.
    Award,
    /// The buyer records the signed contract.
    Contract,
    /// The vendor reports a milestone as done.
    CompleteMilestone,
    /// A party adds a file that shows something.
    Evidence,
    /// The vendor declares completion with measured indicators.
    Submit,
    /// The buyer confirms acceptance.
    Confirm,
    /// The buyer sends the work back.
    Return,
    /// The side that was asked says no.
    Decline,
    /// The buyer does not choose this proposal.
    Reject,
    /// A party ends the deal before acceptance.
    Terminate,
}

impl DealMove {
    /// The word in the record of the deal and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Award => "award",
            Self::Contract => "contract",
            Self::CompleteMilestone => "complete_milestone",
            Self::Evidence => "evidence",
            Self::Submit => "submit",
            Self::Confirm => "confirm",
            Self::Return => "return",
            Self::Decline => "decline",
            Self::Reject => "reject",
            Self::Terminate => "terminate",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Buyer => "buyer",
            Self::Vendor => "vendor",
        })
    }
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The move.
    pub name: DealMove,
    /// Who may make it.
    pub by: Side,
    /// From which states.
    pub from: &'static [DealState],
    /// Where it leads; nothing where the state stays.
    pub to: Option<DealState>,
}

const fn rule(name: DealMove, by: Side, from: &'static [DealState], to: Option<DealState>) -> Rule {
    Rule { name, by, from, to }
}

/// Every move there is, what leads on before what ends.
pub const TABLE: &[Rule] = {
    use DealMove::*;
    use DealState::*;
    use Side::{Buyer, Vendor};
    &[
        rule(Proposal, Vendor, &[Invited, Interested, Proposed], Some(Proposed)),
        rule(Award, Buyer, &[Proposed], Some(Awarded)),
        rule(Contract, Buyer, &[Awarded], Some(Delivering)),
        rule(CompleteMilestone, Vendor, &[Delivering], None),
        rule(Evidence, Vendor, &[Delivering, Submitted], None),
        rule(Submit, Vendor, &[Delivering], Some(Submitted)),
        rule(Confirm, Buyer, &[Submitted], Some(Accepted)),
        rule(Return, Buyer, &[Submitted], Some(Delivering)),
        rule(Evidence, Buyer, &[Delivering, Submitted], None),
        rule(Decline, Vendor, &[Invited], Some(Declined)),
        rule(Decline, Buyer, &[Interested], Some(Declined)),
        rule(Reject, Buyer, &[Proposed], Some(Rejected)),
        rule(
            Terminate,
            Buyer,
            &[Awarded, Delivering, Submitted],
            Some(Terminated),
        ),
        rule(
            Terminate,
            Vendor,
            &[Awarded, Delivering, Submitted],
            Some(Terminated),
        ),
    ]
};

/// The moves open to a side now.
#[must_use]
pub fn open_to(side: Side, state: DealState) -> Vec<DealMove> {
    TABLE
        .iter()
        .filter(|r| r.by == side && r.from.contains(&state))
        .map(|r| r.name)
        .collect()
}

/// The state that a move leads to.
///
/// # Errors
/// `forbidden` where the move is never that side's, `wrong_state` where it is not possible now.
pub fn lead(name: DealMove, side: Side, state: DealState) -> Result<DealState> {
    let Some(rule) = TABLE.iter().find(|r| r.name == name && r.by == side) else {
        return Err(Problem::with(
            Code::Forbidden,
            format!("\"{}\" is not a move of the {side}", name.as_str()),
        ));
    };
    if rule.from.contains(&state) {
        return Ok(rule.to.unwrap_or(state));
    }
    let allowed: Vec<_> = rule.from.iter().map(|s| s.as_str()).collect();
    Err(Problem::wrong_state(name.as_str(), state.as_str(), &allowed))
}

/// Whether a move is the answer to whoever opened the deal: the vendor's to an invitation, the buyer's to an
/// interest. A vendor that follows its own interest with a proposal has not been answered yet.
#[must_use]
pub fn answers(name: DealMove, side: Side, state: DealState) -> bool {
    match side {
        Side::Vendor => state == DealState::Invited,
        Side::Buyer => matches!(name, DealMove::Decline | DealMove::Award | DealMove::Reject),
    }
}
