//! Whose rows did people choose from the drafted lists of an experiment?
//!
//! A list is won by the side that more of the chosen rows came from. Invitations decide where they differ; else
//! everything that was done with rows does, each row once. Only what the buyer's side did with its own list counts, and
//! only until the experiment ended; lists of whoever refuses learning by now are left out, and so are invitations of
//! which either side refuses.

use std::collections::{HashMap, HashSet};

use entity::experiment_states::DraftTeam;
use entity::states::DealState;
use entity::{click, deal, deal_event, draft, experiment, impression, match_entry, match_list};
use recommender::feedback::{Drafted, Outcomes, Team};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::refusal::refusals;
use crate::http::problem::Result;

/// Ids in one question to the database.
const CHUNK: usize = 500;

/// What came of an experiment so far.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// Lists that were looked at.
    pub shown: u64,
    /// Who won them; A is what served.
    pub outcomes: Outcomes,
}

impl Counted {
    /// Lists that either side won.
    pub fn decided(&self) -> u64 {
        self.outcomes.a + self.outcomes.b
    }
}

/// Counts.
pub(super) async fn count(db: &impl ConnectionTrait, row: &experiment::Model) -> Result<Counted> {
    let refused = refusals(db).await?;
    let drafts: Vec<(draft::Model, Option<match_list::Model>)> = draft::Entity::find()
        .find_also_related(match_list::Entity)
        .filter(draft::Column::ExperimentId.eq(row.id))
        .order_by_asc(draft::Column::ListId)
        .all(db)
        .await?;
    let owners: HashMap<Uuid, Uuid> = drafts
        .into_iter()
        .filter_map(|(_, list)| list.map(|l| (l.id, l.organisation_id)))
        .filter(|(_, owner)| !refused.contains(owner))
        .collect();
    let lists: Vec<Uuid> = owners.keys().copied().collect();
    let mut counted = Counted::default();
    for part in lists.chunks(CHUNK) {
        let shown = shown(db, row, part, &owners).await?;
        let chosen = Chosen::read(db, row, &shown, &owners, &refused).await?;
        for list in teams(db, &shown).await?.into_values() {
            counted.shown += 1;
            let invited = list.credit(&chosen.invited);
            counted.outcomes.add(if invited.0 == invited.1 {
                list.credit(&chosen.any)
            } else {
                invited
            });
        }
    }
    Ok(counted)
}

/// Those lists that their own side looked at.
async fn shown(
    db: &impl ConnectionTrait,
    row: &experiment::Model,
    lists: &[Uuid],
    owners: &HashMap<Uuid, Uuid>,
) -> Result<Vec<Uuid>> {
    let mut select =
        impression::Entity::find().filter(impression::Column::ListId.is_in(lists.iter().copied()));
    if let Some(end) = row.ended_at {
        select = select.filter(impression::Column::ShownAt.lte(end));
    }
    let showings = select.all(db).await?;
    let own = showings
        .iter()
        .filter(|s| owners.get(&s.list_id) == Some(&s.organisation_id));
    Ok(own.map(|s| s.list_id).collect())
}

/// Rows of lists with the side that brought them, by list.
async fn teams(db: &impl ConnectionTrait, lists: &[Uuid]) -> Result<HashMap<Uuid, Drafted<Uuid>>> {
    let rows: Vec<(Uuid, Uuid, Option<DraftTeam>)> = match_entry::Entity::find()
        .select_only()
        .columns([
            match_entry::Column::ListId,
            match_entry::Column::Id,
            match_entry::Column::Team,
        ])
        .filter(match_entry::Column::ListId.is_in(lists.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Drafted<Uuid>> = HashMap::new();
    for (list, entry, team) in rows {
        let rows = &mut found
            .entry(list)
            .or_insert_with(|| Drafted { rows: Vec::new() })
            .rows;
        rows.extend(team.map(|team| {
            let team = match team {
                DraftTeam::Serving => Team::A,
                DraftTeam::Candidate => Team::B,
            };
            (entry, team)
        }));
    }
    Ok(found)
}

/// Entries that something was done with.
#[derive(Default)]
struct Chosen {
    /// Whose vendor was invited.
    invited: Vec<Uuid>,
    /// That anything was done with, an invitation included.
    any: Vec<Uuid>,
}

impl Chosen {
    async fn read(
        db: &impl ConnectionTrait,
        row: &experiment::Model,
        lists: &[Uuid],
        owners: &HashMap<Uuid, Uuid>,
        refused: &HashSet<Uuid>,
    ) -> Result<Self> {
        let mut chosen = Self::default();
        let in_time = |at| row.ended_at.is_none_or(|end| at <= end);
        let clicks = click::Entity::find()
            .filter(click::Column::ListId.is_in(lists.iter().copied()))
            .all(db)
            .await?;
        let own = clicks
            .iter()
            .filter(|c| owners.get(&c.list_id) == Some(&c.organisation_id) && in_time(c.at));
        chosen.any.extend(own.map(|c| c.entry_id));
        // A deal cites the entry that it began from; its first event says whether the buyer began it.
        let invitations: Vec<(deal_event::Model, Option<deal::Model>)> = deal_event::Entity::find()
            .find_also_related(deal::Entity)
            .filter(deal_event::Column::FromState.eq(""))
            .filter(deal_event::Column::ToState.eq(DealState::Invited.as_str()))
            .filter(
                deal::Column::MatchEntryId.in_subquery(
                    match_entry::Entity::find()
                        .select_only()
                        .column(match_entry::Column::Id)
                        .filter(match_entry::Column::ListId.is_in(lists.iter().copied()))
                        .into_query(),
                ),
            )
            .all(db)
            .await?;
        for deal in invitations.into_iter().filter_map(|(_, deal)| deal) {
            let refuses = refused.contains(&deal.buyer_id) || refused.contains(&deal.vendor_id);
            if !refuses && in_time(deal.opened_at) {
                chosen.invited.extend(deal.match_entry_id);
            }
        }
        chosen.any.extend(&chosen.invited);
        Ok(chosen)
    }
}
