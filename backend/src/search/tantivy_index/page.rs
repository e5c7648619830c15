//! Of all rows that fit: how many, which are on this page, and how many have which code?

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DateTime, DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};
use uuid::Uuid;

use super::super::{FACETS, Sort};
use super::schema::{ID_HIGH, ID_LOW, PRICE, PUBLISHED};

/// A row's place in the order: the greater, the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// What is sorted by.
    first: i64,
    published: i64,
    id: Reverse<Uuid>,
    /// Where the row is.
    pub address: DocAddress,
    score: u32,
}

impl Rank {
    /// Id of the row.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id.0
    }

    /// The same row with another score, before all rows of a lower tier.
    #[must_use]
    pub fn scored(self, tier: u8, score: f32) -> Self {
        // Scores are not negative, so their bits are in their order.
        let score = score.max(0.0).to_bits();
        Self {
            first: (i64::from(tier) << 32) | i64::from(score),
            score,
            ..self
        }
    }

    /// The tier that [`Rank::scored`] gave it.
    #[must_use]
    pub fn tier(&self) -> u8 {
        u8::try_from(self.first >> 32).unwrap_or_default()
    }

    /// Its score.
    #[must_use]
    pub fn score(&self) -> f32 {
        f32::from_bits(self.score)
    }
}

/// What was counted and kept.
#[derive(Debug, Default)]
pub struct Found {
    /// Rows that fit.
    pub total: usize,
    /// The first rows, in order.
    pub first: Vec<Rank>,
    /// Facet, as its place in [`FACETS`] -> code -> rows.
    pub counts: HashMap<usize, HashMap<String, u64>>,
}

/// Keeps the first rows and counts all.
#[derive(Clone, Debug)]
pub struct Page {
    /// Order.
    pub sort: Sort,
    /// Rows to keep.
    pub keep: usize,
    /// Whether a row's score is asked for in another order, too.
    pub scored: bool,
    /// Facets to count, as places in [`FACETS`].
    pub facets: Vec<usize>,
}

impl Collector for Page {
    type Fruit = Found;
    type Child = SegmentPage;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentPage> {
        let fast = reader.fast_fields();
        let mut facets = Vec::new();
        for &facet in &self.facets {
            // A segment in which no row has a code lacks the column.
            if let Some(column) = fast.str(FACETS[facet])? {
                facets.push((facet, vec![0; column.num_terms()], column));
            }
        }
        Ok(SegmentPage {
            sort: self.sort,
            keep: self.keep,
            segment,
            total: 0,
            heap: BinaryHeap::new(),
            id: (fast.u64(ID_HIGH)?, fast.u64(ID_LOW)?),
            published: fast.date(PUBLISHED)?,
            price: fast.column_opt::<i64>(PRICE)?,
            facets,
            error: None,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.keep > 0 && (self.sort == Sort::Relevance || self.scored)
    }

    fn merge_fruits(&self, parts: Vec<tantivy::Result<Found>>) -> tantivy::Result<Found> {
        let mut all = Found::default();
        for part in parts {
            let part = part?;
            all.total += part.total;
            all.first.extend(part.first);
            for (facet, counts) in part.counts {
                let sums = all.counts.entry(facet).or_default();
                for (code, count) in counts {
                    *sums.entry(code).or_default() += count;
                }
            }
        }
        all.first.sort_unstable_by(|a, b| b.cmp(a));
        all.first.truncate(self.keep);
        Ok(all)
    }
}

/// [`Page`] within one segment.
pub struct SegmentPage {
    sort: Sort,
    keep: usize,
    segment: SegmentOrdinal,
    total: usize,
    heap: BinaryHeap<Reverse<Rank>>,
    id: (Column<u64>, Column<u64>),
    published: Column<DateTime>,
    price: Option<Column<i64>>,
    facets: Vec<(usize, Vec<u64>, StrColumn)>,
    error: Option<tantivy::TantivyError>,
}

impl SegmentPage {
    fn rank(&self, doc: DocId, score: Score, first: i64) -> Rank {
        let half = |column: &Column<u64>| column.first(doc).unwrap_or_default();
        Rank {
            first,
            published: self
                .published
                .first(doc)
                .map_or(i64::MIN, DateTime::into_timestamp_nanos),
            id: Reverse(Uuid::from_u64_pair(half(&self.id.0), half(&self.id.1))),
            address: DocAddress::new(self.segment, doc),
            score: score.to_bits(),
        }
    }
}

impl SegmentCollector for SegmentPage {
    type Fruit = tantivy::Result<Found>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        for (_, counts, column) in &mut self.facets {
            for code in column.term_ords(doc) {
                match usize::try_from(code).ok().and_then(|code| counts.get_mut(code)) {
                    Some(count) => *count += 1,
                    None => {
                        self.error = Some(tantivy::TantivyError::InternalError(
                            "a code beyond its column".into(),
                        ))
                    }
                }
            }
        }
        if self.keep == 0 {
            return;
        }
        let first = match self.sort {
            // Scores are not negative, so their bits are in their order.
            Sort::Relevance => i64::from(score.max(0.0).to_bits()),
            Sort::Newest => 0,
            Sort::PriceAsc => {
                let price = self.price.as_ref().and_then(|p| p.first(doc));
                price.map_or(i64::MIN, |p| p.saturating_neg().max(i64::MIN + 1))
            }
        };
        let full = self.heap.len() >= self.keep;
        if full && self.heap.peek().is_some_and(|worst| first < worst.0.first) {
            return;
        }
        let rank = self.rank(doc, score, first);
        if full {
            if self.heap.peek().is_some_and(|worst| rank < worst.0) {
                return;
            }
            self.heap.pop();
        }
        self.heap.push(Reverse(rank));
    }

    fn harvest(self) -> tantivy::Result<Found> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut counts = HashMap::new();
        for (facet, by_code, column) in self.facets {
            let mut named = HashMap::new();
            for (code, count) in by_code.into_iter().enumerate().filter(|(_, count)| *count > 0) {
                let mut name = String::new();
                column.ord_to_str(code as u64, &mut name)?;
                named.insert(name, count);
            }
            counts.insert(facet, named);
        }
        Ok(Found {
            total: self.total,
            first: self.heap.into_iter().map(|r| r.0).collect(),
            counts,
        })
    }
}
