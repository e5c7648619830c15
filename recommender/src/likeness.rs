//! How near in meaning is each of these rows to a few words?
//!
//! For search: the words of a query find the rows, and likeness puts those forward whose subject is meant.

use crate::embed::NewTerms;
use crate::engine::{Engine, scenario_vector};
use crate::rows::{RowVector, Scenario};
use crate::standing::standing_out;

/// Which rows are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Solutions.
    Solutions,
    /// Scenarios.
    Scenarios,
}

impl Engine {
    /// Whether rows have vectors of meaning: not where too few were fitted.
    pub fn has_meaning(&self) -> bool {
        self.vectorizer.meaning().is_some()
    }

    /// The likeness of a text to every row of a side that has a vector, with the row's id, in the order in which the
    /// rows came. Empty where the text has no vector: it shares no word with what was fitted.
    pub fn likenesses(&self, text: &str, side: Side) -> Vec<(&str, f32)> {
        let ids: Vec<&str> = match side {
            Side::Solutions => self.solutions.rows().map(|r| r.id.as_str()).collect(),
            Side::Scenarios => self.scenarios.rows().map(|r| r.id.as_str()).collect(),
        };
        let likeness = self.likeness_to(text, side, ids.iter().copied());
        let both = ids.into_iter().zip(likeness);
        both.filter_map(|(id, likeness)| Some((id, likeness?))).collect()
    }

    /// The likeness of a text to each row, from 0 to 1: the cosine of the vectors of meaning, in the order of the
    /// ids. `None` for a row that is not there, and where either side has no such vector: too few rows were
    /// fitted, or the text shares no word with them.
    pub fn likeness_to<'a>(
        &self,
        text: &str,
        side: Side,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Vec<Option<f32>> {
        let asked = Scenario {
            title: text.to_owned(),
            ..Scenario::default()
        };
        let vector = scenario_vector(&self.vectorizer, &asked, &mut NewTerms::default());
        ids.into_iter()
            .map(|id| match side {
                Side::Solutions => self.solutions.packed(self.solutions.slot(id)?)?.alike(&vector),
                Side::Scenarios => self.scenarios.packed(self.scenarios.slot(id)?)?.alike(&vector),
            })
            .collect()
    }

    /// The likeness of rows to what an encoder outside made a vector of, from 0 to 1, with their ids, in the order in
    /// which the rows came: how far each stands out by its cosine, see [`standing_out`]. Rows without a vector of that
    /// encoder are left out, and all are where few have one.
    pub fn encoded_likenesses(&self, vector: &RowVector, side: Side) -> Vec<(&str, f32)> {
        let cosine = |(id, row): (_, Option<&RowVector>)| Some((id, row?.cosine(vector)?));
        let (ids, cosines): (Vec<&str>, Vec<f32>) = match side {
            Side::Solutions => {
                let rows = self.solutions.rows();
                rows.map(|r| (r.id.as_str(), r.vector.as_ref()))
                    .filter_map(cosine)
                    .unzip()
            }
            Side::Scenarios => {
                let rows = self.scenarios.rows();
                rows.map(|r| (r.id.as_str(), r.vector.as_ref()))
                    .filter_map(cosine)
                    .unzip()
            }
        };
        ids.into_iter().zip(standing_out(&cosines)).collect()
    }
}
