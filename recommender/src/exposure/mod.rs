//! Who is shown, and how unevenly? Figures over frozen match lists.

/// How evenly showings fall on vendors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// Vendors that were counted.
    pub vendors: usize,
    /// Places given in all.
    pub shown: u64,
    /// Vendors that had no place.
    pub never: usize,
    /// Gini coefficient of places over vendors: 0 where all have the same, (n - 1) / n where one of n
    /// vendors has all. `None` where there is no vendor or no place.
    pub gini: Option<f64>,
}

impl Exposure {
    /// Counts places by vendor; a vendor that was never shown stands in `places` with 0.
    ///
    /// The Gini coefficient from the places x in ascending order is 2 Σ i x_i / (n Σ x) - (n + 1) / n with i
    /// from 1 (Gini 1912; in this form, without the small-sample correction, Dixon, Weiner, Mitchell-Olds
    /// and Woodley 1987, Ecology 68(5)).
    pub fn of(places: &[u64]) -> Self {
        let mut sorted = places.to_vec();
        sorted.sort_unstable();
        // Places are counted in thousands of millions at most: exact in f64.
        let total: u64 = sorted.iter().fold(0, |sum, x| sum.saturating_add(*x));
        let n = sorted.len() as f64;
        let gini = (total > 0).then(|| {
            let weighed: f64 = sorted
                .iter()
                .enumerate()
                .map(|(i, x)| (i as f64 + 1.0) * *x as f64)
                .sum();
            (2.0 * weighed / (n * total as f64) - (n + 1.0) / n).max(0.0)
        });
        Self {
            vendors: sorted.len(),
            shown: total,
            never: sorted.iter().filter(|x| **x == 0).count(),
            gini,
        }
    }

    /// Share of vendors that had no place; `None` where there is no vendor.
    pub fn never_share(&self) -> Option<f64> {
        (self.vendors > 0).then(|| self.never as f64 / self.vendors as f64)
    }
}
