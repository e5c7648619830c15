//! Are made rows what their seed says, different from one another, and complete enough to publish?

use std::collections::HashSet;

use scenepool::commands::seed::generator::Maker;
use scenepool::platform::taxonomy::Taxonomies;
use scenepool::stages::demand::input::ScenarioContent;
use scenepool::stages::supply::input::SolutionContent;
use serde_json::Value;

const ROWS: usize = 500;

fn maker(seed: u64) -> Maker {
    Maker::builtin(seed).expect("the material is whole")
}

/// The row as an import takes it: without the fields that it passes over, with `organisation` apart.
fn content(mut row: Value) -> (String, String, Value) {
    let fields = row.as_object_mut().expect("a row is an object");
    let mut take = |name: &str| {
        let value = fields.shift_remove(name).unwrap_or_default();
        value.as_str().map(str::to_owned).unwrap_or_default()
    };
    let (id, organisation, text) = (take("_id"), take("organisation"), take("text"));
    take("tier");
    assert!(text.chars().count() >= 50, "{id}: too few words to match by");
    (id, organisation, row)
}

/// No placeholder is left in any text.
fn filled(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.contains(['{', '}']),
        Value::Array(items) => items.iter().all(filled),
        Value::Object(fields) => fields.values().all(filled),
        _ => true,
    }
}

#[test]
fn the_same_seed_makes_the_same_rows_in_any_order() {
    let (one, again, other) = (maker(7), maker(7), maker(8));
    let forward: Vec<_> = (0..20).map(|i| (one.solution(i), one.scenario(i))).collect();
    let mut backward: Vec<_> = (0..20)
        .rev()
        .map(|i| (again.solution(i), again.scenario(i)))
        .collect();
    backward.reverse();
    assert_eq!(forward, backward);
    assert_ne!(forward[0].0["description"], other.solution(0)["description"]);
    assert_ne!(forward[0].1["description"], other.scenario(0)["description"]);
}

#[test]
fn made_solutions_can_be_published() {
    let (maker, taxonomies) = (maker(1), Taxonomies::builtin().expect("taxonomies"));
    let (mut ids, mut titles, mut directions) = (HashSet::new(), HashSet::new(), HashSet::new());
    for i in 0..ROWS {
        let (id, organisation, row) = content(maker.solution(i));
        assert!(filled(&row), "{row}");
        assert_eq!(organisation.len(), 18, "{id}");
        let content: SolutionContent = serde_json::from_value(row).expect("only known fields");
        content
            .check(&taxonomies)
            .unwrap_or_else(|e| panic!("{id}: {:?}", e.errors));
        assert_eq!(content.missing(), Vec::<String>::new(), "{id}");
        assert!(
            content.price_low.is_some() && content.price_low <= content.price_high,
            "{id}"
        );
        ids.insert(id);
        titles.insert(content.title);
        directions.insert(content.direction);
    }
    assert_eq!((ids.len(), directions.len()), (ROWS, taxonomies.directions.len()));
    assert!(titles.len() > ROWS * 9 / 10, "{} different titles", titles.len());
}

#[test]
fn made_scenarios_can_be_published() {
    let (maker, taxonomies) = (maker(1), Taxonomies::builtin().expect("taxonomies"));
    let (mut ids, mut titles, mut directions) = (HashSet::new(), HashSet::new(), HashSet::new());
    for i in 0..ROWS {
        let (id, organisation, row) = content(maker.scenario(i));
        assert!(filled(&row), "{row}");
        assert_eq!(organisation.len(), 18, "{id}");
        let content: ScenarioContent = serde_json::from_value(row).expect("only known fields");
        content
            .check(&taxonomies)
            .unwrap_or_else(|e| panic!("{id}: {:?}", e.errors));
        assert_eq!(content.missing(), Vec::<String>::new(), "{id}");
        assert!(content.requirements.iter().any(|r| r.criterion.is_some()), "{id}");
        ids.insert(id);
        titles.insert(content.title);
        directions.insert(content.direction);
    }
    assert_eq!((ids.len(), directions.len()), (ROWS, taxonomies.directions.len()));
    assert!(titles.len() > ROWS * 9 / 10, "{} different titles", titles.len());
}
