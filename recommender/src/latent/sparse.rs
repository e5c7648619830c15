//! How is a matrix kept that is nearly all zeros?

use crate::error::Error;

/// Rows of non-zero values, one after the other (compressed sparse rows).
#[derive(Debug, Clone, PartialEq)]
pub struct Sparse {
    columns: usize,
    /// Where each row begins, and where the last one ends.
    starts: Vec<usize>,
    indices: Vec<u32>,
    values: Vec<f32>,
}

impl Sparse {
    /// A matrix of `starts.len() - 1` rows; row r holds `values[starts[r]..starts[r + 1]]` in the columns
    /// `indices[..]` of the same range.
    ///
    /// # Errors
    /// [`Error::Shape`] where the lists do not fit together or an index is not below `columns`; [`Error::Row`]
    /// for a value that is not finite.
    pub fn new(
        columns: usize,
        starts: Vec<usize>,
        indices: Vec<u32>,
        values: Vec<f32>,
    ) -> Result<Self, Error> {
        let shape = |field, expected, found| {
            Err(Error::Shape {
                field,
                expected,
                found,
            })
        };
        if indices.len() != values.len() {
            return shape("values", indices.len(), values.len());
        }
        if starts.first() != Some(&0) {
            return shape("starts[0]", 0, starts.first().copied().unwrap_or(1));
        }
        let last = starts[starts.len() - 1];
        if last != values.len() {
            return shape("starts[last]", values.len(), last);
        }
        if let Some(pair) = starts.windows(2).find(|pair| pair[0] > pair[1]) {
            return shape("starts (each not below the one before)", pair[0], pair[1]);
        }
        if let Some(index) = indices.iter().find(|index| **index as usize >= columns) {
            return shape("indices (each below the columns)", columns, *index as usize);
        }
        if let Some(at) = values.iter().position(|value| !value.is_finite()) {
            return Err(Error::Row {
                id: starts
                    .partition_point(|start| *start <= at)
                    .saturating_sub(1)
                    .to_string(),
                field: "values",
                expected: "finite numbers",
            });
        }
        Ok(Self {
            columns,
            starts,
            indices,
            values,
        })
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// Columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Values that are kept.
    pub fn stored(&self) -> usize {
        self.values.len()
    }

    /// Columns and values of a row.
    pub fn row(&self, row: usize) -> (&[u32], &[f32]) {
        let range = self.starts[row]..self.starts[row + 1];
        (&self.indices[range.clone()], &self.values[range])
    }

    /// The same rows in the order of their heaviest columns: neighbours share columns, so that what one reads of
    /// a large table is still at hand for the next.
    pub(super) fn by_heaviest(&self) -> Self {
        let heaviest = |row: &usize| {
            let (indices, values) = self.row(*row);
            let most = values
                .iter()
                .enumerate()
                .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
            most.map_or(u32::MAX, |(at, _)| indices[at])
        };
        let mut order: Vec<usize> = (0..self.rows()).collect();
        order.sort_by_cached_key(heaviest);
        let mut sorted = Self {
            columns: self.columns,
            starts: vec![0],
            indices: Vec::with_capacity(self.indices.len()),
            values: Vec::with_capacity(self.values.len()),
        };
        for row in order {
            let (indices, values) = self.row(row);
            sorted.indices.extend_from_slice(indices);
            sorted.values.extend_from_slice(values);
            sorted.starts.push(sorted.values.len());
        }
        sorted
    }

    /// Sum over all columns of the variance of their values.
    pub fn variance(&self) -> f64 {
        let rows = self.rows().max(1) as f64;
        let mut sums = vec![0.0f64; self.columns];
        let mut squares = 0.0f64;
        for (index, value) in self.indices.iter().zip(&self.values) {
            sums[*index as usize] += f64::from(*value);
            squares += f64::from(*value) * f64::from(*value);
        }
        let means: f64 = sums.iter().map(|sum| (sum / rows) * (sum / rows)).sum();
        (squares / rows - means).max(0.0)
    }
}
