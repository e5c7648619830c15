//! Which deals does the demo start with? `seed-data/demo/deals.jsonl` in every state, with days counted from the
//! day of loading, so that the demo is never old.

use std::collections::HashMap;

use anyhow::Context;
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use entity::states::{DealState, MilestoneState};
use entity::{
    contract, deal, deal_event, evidence, indicator, milestone, proposal, scenario, solution, stored_file,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait};
use serde::Deserialize;
use serde_json::json;
use uuid::{NoContext, Timestamp, Uuid};

use crate::platform::files::FileStore;
use crate::platform::money::Money;
use crate::platform::{audit, clock, seed_data};
use crate::stages::award::service::Grounds;
use crate::stages::deal::input::{AnswerGrade, RequirementAnswer};

/// Ids that the rows before were given, by their keys in the seed data.
#[derive(Clone, Debug, Default)]
pub struct SeedKeys {
    /// Organisations.
    pub organisations: HashMap<String, Uuid>,
    /// A user of each organisation, by the organisation's key.
    pub users: HashMap<String, Uuid>,
    /// Solutions.
    pub solutions: HashMap<String, Uuid>,
    /// Scenarios.
    pub scenarios: HashMap<String, Uuid>,
    /// Requirements of each scenario, in the order in which they were written.
    pub scenario_requirements: HashMap<String, Vec<Uuid>>,
}

#[derive(Deserialize)]
struct DealRow {
    key: String,
    scenario: String,
    solution: String,
    state: DealState,
    anchor: Anchor,
    accepted_year_share: Option<f64>,
    offsets: Offsets,
    proposal: Option<ProposalRow>,
    contract: Option<ContractRow>,
    #[serde(default)]
    milestones: Vec<MilestoneRow>,
    #[serde(default)]
    indicators: Vec<IndicatorRow>,
    reason: Option<String>,
    reason_note: Option<String>,
    #[serde(default)]
    grounds: GroundsRow,
}

/// How each ground of section three was shown; left out where nothing shows it.
#[derive(Default, Deserialize)]
struct GroundsRow {
    advanced: Option<String>,
    replicable: Option<String>,
    exemplary: Option<String>,
}

impl GroundsRow {
    /// A ground that nothing shows is not known: the assessment then asks for it.
    fn known(&self) -> Grounds {
        let shown = |text: &Option<String>| text.as_ref().map(|_| true);
        Grounds {
            advanced: shown(&self.advanced),
            replicable: shown(&self.replicable),
            exemplary: shown(&self.exemplary),
        }
    }
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Anchor {
    Today,
    Acceptance,
}

#[derive(Deserialize)]
struct Offsets {
    opened_days: i64,
    answered_days: Option<i64>,
    awarded_days: Option<i64>,
    signed_days: Option<i64>,
    submitted_days: Option<i64>,
    ended_days: Option<i64>,
}

#[derive(Deserialize)]
struct ProposalRow {
    summary: String,
    price: Money,
    days: i32,
    responses: Vec<ResponseRow>,
}

#[derive(Deserialize)]
struct ResponseRow {
    requirement: usize,
    answer: AnswerGrade,
    text: String,
}

#[derive(Deserialize)]
struct ContractRow {
    amount: Money,
    signed_offset_days: i64,
    starts_offset_days: i64,
    ends_offset_days: i64,
    related_party: bool,
    related_note: Option<String>,
}

#[derive(Deserialize)]
struct MilestoneRow {
    title: String,
    due_offset_days: i64,
    state: MilestoneState,
}

#[derive(Deserialize)]
struct IndicatorRow {
    name: String,
    unit: String,
    baseline: f64,
    target: f64,
    actual: Option<f64>,
    higher_is_better: bool,
}

/// Inserts the demo's deals. Returns their ids with the grounds that each shows.
///
/// # Errors
/// Where a row names a key that is not there; file and database errors.
pub async fn load(
    tx: &DatabaseTransaction,
    files: &FileStore,
    keys: &SeedKeys,
) -> anyhow::Result<HashMap<Uuid, Grounds>> {
    let rows: Vec<DealRow> = seed_data::rows("demo/deals.jsonl")?;
    let by_id: HashMap<Uuid, Uuid> = keys
        .organisations
        .iter()
        .filter_map(|(key, id)| Some((*id, *keys.users.get(key)?)))
        .collect();
    let mut grounds = HashMap::with_capacity(rows.len());
    for row in &rows {
        let id = one(tx, files, keys, &by_id, row)
            .await
            .with_context(|| format!("demo deal {}", row.key))?;
        grounds.insert(id, row.grounds.known());
    }
    Ok(grounds)
}

/// Days of a deal as moments: office hours in China, never later than now.
struct Calendar {
    anchor: NaiveDate,
    now: DateTime<Utc>,
}

impl Calendar {
    fn of(row: &DealRow, now: DateTime<Utc>) -> anyhow::Result<Self> {
        let today = clock::shanghai_day(now);
        let anchor = match row.anchor {
            Anchor::Today => today,
            Anchor::Acceptance => {
                let share = row
                    .accepted_year_share
                    .context("accepted_year_share is missing")?;
                let first =
                    NaiveDate::from_ymd_opt(today.year(), 1, 1).context("every year has a first day")?;
                first + Duration::days(((today - first).num_days() as f64 * share).floor() as i64)
            }
        };
        Ok(Self { anchor, now })
    }

    fn day(&self, offset: i64) -> NaiveDate {
        self.anchor + Duration::days(offset)
    }

    fn at(&self, offset: i64, hour: i64) -> DateTime<Utc> {
        (clock::day_start(self.day(offset)) + Duration::hours(hour)).min(self.now)
    }
}

/// Who did what when: the record of a deal, sorted by time before it is written.
struct Story {
    actor: Uuid,
    action: &'static str,
    to: DealState,
    note: Option<String>,
    at: DateTime<Utc>,
}

async fn one(
    tx: &DatabaseTransaction,
    files: &FileStore,
    keys: &SeedKeys,
    users: &HashMap<Uuid, Uuid>,
    row: &DealRow,
) -> anyhow::Result<Uuid> {
    let find = |map: &HashMap<String, Uuid>, key: &str| {
        map.get(key).copied().with_context(|| format!("no row {key}"))
    };
    let scenario_id = find(&keys.scenarios, &row.scenario)?;
    let scenario = scenario::Entity::find_by_id(scenario_id)
        .one(tx)
        .await?
        .context("the scenario is not there")?;
    let solution_id = find(&keys.solutions, &row.solution)?;
    let solution = solution::Entity::find_by_id(solution_id)
        .one(tx)
        .await?
        .context("the solution is not there")?;
    let user = |org: Uuid| users.get(&org).copied().context("the organisation has no user");
    let (buyer, vendor) = (user(scenario.organisation_id)?, user(solution.organisation_id)?);

    let calendar = Calendar::of(row, clock::now())?;
    let stories = stories(row, &calendar, buyer, vendor);
    let opened_at = calendar.at(row.offsets.opened_days, 9);
    let last = stories.last().map_or(opened_at, |s| s.at);
    // The id carries the day of opening: lists are sorted by id.
    let id = Uuid::new_v7(Timestamp::from_unix(
        NoContext,
        u64::try_from(opened_at.timestamp())?,
        0,
    ));
    deal::ActiveModel {
        id: Set(id),
        scenario_id: Set(scenario_id),
        solution_id: Set(solution_id),
        buyer_id: Set(scenario.organisation_id),
        vendor_id: Set(solution.organisation_id),
        match_entry_id: Set(None),
        state: Set(row.state),
        reason: Set(row.reason.clone()),
        revision: Set(i32::try_from(stories.len())?),
        opened_at: Set(opened_at),
        answered_at: Set(row.offsets.answered_days.map(|d| calendar.at(d, 10))),
        awarded_at: Set(row.offsets.awarded_days.map(|d| calendar.at(d, 11))),
        signed_at: Set(row.offsets.signed_days.map(|d| calendar.at(d, 12))),
        accepted_at: Set((row.state == DealState::Accepted).then(|| calendar.at(0, 16))),
        updated_at: Set(last),
    }
    .insert(tx)
    .await?;
    if let Some(proposal) = &row.proposal {
        let requirements = keys
            .scenario_requirements
            .get(&row.scenario)
            .context("requirements are missing")?;
        insert_proposal(
            tx,
            id,
            proposal,
            requirements,
            calendar.at(row.offsets.answered_days.unwrap_or(0), 10),
        )
        .await?;
    }
    insert_contract(tx, id, row, &calendar).await?;
    if let Some(story) = stories.iter().find(|s| s.action == "evidence") {
        let text = evidence_text(row, &scenario.title, &solution.title, &calendar);
        insert_evidence(tx, files, id, solution.organisation_id, story, &text).await?;
    }
    let mut from = "";
    for story in &stories {
        deal_event::ActiveModel {
            id: Set(Uuid::now_v7()),
            deal_id: Set(id),
            actor_id: Set(story.actor),
            action: Set(story.action.to_owned()),
            from_state: Set(from.to_owned()),
            to_state: Set(story.to.as_str().to_owned()),
            note: Set(story.note.clone()),
            at: Set(story.at),
        }
        .insert(tx)
        .await?;
        from = story.to.as_str();
    }
    let detail = json!({"key": row.key, "state": row.state});
    audit::append(
        tx,
        audit::Entry {
            actor: None,
            action: "deal.seeded",
            kind: "deal",
            id: id.to_string(),
            detail,
        },
    )
    .await?;
    Ok(id)
}

fn stories(row: &DealRow, calendar: &Calendar, buyer: Uuid, vendor: Uuid) -> Vec<Story> {
    let offsets = &row.offsets;
    let mut stories = Vec::new();
    let mut tell = |actor, action, to, day: Option<i64>, hour, note: Option<&str>| {
        if let Some(day) = day {
            stories.push(Story {
                actor,
                action,
                to,
                note: note.map(str::to_owned),
                at: calendar.at(day, hour),
            });
        }
    };
    if row.state == DealState::Interested {
        tell(
            vendor,
            "interest",
            DealState::Interested,
            Some(offsets.opened_days),
            9,
            None,
        );
    } else {
        tell(
            buyer,
            "invite",
            DealState::Invited,
            Some(offsets.opened_days),
            9,
            None,
        );
    }
    if row.proposal.is_some() {
        tell(
            vendor,
            "proposal",
            DealState::Proposed,
            offsets.answered_days,
            10,
            None,
        );
    }
    tell(buyer, "award", DealState::Awarded, offsets.awarded_days, 11, None);
    tell(
        buyer,
        "contract",
        DealState::Delivering,
        offsets.signed_days,
        12,
        None,
    );
    for milestone in row.milestones.iter().filter(|m| m.state == MilestoneState::Done) {
        let done = done_day(row, milestone.due_offset_days);
        tell(
            vendor,
            "complete_milestone",
            DealState::Delivering,
            Some(done),
            13,
            Some(&milestone.title),
        );
    }
    if let Some(day) = offsets.submitted_days {
        tell(
            vendor,
            "evidence",
            DealState::Delivering,
            Some(day),
            14,
            Some(EVIDENCE_TITLE),
        );
        tell(vendor, "submit", DealState::Submitted, Some(day), 15, None);
    }
    if row.state == DealState::Accepted {
        tell(buyer, "confirm", DealState::Accepted, Some(0), 16, None);
    }
    let end = match row.state {
        DealState::Declined => Some((vendor, "decline")),
        DealState::Rejected => Some((buyer, "reject")),
        DealState::Terminated => Some((buyer, "terminate")),
        _ => None,
    };
    if let Some((actor, action)) = end {
        tell(
            actor,
            action,
            row.state,
            offsets.ended_days,
            17,
            row.reason_note.as_deref(),
        );
    }
    // Stable: what was told first stays first where two moments are the same.
    stories.sort_by_key(|s| s.at);
    stories
}

// A milestone was done on its due day, but not after completion was declared, the deal ended, or today.
fn done_day(row: &DealRow, due: i64) -> i64 {
    let end = row.offsets.submitted_days.or(row.offsets.ended_days).unwrap_or(0);
    due.min(end).max(row.offsets.signed_days.unwrap_or(due))
}

async fn insert_proposal(
    tx: &DatabaseTransaction,
    id: Uuid,
    row: &ProposalRow,
    requirements: &[Uuid],
    at: DateTime<Utc>,
) -> anyhow::Result<()> {
    let responses = row
        .responses
        .iter()
        .map(|r| {
            let requirement_id = *requirements
                .get(r.requirement)
                .context("a response to no requirement")?;
            Ok(RequirementAnswer {
                requirement_id,
                answer: r.answer,
                text: r.text.clone(),
            })
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    proposal::ActiveModel {
        id: Set(Uuid::now_v7()),
        deal_id: Set(id),
        summary: Set(row.summary.clone()),
        price_fen: Set(row.price.0),
        days: Set(row.days),
        responses: Set(serde_json::to_value(responses)?),
        submitted_at: Set(at),
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn insert_contract(
    tx: &DatabaseTransaction,
    id: Uuid,
    row: &DealRow,
    calendar: &Calendar,
) -> anyhow::Result<()> {
    let Some(signed) = &row.contract else {
        return Ok(());
    };
    contract::ActiveModel {
        id: Set(Uuid::now_v7()),
        deal_id: Set(id),
        amount_fen: Set(signed.amount.0),
        signed_on: Set(calendar.day(signed.signed_offset_days)),
        starts_on: Set(calendar.day(signed.starts_offset_days)),
        ends_on: Set(calendar.day(signed.ends_offset_days)),
        related_party: Set(signed.related_party),
        related_note: Set(signed.related_note.clone()),
        created_at: Set(calendar.at(signed.signed_offset_days, 12)),
    }
    .insert(tx)
    .await?;
    for (position, line) in (1..).zip(&row.milestones) {
        let done = line.state == MilestoneState::Done;
        milestone::ActiveModel {
            id: Set(Uuid::now_v7()),
            deal_id: Set(id),
            position: Set(position),
            title: Set(line.title.clone()),
            due_on: Set(calendar.day(line.due_offset_days)),
            state: Set(line.state),
            done_at: Set(done.then(|| calendar.at(done_day(row, line.due_offset_days), 13))),
        }
        .insert(tx)
        .await?;
    }
    for (position, line) in (1..).zip(&row.indicators) {
        indicator::ActiveModel {
            id: Set(Uuid::now_v7()),
            deal_id: Set(id),
            position: Set(position),
            name: Set(line.name.clone()),
            unit: Set(line.unit.clone()),
            baseline: Set(line.baseline),
            target: Set(line.target),
            actual: Set(line.actual),
            higher_is_better: Set(line.higher_is_better),
        }
        .insert(tx)
        .await?;
    }
    Ok(())
}

const EVIDENCE_TITLE: &str = "验收测试记录 Acceptance test record";

fn evidence_text(row: &DealRow, scenario: &str, solution: &str, calendar: &Calendar) -> String {
    let mut text = format!(
        "验收测试记录（演示数据） Acceptance test record (demo data)\n\n场景 Scenario: {scenario}\n方案 Solution: {solution}\n\n里程碑 Milestones\n"
    );
    for line in &row.milestones {
        let done = calendar.day(done_day(row, line.due_offset_days));
        text.push_str(&format!("- {}：{done}\n", line.title));
    }
    text.push_str("\n成效指标 Indicators（基线 baseline → 目标 target → 实测 actual）\n");
    for line in &row.indicators {
        let actual = line.actual.map_or_else(|| "—".to_owned(), |a| a.to_string());
        text.push_str(&format!(
            "- {}（{}）：{} → {} → {actual}\n",
            line.name, line.unit, line.baseline, line.target
        ));
    }
    text
}

async fn insert_evidence(
    tx: &DatabaseTransaction,
    files: &FileStore,
    id: Uuid,
    organisation: Uuid,
    story: &Story,
    text: &str,
) -> anyhow::Result<()> {
    let sha256 = files.put(text.as_bytes()).await?;
    let file = stored_file::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(organisation),
        sha256: Set(sha256),
        size_bytes: Set(i64::try_from(text.len())?),
        media_type: Set("text/plain".to_owned()),
        name: Set("验收测试记录.txt".to_owned()),
        created_at: Set(story.at),
    }
    .insert(tx)
    .await?;
    evidence::ActiveModel {
        id: Set(Uuid::now_v7()),
        deal_id: Set(id),
        file_id: Set(file.id),
        title: Set(EVIDENCE_TITLE.to_owned()),
        uploaded_by: Set(story.actor),
        created_at: Set(story.at),
    }
    .insert(tx)
    .await?;
    Ok(())
}
