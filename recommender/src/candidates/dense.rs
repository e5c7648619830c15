//! Which rows are near by the vectors that an encoder made of them?
//!
//! Rows of one encoder only are compared: the first one that comes decides, and rows of another stay without.

use std::collections::HashMap;

use crate::error::Error;
use crate::rows::RowVector;
use crate::vectors::{Allowed, Near, VectorIndex, VectorParams};

/// Rows of one side by id, with a vector each.
#[derive(Debug, Default)]
pub(crate) struct Dense {
    index: Option<VectorIndex>,
    keys: HashMap<Box<str>, u32>,
    /// By key.
    ids: Vec<Box<str>>,
}

/// A search without filters looks for so many times the rows that are wanted before every row is asked.
const WIDER: usize = 4;

impl Dense {
    /// Puts a row in, or in the place of the one with its id; one without a vector, or with another encoder's, is
    /// taken out.
    ///
    /// # Errors
    /// [`Error::Row`] for numbers that cannot be compared; the index is then as before.
    pub fn put(&mut self, id: &str, vector: Option<&RowVector>) -> Result<(), Error> {
        let Some(vector) = vector else {
            self.remove(id);
            return Ok(());
        };
        check(id, vector)?;
        if self.index.as_ref().is_none_or(VectorIndex::is_empty) {
            let params = VectorParams {
                model: vector.model.clone(),
                ..VectorParams::new(vector.values.len())
            };
            self.index = Some(VectorIndex::new(params)?);
        }
        if !self.speaks(vector) {
            self.remove(id);
            return Ok(());
        }
        let key = match self.keys.get(id) {
            Some(key) => *key,
            None => {
                let key = self.ids.len() as u32;
                self.keys.insert(id.into(), key);
                self.ids.push(id.into());
                key
            }
        };
        match &mut self.index {
            Some(index) => index.upsert(key, &vector.values),
            None => Ok(()),
        }
    }

    pub fn remove(&mut self, id: &str) {
        if let (Some(index), Some(key)) = (&mut self.index, self.keys.get(id)) {
            index.remove(*key);
        }
    }

    /// The encoder that made the rows' vectors; none where no row has one.
    pub fn model(&self) -> Option<&str> {
        let index = self.index.as_ref().filter(|index| !index.is_empty());
        index.map(|index| index.params().model.as_str())
    }

    /// Rows with a vector.
    pub fn len(&self) -> usize {
        self.index.as_ref().map_or(0, VectorIndex::len)
    }

    /// Whether the rows are of the encoder that made this vector.
    fn speaks(&self, vector: &RowVector) -> bool {
        let of = self.index.as_ref().map(VectorIndex::params);
        of.is_some_and(|p| p.model == vector.model && p.dimensions == vector.values.len())
    }

    /// Ids of the `count` nearest rows that pass, in no order; none where the vector is another encoder's.
    pub fn nearest(
        &self,
        vector: &RowVector,
        count: usize,
        passes: impl Fn(&str) -> bool,
    ) -> Result<Vec<&str>, Error> {
        let Some(index) = self.index.as_ref().filter(|_| self.speaks(vector)) else {
            return Ok(Vec::new());
        };
        check("", vector)?;
        let id = |key: u32| &*self.ids[key as usize];
        // Where enough of the nearest rows pass, those are the nearest that pass, and no other has to be asked.
        let wide = Near::first(count * WIDER);
        let hits = index.search(&vector.values, &wide)?;
        let near: Vec<&str> = hits
            .iter()
            .map(|h| id(h.key))
            .filter(|id| passes(id))
            .take(count)
            .collect();
        if near.len() == count || hits.len() < wide.count {
            return Ok(near);
        }
        let allowed: Allowed = (0..self.ids.len() as u32)
            .filter(|key| passes(id(*key)))
            .collect();
        let hits = index.search(&vector.values, &Near::first(count).among(&allowed))?;
        Ok(hits.iter().map(|h| id(h.key)).collect())
    }

    /// Bytes that it takes, ids estimated.
    pub fn bytes(&self) -> usize {
        let ids: usize = self.ids.iter().map(|id| 2 * id.len() + 48).sum();
        ids + self.index.as_ref().map_or(0, VectorIndex::bytes)
    }
}

fn check(id: &str, vector: &RowVector) -> Result<(), Error> {
    let values = &vector.values;
    let comparable = (1..=4096).contains(&values.len())
        && values.iter().all(|v| v.is_finite())
        && values.iter().any(|v| *v != 0.0);
    if comparable {
        return Ok(());
    }
    Err(Error::Row {
        id: id.to_owned(),
        field: "vector",
        expected: "1 to 4096 finite numbers that are not all zero",
    })
}
