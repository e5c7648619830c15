//! How near is each published row in meaning to what is searched for?
//!
//! The matching engine knows: it keeps a vector of every published row. A search does not wait for it when it has to
//! be fitted first, but is ordered by words alone and says so.

use std::collections::HashMap;
use std::time::Duration;

use actix_web::web;
use entity::states::SubjectKind;
use recommender::Side;
use uuid::Uuid;

use super::view::WordsAlone;
use crate::state::App;

/// How long a search waits for the engine: longer than taking a few changed rows in, shorter than a fit of many.
const PATIENCE: Duration = Duration::from_millis(400);

/// The likeness of each row of a kind to a text, from 0 to 1; or why nobody knows.
pub(super) async fn to_rows(
    app: &web::Data<App>,
    kind: SubjectKind,
    text: &str,
) -> Result<HashMap<Uuid, f32>, WordsAlone> {
    let side = match kind {
        SubjectKind::Solution => Side::Solutions,
        SubjectKind::Scenario => Side::Scenarios,
    };
    let (app, text) = (web::Data::clone(app), text.to_owned());
    // A task of its own: a fit that is begun goes on when this search has given up waiting.
    let asked = tokio::spawn(async move {
        let likeness = app.pool.with(&app.db, move |engine| {
            if !engine.has_meaning() {
                return Ok(Err(WordsAlone::FewRows));
            }
            let rows = engine.likenesses(&text, side).into_iter();
            let rows: HashMap<Uuid, f32> = rows
                .filter_map(|(id, likeness)| Some((Uuid::parse_str(id).ok()?, likeness)))
                .collect();
            Ok(if rows.is_empty() {
                Err(WordsAlone::NoVector)
            } else {
                Ok(rows)
            })
        });
        likeness.await
    });
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(Ok(likeness))) => likeness,
        Err(_) => Err(WordsAlone::NotReady),
        Ok(Ok(Err(error))) => {
            tracing::warn!(%error, "search is ordered by words alone");
            Err(WordsAlone::NotReady)
        }
        Ok(Err(error)) => {
            tracing::warn!(%error, "search is ordered by words alone");
            Err(WordsAlone::NotReady)
        }
    }
}
