//! Which solutions could not be contracted for a scenario, whatever they say?
//!
//! What one side leaves open never excludes. Rows of one kind fail alike: a search asks once for each
//! [`Gate`] that occurs, not once for each row.

use chrono::NaiveDate;

use crate::rows::{Facets, Scenario, Solution};

/// Why a row is left out, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exclusion {
    Vendor,
    Capacity,
    Region,
    Deployment,
    DataLevel,
    Budget,
    AnswersDue,
}

impl Exclusion {
    pub const ALL: [Self; 7] = [
        Self::Vendor,
        Self::Capacity,
        Self::Region,
        Self::Deployment,
        Self::DataLevel,
        Self::Budget,
        Self::AnswersDue,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Capacity => "capacity",
            Self::Region => "region",
            Self::Deployment => "deployment",
            Self::DataLevel => "data_level",
            Self::Budget => "budget",
            Self::AnswersDue => "answers_due",
        }
    }
}

/// What the filters look at besides money and owner.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Gate {
    available: bool,
    regions: Vec<String>,
    deployments: Vec<String>,
    data_level: Option<u8>,
    /// A scenario's last day for answers.
    until: Option<NaiveDate>,
}

impl Gate {
    fn of(facets: &Facets, available: bool) -> Self {
        Self {
            available,
            regions: facets.regions.clone(),
            deployments: facets.deployments.clone(),
            data_level: facets.data_level,
            until: None,
        }
    }
}

/// A row as the filters see it.
pub(crate) trait Gated: Sync {
    fn gate(&self) -> Gate;
    /// The organisation that it belongs to.
    fn owner(&self) -> Option<&str>;
    /// A solution's lowest price, a scenario's budget, in fen.
    fn money(&self) -> Option<i64>;
}

impl Gated for Solution {
    fn gate(&self) -> Gate {
        Gate::of(&self.facets, self.available)
    }

    fn owner(&self) -> Option<&str> {
        self.vendor.as_deref()
    }

    fn money(&self) -> Option<i64> {
        self.price_low_fen
    }
}

impl Gated for Scenario {
    fn gate(&self) -> Gate {
        Gate {
            until: self.answers_due,
            ..Gate::of(&self.facets, true)
        }
    }

    fn owner(&self) -> Option<&str> {
        self.buyer.as_deref()
    }

    fn money(&self) -> Option<i64> {
        self.budget_fen
    }
}

/// Vectors alone, as the memory keeps them: nothing to filter by.
impl Gated for () {
    fn gate(&self) -> Gate {
        Gate::of(&Facets::default(), true)
    }

    fn owner(&self) -> Option<&str> {
        None
    }

    fn money(&self) -> Option<i64> {
        None
    }
}

/// The filters of one search. The default lets everything pass.
#[derive(Debug, Default)]
pub(crate) struct Filter<'a> {
    /// Rows of this owner are left out.
    pub owner: Option<&'a str>,
    /// Scenarios that take no answers on this day are left out.
    on: Option<NaiveDate>,
    hard: Option<Hard>,
}

#[derive(Debug)]
struct Hard {
    gate: Gate,
    money: Option<i64>,
    /// Whether the query is the scenario, and the rows are solutions.
    asks: bool,
}

impl<'a> Filter<'a> {
    /// For solutions that are searched for a scenario.
    pub fn solutions(scenario: &Scenario, hard: bool, owner: Option<&'a str>) -> Self {
        Self::new(scenario, hard, owner, true)
    }

    /// For scenarios that are searched for a solution.
    pub fn scenarios(solution: &Solution, hard: bool, owner: Option<&'a str>, on: Option<NaiveDate>) -> Self {
        Self {
            on,
            ..Self::new(solution, hard, owner, false)
        }
    }

    fn new(query: &impl Gated, hard: bool, owner: Option<&'a str>, asks: bool) -> Self {
        let hard = hard.then(|| Hard {
            gate: query.gate(),
            money: query.money(),
            asks,
        });
        Self {
            owner,
            on: None,
            hard,
        }
    }

    /// The first filter that every row with this gate fails, money and owner aside.
    pub fn by_gate(&self, row: &Gate) -> Option<Exclusion> {
        let pair = self.hard.as_ref().and_then(|hard| {
            if hard.asks {
                exclusion(&hard.gate, row)
            } else {
                exclusion(row, &hard.gate)
            }
        });
        let over = matches!((self.on, row.until), (Some(on), Some(until)) if until < on);
        pair.or(over.then_some(Exclusion::AnswersDue))
    }

    /// What a row's money must keep.
    pub fn limit(&self) -> Limit {
        match &self.hard {
            Some(Hard {
                money: Some(budget),
                asks: true,
                ..
            }) => Limit::AtMost(*budget),
            Some(Hard {
                money: Some(price),
                asks: false,
                ..
            }) => Limit::AtLeast(*price),
            _ => Limit::None,
        }
    }

    /// Whether a row with this money costs more than there is.
    pub fn too_dear(&self, row: Option<i64>) -> bool {
        row.is_some_and(|money| self.limit().refuses(money))
    }
}

/// What a row's money must keep, in fen; a row that leaves it open passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    None,
    /// A solution's price, for a scenario with this budget.
    AtMost(i64),
    /// A scenario's budget, for a solution with this price.
    AtLeast(i64),
}

impl Limit {
    pub fn refuses(self, money: i64) -> bool {
        match self {
            Self::None => false,
            Self::AtMost(most) => money > most,
            Self::AtLeast(least) => money < least,
        }
    }
}

/// The first hard filter, money aside, that the pair fails.
fn exclusion(asks: &Gate, has: &Gate) -> Option<Exclusion> {
    let apart = |a: &[String], b: &[String], same: fn(&str, &str) -> bool| {
        !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.iter().any(|y| same(x, y)))
    };
    if !has.available {
        return Some(Exclusion::Capacity);
    }
    if apart(&asks.regions, &has.regions, regions_meet) {
        return Some(Exclusion::Region);
    }
    if apart(&asks.deployments, &has.deployments, deploys) {
        return Some(Exclusion::Deployment);
    }
    let (needed, handled) = (asks.data_level?, has.data_level?);
    (handled < needed).then_some(Exclusion::DataLevel)
}

/// Whether what is asked can be had where `has` is offered: a hybrid offer runs in the public cloud and on
/// the buyer's premises alike.
fn deploys(asked: &str, has: &str) -> bool {
    asked == has || (has == "hybrid" && matches!(asked, "public-cloud" | "on-premises"))
}

/// Whether one region contains the other: 110000 and 110112 meet, 110112 and 110105 do not.
fn regions_meet(a: &str, b: &str) -> bool {
    let stem = |code: &str| -> usize {
        if code.len() == 6 && code.bytes().all(|c| c.is_ascii_digit()) {
            match code {
                _ if code.ends_with("0000") => 2,
                _ if code.ends_with("00") => 4,
                _ => 6,
            }
        } else {
            usize::MAX
        }
    };
    let (x, y) = (stem(a), stem(b));
    if x == usize::MAX || y == usize::MAX {
        return a == b;
    }
    let shared = x.min(y);
    a.as_bytes()[..shared] == b.as_bytes()[..shared]
}

#[cfg(test)]
mod tests {
    use super::{deploys, regions_meet};

    #[test]
    fn a_hybrid_offer_runs_in_the_cloud_and_on_premises_but_not_the_other_way_round() {
        for (asked, has, runs) in [
            ("public-cloud", "hybrid", true),
            ("on-premises", "hybrid", true),
            ("hybrid", "hybrid", true),
            ("edge", "hybrid", false),
            ("hybrid", "public-cloud", false),
            ("on-premises", "public-cloud", false),
        ] {
            assert_eq!(deploys(asked, has), runs, "{asked} {has}");
        }
    }

    #[test]
    fn a_region_meets_what_it_contains_and_nothing_beside_it() {
        for (a, b, meet) in [
            ("110000", "110112", true),
            ("110112", "110000", true),
            ("131000", "131082", true),
            ("130000", "131082", true),
            ("110112", "110105", false),
            ("130000", "110112", false),
            ("beijing", "beijing", true),
            ("beijing", "110000", false),
        ] {
            assert_eq!(regions_meet(a, b), meet, "{a} {b}");
        }
    }
}
