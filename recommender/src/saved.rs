//! How does an engine survive a restart? One header line with version and digest, then one line of JSON.

use std::io::{Read, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::behaviour::Alike;
use crate::embed::{Meaning, Statistics, Vectorizer};
use crate::engine::Engine;
use crate::error::Error;
use crate::model::{FORMAT, Learned};
use crate::params::Params;
use crate::rows::{Scenario, Solution};
use crate::standing::Scale;
use crate::text::Analyzer;

/// First line of a saved engine.
#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
    digest: String,
}

#[derive(Serialize, Deserialize)]
struct Body {
    params: Params,
    statistics: Statistics,
    vocabulary: Vec<String>,
    solutions: Vec<Solution>,
    scenarios: Vec<Scenario>,
    meaning: Option<Meaning>,
    scale: Option<Scale>,
    learned: Option<Learned>,
}

const MAGIC: &str = "scenepool-recommender";

impl Engine {
    /// Writes the model and both sides.
    ///
    /// # Errors
    /// [`Error::Io`] where writing fails.
    pub fn save(&self, out: &mut impl Write) -> Result<(), Error> {
        let header = Header {
            format: MAGIC.to_owned(),
            version: FORMAT,
            digest: self.info.digest.clone(),
        };
        let body = Body {
            params: self.params.get().clone(),
            statistics: self.vectorizer.statistics().clone(),
            vocabulary: self.vectorizer.keys().to_vec(),
            solutions: self.solutions.rows().cloned().collect(),
            scenarios: self.scenarios.rows().cloned().collect(),
            meaning: self.vectorizer.meaning().cloned(),
            scale: self.scale.clone(),
            learned: self.learned(),
        };
        let failed = |e: serde_json::Error| Error::Io {
            context: "saving the model".into(),
            source: e.into(),
        };
        serde_json::to_writer(&mut *out, &header).map_err(failed)?;
        out.write_all(b"\n").map_err(Error::io("saving the model"))?;
        serde_json::to_writer(&mut *out, &body).map_err(failed)?;
        out.write_all(b"\n").map_err(Error::io("saving the model"))
    }

    /// Reads what [`Engine::save`] wrote; it ranks as the saved engine did, given an analyser with the
    /// same dictionary.
    ///
    /// # Errors
    /// [`Error::ModelVersion`] for another version, [`Error::Model`] for anything else that is not a
    /// saved model or whose digest does not hold.
    pub fn load(input: &mut impl Read, analyzer: Arc<Analyzer>) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        input
            .read_to_end(&mut bytes)
            .map_err(Error::io("reading the saved model"))?;
        let wrong = |reason: String| Error::Model { reason };
        let line = bytes
            .iter()
            .position(|b| *b == b'\n')
            .ok_or_else(|| wrong("no header line".into()))?;
        let header: Header =
            serde_json::from_slice(&bytes[..line]).map_err(|e| wrong(format!("header: {e}")))?;
        if header.format != MAGIC {
            return Err(wrong(format!("format `{}`; expected `{MAGIC}`", header.format)));
        }
        if header.version != FORMAT {
            return Err(Error::ModelVersion {
                expected: FORMAT,
                found: header.version,
            });
        }
        let body: Body =
            serde_json::from_slice(&bytes[line + 1..]).map_err(|e| wrong(format!("body: {e}")))?;
        let mut vectorizer = Vectorizer::with_statistics(analyzer, body.statistics);
        vectorizer.preset(body.vocabulary);
        if let Some(meaning) = &body.meaning {
            meaning.check()?;
        }
        vectorizer.set_meaning(body.meaning);
        if body.scale.as_ref().is_some_and(|scale| !scale.check()) {
            return Err(wrong("the encoder's scale is no number above 0".into()));
        }
        let mut engine = Self::assemble(
            body.params.check()?,
            (vectorizer, body.scale),
            body.solutions,
            body.scenarios,
        )?;
        if let Some(learned) = body.learned {
            let alike = Alike::fit(learned.choices.clone())?;
            engine.put_learned(learned, alike)?;
        }
        if engine.info.digest != header.digest {
            return Err(wrong(format!(
                "digest is {}; the header says {}",
                engine.info.digest, header.digest
            )));
        }
        Ok(engine)
    }
}
