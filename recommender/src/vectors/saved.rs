//! How does an index survive a restart? One line of JSON, the rows as bytes, and a digest of both at the end.

use std::io::{Read, Write};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::codes::Codes;
use super::graph::{DEGREE, Graph};
use super::index::VectorIndex;
use super::params::VectorParams;
use crate::binary::{STEP, Sink, Source, word, wrong};
use crate::error::Error;

const MAGIC: &str = "scenepool-vectors";
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Header {
    params: VectorParams,
    rows: usize,
    graph: Option<GraphHeader>,
}

#[derive(Serialize, Deserialize)]
struct GraphHeader {
    degree: usize,
    members: usize,
    stride: usize,
    starts: usize,
}

impl VectorIndex {
    /// Writes the index. Rows that were removed but not yet cleared away are cleared first, so the saved index
    /// may be smaller than this one was.
    ///
    /// # Errors
    /// [`Error::Io`] where writing fails.
    pub fn save(&mut self, out: &mut impl Write) -> Result<(), Error> {
        self.clear_dead();
        let header = Header {
            params: self.params.clone(),
            rows: self.keys.len(),
            graph: self.graph.as_ref().map(|graph| GraphHeader {
                degree: DEGREE,
                members: graph.members,
                stride: graph.stride,
                starts: graph.starts.len(),
            }),
        };
        let mut sink = Sink::new(out);
        sink.heading(MAGIC, FORMAT, header)?;
        for block in self.codes.high.chunks(STEP) {
            sink.put(&block.iter().map(|v| *v as u8).collect::<Vec<u8>>())?;
        }
        sink.put(&self.codes.low)?;
        sink.words(self.codes.steps.iter().map(|v| v.to_bits()))?;
        sink.words(self.keys.iter().copied())?;
        if let Some(graph) = &self.graph {
            sink.words(graph.neighbours.iter().copied())?;
            sink.words(graph.starts.iter().copied())?;
        }
        sink.finish()
    }

    /// Reads what [`VectorIndex::save`] wrote; it answers as the saved index did.
    ///
    /// # Errors
    /// [`Error::ModelVersion`] for another version, [`Error::Model`] for anything else that is not a saved
    /// index or was damaged, [`Error::Io`] where reading fails.
    pub fn load(input: &mut impl Read) -> Result<Self, Error> {
        let mut source = Source::new(input);
        let header: Header = source.heading(MAGIC, FORMAT)?;
        let rows = header.rows;
        if rows >= u32::MAX as usize {
            return Err(wrong(format!("{rows} rows are more than an index can hold")));
        }
        let mut index = Self::new(header.params)?;
        let mut codes = Codes::new(index.params.dimensions);
        codes.high = source.take(rows * codes.width, |b| b[0] as i8, 1)?;
        codes.low = source.take(rows * codes.width / 2, |b| b[0], 1)?;
        codes.steps = source.take(rows, |b| f32::from_bits(word(b)), 4)?;
        let keys: Vec<u32> = source.take(rows, word, 4)?;
        if let Some(shape) = header.graph {
            if shape.degree != DEGREE {
                return Err(wrong(format!(
                    "the graph has {} neighbours a row; expected {DEGREE}",
                    shape.degree
                )));
            }
            let mut graph = Graph::default();
            graph.neighbours = source.take(rows * DEGREE, word, 4)?;
            graph.members = shape.members;
            graph.stride = shape.stride;
            graph.starts = source.take(shape.starts, word, 4)?;
            let inside = |slot: &u32| (*slot as usize) < rows;
            let listed = graph.neighbours.iter().filter(|slot| **slot != u32::MAX);
            if !listed.chain(&graph.starts).all(inside) {
                return Err(wrong("a neighbour is out of range".into()));
            }
            graph.fill_start_rows(&codes);
            index.graph = Some(graph);
        }
        source.check()?;
        if codes.high.contains(&i8::MIN) || codes.steps.iter().any(|s| !s.is_finite()) {
            return Err(wrong("a row holds a value out of range".into()));
        }
        let places: FxHashMap<u32, u32> = keys.iter().copied().zip(0..).collect();
        if places.len() != rows {
            return Err(wrong("a row's number occurs twice".into()));
        }
        index.codes = codes;
        index.keys = keys;
        index.places = places;
        Ok(index)
    }
}
