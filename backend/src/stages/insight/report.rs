//! Which figures does the platform answer for, how is each defined, and which rows are behind it?
//!
//! A period is a range of days in Asia/Shanghai, both ends included. Every figure counts rows whose moment falls
//! into it: "signed" counts contracts recorded in the period, whenever their deal was opened.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entity::{contract, deal, match_entry, match_list, scenario, solution, states::SubjectKind};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::clock;
use crate::platform::money::Money;

/// A range of days, both included, as moments.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// # Errors
    /// `invalid_input` where the ends are crossed or more than ten years apart.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self> {
        if to < from || to - from > TimeDelta::days(3660) {
            let error = FieldError::new(
                "to",
                "out_of_range",
                "expected a day not before `from`, at most ten years later",
            );
            return Err(Problem::fields(Code::InvalidInput, vec![error]));
        }
        Ok(Self { from, to })
    }

    pub(super) fn start(self) -> DateTime<Utc> {
        clock::day_start(self.from)
    }

    pub(super) fn end(self) -> DateTime<Utc> {
        clock::day_start(self.to + TimeDelta::days(1))
    }
}

/// The figures, in the order of the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Solutions first published.
    ListedSolutions,
    /// Scenarios first published.
    PostedScenarios,
    /// Scenarios with a frozen list that is not empty.
    MatchedScenarios,
    /// Deals opened.
    OpenedDeals,
    /// Deals answered by the other side.
    AnsweredDeals,
    /// Contracts recorded.
    SignedDeals,
    /// Projects accepted.
    AcceptedProjects,
}

impl Figure {
    /// Every figure, in order.
    pub const ALL: [Self; 7] = [
        Self::ListedSolutions,
        Self::PostedScenarios,
        Self::MatchedScenarios,
        Self::OpenedDeals,
        Self::AnsweredDeals,
        Self::SignedDeals,
        Self::AcceptedProjects,
    ];

    /// Its stable key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ListedSolutions => "listed_solutions",
            Self::PostedScenarios => "posted_scenarios",
            Self::MatchedScenarios => "matched_scenarios",
            Self::OpenedDeals => "opened_deals",
            Self::AnsweredDeals => "answered_deals",
            Self::SignedDeals => "signed_deals",
            Self::AcceptedProjects => "accepted_projects",
        }
    }

    /// The figure of a key.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.key() == key)
    }
}

/// One figure of the report.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FigureView {
    /// Stable key; the interface has its name and definition.
    pub key: String,
    /// `count`, `yuan`, `percent` or `hours`.
    pub unit: String,
    /// A whole number, or a decimal string for amounts and shares; absent where nothing can be said.
    pub value: Option<String>,
    /// Where its rows are listed.
    pub rows_url: Option<String>,
}

/// The report of a period.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Report {
    /// First day, Asia/Shanghai.
    pub from: NaiveDate,
    /// Last day, Asia/Shanghai.
    pub to: NaiveDate,
    /// When it was compiled.
    pub compiled_at: DateTime<Utc>,
    /// The figures in the order of the journey.
    pub figures: Vec<FigureView>,
}

/// A row behind a figure.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportRow {
    /// Its id.
    pub id: Uuid,
    /// `solution`, `scenario` or `deal`.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The moment that put it into the period.
    pub at: DateTime<Utc>,
    /// Contract amount, where there is one.
    pub amount: Option<Money>,
    /// Whether the platform recommended the pair before the deal was opened, for deals.
    pub recommended: Option<bool>,
}

fn solutions(period: Period) -> Select<solution::Entity> {
    solution::Entity::find()
        .filter(solution::Column::PublishedAt.gte(period.start()))
        .filter(solution::Column::PublishedAt.lt(period.end()))
}

fn scenarios(period: Period) -> Select<scenario::Entity> {
    scenario::Entity::find()
        .filter(scenario::Column::PublishedAt.gte(period.start()))
        .filter(scenario::Column::PublishedAt.lt(period.end()))
}

/// Lists of scenarios with at least one entry.
fn lists(period: Period) -> Select<match_list::Entity> {
    match_list::Entity::find()
        .join_rev(JoinType::InnerJoin, match_entry::Relation::List.def())
        .filter(match_entry::Column::Position.eq(1))
        .filter(match_list::Column::SubjectKind.eq(SubjectKind::Scenario))
        .filter(match_list::Column::CreatedAt.gte(period.start()))
        .filter(match_list::Column::CreatedAt.lt(period.end()))
}

fn deals(period: Period, at: deal::Column) -> Select<deal::Entity> {
    deal::Entity::find()
        .filter(at.gte(period.start()))
        .filter(at.lt(period.end()))
}

fn moment(figure: Figure) -> deal::Column {
    match figure {
        Figure::AnsweredDeals => deal::Column::AnsweredAt,
        Figure::SignedDeals => deal::Column::SignedAt,
        Figure::AcceptedProjects => deal::Column::AcceptedAt,
        _ => deal::Column::OpenedAt,
    }
}

async fn count(db: &impl ConnectionTrait, period: Period, figure: Figure) -> Result<u64> {
    Ok(match figure {
        Figure::ListedSolutions => solutions(period).count(db).await?,
        Figure::PostedScenarios => scenarios(period).count(db).await?,
        Figure::MatchedScenarios => {
            let ids: Vec<Uuid> = lists(period)
                .select_only()
                .column(match_list::Column::SubjectId)
                .distinct()
                .into_tuple()
                .all(db)
                .await?;
            ids.len() as u64
        }
        _ => deals(period, moment(figure)).count(db).await?,
    })
}

/// Compiles the report.
///
/// # Errors
/// Database errors only.
pub async fn compile(db: &impl ConnectionTrait, period: Period) -> Result<Report> {
    let url = |key: &str| {
        Some(format!(
            "/api/v1/report/rows?figure={key}&from={}&to={}",
            period.from, period.to
        ))
    };
    let figure = |key: &str, unit: &str, value: Option<String>, rows: Option<String>| FigureView {
        key: key.to_owned(),
        unit: unit.to_owned(),
        value,
        rows_url: rows,
    };
    let mut figures = Vec::new();
    for f in Figure::ALL {
        figures.push(figure(
            f.key(),
            "count",
            Some(count(db, period, f).await?.to_string()),
            url(f.key()),
        ));
    }
    let signed = amounts(db, period, deal::Column::SignedAt).await?;
    let accepted = amounts(db, period, deal::Column::AcceptedAt).await?;
    figures.push(figure(
        "signed_amount",
        "yuan",
        Some(signed.to_string()),
        url("signed_deals"),
    ));
    figures.push(figure(
        "accepted_amount",
        "yuan",
        Some(accepted.to_string()),
        url("accepted_projects"),
    ));
    // Shares follow the deals opened in the period to where they are now, so that they never pass 100 %.
    let cohort = deals(period, deal::Column::OpenedAt).all(db).await?;
    let share = |n: usize| (!cohort.is_empty()).then(|| percent(n, cohort.len()));
    let opened = url("opened_deals");
    let answered = cohort.iter().filter(|d| d.answered_at.is_some()).count();
    let signed = cohort.iter().filter(|d| d.signed_at.is_some()).count();
    let done = cohort.iter().filter(|d| d.accepted_at.is_some()).count();
    figures.push(figure(
        "answered_share",
        "percent",
        share(answered),
        opened.clone(),
    ));
    figures.push(figure("signed_share", "percent", share(signed), opened.clone()));
    figures.push(figure("accepted_share", "percent", share(done), opened.clone()));
    let mut minutes: Vec<i64> = cohort
        .iter()
        .filter_map(|d| Some((d.answered_at? - d.opened_at).num_minutes()))
        .collect();
    minutes.sort_unstable();
    let median = (!minutes.is_empty()).then(|| {
        let m = minutes[minutes.len() / 2];
        format!("{}.{}", m / 60, (m % 60) * 10 / 60)
    });
    figures.push(figure("median_hours_to_answer", "hours", median, opened));
    Ok(Report {
        from: period.from,
        to: period.to,
        compiled_at: clock::now(),
        figures,
    })
}

/// A share in percent with one decimal, rounded down.
fn percent(part: usize, whole: usize) -> String {
    let permille = part * 1000 / whole;
    format!("{}.{}", permille / 10, permille % 10)
}

async fn amounts(db: &impl ConnectionTrait, period: Period, at: deal::Column) -> Result<Money> {
    let fen: Vec<i64> = contract::Entity::find()
        .select_only()
        .column(contract::Column::AmountFen)
        .join(JoinType::InnerJoin, contract::Relation::Deal.def())
        .filter(at.gte(period.start()))
        .filter(at.lt(period.end()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(Money(fen.iter().sum()))
}

/// Rows behind a figure, newest first; `limit + 1` rows where there are more.
///
/// # Errors
/// Database errors only.
pub async fn rows(
    db: &impl ConnectionTrait,
    period: Period,
    figure: Figure,
    cursor: Option<Uuid>,
    limit: u64,
) -> Result<Vec<ReportRow>> {
    let row = |kind: &str, id, title, at| ReportRow {
        id,
        kind: kind.to_owned(),
        title,
        at,
        amount: None,
        recommended: None,
    };
    match figure {
        Figure::ListedSolutions => {
            let mut select = solutions(period)
                .order_by_desc(solution::Column::Id)
                .limit(limit + 1);
            if let Some(cursor) = cursor {
                select = select.filter(solution::Column::Id.lt(cursor));
            }
            let rows = select.all(db).await?;
            Ok(rows
                .into_iter()
                .map(|r| row("solution", r.id, r.title, r.published_at.unwrap_or(r.created_at)))
                .collect())
        }
        Figure::PostedScenarios | Figure::MatchedScenarios => {
            let mut select = if figure == Figure::PostedScenarios {
                scenarios(period)
            } else {
                let ids: Vec<Uuid> = lists(period)
                    .select_only()
                    .column(match_list::Column::SubjectId)
                    .distinct()
                    .into_tuple()
                    .all(db)
                    .await?;
                scenario::Entity::find().filter(scenario::Column::Id.is_in(ids))
            };
            if let Some(cursor) = cursor {
                select = select.filter(scenario::Column::Id.lt(cursor));
            }
            let rows = select
                .order_by_desc(scenario::Column::Id)
                .limit(limit + 1)
                .all(db)
                .await?;
            Ok(rows
                .into_iter()
                .map(|r| row("scenario", r.id, r.title, r.published_at.unwrap_or(r.created_at)))
                .collect())
        }
        _ => deal_rows(db, period, figure, cursor, limit).await,
    }
}

async fn deal_rows(
    db: &impl ConnectionTrait,
    period: Period,
    figure: Figure,
    cursor: Option<Uuid>,
    limit: u64,
) -> Result<Vec<ReportRow>> {
    let mut select = deals(period, moment(figure))
        .order_by_desc(deal::Column::Id)
        .limit(limit + 1);
    if let Some(cursor) = cursor {
        select = select.filter(deal::Column::Id.lt(cursor));
    }
    let deals = select.all(db).await?;
    let titles: std::collections::HashMap<Uuid, String> = scenario::Entity::find()
        .filter(scenario::Column::Id.is_in(deals.iter().map(|d| d.scenario_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|s| (s.id, s.title))
        .collect();
    let amounts: std::collections::HashMap<Uuid, i64> = contract::Entity::find()
        .filter(contract::Column::DealId.is_in(deals.iter().map(|d| d.id)))
        .all(db)
        .await?
        .into_iter()
        .map(|c| (c.deal_id, c.amount_fen))
        .collect();
    Ok(deals
        .into_iter()
        .map(|d| ReportRow {
            id: d.id,
            kind: "deal".to_owned(),
            title: titles.get(&d.scenario_id).cloned().unwrap_or_default(),
            at: match figure {
                Figure::AnsweredDeals => d.answered_at,
                Figure::SignedDeals => d.signed_at,
                Figure::AcceptedProjects => d.accepted_at,
                _ => None,
            }
            .unwrap_or(d.opened_at),
            amount: amounts.get(&d.id).copied().map(Money),
            recommended: Some(d.match_entry_id.is_some()),
        })
        .collect())
}
