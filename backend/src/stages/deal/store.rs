//! Which deals may the caller see, and what belongs to one?

use std::collections::HashMap;

use actix_web::web;
use entity::{
    app_user, contract, deal, deal_event, evidence, indicator, match_entry, match_list, milestone, proposal,
    scenario, scenario_version, solution, solution_version, stored_file,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::input::DealQuery;
use super::moves::Side;
use crate::http::extract::{PageQuery, Row};
use crate::http::problem::{Code, Problem, Result};
use crate::stages::demand::input::{Requirement, ScenarioContent};
use crate::stages::identity::{self, Caller, OrganisationBrief};
use crate::state::App;

/// The side on which an organisation stands, if any.
#[must_use]
pub fn side_of(row: &deal::Model, organisation: Uuid) -> Option<Side> {
    if row.buyer_id == organisation {
        Some(Side::Buyer)
    } else if row.vendor_id == organisation {
        Some(Side::Vendor)
    } else {
        None
    }
}

/// A deal that the caller may read: its parties and the operator.
pub struct Party {
    /// The row.
    pub row: deal::Model,
    /// Who reads.
    pub caller: Caller,
    /// On which side; none for the operator.
    pub side: Option<Side>,
}

impl Row for Party {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let caller = caller.ok_or_else(|| Problem::new(Code::NotAuthenticated))?;
        let none = || Problem::new(Code::NotFound);
        let row = deal::Entity::find_by_id(id)
            .one(&app.db)
            .await?
            .ok_or_else(none)?;
        let side = side_of(&row, caller.org());
        if side.is_none() && !caller.is_operator() {
            return Err(none());
        }
        Ok(Self { row, caller, side })
    }
}

/// A deal in which the caller is a side and may move.
pub struct Mine {
    /// The row.
    pub row: deal::Model,
    /// Who moves.
    pub caller: Caller,
    /// On which side.
    pub side: Side,
}

impl Row for Mine {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let Party { row, caller, side } = Party::load(app, caller, id).await?;
        let side = side.ok_or_else(|| Problem::with(Code::Forbidden, "parties of the deal only"))?;
        Ok(Self { row, caller, side })
    }
}

/// An evidence file of a deal with who added it.
#[derive(Clone, Debug)]
pub struct EvidenceFile {
    /// What it shows.
    pub row: evidence::Model,
    /// The file.
    pub file: stored_file::Model,
    /// Name of the organisation that added it.
    pub organisation: String,
}

/// A deal with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct FullDeal {
    /// The row.
    pub row: deal::Model,
    /// Title of the scenario as published.
    pub scenario_title: String,
    /// Requirements of the scenario as published.
    pub requirements: Vec<Requirement>,
    /// Title of the solution as published.
    pub solution_title: String,
    /// The buyer.
    pub buyer: OrganisationBrief,
    /// The vendor.
    pub vendor: OrganisationBrief,
    /// The recommendation that led here.
    pub recommended: Option<(match_list::Model, match_entry::Model)>,
    /// The proposal.
    pub proposal: Option<proposal::Model>,
    /// The contract.
    pub contract: Option<contract::Model>,
    /// Milestones in their order.
    pub milestones: Vec<milestone::Model>,
    /// Indicators in their order.
    pub indicators: Vec<indicator::Model>,
    /// Evidence, oldest first.
    pub evidence: Vec<EvidenceFile>,
    /// Moves so far, oldest first, each with the name of the organisation that made it.
    pub events: Vec<(deal_event::Model, String)>,
}

/// The scenario as it was last published, also after it was closed or withdrawn: its deals go on.
///
/// # Errors
/// `not_found` where it was never published; database errors.
pub async fn scenario_content(db: &impl ConnectionTrait, id: Uuid) -> Result<ScenarioContent> {
    let version = scenario_version::Entity::find()
        .filter(scenario_version::Column::ScenarioId.eq(id))
        .order_by_desc(scenario_version::Column::Version)
        .one(db)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    ScenarioContent::stored(&version.content)
}

/// Loads a deal with everything that belongs to it.
///
/// # Errors
/// `not_found`, database errors.
pub async fn load_full(db: &impl ConnectionTrait, id: Uuid) -> Result<FullDeal> {
    let row = deal::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    let content = scenario_content(db, row.scenario_id).await?;
    let mut titles = solution_titles(db, &[row.solution_id]).await?;
    let recommended = match row.match_entry_id {
        None => None,
        Some(id) => match_entry::Entity::find_by_id(id)
            .find_also_related(match_list::Entity)
            .one(db)
            .await?
            .and_then(|(entry, list)| list.map(|list| (list, entry))),
    };
    let milestones = milestone::Entity::find()
        .filter(milestone::Column::DealId.eq(id))
        .order_by_asc(milestone::Column::Position)
        .all(db)
        .await?;
    let indicators = indicator::Entity::find()
        .filter(indicator::Column::DealId.eq(id))
        .order_by_asc(indicator::Column::Position)
        .all(db)
        .await?;
    let files = evidence::Entity::find()
        .filter(evidence::Column::DealId.eq(id))
        .order_by_asc(evidence::Column::CreatedAt)
        .order_by_asc(evidence::Column::Id)
        .find_also_related(stored_file::Entity)
        .all(db)
        .await?;
    let events = deal_event::Entity::find()
        .filter(deal_event::Column::DealId.eq(id))
        .order_by_asc(deal_event::Column::At)
        .order_by_asc(deal_event::Column::Id)
        .all(db)
        .await?;
    let people = files
        .iter()
        .map(|(e, _)| e.uploaded_by)
        .chain(events.iter().map(|e| e.actor_id))
        .collect();
    let people = organisations_of(db, people).await?;
    let name = |user: Uuid| people.get(&user).cloned().unwrap_or_default();
    let mut parties = identity::briefs(db, [row.buyer_id, row.vendor_id]).await?;
    let mut party = |id: Uuid| {
        parties
            .remove(&id)
            .ok_or_else(|| anyhow::anyhow!("a deal without its parties"))
    };
    Ok(FullDeal {
        scenario_title: content.title,
        requirements: content.requirements,
        solution_title: titles.remove(&row.solution_id).unwrap_or_default(),
        buyer: party(row.buyer_id)?,
        vendor: party(row.vendor_id)?,
        recommended,
        proposal: proposal::Entity::find()
            .filter(proposal::Column::DealId.eq(id))
            .one(db)
            .await?,
        contract: contract::Entity::find()
            .filter(contract::Column::DealId.eq(id))
            .one(db)
            .await?,
        milestones,
        indicators,
        evidence: files
            .into_iter()
            .filter_map(|(row, file)| {
                let organisation = name(row.uploaded_by);
                file.map(|file| EvidenceFile {
                    row,
                    file,
                    organisation,
                })
            })
            .collect(),
        events: events
            .into_iter()
            .map(|e| {
                let actor = name(e.actor_id);
                (e, actor)
            })
            .collect(),
        row,
    })
}

/// Up to `limit + 1` deals of the caller, newest first; the operator sees all.
///
/// # Errors
/// Database errors only.
pub async fn list(
    db: &impl ConnectionTrait,
    caller: &Caller,
    query: &DealQuery,
    page: &PageQuery,
) -> Result<Vec<deal::Model>> {
    let mut select = deal::Entity::find()
        .order_by_desc(deal::Column::Id)
        .limit(page.limit() + 1);
    if !caller.is_operator() {
        let own = Condition::any()
            .add(deal::Column::BuyerId.eq(caller.org()))
            .add(deal::Column::VendorId.eq(caller.org()));
        select = select.filter(own);
    }
    if let Some(state) = query.state {
        select = select.filter(deal::Column::State.eq(state));
    }
    if let Some(scenario) = query.scenario_id {
        select = select.filter(deal::Column::ScenarioId.eq(scenario));
    }
    if let Some(cursor) = page.cursor {
        select = select.filter(deal::Column::Id.lt(cursor));
    }
    Ok(select.all(db).await?)
}

/// What a list shows beside each deal.
#[derive(Debug, Default)]
pub struct Beside {
    /// Titles of scenarios as published.
    pub scenarios: HashMap<Uuid, String>,
    /// Titles of solutions as published.
    pub solutions: HashMap<Uuid, String>,
    /// Parties.
    pub organisations: HashMap<Uuid, OrganisationBrief>,
    /// Amount of the contract, or the price proposed, in fen.
    pub amounts: HashMap<Uuid, i64>,
}

/// Loads what a list shows beside its deals: a fixed number of statements however many rows.
///
/// # Errors
/// Database errors only.
pub async fn beside(db: &impl ConnectionTrait, rows: &[deal::Model]) -> Result<Beside> {
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    let scenarios: Vec<Uuid> = rows.iter().map(|r| r.scenario_id).collect();
    let solutions: Vec<Uuid> = rows.iter().map(|r| r.solution_id).collect();
    let proposals = proposal::Entity::find()
        .filter(proposal::Column::DealId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let contracts = contract::Entity::find()
        .filter(contract::Column::DealId.is_in(ids))
        .all(db)
        .await?;
    let mut amounts: HashMap<Uuid, i64> = proposals.into_iter().map(|p| (p.deal_id, p.price_fen)).collect();
    amounts.extend(contracts.into_iter().map(|c| (c.deal_id, c.amount_fen)));
    Ok(Beside {
        scenarios: scenario_titles(db, &scenarios).await?,
        solutions: solution_titles(db, &solutions).await?,
        organisations: identity::briefs(db, rows.iter().flat_map(|r| [r.buyer_id, r.vendor_id])).await?,
        amounts,
    })
}

// The working title may already say something that was not published: the other side sees the published one.
async fn scenario_titles(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rows = scenario::Entity::find()
        .filter(scenario::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let versions = scenario_version::Entity::find()
        .filter(scenario_version::Column::ScenarioId.is_in(ids.iter().copied()))
        .order_by_asc(scenario_version::Column::Version)
        .all(db)
        .await?;
    let mut titles: HashMap<Uuid, String> = rows.into_iter().map(|r| (r.id, r.title)).collect();
    titles.extend(
        versions
            .into_iter()
            .filter_map(|v| Some((v.scenario_id, title(&v.content)?))),
    );
    Ok(titles)
}

async fn solution_titles(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rows = solution::Entity::find()
        .filter(solution::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let versions = solution_version::Entity::find()
        .filter(solution_version::Column::SolutionId.is_in(ids.iter().copied()))
        .order_by_asc(solution_version::Column::Version)
        .all(db)
        .await?;
    let mut titles: HashMap<Uuid, String> = rows.into_iter().map(|r| (r.id, r.title)).collect();
    titles.extend(
        versions
            .into_iter()
            .filter_map(|v| Some((v.solution_id, title(&v.content)?))),
    );
    Ok(titles)
}

fn title(content: &serde_json::Value) -> Option<String> {
    content.get("title")?.as_str().map(str::to_owned)
}

async fn organisations_of(db: &impl ConnectionTrait, mut users: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    users.sort();
    users.dedup();
    let users = app_user::Entity::find()
        .filter(app_user::Column::Id.is_in(users))
        .all(db)
        .await?;
    let names = identity::briefs(db, users.iter().map(|u| u.organisation_id)).await?;
    Ok(users
        .iter()
        .filter_map(|u| Some((u.id, names.get(&u.organisation_id)?.name.clone())))
        .collect())
}
