//! Who would take on what, if all open scenarios were given out at once? For the operator; it invites nobody.
//!
//! Lists are made scenario by scenario, so that a vendor that is good at one thing stands first in ten of them and can
//! answer two. Here the places of the latest lists are given out together, the sum of the scores the largest there is,
//! within what vendors can take on. What runs already counts: it takes a vendor's room and a scenario's wish. A scenario
//! whose last day for answers is over asks nobody.

use std::collections::{BTreeMap, HashMap, HashSet};

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use entity::states::{DealState, SolutionState, SubjectKind};
use entity::{deal, match_entry, match_list, scenario, solution};
use recommender::allocate::{Pair, Places, allocate};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::view::{MatchDetail, VerdictView};
use crate::http::extract::UrlQuery;
use crate::http::problem::{Code, ProblemDocument, Result};
use crate::platform::check::Check;
use crate::stages::demand;
use crate::stages::identity::{self, Caller, OrganisationBrief};
use crate::state::App;

/// Most that may be wanted or taken on.
const MOST: u32 = 100;
/// Rows that are asked for at once.
const CHUNK: usize = 500;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(read);
}

/// Within which limits; the operator's figures, no article states them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Query {
    /// Vendors that each scenario wants, running deals included; 3 without it.
    #[param(minimum = 1, maximum = 100)]
    wanted: Option<u32>,
    /// Scenarios that each vendor can take on, running deals included; 5 without it.
    #[param(minimum = 1, maximum = 100)]
    capacity: Option<u32>,
    /// The most new ones that any vendor gets, to spread the work.
    #[param(minimum = 1, maximum = 100)]
    fair_limit: Option<u32>,
    /// Fit in hundredths that a place takes at least; 15 without it, below which pages call a fit weak.
    #[param(minimum = 0, maximum = 100)]
    least_fit: Option<u32>,
}

/// One place that is given.
#[derive(Debug, Serialize, ToSchema)]
struct Placed {
    /// The solution by which the vendor fits best.
    solution_id: Uuid,
    /// Its title.
    solution: String,
    /// The vendor.
    organisation: Option<OrganisationBrief>,
    /// Place in the scenario's list, from 1.
    position: i32,
    /// Fit, from 0 to 1.
    score: f64,
    /// Essential requirements that it covers, and in part, when the list was made.
    essential_covered: u32,
    /// See `essential_covered`.
    essential_partly: u32,
    /// Essential requirements that it contradicts.
    essential_contradicted: u32,
    /// How many there are.
    essential: u32,
}

/// What one scenario gets.
#[derive(Debug, Serialize, ToSchema)]
struct ScenarioPlaces {
    /// The scenario.
    scenario_id: Uuid,
    /// Its title.
    scenario: String,
    /// When its latest list was made: what came since is not in it.
    listed_at: DateTime<Utc>,
    /// Vendors that deal with it now.
    running: u32,
    /// Who would be invited, best first.
    places: Vec<Placed>,
    /// Places that it wants and does not get.
    unanswered: u32,
}

/// What one vendor gets.
#[derive(Debug, Serialize, ToSchema)]
struct VendorPlaces {
    /// The vendor.
    organisation: Option<OrganisationBrief>,
    /// Scenarios that it deals with now.
    running: u32,
    /// Scenarios that it would get if every scenario took the first of its own list.
    first_choices: u32,
    /// Scenarios that it gets.
    given: u32,
}

/// Who takes on what.
#[derive(Debug, Serialize, ToSchema)]
struct AllocationView {
    /// Vendors that each scenario wants.
    wanted: u32,
    /// Scenarios that each vendor can take on.
    capacity: u32,
    /// The most that any vendor gets.
    fair_limit: Option<u32>,
    /// Fit in hundredths that a place takes.
    least_fit: u32,
    /// Open scenarios whose list has not been made yet.
    without_list: usize,
    /// Sum of the scores.
    value: f64,
    /// The sum without the fair limit.
    value_without_limit: f64,
    /// Share of it that the fair limit costs, from 0 to 1.
    cost_of_fairness: f64,
    /// Places that scenarios want and do not get.
    unanswered: u64,
    /// By scenario, those that get least first.
    scenarios: Vec<ScenarioPlaces>,
    /// By vendor, those first that stand first most often.
    vendors: Vec<VendorPlaces>,
}

/// A row of a list.
#[derive(Clone, Debug)]
struct Offer {
    entry: Uuid,
    solution: Uuid,
    vendor: Uuid,
    position: i32,
    score: f64,
}

/// Who would take on what, if all open scenarios were given out at once within what vendors can take on (the operator)
#[utoipa::path(tag = "matching", params(Query), security(("bearer" = [])), responses((status = 200, body = AllocationView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/allocation")]
async fn read(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<Query>,
) -> Result<web::Json<AllocationView>> {
    caller.operator()?;
    let (wanted, capacity) = (query.wanted.unwrap_or(3), query.capacity.unwrap_or(5));
    let least_fit = query.least_fit.unwrap_or(15);
    let mut check = Check::default();
    check.range("wanted", wanted, 1, MOST);
    check.range("capacity", capacity, 1, MOST);
    if let Some(limit) = query.fair_limit {
        check.range("fair_limit", limit, 1, MOST);
    }
    check.range("least_fit", least_fit, 0, 100);
    check.end(Code::InvalidInput)?;

    let mut open: Vec<scenario::Model> = scenario::Entity::find()
        .order_by_asc(scenario::Column::Id)
        .all(&app.db)
        .await?;
    open.retain(|row| demand::store::is_open(row) && !demand::store::is_over(row.answers_due));
    let lists = latest_lists(&app).await?;
    let all = open.len();
    open.retain(|row| lists.contains_key(&row.id));
    let without_list = all - open.len();
    let running = Running::read(&app).await?;
    let solutions = published(&app).await?;
    let by_list = offers(&app, open.iter().map(|row| lists[&row.id].0), &solutions).await?;

    let mut numbers: BTreeMap<Uuid, u32> = BTreeMap::new();
    for offer in by_list.values().flatten() {
        numbers.insert(offer.vendor, 0);
    }
    for (number, next) in numbers.values_mut().zip(0..) {
        *number = next;
    }
    let mut first_choices: HashMap<Uuid, u32> = HashMap::new();
    let mut best: BTreeMap<(u32, u32), &Offer> = BTreeMap::new();
    let runs = |scenario: &Uuid| {
        let vendors = running.of_scenario.get(scenario);
        vendors.map_or(0, |vendors| u32::try_from(vendors.len()).unwrap_or(u32::MAX))
    };
    let mut wishes = Vec::with_capacity(open.len());
    for (row, asker) in open.iter().zip(0..) {
        // Who has chosen looks for nobody else.
        let wish = match running.chosen.contains(&row.id) {
            true => 0,
            false => wanted.saturating_sub(runs(&row.id)),
        };
        wishes.push(wish);
        let mut own = 0;
        for offer in by_list.get(&lists[&row.id].0).into_iter().flatten() {
            // Of a vendor's solutions the first fits best; whom it deals with is not asked again, nor who declined with this
            // very solution.
            if offer.score * 100.0 < f64::from(least_fit)
                || running.deals_with(row.id, offer)
                || best.contains_key(&(asker, numbers[&offer.vendor]))
            {
                continue;
            }
            best.insert((asker, numbers[&offer.vendor]), offer);
            if own < wish {
                own += 1;
                *first_choices.entry(offer.vendor).or_default() += 1;
            }
        }
    }
    let room = |vendor: &Uuid| capacity.saturating_sub(running.of_vendor.get(vendor).copied().unwrap_or(0));
    let got = allocate(&Places {
        wanted: wishes.clone(),
        capacity: numbers.keys().map(room).collect(),
        pairs: best
            .iter()
            .map(|((asker, answerer), offer)| Pair {
                asker: *asker,
                answerer: *answerer,
                score: offer.score as f32,
            })
            .collect(),
        fair_limit: query.fair_limit,
    })
    .map_err(anyhow::Error::new)?;

    let given = got
        .pairs
        .iter()
        .map(|pair| best[&(pair.asker, pair.answerer)].entry);
    let essentials = essentials(&app, given.collect()).await?;
    let names = identity::briefs(&app.db, numbers.keys().copied()).await?;
    let mut given: HashMap<Uuid, u32> = HashMap::new();
    let mut places: Vec<Vec<Placed>> = open.iter().map(|_| Vec::new()).collect();
    for pair in &got.pairs {
        let offer = best[&(pair.asker, pair.answerer)];
        *given.entry(offer.vendor).or_default() += 1;
        let [
            essential,
            essential_covered,
            essential_partly,
            essential_contradicted,
        ] = essentials.get(&offer.entry).copied().unwrap_or_default();
        places[pair.asker as usize].push(Placed {
            solution_id: offer.solution,
            solution: solutions[&offer.solution].1.clone(),
            organisation: names.get(&offer.vendor).cloned(),
            position: offer.position,
            score: offer.score,
            essential_covered,
            essential_partly,
            essential_contradicted,
            essential,
        });
    }
    let rows = open.into_iter().zip(places).zip(&wishes);
    let mut scenarios: Vec<ScenarioPlaces> = rows
        .map(|((row, mut places), wish)| {
            places.sort_by_key(|placed| placed.position);
            ScenarioPlaces {
                running: runs(&row.id),
                unanswered: wish - u32::try_from(places.len()).unwrap_or(*wish),
                listed_at: lists[&row.id].1,
                scenario_id: row.id,
                scenario: row.title,
                places,
            }
        })
        .collect();
    // Stable: of equals the older first.
    scenarios.sort_by_key(|row| std::cmp::Reverse(row.unanswered));
    let count = |of: &HashMap<Uuid, u32>, vendor: &Uuid| of.get(vendor).copied().unwrap_or(0);
    let mut vendors: Vec<VendorPlaces> = numbers
        .keys()
        .map(|vendor| VendorPlaces {
            organisation: names.get(vendor).cloned(),
            running: count(&running.of_vendor, vendor),
            first_choices: count(&first_choices, vendor),
            given: count(&given, vendor),
        })
        .collect();
    vendors.sort_by_key(|row| std::cmp::Reverse((row.first_choices, row.given)));
    Ok(web::Json(AllocationView {
        wanted,
        capacity,
        fair_limit: query.fair_limit,
        least_fit,
        without_list,
        value: got.value,
        value_without_limit: got.value_without_limit,
        cost_of_fairness: got.cost_of_fairness(),
        unanswered: got.unanswered,
        scenarios,
        vendors,
    }))
}

/// Of each of these rows of lists: how many essential requirements there were, and how many were covered, partly covered and
/// contradicted.
async fn essentials(app: &App, entries: Vec<Uuid>) -> Result<HashMap<Uuid, [u32; 4]>> {
    let mut found = HashMap::new();
    for entries in entries.chunks(CHUNK) {
        let rows: Vec<(Uuid, sea_orm::JsonValue)> = match_entry::Entity::find()
            .select_only()
            .columns([match_entry::Column::Id, match_entry::Column::Detail])
            .filter(match_entry::Column::Id.is_in(entries.iter().copied()))
            .into_tuple()
            .all(&app.db)
            .await?;
        for (id, detail) in rows {
            let detail: MatchDetail = serde_json::from_value(detail)?;
            let mut counts = [0; 4];
            for line in detail.coverage.iter().filter(|line| line.essential) {
                counts[0] += 1;
                match line.verdict {
                    VerdictView::Covered => counts[1] += 1,
                    VerdictView::Partly => counts[2] += 1,
                    VerdictView::Contradicted => counts[3] += 1,
                    VerdictView::Gap => {}
                }
            }
            found.insert(id, counts);
        }
    }
    Ok(found)
}

/// The latest list of each scenario, and when it was made.
async fn latest_lists(app: &App) -> Result<HashMap<Uuid, (Uuid, DateTime<Utc>)>> {
    let lists: Vec<(Uuid, Uuid, DateTime<Utc>)> = match_list::Entity::find()
        .select_only()
        .columns([
            match_list::Column::SubjectId,
            match_list::Column::Id,
            match_list::Column::CreatedAt,
        ])
        .filter(match_list::Column::SubjectKind.eq(SubjectKind::Scenario))
        .order_by_asc(match_list::Column::CreatedAt)
        .order_by_asc(match_list::Column::Id)
        .into_tuple()
        .all(&app.db)
        .await?;
    // The later overwrites the earlier.
    Ok(lists
        .into_iter()
        .map(|(scenario, list, at)| (scenario, (list, at)))
        .collect())
}

/// Vendor and title of each published solution.
async fn published(app: &App) -> Result<HashMap<Uuid, (Uuid, String)>> {
    let rows: Vec<(Uuid, Uuid, String)> = solution::Entity::find()
        .select_only()
        .columns([
            solution::Column::Id,
            solution::Column::OrganisationId,
            solution::Column::Title,
        ])
        .filter(solution::Column::State.eq(SolutionState::Published))
        .into_tuple()
        .all(&app.db)
        .await?;
    let rows = rows.into_iter();
    Ok(rows.map(|(id, vendor, title)| (id, (vendor, title))).collect())
}

/// The rows of lists that can still be had, best first.
async fn offers(
    app: &App,
    lists: impl Iterator<Item = Uuid>,
    solutions: &HashMap<Uuid, (Uuid, String)>,
) -> Result<HashMap<Uuid, Vec<Offer>>> {
    let lists: Vec<Uuid> = lists.collect();
    let mut by_list: HashMap<Uuid, Vec<Offer>> = HashMap::new();
    for lists in lists.chunks(CHUNK) {
        let rows: Vec<(Uuid, Uuid, Uuid, i32, f64)> = match_entry::Entity::find()
            .select_only()
            .columns([
                match_entry::Column::Id,
                match_entry::Column::ListId,
                match_entry::Column::CounterpartId,
                match_entry::Column::Position,
                match_entry::Column::Score,
            ])
            .filter(match_entry::Column::ListId.is_in(lists.iter().copied()))
            .order_by_asc(match_entry::Column::Position)
            .into_tuple()
            .all(&app.db)
            .await?;
        for (entry, list, solution, position, score) in rows {
            if let Some((vendor, _)) = solutions.get(&solution) {
                by_list.entry(list).or_default().push(Offer {
                    entry,
                    solution,
                    vendor: *vendor,
                    position,
                    score,
                });
            }
        }
    }
    Ok(by_list)
}

/// What the deals of scenarios come to.
#[derive(Default)]
struct Running {
    /// Scenario -> vendors of its deals that are neither refused nor at their end.
    of_scenario: HashMap<Uuid, HashSet<Uuid>>,
    /// Scenario -> solutions of all its deals: who declined with one was asked, too, and may be asked with another.
    met: HashMap<Uuid, HashSet<Uuid>>,
    /// Scenarios that awarded one.
    chosen: HashSet<Uuid>,
    /// Vendor -> scenarios of its running deals.
    of_vendor: HashMap<Uuid, u32>,
}

impl Running {
    /// Whether a scenario deals with the vendor of an offer, or dealt with it by this solution.
    fn deals_with(&self, scenario: Uuid, offer: &Offer) -> bool {
        let running = self.of_scenario.get(&scenario);
        let met = self.met.get(&scenario);
        running.is_some_and(|vendors| vendors.contains(&offer.vendor))
            || met.is_some_and(|solutions| solutions.contains(&offer.solution))
    }

    async fn read(app: &App) -> Result<Self> {
        let deals: Vec<(Uuid, Uuid, Uuid, DealState)> = deal::Entity::find()
            .select_only()
            .columns([
                deal::Column::ScenarioId,
                deal::Column::VendorId,
                deal::Column::SolutionId,
                deal::Column::State,
            ])
            .into_tuple()
            .all(&app.db)
            .await?;
        let mut all = Self::default();
        for (scenario, vendor, solution, state) in deals {
            all.met.entry(scenario).or_default().insert(solution);
            let (runs, chosen) = match state {
                DealState::Invited | DealState::Interested | DealState::Proposed => (true, false),
                DealState::Awarded | DealState::Delivering | DealState::Submitted => (true, true),
                DealState::Accepted => (false, true),
                DealState::Declined | DealState::Rejected | DealState::Terminated => (false, false),
            };
            if chosen {
                all.chosen.insert(scenario);
            }
            // Two solutions of a vendor in one scenario are one piece of work.
            if runs && all.of_scenario.entry(scenario).or_default().insert(vendor) {
                *all.of_vendor.entry(vendor).or_default() += 1;
            }
        }
        Ok(all)
    }
}
