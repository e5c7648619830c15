//! How near is each published row in meaning to what is searched for?
//!
//! The matching engine knows: it keeps a vector of every published row. A search does not wait for it when it has to
//! be fitted first, but is ordered by words alone and says so. Where the operator names an encoder, rows that it made a
//! vector of are also compared by that, if it gives the query's in time, and a row is as near as the nearer of the two
//! says: what one does not see the other finds, and nothing depends on the encoder but how good the order is.
//!
//! With the judged demo rows (`tests/stages/search_quality.rs`) and a small multilingual encoder, NDCG@10 of titles and
//! requirements is 0.731 and 0.631 without it, 0.750 and 0.632 by the nearer, 0.758 and 0.595 by the mean of both, and
//! 0.719 and 0.525 by the encoder alone: it is weak where few words are asked for, and its mean with the built-in figure
//! leaves rows out that this found.

use std::collections::HashMap;
use std::time::Duration;

use actix_web::web;
use entity::states::SubjectKind;
use recommender::{Engine, Side};
use uuid::Uuid;

use super::encoder::AskedAs;
use super::view::{EncoderSilent, WordsAlone};
use crate::search::{Likeness, LikenessBy};
use crate::state::App;

/// How long a search waits for the engine: longer than taking a few changed rows in, shorter than a fit of many.
const PATIENCE: Duration = Duration::from_millis(400);

/// What is known of the likeness of rows.
pub(super) struct Known {
    /// By row; or why nobody knows.
    pub rows: Result<HashMap<Uuid, Likeness>, WordsAlone>,
    /// Where the operator has searches ask an encoder and it had no part in this: why.
    pub encoder_silent: Option<EncoderSilent>,
}

/// Figures by row.
type Figures = HashMap<Uuid, f32>;

/// The likeness of each row of a kind to a text, from 0 to 1.
pub(super) async fn to_rows(app: &web::Data<App>, kind: SubjectKind, text: &str) -> Known {
    // Scenarios were encoded as what asks, so what is compared with them is put in the place of a solution.
    let (side, asked_as) = match kind {
        SubjectKind::Solution => (Side::Solutions, AskedAs::Query),
        SubjectKind::Scenario => (Side::Scenarios, AskedAs::Document),
    };
    let words = text.to_owned();
    let built_in = asked(app, move |engine| {
        if !engine.has_meaning() {
            return Err(WordsAlone::FewRows);
        }
        match figures(engine.likenesses(&words, side)) {
            rows if rows.is_empty() => Err(WordsAlone::NoVector),
            rows => Ok(rows),
        }
    });
    let (built_in, vector) = tokio::join!(built_in, app.pool.query_vector(asked_as, text));
    let encoder = match vector {
        None => None,
        // An engine that is being fitted is not waited for twice.
        Some(Ok(_)) if built_in == Err(WordsAlone::NotReady) => Some(Err(EncoderSilent::NoAnswer)),
        Some(Ok(vector)) => {
            let rows = asked(app, move |engine| {
                Ok(figures(engine.encoded_likenesses(&vector, side)))
            });
            Some(match rows.await {
                Ok(rows) if !rows.is_empty() => Ok(rows),
                _ => Err(EncoderSilent::FewVectors),
            })
        }
        Some(Err(why)) => Some(Err(why)),
    };
    let (encoder, encoder_silent) = match encoder {
        Some(Ok(rows)) => (Some(rows), None),
        Some(Err(why)) => (None, Some(why)),
        None => (None, None),
    };
    Known {
        encoder_silent,
        rows: match (built_in, encoder) {
            (Err(why), None) => Err(why),
            (built_in, encoder) => Ok(nearer(built_in.unwrap_or_default(), encoder.unwrap_or_default())),
        },
    }
}

fn figures(rows: Vec<(&str, f32)>) -> Figures {
    let rows = rows.into_iter();
    rows.filter_map(|(id, figure)| Some((Uuid::parse_str(id).ok()?, figure)))
        .collect()
}

/// Asks the engine, for so long as a search waits.
async fn asked(
    app: &web::Data<App>,
    ask: impl FnOnce(&Engine) -> Result<Figures, WordsAlone> + Send + 'static,
) -> Result<Figures, WordsAlone> {
    let app = web::Data::clone(app);
    // A task of its own: a fit that is begun goes on when this search has given up waiting.
    let task = tokio::spawn(async move { app.pool.with(&app.db, move |engine| Ok(ask(engine))).await });
    match tokio::time::timeout(PATIENCE, task).await {
        Ok(Ok(Ok(known))) => known,
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

/// Each row by whoever has it nearer.
fn nearer(built_in: Figures, encoder: Figures) -> HashMap<Uuid, Likeness> {
    let mut rows: HashMap<Uuid, Likeness> = built_in
        .into_iter()
        .map(|(id, value)| (id, Likeness::built_in(value)))
        .collect();
    for (id, value) in encoder {
        let known = rows.get(&id).map(|known| known.value);
        if known.is_none_or(|known| value > known) {
            let by = LikenessBy::Encoder;
            rows.insert(id, Likeness { value, by });
        }
    }
    rows
}
