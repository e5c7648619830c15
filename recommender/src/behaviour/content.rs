//! Where does a row stand that nobody met yet? Among the rows whose texts are like its own.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::engine::Engine;
use crate::error::Error;
use crate::files::read_solutions;
use crate::params::Params;
use crate::rows::{Scenario, Solution};
use crate::text::Analyzer;

/// Rows that a cold one is compared with.
const NEIGHBOURS: usize = 30;

/// Rows by their likeness to each cold row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content {
    /// Cold item -> warm items and how alike, most alike first.
    near: HashMap<u32, Vec<(u32, f32)>>,
}

/// The rows of a file (`_id`, `title`, `text`).
///
/// # Errors
/// As reading rows, and [`Error::Line`] for the first that is broken.
pub(crate) fn read_rows(path: &Path) -> Result<Vec<Solution>, Error> {
    let read = read_solutions(path)?;
    if let Some(broken) = read.errors.first() {
        return Err(Error::Line {
            file: path.display().to_string(),
            line: broken.line,
            reason: broken.message.clone(),
        });
    }
    Ok(read.rows)
}

impl Content {
    /// Finds the neighbours of cold items by the texts of rows.
    ///
    /// # Errors
    /// As fitting an engine.
    pub fn of(
        rows: Vec<Solution>,
        numbers: &HashMap<String, u32>,
        cold: impl Fn(u32) -> bool,
        analyzer: Arc<Analyzer>,
    ) -> Result<Self, Error> {
        let (cold_rows, warm_rows): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .filter(|row| numbers.contains_key(&row.id))
            .partition(|row| cold(numbers[&row.id]));
        if cold_rows.is_empty() || warm_rows.is_empty() {
            return Ok(Self::default());
        }
        let engine = Engine::fit(warm_rows, Vec::new(), analyzer, &Params::default())?;
        let mut near = HashMap::new();
        for row in cold_rows {
            let like = Scenario {
                id: row.id.clone(),
                title: row.title,
                text: row.text,
                ..Scenario::default()
            };
            let found = engine
                .rank_scenario(&like, NEIGHBOURS)?
                .into_iter()
                .filter(|(_, alike)| *alike > 0.0)
                .map(|(id, alike)| (numbers[&id], alike))
                .collect();
            near.insert(numbers[&row.id], found);
        }
        Ok(Self { near })
    }

    /// Gives each cold row the mean score of its neighbours, by how alike they are.
    pub fn fill(&self, scores: &mut [f32]) {
        for (item, near) in &self.near {
            let total: f32 = near.iter().map(|(_, alike)| alike).sum();
            if total > 0.0 {
                let sum: f32 = near.iter().map(|(n, alike)| alike * scores[*n as usize]).sum();
                scores[*item as usize] = sum / total;
            }
        }
    }
}
