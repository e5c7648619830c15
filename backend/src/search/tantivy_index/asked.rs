//! Which rows have enough of what is asked for, and which filter is to blame where none has?
//!
//! A row must have most of the units of a query, or as many as any row has, and among them one that says something: a
//! unit that says less than a share of what the units say on the average, as BM25 weighs words by how few rows have
//! them, is light, and finds no row alone. So `智能` with a name that no row has does not find every row with 智能. Where
//! no row has more, the few best are taken, about as many as are found by meaning.

use std::collections::{BTreeMap, HashMap};

use tantivy::Searcher;
use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::{BooleanQuery, Occur, Query};
use uuid::Uuid;

use super::super::{FACETS, FacetCount, Likeness, MAX_LIMIT, Relaxation, SearchQuery, Sort};
use super::fuse::{self, First};
use super::page::{Found, Page};
use super::plan::{self, Plan};
use super::{Inner, schema};

/// One query on one state of the index.
pub struct Asked<'a> {
    inner: &'a Inner,
    searcher: &'a Searcher,
    plan: &'a Plan,
    query: &'a SearchQuery,
    /// Keys of the rows that are near in meaning, whether or not they have the words.
    near: Vec<String>,
    /// Units that a row must have.
    least: usize,
    /// The units of which a row must have one; all where none is light.
    weighty: Vec<usize>,
    /// Where no row has a weighty one: keys of the rows that are taken for their light words.
    instead: Option<Vec<String>>,
}

impl<'a> Asked<'a> {
    /// Finds out how much of the query a row must have.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(
        inner: &'a Inner,
        searcher: &'a Searcher,
        plan: &'a Plan,
        query: &'a SearchQuery,
        likeness: Option<&HashMap<Uuid, Likeness>>,
    ) -> tantivy::Result<Self> {
        let near = likeness.map(|l| fuse::near(l, query.kind, plan.units()));
        let mut asked = Self {
            inner,
            searcher,
            plan,
            query,
            near: near.unwrap_or_default(),
            least: plan.least(),
            weighty: plan.weighty(&inner.fields, searcher, || inner.scope(query))?,
            instead: None,
        };
        asked.least = asked.most_of()?;
        if asked.least < plan.least() {
            let telling = plan.telling(&inner.fields, searcher, || inner.scope(query))?;
            asked.weighty.retain(|unit| telling.contains(unit));
        }
        if asked.weighty.len() < plan.units() && asked.with_words(&[], None)? == 0 {
            asked.weighty = (0..plan.units()).collect();
            asked.least = plan.least();
            asked.least = asked.most_of()?;
            asked.instead = Some(asked.best(likeness)?);
        }
        Ok(asked)
    }

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
    fn most_of(&self) -> tantivy::Result<usize> {
        if self.least < 2 || self.count(self.least)? > 0 {
            return Ok(self.least);
        }
        // Some row has `some` of them or none has any; none has `none`.
        let (mut some, mut none) = (1, self.least);
        while none - some > 1 {
            let half = usize::midpoint(some, none);
            match self.count(half)? {
                0 => none = half,
                _ => some = half,
            }
        }
        Ok(some)
    }

    /// Rows that have so many of the units, whatever the filters.
    fn count(&self, least: usize) -> tantivy::Result<usize> {
        let words = self.plan.query(&self.inner.fields, least, &self.weighty);
        let query = BooleanQuery::new(vec![self.inner.scope(self.query), (Occur::Must, words)]);
        self.searcher.search(&query, &Count)
    }

    /// Keys of the best rows before filters.
    fn best(&self, likeness: Option<&HashMap<Uuid, Likeness>>) -> tantivy::Result<Vec<String>> {
        let words = self.plan.query(&self.inner.fields, self.least, &self.weighty);
        let query = BooleanQuery::new(vec![self.inner.scope(self.query), (Occur::Must, words)]);
        let page = Page {
            sort: Sort::Relevance,
            keep: likeness.map_or(fuse::MOST_NEAR, |_| usize::MAX),
            scored: true,
            facets: vec![],
        };
        let mut rows = self.searcher.search(&query, &page)?.first;
        if let Some(likeness) = likeness {
            let full = self.plan.full(&self.inner.fields, self.searcher)?;
            let _ = fuse::order(&mut rows, likeness, full, &First::none());
        }
        let best = rows.iter().take(fuse::MOST_NEAR);
        Ok(best.map(|row| schema::key(self.query.kind, row.id())).collect())
    }

    /// The rows that go before the others where words and meaning rank.
    pub fn first(&self) -> tantivy::Result<First> {
        let (plan, fields) = (self.plan, &self.inner.fields);
        let whole = (plan.units() > 1).then(|| plan.in_head(fields));
        let rows = |query: Box<dyn Query>| self.searcher.search(&query, &DocSetCollector);
        Ok(First {
            exact: rows(plan.exact(fields).query)?,
            whole: whole.map(rows).transpose()?,
            last: plan
                .does_unwanted(fields)
                .map(rows)
                .transpose()?
                .unwrap_or_default(),
        })
    }

    /// The conditions, without the filters of `but`. `near` rows need no words.
    fn conditions(&self, facets: &[usize], but: Option<usize>, near: bool) -> BooleanQuery {
        let mut all = vec![self.inner.scope(self.query)];
        if !self.plan.is_empty() {
            let mut query = self.plan.query(&self.inner.fields, self.least, &self.weighty);
            if let Some(instead) = &self.instead {
                let only = plan::filter(self.inner.fields.key, instead);
                query = Box::new(BooleanQuery::new(vec![(Occur::Must, query), (Occur::Must, only)]));
            }
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
    fn with_words(&self, facets: &[usize], but: Option<usize>) -> tantivy::Result<usize> {
        self.searcher.search(&self.conditions(facets, but, false), &Count)
    }

    /// Rows that are found, those near in meaning too.
    fn total(&self, facets: &[usize], but: Option<usize>) -> tantivy::Result<usize> {
        self.searcher.search(&self.conditions(facets, but, true), &Count)
    }

    /// Whether rows are scored in whatever order: where some are found by meaning, and only there.
    pub fn tells_scores(&self) -> bool {
        !self.near.is_empty()
    }

    /// Rows of the page.
    pub fn limit(&self) -> usize {
        self.query.limit.min(MAX_LIMIT)
    }

    /// The first rows by the engine's own order, and the counts of all.
    pub fn page(&self, keep: usize) -> tantivy::Result<Found> {
        let active = self.active();
        let sort = match self.query.sort {
            Sort::Relevance if self.plan.is_empty() => Sort::Newest,
            sort => sort,
        };
        let page = Page {
            sort,
            keep: if self.limit() == 0 { 0 } else { keep },
            // By it rows with the words are told from those near in meaning.
            scored: self.tells_scores(),
            facets: (0..FACETS.len()).filter(|f| !active.contains(f)).collect(),
        };
        self.searcher.search(&self.conditions(&active, None, true), &page)
    }

    /// Which filter to drop where all of them together leave no row with the words. A filter is to blame where rows
    /// with the words come back; the total is that of the list without it.
    pub fn relaxations(&self) -> tantivy::Result<Vec<Relaxation>> {
        let active = self.active();
        let mut found = Vec::new();
        if active.is_empty() || self.with_words(&active, None)? > 0 {
            return Ok(found);
        }
        for &facet in &active {
            if self.with_words(&active, Some(facet))? > 0 {
                let total = self.total(&active, Some(facet))?;
                let facets = vec![FACETS[facet].to_owned()];
                found.push(Relaxation { facets, total });
            }
        }
        // Stable: equal counts stay in the order of the facets.
        found.sort_by_key(|r| std::cmp::Reverse(r.total));
        if found.is_empty() && self.with_words(&[], None)? > 0 {
            let total = self.total(&[], None)?;
            let facets = active.iter().map(|&f| FACETS[f].to_owned()).collect();
            found.push(Relaxation { facets, total });
        }
        Ok(found)
    }

    /// Counts of the facets that narrow are taken without their own filter; the others come with the page.
    pub fn facets(&self, found: &mut Found) -> tantivy::Result<BTreeMap<String, Vec<FacetCount>>> {
        let active = self.active();
        let mut facets = BTreeMap::new();
        for (facet, name) in FACETS.iter().enumerate() {
            let mut counts = found.counts.remove(&facet).unwrap_or_default();
            if active.contains(&facet) {
                let page = Page {
                    sort: Sort::Newest,
                    keep: 0,
                    scored: false,
                    facets: vec![facet],
                };
                let query = self.conditions(&active, Some(facet), true);
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
