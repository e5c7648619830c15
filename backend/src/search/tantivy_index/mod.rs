//! The engine in this process: one tantivy index for both kinds, in one folder.
//!
//! Useful for one machine. Several processes may read the folder; the first that writes keeps it for writing.
//!
//! | file | question |
//! |---|---|
//! | `schema` | which fields, and how does a row become a document? |
//! | `plan` | which terms answer a query, and which of them stand in a hit? |
//! | `letters` | which words of the index may letters stand for? |
//! | `sound` | which Chinese words are typed by these letters? |
//! | `explain` | which parts does the score of a hit have? |
//! | `fuse` | in which order do words and meaning together put the rows? |
//! | `page` | how many fit, which are on the page, how many have which code? |
//! | `folder` | is what lies in the folder of this version? |
//!
//! Chinese is never asked for as a phrase. Each unit of a query is a clause of its own; a row must have enough
//! of them. Words decide; pairs of characters are asked for only where no dictionary knows the word.

mod explain;
mod folder;
mod fuse;
mod letters;
mod page;
mod plan;
mod schema;
mod sound;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use async_trait::async_trait;
use entity::states::SubjectKind;
use recommender::{Analyzer, Words};
use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};
use uuid::Uuid;

use self::fuse::First;
use self::page::{Found, Page};
use self::plan::Plan;
use self::schema::Fields;
use super::{
    FACETS, FacetCount, FoundBy, MAX_LIMIT, OrderedBy, Relaxation, SearchDoc, SearchError, SearchHit,
    SearchIndex, SearchQuery, SearchResult, Sort,
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

    fn all(&self, kind: SubjectKind, keep: usize) -> tantivy::Result<Found> {
        let query = BooleanQuery::new(vec![self.kind(kind)]);
        self.reader.searcher().search(
            &query,
            &Page {
                sort: Sort::Newest,
                keep,
                facets: vec![],
            },
        )
    }

    fn search(&self, query: &SearchQuery) -> anyhow::Result<SearchResult> {
        // One searcher for everything: counts and hits are of the same commit.
        let searcher = self.reader.searcher();
        let plan = Plan::new(&self.fields, &searcher, &self.words, &query.text)?;
        let by_relevance = query.sort == Sort::Relevance && !plan.is_empty();
        let likeness = query.likeness.as_deref().filter(|_| by_relevance);
        let asked = Asked {
            inner: self,
            searcher: &searcher,
            plan: &plan,
            query,
            near: likeness
                .map(|l| fuse::near(l, query.kind, plan.units()))
                .unwrap_or_default(),
        };
        let least = asked.least()?;
        let (mut found, fused) = match likeness {
            None => (
                asked.page(least, query.offset.saturating_add(asked.limit()))?,
                None,
            ),
            Some(likeness) => {
                let mut found = asked.page(least, usize::MAX)?;
                let full = plan.full(&self.fields, &searcher)?;
                let fused = fuse::order(&mut found.first, likeness, full, &asked.first(least)?);
                (found, Some(fused))
            }
        };
        let facets = asked.facets(least, &mut found)?;
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
            if let Some(fused) = &fused {
                fused.tell(rank, &mut hit, query.explain);
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
            hits: hits.collect(),
            facets,
            relaxations: asked.relaxations(least)?,
        })
    }
}

/// One query on one state of the index.
struct Asked<'a> {
    inner: &'a Inner,
    searcher: &'a Searcher,
    plan: &'a Plan,
    query: &'a SearchQuery,
    /// Keys of the rows that are near in meaning, whether or not they have the words.
    near: Vec<String>,
}

impl Asked<'_> {
    /// Facets that narrow, as places in [`FACETS`].
    fn active(&self) -> Vec<usize> {
        let narrows = |name: &str| {
            self.query
                .filters
                .get(name)
                .is_some_and(|codes| !codes.is_empty())
        };
        (0..FACETS.len()).filter(|&f| narrows(FACETS[f])).collect()
    }

    /// Units that a row must have. Where no row at all has enough, not the filters but the words together are too
    /// much: rows with as many as any row has are better than none.
    fn least(&self) -> tantivy::Result<usize> {
        let least = self.plan.least();
        if least < 2 || self.with_words(least, &[], None)? > 0 {
            return Ok(least);
        }
        // Some row has `some` of them or none has any; none has `none`.
        let (mut some, mut none) = (1, least);
        while none - some > 1 {
            let half = usize::midpoint(some, none);
            match self.with_words(half, &[], None)? {
                0 => none = half,
                _ => some = half,
            }
        }
        Ok(some)
    }

    /// The rows that go before the others where words and meaning rank.
    fn first(&self, least: usize) -> tantivy::Result<First> {
        let (plan, fields) = (self.plan, &self.inner.fields);
        let whole = match plan.units() > least {
            true => Some(plan.query(fields, plan.units())),
            false => None,
        };
        let rows = |query: Box<dyn Query>| self.searcher.search(&query, &DocSetCollector);
        Ok(First {
            exact: rows(plan.exact(fields).query)?,
            whole: whole.map(rows).transpose()?,
        })
    }

    /// The conditions, without the filters of `but`. `near` rows need no words.
    fn conditions(&self, least: usize, facets: &[usize], but: Option<usize>, near: bool) -> BooleanQuery {
        let mut all = vec![self.inner.kind(self.query.kind)];
        if !self.plan.is_empty() {
            let mut query = self.plan.query(&self.inner.fields, least);
            if near && !self.near.is_empty() {
                let near = plan::filter(self.inner.fields.key, &self.near);
                query = Box::new(BooleanQuery::new(vec![
                    (Occur::Should, query),
                    (Occur::Should, near),
                ]));
            }
            all.push((Occur::Must, query));
        }
        for &facet in facets.iter().filter(|f| Some(**f) != but) {
            let codes = &self.query.filters[FACETS[facet]];
            all.push((Occur::Must, plan::filter(self.inner.fields.facets[facet], codes)));
        }
        BooleanQuery::new(all)
    }

    /// Rows that have the words.
    fn with_words(&self, least: usize, facets: &[usize], but: Option<usize>) -> tantivy::Result<usize> {
        self.searcher
            .search(&self.conditions(least, facets, but, false), &Count)
    }

    /// Rows that are found, those near in meaning too.
    fn total(&self, least: usize, facets: &[usize], but: Option<usize>) -> tantivy::Result<usize> {
        self.searcher
            .search(&self.conditions(least, facets, but, true), &Count)
    }

    fn limit(&self) -> usize {
        self.query.limit.min(MAX_LIMIT)
    }

    /// The first rows by the engine's own order, and the counts of all.
    fn page(&self, least: usize, keep: usize) -> tantivy::Result<Found> {
        let active = self.active();
        let sort = match self.query.sort {
            Sort::Relevance if self.plan.is_empty() => Sort::Newest,
            sort => sort,
        };
        let page = Page {
            sort,
            keep: if self.limit() == 0 { 0 } else { keep },
            facets: (0..FACETS.len()).filter(|f| !active.contains(f)).collect(),
        };
        self.searcher
            .search(&self.conditions(least, &active, None, true), &page)
    }

    /// Which filter to drop where all of them together leave no row with the words. A filter is to blame where rows
    /// with the words come back; the total is that of the list without it.
    fn relaxations(&self, least: usize) -> tantivy::Result<Vec<Relaxation>> {
        let active = self.active();
        let mut found = Vec::new();
        if active.is_empty() || self.with_words(least, &active, None)? > 0 {
            return Ok(found);
        }
        for &facet in &active {
            if self.with_words(least, &active, Some(facet))? > 0 {
                let total = self.total(least, &active, Some(facet))?;
                let facets = vec![FACETS[facet].to_owned()];
                found.push(Relaxation { facets, total });
            }
        }
        // Stable: equal counts stay in the order of the facets.
        found.sort_by_key(|r| std::cmp::Reverse(r.total));
        if found.is_empty() && self.with_words(least, &[], None)? > 0 {
            let total = self.total(least, &[], None)?;
            let facets = active.iter().map(|&f| FACETS[f].to_owned()).collect();
            found.push(Relaxation { facets, total });
        }
        Ok(found)
    }

    /// Counts of the facets that narrow are taken without their own filter; the others come with the page.
    fn facets(&self, least: usize, found: &mut Found) -> tantivy::Result<BTreeMap<String, Vec<FacetCount>>> {
        let active = self.active();
        let mut facets = BTreeMap::new();
        for (facet, name) in FACETS.iter().enumerate() {
            let mut counts = found.counts.remove(&facet).unwrap_or_default();
            if active.contains(&facet) {
                let page = Page {
                    sort: Sort::Newest,
                    keep: 0,
                    facets: vec![facet],
                };
                let query = self.conditions(least, &active, Some(facet), true);
                counts = self
                    .searcher
                    .search(&query, &page)?
                    .counts
                    .remove(&facet)
                    .unwrap_or_default();
                // What is chosen stays visible, so that it can be unchosen.
                for code in &self.query.filters[*name] {
                    counts.entry(code.clone()).or_default();
                }
            }
            let mut counts: Vec<FacetCount> = counts
                .into_iter()
                .map(|(code, count)| FacetCount { code, count })
                .collect();
            counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
            facets.insert((*name).to_owned(), counts);
        }
        Ok(facets)
    }
}
