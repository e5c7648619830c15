//! How do two models' lists become one? A team draft, which tells nobody who brought what.

use std::collections::HashMap;

use entity::experiment_states::DraftTeam;
use recommender::feedback::{Team, team_draft};
use recommender::{MatchEntry, MatchList};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What is kept of a drafted list beside its rows.
#[derive(Debug)]
pub struct Draft {
    /// The experiment that it was drafted for.
    pub experiment: Uuid,
    /// Digest of the model that serves.
    pub serving: String,
    /// Digest of the candidate.
    pub candidate: String,
    /// Who brought which row.
    pub teams: HashMap<String, DraftTeam>,
}

/// Puts two lists of one scenario together, with what is to be kept of it. Each row keeps the score, the coverage and the
/// reasons that the model gave that brought it; `model` of the list holds both digests, joined by `+`.
///
/// # Errors
/// [`recommender::Error`] where a list holds a row twice.
pub fn draft(
    (experiment, scenario): (Uuid, Uuid),
    serving: MatchList,
    candidate: MatchList,
    depth: usize,
) -> Result<(MatchList, Draft), recommender::Error> {
    let drafted = team_draft(
        &ids(&serving),
        &ids(&candidate),
        depth,
        seed(experiment, scenario),
    )?;
    let by_id = |entries: Vec<MatchEntry>| -> HashMap<String, MatchEntry> {
        entries.into_iter().map(|e| (e.id.clone(), e)).collect()
    };
    let (mut of_a, mut of_b) = (by_id(serving.entries), by_id(candidate.entries));
    let mut kept = Draft {
        experiment,
        serving: serving.model,
        candidate: candidate.model,
        teams: HashMap::new(),
    };
    let mut entries = Vec::with_capacity(drafted.rows.len());
    for (id, team) in drafted.rows {
        let (entry, team) = match team {
            Team::A => (of_a.remove(&id), DraftTeam::Serving),
            Team::B => (of_b.remove(&id), DraftTeam::Candidate),
        };
        kept.teams.insert(id, team);
        entries.extend(entry.map(|entry| MatchEntry {
            rank: entries.len() + 1,
            ..entry
        }));
    }
    let list = MatchList {
        model: format!("{}+{}", kept.serving, kept.candidate),
        // The filters are the same for both: they learn nothing.
        considered: serving.considered,
        excluded: serving.excluded,
        entries,
    };
    Ok((list, kept))
}

/// Whether two lists show the same rows in the same order: a draft of them would compare nothing.
#[must_use]
pub fn same_order(a: &MatchList, b: &MatchList) -> bool {
    ids(a) == ids(b)
}

fn ids(list: &MatchList) -> Vec<String> {
    list.entries.iter().map(|e| e.id.clone()).collect()
}

/// The same for a scenario throughout an experiment: whoever looks again sees the same list.
fn seed(experiment: Uuid, scenario: Uuid) -> u64 {
    let mut hash = Sha256::new();
    hash.update(experiment);
    hash.update(scenario);
    hash.finalize()
        .iter()
        .take(8)
        .fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}
