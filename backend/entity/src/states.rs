//! Which states are there? Each enum is stored as its string.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a solution stands in review.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum SolutionState {
    /// Being written; only its organisation sees it.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// Waiting for the operator.
    #[sea_orm(string_value = "submitted")]
    Submitted,
    /// Sent back with reasons.
    #[sea_orm(string_value = "returned")]
    Returned,
    /// Public and searchable.
    #[sea_orm(string_value = "published")]
    Published,
    /// Taken back by its organisation.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

impl SolutionState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Where a scenario stands from writing to closing.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum ScenarioState {
    /// Being written; only its organisation sees it.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// Waiting for the operator.
    #[sea_orm(string_value = "submitted")]
    Submitted,
    /// Sent back with reasons.
    #[sea_orm(string_value = "returned")]
    Returned,
    /// Public and open to answers.
    #[sea_orm(string_value = "published")]
    Published,
    /// Taken back by its organisation.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
    /// No longer open to answers.
    #[sea_orm(string_value = "closed")]
    Closed,
}

impl ScenarioState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
            Self::Closed => "closed",
        }
    }
}

/// Pool tier of a solution.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Reviewed and public.
    #[sea_orm(string_value = "listed")]
    Listed,
    /// Screened against evidence.
    #[sea_orm(string_value = "screened")]
    Screened,
    /// A benchmark solution (标杆).
    #[sea_orm(string_value = "benchmark")]
    Benchmark,
    /// No longer offered.
    #[sea_orm(string_value = "retired")]
    Retired,
}

impl Tier {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Screened => "screened",
            Self::Benchmark => "benchmark",
            Self::Retired => "retired",
        }
    }
}

/// What a user may do inside its organisation.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum UserRole {
    /// Also manages members.
    #[sea_orm(string_value = "owner")]
    Owner,
    /// Works on rows.
    #[sea_orm(string_value = "member")]
    Member,
}

impl UserRole {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Member => "member",
        }
    }
}

/// Which kind of row something is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A solution.
    #[sea_orm(string_value = "solution")]
    Solution,
    /// A scenario.
    #[sea_orm(string_value = "scenario")]
    Scenario,
}

impl SubjectKind {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Solution => "solution",
            Self::Scenario => "scenario",
        }
    }
}

/// The outcome of a review.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Published.
    #[sea_orm(string_value = "approve")]
    Approve,
    /// Sent back with reasons.
    #[sea_orm(string_value = "return")]
    Return,
}

impl Decision {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Return => "return",
        }
    }
}

/// Where a deal stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum DealState {
    /// The buyer asked the vendor to propose.
    #[sea_orm(string_value = "invited")]
    Invited,
    /// The vendor asked to be heard.
    #[sea_orm(string_value = "interested")]
    Interested,
    /// The vendor said no.
    #[sea_orm(string_value = "declined")]
    Declined,
    /// A proposal waits for the buyer.
    #[sea_orm(string_value = "proposed")]
    Proposed,
    /// The buyer chose not to award.
    #[sea_orm(string_value = "rejected")]
    Rejected,
    /// Chosen; no contract yet.
    #[sea_orm(string_value = "awarded")]
    Awarded,
    /// Contract signed, milestones under way.
    #[sea_orm(string_value = "delivering")]
    Delivering,
    /// The vendor declared completion; the buyer has to confirm.
    #[sea_orm(string_value = "submitted")]
    Submitted,
    /// Both sides confirmed acceptance.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// Ended before acceptance.
    #[sea_orm(string_value = "terminated")]
    Terminated,
}

impl DealState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Interested => "interested",
            Self::Declined => "declined",
            Self::Proposed => "proposed",
            Self::Rejected => "rejected",
            Self::Awarded => "awarded",
            Self::Delivering => "delivering",
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Terminated => "terminated",
        }
    }
}

/// Whether a milestone is done.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum MilestoneState {
    /// Not done yet.
    #[sea_orm(string_value = "open")]
    Open,
    /// Done.
    #[sea_orm(string_value = "done")]
    Done,
}

impl MilestoneState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
        }
    }
}

/// Where a job stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waits for its time.
    #[sea_orm(string_value = "queued")]
    Queued,
    /// Taken by a worker until its lease ends.
    #[sea_orm(string_value = "running")]
    Running,
    /// Finished.
    #[sea_orm(string_value = "done")]
    Done,
    /// Gave up; an operator may retry it.
    #[sea_orm(string_value = "dead")]
    Dead,
}

impl JobState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Dead => "dead",
        }
    }
}

/// Where an import stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Rows are being parsed; nothing is written.
    #[sea_orm(string_value = "checking")]
    Checking,
    /// Rows are being written in chunks.
    #[sea_orm(string_value = "loading")]
    Loading,
    /// Every row is in.
    #[sea_orm(string_value = "done")]
    Done,
    /// Rows have errors; nothing was written.
    #[sea_orm(string_value = "refused")]
    Refused,
    /// Dry run without errors.
    #[sea_orm(string_value = "checked")]
    Checked,
}

impl ImportState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Checking => "checking",
            Self::Loading => "loading",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Checked => "checked",
        }
    }
}

/// Where a claim stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum ClaimState {
    /// Being prepared; its room is reserved.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// Waiting for the operator.
    #[sea_orm(string_value = "submitted")]
    Submitted,
    /// Sent back with reasons.
    #[sea_orm(string_value = "returned")]
    Returned,
    /// Approved by as many persons as it needs.
    #[sea_orm(string_value = "approved")]
    Approved,
    /// Refused; its room is free again.
    #[sea_orm(string_value = "refused")]
    Refused,
    /// Taken back by the applicant; its room is free again.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
    /// Paid; its room is used for good.
    #[sea_orm(string_value = "paid")]
    Paid,
}

impl ClaimState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Paid => "paid",
        }
    }
}

/// What an entry of the ledger is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum LedgerState {
    /// Taken by a claim that is not decided or not paid.
    #[sea_orm(string_value = "reserved")]
    Reserved,
    /// Paid.
    #[sea_orm(string_value = "fixed")]
    Fixed,
    /// Free again; kept as history.
    #[sea_orm(string_value = "released")]
    Released,
}

impl LedgerState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Fixed => "fixed",
            Self::Released => "released",
        }
    }
}

/// Where a match list was looked at.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum Surface {
    /// Among the matches of a row, ranked as it was asked for.
    #[sea_orm(string_value = "matches")]
    Matches,
    /// As it was frozen, later.
    #[sea_orm(string_value = "frozen")]
    Frozen,
}

/// What was done with an entry of a match list.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum ClickKind {
    /// The row itself was opened.
    #[sea_orm(string_value = "opened")]
    Opened,
    /// Its reasons were unfolded.
    #[sea_orm(string_value = "reasons")]
    Reasons,
    /// It was put beside others.
    #[sea_orm(string_value = "compared")]
    Compared,
    /// Its vendor was invited, or interest was shown; the deal itself says the same with more weight.
    #[sea_orm(string_value = "invited")]
    Invited,
}

/// What ranks a match list.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum Ranker {
    /// Stated weights; nothing learned.
    #[sea_orm(string_value = "prior")]
    Prior,
    /// What was learned from deeds.
    #[sea_orm(string_value = "learned")]
    Learned,
}

/// Where a learned model stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum ModelState {
    /// Better than what served when it was measured: it may be promoted.
    #[sea_orm(string_value = "candidate")]
    Candidate,
    /// Ranks the lists.
    #[sea_orm(string_value = "serving")]
    Serving,
    /// Served before.
    #[sea_orm(string_value = "retired")]
    Retired,
    /// Not better by the rule.
    #[sea_orm(string_value = "refused")]
    Refused,
}

impl ModelState {
    /// The stored and printed word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Serving => "serving",
            Self::Retired => "retired",
            Self::Refused => "refused",
        }
    }
}

/// How a model came into service.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
#[serde(rename_all = "snake_case")]
pub enum ModelAction {
    /// A candidate took over.
    #[sea_orm(string_value = "promote")]
    Promote,
    /// What served before took over again.
    #[sea_orm(string_value = "roll_back")]
    RollBack,
}
