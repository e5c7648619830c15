//! What is the best that could be applied for? A plan over projects, articles and years.
//!
//! Every item (a project or an expense) may be claimed under one article and in one year. The plan
//! with the highest sum of ceilings and exact amounts under all caps is found exactly (`search` says
//! why), with the best plan that does without one of its claims, and the caps that decided.

mod search;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::Outcome,
    engine::Options,
    fact::{FactError, FactProblem, Facts},
    ledger::Ledger,
    money::Money,
    rules::{AmountKind, CapPer, Policy},
};
use search::{Found, Item, best};

/// Branches tried for the plan itself.
const BRANCHES: u64 = 400_000;
/// Branches tried for each variation of it.
const VARIATION: u64 = 20_000;

/// What is to be planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanRequest {
    /// For whom.
    pub entity: String,
    /// Who is counted together with the entity.
    #[serde(default)]
    pub related: Vec<String>,
    /// The projects and expenses.
    pub items: Vec<PlanItem>,
    /// What was granted and reserved before.
    #[serde(default)]
    pub ledger: Ledger,
    /// May one expense be supported by two articles? The text is silent: the operator says.
    #[serde(default)]
    pub exclusion: Exclusion,
}

/// One project or expense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanItem {
    /// Its name, once in the plan.
    pub reference: String,
    /// What is known of it.
    pub facts: Facts,
    /// First day on which it can be claimed.
    pub from: NaiveDate,
    /// Calendar years in which it can be claimed.
    pub years: Vec<i32>,
}

/// The operator's rule where the text is silent on stacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Exclusion {
    /// One expense, one article.
    #[default]
    OneArticle,
    /// One expense may be claimed under every article that it meets.
    EveryArticle,
}

/// One claim of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// The item.
    pub reference: String,
    /// The article.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub article: Arc<str>,
    /// The year.
    pub year: i32,
    /// Exact amount or ceiling?
    pub kind: AmountKind,
    /// What the item could bring by itself.
    pub of_item: Money,
    /// What is left of it in the year's room, in the order of the claims.
    pub amount: Money,
}

/// An assignment with its sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assignment {
    /// Its claims, by year, article and item.
    pub claims: Vec<Claim>,
    /// Sum of ceilings and exact amounts; a limit, not an award.
    pub total: Money,
}

/// A room that is used up, and what it held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deciding {
    /// Group of articles in the ledger.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub group: Arc<str>,
    /// Its year; absent for what is given once.
    pub year: Option<i32>,
    /// The room there was.
    pub room: Money,
    /// How much higher the best plan would be without this limit.
    pub held_back: Money,
}

/// The best plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    /// The plan with the highest sum.
    pub best: Assignment,
    /// Is that proven, or was the search cut off?
    pub proven: bool,
    /// No plan is worth more than this.
    pub bound: Money,
    /// The best plan that leaves out at least one claim of the best: its item goes elsewhere or nowhere.
    pub runner_up: Option<Assignment>,
    /// Caps that hold the sum down, the one that holds back most first.
    pub deciding: Vec<Deciding>,
    /// Items that no article supports as things stand.
    pub unused: Vec<String>,
}

/// A room of the search: a ledger group in a year, or for good where it is given once.
type RoomKey = (Arc<str>, Option<i32>);

/// One way to claim an item.
#[derive(Clone)]
struct Way {
    article: usize,
    year: i32,
    amount: Money,
}

/// The rooms, and for each thing to be claimed its item and its ways, one a room.
struct Problem {
    rooms: Vec<(RoomKey, Money)>,
    things: Vec<(usize, Vec<(usize, Way)>)>,
}

impl Policy {
    /// Finds the plan with the highest sum under all caps.
    pub fn plan(&self, request: &PlanRequest) -> Result<Plan, FactError> {
        let problem = self.problem(request)?;
        let sizes: Vec<i64> = problem.rooms.iter().map(|(_, size)| size.fen()).collect();
        let items = problem.items();
        let found = best(&items, &sizes, BRANCHES);
        let assignment = self.assignment(request, &problem, &found);
        let mut runner_up: Option<Found> = None;
        for (thing, chosen) in found.chosen.iter().enumerate() {
            let Some(chosen) = *chosen else { continue };
            let taken = problem.things[thing].1[chosen].1.article;
            let mut without = items.clone();
            without[thing].options.retain(|(room, _)| {
                problem.things[thing]
                    .1
                    .iter()
                    .any(|(other, way)| other == room && way.article != taken)
            });
            let mut other = best(&without, &sizes, VARIATION);
            if runner_up.as_ref().is_none_or(|best| other.value > best.value) {
                // Options were left out: find their places in the full list again.
                for (place, option) in other.chosen.iter_mut().enumerate() {
                    *option = option.and_then(|option| {
                        let room = without[place].options[option].0;
                        items[place].options.iter().position(|(other, _)| *other == room)
                    });
                }
                runner_up = Some(other);
            }
        }
        let used = problem.used(&found);
        let mut deciding = Vec::new();
        for (place, ((group, year), room)) in problem.rooms.iter().enumerate() {
            if used[place] < *room || *room == Money::MAX {
                continue;
            }
            let mut wider = sizes.clone();
            wider[place] = i64::MAX;
            let more = best(&items, &wider, VARIATION).value - found.value;
            if more > 0 {
                deciding.push(Deciding {
                    group: group.clone(),
                    year: *year,
                    room: *room,
                    held_back: Money::from_fen(more),
                });
            }
        }
        deciding.sort_by(|a, b| (b.held_back, &a.group, a.year).cmp(&(a.held_back, &b.group, b.year)));
        Ok(Plan {
            unused: request
                .items
                .iter()
                .enumerate()
                .filter(|(item, _)| {
                    !problem
                        .things
                        .iter()
                        .any(|(of, ways)| of == item && !ways.is_empty())
                })
                .map(|(_, item)| item.reference.clone())
                .collect(),
            best: assignment,
            proven: found.proven,
            bound: Money::from_fen(found.bound),
            runner_up: runner_up.map(|found| self.assignment(request, &problem, &found)),
            deciding,
        })
    }

    fn problem(&self, request: &PlanRequest) -> Result<Problem, FactError> {
        check(request)?;
        let entities: Vec<&str> = std::iter::once(request.entity.as_str())
            .chain(request.related.iter().map(String::as_str))
            .collect();
        let mut places: BTreeMap<RoomKey, usize> = BTreeMap::new();
        let mut rooms: Vec<(RoomKey, Money)> = Vec::new();
        let mut things = Vec::new();
        for (item, planned) in request.items.iter().enumerate() {
            let mut ways: Vec<(usize, Way)> = Vec::new();
            for &year in &planned.years {
                let day = first_day(planned, year)?;
                let options = Options {
                    entity: Some(request.entity.clone()),
                    related: request.related.clone(),
                    ..Options::default()
                };
                // Assessed without the ledger: what an item could bring by itself. Rooms count the rest.
                let assessment = self.assess(&planned.facts, day, &options)?;
                for (index, result) in assessment.articles.iter().enumerate() {
                    let article = &self.articles[index];
                    let (Outcome::Eligible, Some(amount)) = (result.outcome, result.amount()) else {
                        continue;
                    };
                    let once = article.once_per_entity;
                    let key = (article.ledger_group.clone(), (!once).then_some(year));
                    let room = *places.entry(key.clone()).or_insert_with(|| {
                        let used = request.ledger.used(&entities, year, &article.ledger_group);
                        let cap = article
                            .caps
                            .iter()
                            .find(|cap| cap.per == CapPer::EntityYear)
                            .and_then(|cap| cap.amount.on(day).copied());
                        let size = if once {
                            let had = request.ledger.ever(&entities, &article.ledger_group);
                            if had { Money::ZERO } else { amount }
                        } else {
                            cap.map_or(Money::MAX, |cap| cap.less(used))
                        };
                        rooms.push((key, size));
                        rooms.len() - 1
                    });
                    let way = Way {
                        article: index,
                        year,
                        amount,
                    };
                    // Two articles of one room: the better one stands for both.
                    match ways.iter_mut().find(|(other, held)| {
                        *other == room
                            && (request.exclusion == Exclusion::OneArticle || held.article == index)
                    }) {
                        Some((_, held)) if held.amount >= amount => {}
                        Some((_, held)) => *held = way,
                        None => ways.push((room, way)),
                    }
                }
            }
            match request.exclusion {
                Exclusion::OneArticle => things.push((item, ways)),
                Exclusion::EveryArticle => {
                    let mut by_article: BTreeMap<usize, Vec<(usize, Way)>> = BTreeMap::new();
                    for (room, way) in ways {
                        by_article.entry(way.article).or_default().push((room, way));
                    }
                    things.extend(by_article.into_values().map(|ways| (item, ways)));
                }
            }
        }
        Ok(Problem { rooms, things })
    }

    fn assignment(&self, request: &PlanRequest, problem: &Problem, found: &Found) -> Assignment {
        let mut left: Vec<Money> = problem.rooms.iter().map(|(_, size)| *size).collect();
        let mut chosen: Vec<(usize, &Way, usize)> = problem
            .things
            .iter()
            .zip(&found.chosen)
            .filter_map(|((item, ways), chosen)| {
                let (room, way) = &ways[(*chosen)?];
                Some((*room, way, *item))
            })
            .collect();
        chosen.sort_by_key(|(_, way, item)| (way.year, way.article, *item));
        let mut claims = Vec::new();
        for (room, way, item) in chosen {
            let amount = way.amount.min(left[room]);
            left[room] = left[room].less(amount);
            if amount.is_zero() {
                continue;
            }
            let article = &self.articles[way.article];
            claims.push(Claim {
                reference: request.items[item].reference.clone(),
                article: article.id.clone(),
                year: way.year,
                kind: article.amount.kind,
                of_item: way.amount,
                amount,
            });
        }
        Assignment {
            total: Money::from_fen(found.value),
            claims,
        }
    }
}

impl Problem {
    fn items(&self) -> Vec<Item> {
        self.things
            .iter()
            .map(|(_, ways)| Item {
                options: ways.iter().map(|(room, way)| (*room, way.amount.fen())).collect(),
            })
            .collect()
    }

    fn used(&self, found: &Found) -> Vec<Money> {
        let mut used = vec![Money::ZERO; self.rooms.len()];
        for ((_, ways), chosen) in self.things.iter().zip(&found.chosen) {
            if let Some((room, way)) = chosen.map(|chosen| &ways[chosen]) {
                used[*room] = used[*room].saturating_add(way.amount);
            }
        }
        used
    }
}

fn check(request: &PlanRequest) -> Result<(), FactError> {
    let problem = |code, field: String, expected: &str, found: String| {
        FactError::one(FactProblem {
            code,
            field,
            expected: expected.to_owned(),
            found,
            nearest: None,
        })
    };
    request.ledger.check().map_err(|error| {
        problem(
            error.code(),
            "ledger".to_owned(),
            "entries that can be counted",
            error.to_string(),
        )
    })?;
    for (place, item) in request.items.iter().enumerate() {
        let earlier = &request.items[..place];
        if earlier.iter().any(|other| other.reference == item.reference) {
            return Err(problem(
                "plan.twice",
                format!("items.{place}.reference"),
                "a name that stands once in the plan",
                format!("`{}` again", item.reference),
            ));
        }
        if item.years.is_empty() {
            return Err(problem(
                "plan.no_year",
                format!("items.{place}.years"),
                "at least one calendar year",
                "none".to_owned(),
            ));
        }
    }
    Ok(())
}

/// The first day in `year` on which the item can be claimed.
fn first_day(item: &PlanItem, year: i32) -> Result<NaiveDate, FactError> {
    let ends = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    match ends {
        Some((first, last)) if item.from <= last => Ok(first.max(item.from)),
        _ => Err(FactError::one(FactProblem {
            code: "plan.year",
            field: format!("items.{}.years", item.reference),
            expected: format!("years that do not end before the first day, {}", item.from),
            found: year.to_string(),
            nearest: None,
        })),
    }
}
