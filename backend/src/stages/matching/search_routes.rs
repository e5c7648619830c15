//! HTTP of search: public, no login.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use actix_web::{get, web};
use entity::states::{SubjectKind, Tier};
use sea_orm::ActiveEnum;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::asked_price::{AskedPrice, asked_price};
use super::view::{FacetCountView, PriceReadView, SearchView};
use super::{hits, likeness};
use crate::http::extract::UrlQuery;
use crate::http::problem::{ProblemDocument, Result};
use crate::platform::check::Check;
use crate::platform::money::Money;
use crate::platform::taxonomy::Taxonomies;
use crate::search::{OrderedBy, PriceRange, SearchQuery, Sort};
use crate::state::App;

/// Rows shown of the best wider list where the filters leave nothing.
const INSTEAD: usize = 5;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(solutions).service(scenarios);
}

/// Words and filters. A filter takes several codes separated by commas: any of them.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Query {
    /// Words, up to 200 characters; empty finds everything.
    q: String,
    /// Directions.
    direction: String,
    /// Trades.
    industry: String,
    /// Technologies.
    technology: String,
    /// Ways to deploy.
    deployment: String,
    /// Regions.
    region: String,
    /// Levels.
    level: String,
    /// Pool tiers.
    tier: String,
    /// The least that a solution may cost, or a budget be, in yuan; what names none is found all the same.
    price_from: Option<Money>,
    /// The most, in yuan.
    price_to: Option<Money>,
    /// Whether a price among the words is a word like any other.
    any_price: bool,
    /// Order: `relevance` (default), `newest` or `price`.
    sort: String,
    /// Rows a page, 1 to 100.
    limit: Option<usize>,
    /// Rows to skip, up to 10,000.
    offset: Option<usize>,
    /// Whether each hit tells the parts of its score.
    explain: bool,
}

impl Query {
    fn build(&self, kind: SubjectKind, taxonomies: &Taxonomies) -> Result<(SearchQuery, Option<AskedPrice>)> {
        let mut check = Check::default();
        check.text("q", &self.q, 0, 200);
        let (limit, offset) = (self.limit.unwrap_or(20), self.offset.unwrap_or(0));
        check.range("limit", limit, 1, 100);
        check.range("offset", offset, 0, 10_000);
        let sort = match self.sort.as_str() {
            "" | "relevance" => Sort::Relevance,
            "newest" => Sort::Newest,
            "price" => Sort::PriceAsc,
            _ => {
                check.add("sort", "unknown_code", "expected relevance, newest or price");
                Sort::Relevance
            }
        };
        let mut query = SearchQuery::new(kind);
        query.text.clone_from(&self.q);
        query.price = PriceRange {
            from: self.price_from.map(|money| money.0),
            to: self.price_to.map(|money| money.0),
        };
        // What is said outright goes before what is read among the words.
        let said = query.price != PriceRange::default();
        let read = (!said && !self.any_price)
            .then(|| asked_price(kind, &self.q))
            .flatten();
        if let Some(read) = &read {
            query.text.clone_from(&read.rest);
            query.price = read.range;
        }
        query.sort = sort;
        query.limit = limit;
        query.offset = offset;
        query.explain = self.explain;
        for (facet, codes, items) in [
            ("direction", &self.direction, &taxonomies.directions),
            ("industry", &self.industry, &taxonomies.industries),
            ("technology", &self.technology, &taxonomies.technologies),
            ("deployment", &self.deployment, &taxonomies.deployments),
            ("region", &self.region, &taxonomies.regions),
            ("level", &self.level, &taxonomies.levels),
        ] {
            let codes = self::codes(codes);
            codes.iter().for_each(|code| check.code(facet, code, items));
            query.filters.insert(facet.to_owned(), codes);
        }
        let tiers = codes(&self.tier);
        if tiers.iter().any(|tier| Tier::try_from_value(tier).is_err()) {
            check.add("tier", "unknown_code", "expected listed, screened or benchmark");
        }
        query.filters.insert("tier".to_owned(), tiers);
        query.filters.retain(|_, codes| !codes.is_empty());
        check.end(crate::http::problem::Code::InvalidInput)?;
        Ok((query, read))
    }
}

/// What stands between commas.
fn codes(text: &str) -> Vec<String> {
    let codes = text.split(',').map(str::trim).filter(|c| !c.is_empty());
    codes.map(str::to_owned).collect()
}

/// Search the solutions
#[utoipa::path(tag = "search", params(Query), responses((status = 200, body = SearchView), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/search/solutions")]
async fn solutions(app: web::Data<App>, query: UrlQuery<Query>) -> Result<web::Json<SearchView>> {
    run(&app, query.build(SubjectKind::Solution, &app.taxonomies)?).await
}

/// Search the open scenarios
#[utoipa::path(tag = "search", params(Query), responses((status = 200, body = SearchView), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/search/scenarios")]
async fn scenarios(app: web::Data<App>, query: UrlQuery<Query>) -> Result<web::Json<SearchView>> {
    run(&app, query.build(SubjectKind::Scenario, &app.taxonomies)?).await
}

async fn run(
    app: &web::Data<App>,
    (mut query, price): (SearchQuery, Option<AskedPrice>),
) -> Result<web::Json<SearchView>> {
    let started = Instant::now();
    let (mut words_alone, mut encoder_silent) = (None, None);
    if !query.text.trim().is_empty() {
        let known = likeness::to_rows(app, query.kind, &query.text).await;
        encoder_silent = known.encoder_silent;
        match known.rows {
            Ok(likeness) => query.likeness = Some(Arc::new(likeness)),
            Err(why) => words_alone = Some(why),
        }
    }
    let result = app.search.search(&query).await?;
    let hits = hits::views(app, query.kind, result.hits).await?;
    let mut instead = Vec::new();
    if result.total == 0
        && let Some(best) = result.relaxations.first()
    {
        let mut wider = query.clone();
        wider.filters.retain(|facet, _| !best.facets.contains(facet));
        (wider.limit, wider.offset) = (INSTEAD, 0);
        instead = hits::views(app, query.kind, app.search.search(&wider).await?.hits).await?;
    }
    let count = |c: crate::search::FacetCount| FacetCountView {
        code: c.code,
        count: c.count,
    };
    let facets: BTreeMap<_, _> = result
        .facets
        .into_iter()
        .map(|(facet, counts)| (facet, counts.into_iter().map(count).collect()))
        .collect();
    let took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(web::Json(SearchView {
        total: result.total,
        took_ms,
        ordered_by: result.ordered_by,
        words_alone: words_alone.filter(|_| result.ordered_by == OrderedBy::Words),
        encoder_silent: encoder_silent.filter(|_| result.ordered_by != OrderedBy::Sort),
        read_as: result.read_as,
        unknown: result.unknown,
        price: price.map(|price| PriceReadView {
            typed: price.typed,
            from: price.range.from.map(Money),
            to: price.range.to.map(Money),
        }),
        hits,
        facets,
        relaxations: result.relaxations,
        instead,
    }))
}
