//! The engine in this process: one tantivy index for both kinds, in one folder.
//!
//! Useful for one machine. Several processes may read the folder; the first that writes keeps it for writing.
//!
//! | file | question |
//! |---|---|
//! | `schema` | which fields, and how does a row become a document? |
//! | `plan` | which terms answer a query, and which of them stand in a hit? |
//! | `asked` | which rows have enough of what is asked for, and which filter is to blame where none has? |
//! | `reader` | what does a query ask for, where some of it was not typed as rows have it? |
//! | `letters` | which words of the index may letters stand for? |
//! | `sound` | which Chinese words are typed by these letters? |
//! | `explain` | which parts does the score of a hit have? |
//! | `fuse` | in which order do words and meaning together put the rows? |
//! | `page` | how many fit, which are on the page, how many have which code? |
//! | `folder` | is what lies in the folder of this version? |
//!
//! Chinese is never asked for as a phrase. Each unit of a query is a clause of its own; a row must have enough
//! of them. Words decide; pairs of characters are asked for only where no dictionary knows the word.

mod asked;
mod explain;
mod folder;
mod fuse;
mod letters;
mod page;
mod plan;
mod reader;
mod schema;
mod sound;
mod unwanted;

use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use async_trait::async_trait;
use entity::states::SubjectKind;
use recommender::{Analyzer, Words};
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, ExistsQuery, Occur, Query, RangeQuery};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};
use uuid::Uuid;

use self::asked::Asked;
use self::page::{Found, Page};
use self::plan::Plan;
use self::schema::Fields;
use super::{
    FACETS, FoundBy, OrderedBy, PriceRange, SearchDoc, SearchError, SearchHit, SearchIndex, SearchQuery,
    SearchResult, Sort,
};

/// Memory of the writer before it starts a new segment.
const WRITER_BYTES: usize = 64 << 20;
/// Rows that one thread cuts into words at a time.
const CHUNK: usize = 64;

/// The index in a folder. Cheap to clone.
#[derive(Clone)]
pub struct TantivyIndex {
    inner: Arc<Inner>,
}

struct Inner {
    fields: Fields,
    words: Words,
    index: Index,
    reader: IndexReader,
    /// Opened by the first write: it locks the folder, and a process that only reads must not.
    writer: Mutex<Option<IndexWriter>>,
    folder: PathBuf,
    fresh: AtomicBool,
}

impl TantivyIndex {
    /// Opens the index in a folder, which is created where it does not exist. An index of another version or
    /// dictionary, or one that cannot be read, is replaced by an empty one: see [`TantivyIndex::fresh`].
    ///
    /// # Errors
    /// Where the folder cannot be written, or holds files that are not an index.
    pub fn open(folder: &Path, analyzer: Arc<Analyzer>) -> anyhow::Result<Self> {
        let fields = Fields::new();
        let words = Words::new(analyzer);
        let version = folder::version(&format!("{}|{}", schema::VERSION, words.fingerprint()));
        let (index, fresh) = folder::open(folder, &fields.schema, &version)
            .with_context(|| format!("search index in {}", folder.display()))?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::OnCommitWithDelay)
            .try_into()?;
        let (folder, fresh) = (folder.to_owned(), AtomicBool::new(fresh));
        let inner = Inner {
            fields,
            words,
            index,
            reader,
            writer: Mutex::new(None),
            folder,
            fresh,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Whether every published row has still to be put: the index was made empty, now or by an earlier start
    /// that did not live to call [`TantivyIndex::filled`].
    #[must_use]
    pub fn fresh(&self) -> bool {
        self.inner.fresh.load(Ordering::Relaxed)
    }

    /// Says that every published row has been put: the next start does not put them again.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn filled(&self) -> anyhow::Result<()> {
        folder::filled(&self.inner.folder)?;
        self.inner.fresh.store(false, Ordering::Relaxed);
        Ok(())
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> anyhow::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let inner = Arc::clone(&self.inner);
        tokio::task::spawn_blocking(move || work(&inner))
            .await
            .context("the search task ended early")?
    }
}

#[async_trait]
impl SearchIndex for TantivyIndex {
    async fn apply(&self, upserts: Vec<SearchDoc>, deletes: Vec<(SubjectKind, Uuid)>) -> anyhow::Result<()> {
        if upserts.is_empty() && deletes.is_empty() {
            return Ok(());
        }
        self.run(move |inner| {
            let documents = inner.documents(&upserts);
            inner.write(|writer| {
                let term = |kind, id| Term::from_field_text(inner.fields.key, &schema::key(kind, id));
                for (doc, document) in upserts.iter().zip(documents) {
                    writer.delete_term(term(doc.kind, doc.id));
                    writer.add_document(document)?;
                }
                for (kind, id) in deletes {
                    writer.delete_term(term(kind, id));
                }
                Ok(())
            })
        })
        .await
    }

    async fn search(&self, query: &SearchQuery) -> anyhow::Result<SearchResult> {
        for facet in query.filters.keys() {
            if !FACETS.contains(&facet.as_str()) {
                return Err(SearchError::UnknownFacet { facet: facet.clone() }.into());
            }
        }
        let query = query.clone();
        self.run(move |inner| inner.search(&query)).await
    }

    async fn clear(&self) -> anyhow::Result<()> {
        self.run(|inner| {
            inner.write(|writer| {
                writer.delete_all_documents()?;
                Ok(())
            })
        })
        .await
    }

    async fn count(&self, kind: SubjectKind) -> anyhow::Result<usize> {
        self.run(move |inner| Ok(inner.all(kind, 0)?.total)).await
    }

    async fn ids(&self, kind: SubjectKind) -> anyhow::Result<Vec<Uuid>> {
        self.run(move |inner| {
            let mut ids: Vec<Uuid> = inner
                .all(kind, usize::MAX)?
                .first
                .iter()
                .map(page::Rank::id)
                .collect();
            ids.sort_unstable();
            Ok(ids)
        })
        .await
    }
}

impl Inner {
    /// Cutting texts is most of the work of indexing: every core helps.
    fn documents(&self, docs: &[SearchDoc]) -> Vec<TantivyDocument> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = docs.len().div_ceil(cores).max(CHUNK);
        let cut = |docs: &[SearchDoc]| -> Vec<TantivyDocument> {
            docs.iter()
                .map(|d| self.fields.document(&self.words, d))
                .collect()
        };
        if docs.len() <= share {
            return cut(docs);
        }
        std::thread::scope(|scope| {
            let parts: Vec<_> = docs
                .chunks(share)
                .map(|part| scope.spawn(move || cut(part)))
                .collect();
            parts
                .into_iter()
                .flat_map(|part| {
                    part.join()
                        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                })
                .collect()
        })
    }

    /// Changes the index in one commit. After an error nothing of it stays, in the folder or in memory.
    fn write(&self, change: impl FnOnce(&mut IndexWriter) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut slot = self.writer.lock().unwrap_or_else(|poisoned| {
            // Whoever held it panicked half-way: what it had added must not come with the next commit.
            let mut slot = PoisonError::into_inner(poisoned);
            *slot = None;
            self.writer.clear_poison();
            slot
        });
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => self
                .index
                .writer_with_num_threads(1, WRITER_BYTES)
                .context("another process writes to this search index")?,
        };
        let done = change(&mut writer).and_then(|()| Ok(writer.commit()?));
        match done {
            Ok(_) => *slot = Some(writer),
            // Dropped with what it had not committed; the next write opens another.
            Err(error) => {
                drop(writer);
                return Err(error);
            }
        }
        self.reader.reload()?;
        Ok(())
    }

    fn kind(&self, kind: SubjectKind) -> (Occur, Box<dyn Query>) {
        (
            Occur::Must,
            plan::filter(self.fields.kind, &[kind.as_str().to_owned()]),
        )
    }

    /// The rows that are searched: those of a kind, and of them those whose price is in the range that is asked for, or
    /// open.
    fn scope(&self, query: &SearchQuery) -> (Occur, Box<dyn Query>) {
        let PriceRange { from, to } = query.price;
        let of_kind = self.kind(query.kind);
        if from.is_none() && to.is_none() {
            return of_kind;
        }
        let end = |fen: Option<i64>| {
            fen.map_or(Bound::Unbounded, |fen| {
                Bound::Included(Term::from_field_i64(self.fields.price, fen))
            })
        };
        let inside: Box<dyn Query> = Box::new(RangeQuery::new(end(from), end(to)));
        let named: Box<dyn Query> = Box::new(ExistsQuery::new(schema::PRICE.to_owned(), false));
        let open: Box<dyn Query> = Box::new(BooleanQuery::new(vec![
            (Occur::Must, Box::new(AllQuery)),
            (Occur::MustNot, named),
        ]));
        let passes: Box<dyn Query> = Box::new(BooleanQuery::union(vec![inside, open]));
        let both = BooleanQuery::new(vec![of_kind, (Occur::Must, passes)]);
        (Occur::Must, Box::new(ConstScoreQuery::new(Box::new(both), 0.0)))
    }

    fn all(&self, kind: SubjectKind, keep: usize) -> tantivy::Result<Found> {
        let query = BooleanQuery::new(vec![self.kind(kind)]);
        self.reader.searcher().search(
            &query,
            &Page {
                sort: Sort::Newest,
                keep,
                scored: false,
                facets: vec![],
            },
        )
    }

    fn search(&self, query: &SearchQuery) -> anyhow::Result<SearchResult> {
        // One searcher for everything: counts and hits are of the same commit.
        let searcher = self.reader.searcher();
        let kind = || self.kind(query.kind);
        let plan = Plan::new(&self.fields, &searcher, &self.words, &query.text, kind)?;
        let by_relevance = query.sort == Sort::Relevance && !plan.is_empty();
        // Another order shows the same rows.
        let likeness = query.likeness.as_deref().filter(|_| !plan.is_empty());
        let asked = Asked::new(self, &searcher, &plan, query, likeness)?;
        let (mut found, fused) = match likeness.filter(|_| by_relevance) {
            None => (asked.page(query.offset.saturating_add(asked.limit()))?, None),
            Some(likeness) => {
                let mut found = asked.page(usize::MAX)?;
                let full = plan.full(&self.fields, &searcher)?;
                let fused = fuse::order(&mut found.first, likeness, full, &asked.first()?);
                (found, Some(fused))
            }
        };
        let facets = asked.facets(&mut found)?;
        let page = found.first.get(query.offset..).unwrap_or_default();
        let page = &page[..page.len().min(asked.limit())];
        let rows: Vec<_> = page.iter().map(|rank| rank.address).collect();
        let mut terms = plan.terms(&self.fields, &searcher, &rows)?;
        let mut parts = if query.explain && by_relevance {
            explain::parts(&plan, &self.fields, &searcher, &rows)?
        } else {
            explain::Parts::new()
        };
        let hits = page.iter().map(|rank| {
            let mut hit = SearchHit {
                id: rank.id(),
                score: rank.score(),
                by: FoundBy::Words,
                terms: terms.remove(&rank.address).unwrap_or_default(),
                parts: parts.remove(&rank.address).unwrap_or_default(),
            };
            match &fused {
                Some(fused) => fused.tell(rank, &mut hit, query.explain),
                // Too few of its words are there to count.
                None if asked.tells_scores() && hit.score <= 0.0 => hit.by_meaning(),
                None => {}
            }
            hit
        });
        Ok(SearchResult {
            total: found.total,
            ordered_by: match (by_relevance, likeness) {
                (false, _) => OrderedBy::Sort,
                (true, None) => OrderedBy::Words,
                (true, Some(_)) => OrderedBy::Hybrid,
            },
            read_as: plan.read_as(&self.fields, &searcher)?,
            unknown: plan.unknown(&self.fields, &searcher, kind)?,
            hits: hits.collect(),
            facets,
            relaxations: asked.relaxations()?,
        })
    }
}
