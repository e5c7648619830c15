//! Do filters and their counts hold, and what is said where they leave nothing?

use super::*;

fn faceted(number: u128, industry: &[&str], region: &[&str], tier: Option<&str>) -> SearchDoc {
    let codes = |list: &[&str]| list.iter().map(|c| (*c).to_owned()).collect();
    SearchDoc {
        industries: codes(industry),
        regions: codes(region),
        tier: tier.map(Into::into),
        ..doc(number, "巡检系统", "")
    }
}

async fn counts(
    shelf: &Shelf,
    text: &str,
    filters: &[(&str, &[&str])],
) -> (usize, BTreeMap<String, Vec<(String, u64)>>) {
    let filters = filters
        .iter()
        .map(|(f, codes)| ((*f).into(), codes.iter().map(|c| (*c).into()).collect()))
        .collect();
    let query = SearchQuery {
        text: text.into(),
        filters,
        ..SearchQuery::new(Solution)
    };
    let result = shelf.index.search(&query).await.unwrap();
    let facets = result
        .facets
        .into_iter()
        .map(|(f, c)| (f, c.into_iter().map(|c| (c.code, c.count)).collect()));
    (result.total, facets.collect())
}

#[tokio::test]
async fn facets_are_counted_with_the_others_filters_and_without_their_own() {
    let mut scenario = faceted(9, &["power"], &["north"], None);
    scenario.kind = Scenario;
    let shelf = Shelf::with(vec![
        faceted(1, &["power"], &["north"], Some("listed")),
        faceted(2, &["power", "rail"], &["south"], Some("listed")),
        faceted(3, &["rail"], &["north", "south"], Some("benchmark")),
        faceted(4, &["rail", "rail"], &["east"], None),
        scenario,
    ])
    .await;
    let pairs = |list: &[(&str, u64)]| {
        list.iter()
            .map(|(c, n)| ((*c).to_owned(), *n))
            .collect::<Vec<_>>()
    };
    let (total, all) = counts(&shelf, "巡检", &[]).await;
    assert_eq!((total, all.len()), (4, FACETS.len()), "every facet is there");
    assert_eq!(
        all["industry"],
        pairs(&[("rail", 3), ("power", 2)]),
        "a code twice is one row; scenarios apart"
    );
    assert_eq!(all["tier"], pairs(&[("listed", 2), ("benchmark", 1)]));
    assert!(all["level"].is_empty());
    let (total, power) = counts(&shelf, "巡检", &[("industry", &["power"])]).await;
    assert_eq!(total, 2);
    assert_eq!(
        power["industry"], all["industry"],
        "its own filter does not count"
    );
    assert_eq!(power["region"], pairs(&[("north", 1), ("south", 1)]));
    let (total, both) = counts(
        &shelf,
        "",
        &[("industry", &["power"]), ("region", &["south", "east"])],
    )
    .await;
    assert_eq!(total, 1, "any code of a facet, all facets");
    assert_eq!(both["industry"], pairs(&[("rail", 3), ("power", 1)]));
    assert_eq!(
        both["region"],
        pairs(&[("north", 1), ("south", 1), ("east", 0)]),
        "the chosen one stays visible"
    );
    let (total, none) = counts(&shelf, "温度", &[("tier", &["listed"])]).await;
    assert_eq!(total, 0);
    assert_eq!(none["tier"], pairs(&[("listed", 0)]));
    assert_eq!(
        counts(&shelf, "", &[("tier", &[])]).await.0,
        4,
        "no codes do not narrow"
    );
}

#[tokio::test]
async fn an_unknown_facet_is_named() {
    let shelf = Shelf::empty();
    let filters = BTreeMap::from([("colour".to_owned(), vec!["red".to_owned()])]);
    let error = shelf
        .index
        .search(&SearchQuery {
            filters,
            ..SearchQuery::new(Solution)
        })
        .await
        .unwrap_err();
    let error = error.downcast_ref::<SearchError>().unwrap();
    assert_eq!(
        error,
        &SearchError::UnknownFacet {
            facet: "colour".into()
        }
    );
    assert_eq!(error.code(), "unknown_facet");
}

#[tokio::test]
async fn filters_do_not_make_the_words_looser() {
    let mut other = faceted(2, &["rail"], &[], None);
    other.title = "齿轮".into();
    let mut both = faceted(1, &["power"], &[], None);
    both.title = "齿轮缺陷".into();
    let shelf = Shelf::with(vec![both, other]).await;
    assert_eq!(counts(&shelf, "齿轮 缺陷", &[("industry", &["rail"])]).await.0, 0);
}

#[tokio::test]
async fn where_filters_leave_nothing_it_says_which_to_drop() {
    let row = |number, direction: &str, region: &str| SearchDoc {
        direction: direction.into(),
        regions: vec![region.into()],
        ..doc(number, "表面缺陷检测", "")
    };
    let shelf = Shelf::with(vec![
        row(1, "manufacturing", "beijing"),
        row(2, "manufacturing", "beijing"),
        row(3, "education", "tianjin"),
    ])
    .await;
    let ask = async |direction: &str, region: &str| {
        let mut query = SearchQuery::new(Solution);
        query.text = "缺陷检测".into();
        query.filters.insert("direction".into(), vec![direction.into()]);
        query.filters.insert("region".into(), vec![region.into()]);
        let result = shelf.index.search(&query).await.unwrap();
        let said = result
            .relaxations
            .into_iter()
            .map(|r| (r.facets.join("+"), r.total));
        (result.total, said.collect::<Vec<_>>())
    };
    let none = (0, vec![("direction".to_owned(), 2), ("region".to_owned(), 1)]);
    assert_eq!(
        ask("education", "beijing").await,
        none,
        "the one that gives most first"
    );
    let both = (0, vec![("direction+region".to_owned(), 3)]);
    assert_eq!(ask("health", "hebei").await, both, "no single one helps");
    assert_eq!(ask("education", "tianjin").await, (1, vec![]), "rows were found");
    let mut other = SearchQuery::new(Solution);
    other.text = "月球采矿".into();
    other.filters.insert("region".into(), vec!["beijing".into()]);
    let result = shelf.index.search(&other).await.unwrap();
    assert!(result.relaxations.is_empty(), "no filter is to blame");
}
