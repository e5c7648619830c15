//! Which lists were shown to whom? Written beside the read: a reader never waits for it, and never fails by it.

use std::time::Duration;

use entity::states::Surface;
use entity::{impression, match_list};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use tokio::sync::watch;
use uuid::Uuid;

use super::refusal;
use crate::platform::clock;
use crate::stages::identity::Caller;

/// Showings that may wait at once. What comes on top is dropped: a database that slow has other worries.
const MOST: usize = 1_000;
/// How long a reader of what was recorded waits for what is on its way.
const PATIENCE: Duration = Duration::from_secs(2);

/// A list that was put on somebody's screen.
#[derive(Clone, Debug)]
pub struct Showing {
    list: Uuid,
    organisation: Uuid,
    model: String,
    surface: Surface,
    last_place: i32,
}

impl Showing {
    /// The showing of the first `shown` places of a list to its own side; none where somebody else looks, such as the
    /// operator, or where there is nothing to see.
    #[must_use]
    pub fn of(
        list: &match_list::Model,
        entries: usize,
        shown: Option<usize>,
        surface: Surface,
        caller: Option<&Caller>,
    ) -> Option<Self> {
        let caller = caller.filter(|c| c.org() == list.organisation_id && !c.is_operator())?;
        let last_place = shown.unwrap_or(entries).min(entries);
        (last_place > 0).then(|| Self {
            list: list.id,
            organisation: caller.org(),
            model: list.model.clone(),
            surface,
            last_place: i32::try_from(last_place).unwrap_or(i32::MAX),
        })
    }
}

/// Writes showings in the background.
pub struct Recorder {
    pending: watch::Sender<usize>,
}

impl Default for Recorder {
    fn default() -> Self {
        Self {
            pending: watch::Sender::new(0),
        }
    }
}

/// One showing on its way, counted until it is written or given up.
struct Pending(watch::Sender<usize>);

impl Pending {
    fn new(count: &watch::Sender<usize>) -> Self {
        count.send_modify(|n| *n += 1);
        Self(count.clone())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.0.send_modify(|n| *n = n.saturating_sub(1));
    }
}

impl Recorder {
    /// Writes a showing when there is time. What cannot be written is logged and forgotten.
    pub fn note(&self, db: &DatabaseConnection, showing: Option<Showing>) {
        let Some(showing) = showing else { return };
        if *self.pending.borrow() >= MOST {
            tracing::warn!("too many showings wait: one was not recorded");
            return;
        }
        let (pending, db) = (Pending::new(&self.pending), db.clone());
        tokio::spawn(async move {
            if let Err(error) = write(&db, &showing).await {
                tracing::warn!(%error, "a showing was not recorded");
            }
            drop(pending);
        });
    }

    /// Waits until what this process noted so far is written, or for two seconds.
    pub async fn flush(&self) {
        let mut pending = self.pending.subscribe();
        // The sender lives as long as `self`; whoever waits too long reads what is there.
        let _ = tokio::time::timeout(PATIENCE, pending.wait_for(|n| *n == 0)).await;
    }
}

/// One showing a list and organisation: a second look only reaches further down.
async fn write(db: &DatabaseConnection, showing: &Showing) -> Result<(), DbErr> {
    let this = || {
        Condition::all()
            .add(impression::Column::ListId.eq(showing.list))
            .add(impression::Column::OrganisationId.eq(showing.organisation))
    };
    // Asked when it is written: a refusal holds from its moment on, for what is still on its way, too.
    if refusal::refuses(db, showing.organisation).await? {
        return Ok(());
    }
    // Read first: most looks are second looks, and a read takes no lock.
    let seen = impression::Entity::find().filter(this()).one(db).await?;
    if seen.is_some_and(|row| row.last_place >= showing.last_place) {
        return Ok(());
    }
    let row = impression::ActiveModel {
        id: Set(Uuid::now_v7()),
        list_id: Set(showing.list),
        organisation_id: Set(showing.organisation),
        last_place: Set(showing.last_place),
        model: Set(showing.model.clone()),
        surface: Set(showing.surface),
        shown_at: Set(clock::now()),
    };
    let there = OnConflict::columns([impression::Column::ListId, impression::Column::OrganisationId])
        .do_nothing()
        .to_owned();
    let written = impression::Entity::insert(row)
        .on_conflict(there)
        .exec_without_returning(db)
        .await?;
    if written == 0 {
        impression::Entity::update_many()
            .col_expr(impression::Column::LastPlace, Expr::value(showing.last_place))
            .filter(this())
            .filter(impression::Column::LastPlace.lt(showing.last_place))
            .exec(db)
            .await?;
    }
    Ok(())
}
