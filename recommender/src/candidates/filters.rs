//! Which solutions could not be contracted for a scenario, whatever they say?
//!
//! What one side leaves open never excludes.

use crate::rows::{Scenario, Solution};

/// Why a row is left out, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exclusion {
    Vendor,
    Capacity,
    Region,
    Deployment,
    DataLevel,
    Budget,
}

impl Exclusion {
    pub const ALL: [Self; 6] = [
        Self::Vendor,
        Self::Capacity,
        Self::Region,
        Self::Deployment,
        Self::DataLevel,
        Self::Budget,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Capacity => "capacity",
            Self::Region => "region",
            Self::Deployment => "deployment",
            Self::DataLevel => "data_level",
            Self::Budget => "budget",
        }
    }
}

/// The first hard filter that the pair fails.
pub(crate) fn exclusion(scenario: &Scenario, solution: &Solution) -> Option<Exclusion> {
    let (asks, has) = (&scenario.facets, &solution.facets);
    let apart = |a: &[String], b: &[String], same: fn(&str, &str) -> bool| {
        !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.iter().any(|y| same(x, y)))
    };
    if !solution.available {
        return Some(Exclusion::Capacity);
    }
    if apart(&asks.regions, &has.regions, regions_meet) {
        return Some(Exclusion::Region);
    }
    if apart(&asks.deployments, &has.deployments, |a, b| a == b) {
        return Some(Exclusion::Deployment);
    }
    if let (Some(needed), Some(handled)) = (asks.data_level, has.data_level)
        && handled < needed
    {
        return Some(Exclusion::DataLevel);
    }
    if let (Some(budget), Some(price)) = (scenario.budget_fen, solution.price_low_fen)
        && price > budget
    {
        return Some(Exclusion::Budget);
    }
    None
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
    use super::regions_meet;

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
