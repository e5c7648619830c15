//! What the program tells of its ranking has words in both languages: the page shows codes of the program.

use std::path::Path;

use entity::states::ClickKind;
use entity::{click, impression};
use recommender::{Engine, Excluded};
use sea_orm::{ActiveEnum, IdenStatic, Iterable};
use serde_json::Value;

fn catalogue(language: &str, name: &str) -> Value {
    let path = format!("../frontend/src/i18n/{language}/{name}.json");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&path).expect("a catalogue");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn features_filters_and_columns_have_words() {
    let features: Vec<String> = Engine::prior_weights().into_keys().collect();
    let filters: Vec<String> = Excluded::hard_filters().map(str::to_owned).into();
    let columns: Vec<String> = (impression::Column::iter().map(|c| c.as_str().to_owned()))
        .chain(click::Column::iter().map(|c| c.as_str().to_owned()))
        .filter(|c| c != "id")
        .collect();
    let kinds: Vec<String> = ClickKind::iter().map(|k| k.to_value()).collect();
    for codes in [&features, &filters, &columns, &kinds] {
        assert!(codes.len() > 3, "{codes:?}");
    }
    for language in ["zh", "en"] {
        let (algorithm, matching) = (catalogue(language, "algorithm"), catalogue(language, "matching"));
        let wanted = [
            (&algorithm["feature"], &features),
            (&matching["component"], &features),
            (&matching["excluded"], &filters),
            (&algorithm["column"], &columns),
            (&algorithm["kind"], &kinds),
        ];
        for (words, codes) in wanted {
            for code in codes {
                assert!(
                    words[code].is_string(),
                    "{language} has no words for {code}: {words}"
                );
            }
        }
    }
}
