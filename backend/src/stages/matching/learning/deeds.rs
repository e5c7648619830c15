//! What did people do that can be learned from? Deals, and what was opened or passed over in lists; nothing of
//! whoever refuses.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, SecondsFormat, Utc};
use entity::states::{DealState, SubjectKind};
use entity::{click, deal, deal_event, draft, impression, match_entry, match_list};
use recommender::feedback::{Deed, DeedKind, Seen, Shown, ShownList, passed_over};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::choices::Choices;
use super::refusal::refusals;
use crate::http::problem::Result;

/// Showings that are read, the latest first: what was shown years ago says little of today's lists.
const MOST_LISTS: u64 = 5_000;
/// Ids in one question to the database.
const CHUNK: usize = 500;

/// Everything that can be learned from.
#[derive(Debug, Default)]
pub(super) struct Deeds {
    /// What was done with pairs.
    pub deeds: Vec<Deed>,
    /// Lists as they were shown: those that what served ranked alone. What a drafted list earned is not what served
    /// earned, and half its rows are of the candidate's choosing; what was done with it counts all the same.
    pub lists: Vec<ShownList>,
    /// How often pairs were seen at which places.
    pub seen: Vec<Seen>,
    /// Which organisations chose what.
    pub choices: Choices,
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
}

/// What lists are to know of deals.
#[derive(Default)]
struct Dealt {
    /// Entries that deals began from.
    entries: HashSet<Uuid>,
    /// Pairs of scenario and solution with a deal that is left out because a side refuses. Nothing is known of them, so
    /// they were not passed over either: to refuse must not lower anybody's grade.
    kept_out: HashSet<(Uuid, Uuid)>,
}

impl Deeds {
    /// Reads them.
    pub async fn read(db: &DatabaseConnection) -> Result<Self> {
        let refused = refusals(db).await?;
        let mut found = Self::default();
        let dealt = found.of_deals(db, &refused).await?;
        found.of_lists(db, &refused, &dealt).await?;
        Ok(found)
    }

    /// Time of the first and the last deed.
    pub fn period(&self) -> (Option<String>, Option<String>) {
        let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        (self.first.map(text), self.last.map(text))
    }

    fn add(&mut self, (scenario, solution): (Uuid, Uuid), kind: DeedKind, at: DateTime<Utc>) {
        self.deeds.push(Deed {
            scenario: scenario.to_string(),
            solution: solution.to_string(),
            kind,
        });
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
        self.last = Some(self.last.map_or(at, |last| last.max(at)));
    }

    /// Deeds of deals, and what lists are to know of them.
    async fn of_deals(&mut self, db: &DatabaseConnection, refused: &HashSet<Uuid>) -> Result<Dealt> {
        let rows = deal::Entity::find()
            .order_by_asc(deal::Column::Id)
            .all(db)
            .await?;
        let asked = asked_by_buyers(db).await?;
        let mut dealt = Dealt::default();
        for row in rows {
            let pair = (row.scenario_id, row.solution_id);
            // A deal is what both sides did: either may refuse.
            if refused.contains(&row.buyer_id) || refused.contains(&row.vendor_id) {
                dealt.kept_out.insert(pair);
                continue;
            }
            self.choices.deal(&row, asked.contains(&row.id));
            self.add(pair, DeedKind::Invitation, row.opened_at);
            // A deal that is past the asking has a proposal.
            let before = [DealState::Invited, DealState::Interested, DealState::Declined];
            if !before.contains(&row.state) {
                self.add(pair, DeedKind::Answer, row.answered_at.unwrap_or(row.opened_at));
            }
            if let Some(at) = row.awarded_at {
                self.add(pair, DeedKind::Award, at);
            }
            if let Some(at) = row.accepted_at {
                self.add(pair, DeedKind::Acceptance, at);
            }
            dealt.entries.extend(row.match_entry_id);
        }
        Ok(dealt)
    }

    /// What buyers opened and passed over in their own lists.
    async fn of_lists(
        &mut self,
        db: &DatabaseConnection,
        refused: &HashSet<Uuid>,
        dealt: &Dealt,
    ) -> Result<()> {
        let shown: Vec<(impression::Model, Option<match_list::Model>)> = impression::Entity::find()
            .find_also_related(match_list::Entity)
            .filter(match_list::Column::SubjectKind.eq(SubjectKind::Scenario))
            .order_by_desc(impression::Column::Id)
            .limit(MOST_LISTS)
            .all(db)
            .await?;
        let shown: Vec<(impression::Model, match_list::Model)> = shown
            .into_iter()
            .filter_map(|(showing, list)| Some((showing, list?)))
            .filter(|(showing, _)| !refused.contains(&showing.organisation_id))
            .collect();
        let mut seen: BTreeMap<(Uuid, Uuid, i32), (u64, u64)> = BTreeMap::new();
        for part in shown.chunks(CHUNK) {
            let ids = || part.iter().map(|(showing, _)| showing.list_id);
            let mut entries: HashMap<Uuid, Vec<match_entry::Model>> = HashMap::new();
            let rows = match_entry::Entity::find()
                .filter(match_entry::Column::ListId.is_in(ids()))
                .order_by_asc(match_entry::Column::Position)
                .all(db)
                .await?;
            for row in rows {
                entries.entry(row.list_id).or_default().push(row);
            }
            let clicks: HashMap<Uuid, DateTime<Utc>> = click::Entity::find()
                .filter(click::Column::ListId.is_in(ids()))
                .all(db)
                .await?
                .into_iter()
                .filter(|c| !refused.contains(&c.organisation_id))
                .map(|c| (c.entry_id, c.at))
                .collect();
            let drafted: HashSet<Uuid> = draft::Entity::find()
                .select_only()
                .column(draft::Column::ListId)
                .filter(draft::Column::ListId.is_in(ids()))
                .into_tuple()
                .all(db)
                .await?
                .into_iter()
                .collect();
            for (showing, list) in part {
                let mut rows = entries.remove(&showing.list_id).unwrap_or_default();
                rows.retain(|row| row.position <= showing.last_place);
                let wanted = |row: &match_entry::Model| {
                    clicks.contains_key(&row.id) || dealt.entries.contains(&row.id)
                };
                let untold = |row: &match_entry::Model| {
                    !wanted(row) && dealt.kept_out.contains(&(list.subject_id, row.counterpart_id))
                };
                for row in rows.iter().filter(|row| !untold(row)) {
                    if let Some(at) = clicks.get(&row.id) {
                        self.add((list.subject_id, row.counterpart_id), DeedKind::Click, *at);
                        self.choices
                            .opened(list.organisation_id, list.subject_id, row.counterpart_id);
                    }
                    let count = seen
                        .entry((list.subject_id, row.counterpart_id, row.position))
                        .or_default();
                    count.0 += 1;
                    count.1 += u64::from(wanted(row));
                }
                let places: Vec<usize> = rows.iter().filter(|r| wanted(r)).map(place).collect();
                for passed in passed_over(rows.len(), &places) {
                    if let Some(row) = rows.get(passed - 1).filter(|row| !untold(row)) {
                        let pair = (list.subject_id, row.counterpart_id);
                        self.add(pair, DeedKind::Passed, showing.shown_at);
                    }
                }
                if drafted.contains(&showing.list_id) {
                    continue;
                }
                self.lists.push(ShownList {
                    scenario: list.subject_id.to_string(),
                    rows: rows
                        .iter()
                        .filter(|row| !untold(row))
                        .map(|row| Shown {
                            solution: row.counterpart_id.to_string(),
                            place: place(row),
                            reward: f64::from(u8::from(wanted(row))),
                        })
                        .collect(),
                });
            }
        }
        self.seen = numbered(seen);
        Ok(())
    }
}

/// Deals that began with the buyer's invitation: a deal begins with the side that asked.
async fn asked_by_buyers(db: &DatabaseConnection) -> Result<HashSet<Uuid>> {
    let ids: Vec<Uuid> = deal_event::Entity::find()
        .select_only()
        .column(deal_event::Column::DealId)
        .filter(deal_event::Column::FromState.eq(""))
        .filter(deal_event::Column::ToState.eq(DealState::Invited.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

fn place(row: &match_entry::Model) -> usize {
    usize::try_from(row.position).unwrap_or(1).max(1)
}

/// Pairs by number.
fn numbered(seen: BTreeMap<(Uuid, Uuid, i32), (u64, u64)>) -> Vec<Seen> {
    let mut numbers: HashMap<(Uuid, Uuid), u64> = HashMap::new();
    seen.into_iter()
        .map(|((scenario, solution, place), (shown, clicked))| {
            let next = numbers.len() as u64;
            Seen {
                pair: *numbers.entry((scenario, solution)).or_insert(next),
                place: usize::try_from(place).unwrap_or(1).max(1),
                shown,
                clicked,
            }
        })
        .collect()
}
