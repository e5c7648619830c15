//! Does the schema for editors say what the loader says? Every rules file is held against it, and the
//! committed copies beside the rules are what the program writes.

use std::{fs, path::PathBuf};

use serde_json::Value;

fn policies() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../seed-data/policies")
}

fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).expect("YAML")
}

/// What `value` breaks of `schema`: the part of JSON Schema that our schemas use.
fn problems(schema: &Value, value: &Value, root: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(&reference[1..]).expect("a definition");
        return problems(target, value, root, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let matching = choices
            .iter()
            .filter(|choice| problems(choice, value, root, at).is_empty())
            .count();
        if matching != 1 {
            found.push(format!("{at}: {matching} of the choices match {value}"));
        }
    }
    if let Some(kind) = schema["type"].as_str() {
        let fits = match kind {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            other => panic!("type {other} is not used"),
        };
        if !fits {
            return vec![format!("{at}: not of type {kind}: {value}")];
        }
    }
    if !schema["const"].is_null() && schema["const"] != *value {
        found.push(format!("{at}: not {}", schema["const"]));
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        found.push(format!("{at}: {value} is not allowed"));
    }
    if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str()) {
        let digits = text.bytes().any(|byte| byte.is_ascii_digit());
        let fits = match pattern {
            day if day.contains("{4}") => text.len() == 10 && text.matches('-').count() == 2,
            rate if rate.ends_with("%$") => digits && text.ends_with('%'),
            _ => digits && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'),
        };
        if !fits {
            found.push(format!("{at}: {text} does not fit {pattern}"));
        }
    }
    if let Some(items) = value.as_array() {
        if items.is_empty() && schema["minItems"] == 1 {
            found.push(format!("{at}: empty"));
        }
        for (place, item) in items.iter().enumerate() {
            found.extend(problems(&schema["items"], item, root, &format!("{at}/{place}")));
        }
    }
    if let (Some(fields), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        for name in schema["required"].as_array().expect("required") {
            if !fields.contains_key(name.as_str().expect("a name")) {
                found.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, field) in fields {
            match known.get(name) {
                Some(schema) => {
                    found.extend(problems(schema, field, root, &format!("{at}/{name}")));
                }
                None => found.push(format!("{at}: {name} is unknown")),
            }
        }
    }
    found
}

#[test]
fn every_rules_file_fits_the_schema() {
    let folders = [
        policies().join(subsidy::DEFAULT_POLICY),
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/policies/lakeside-robots"),
    ];
    let (head, article) = (subsidy::head_schema(), subsidy::article_schema());
    let mut held = 0;
    for folder in folders {
        for entry in fs::read_dir(folder).expect("a folder of rules") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|kind| kind != "yaml") {
                continue;
            }
            let schema = if path.ends_with("policy.yaml") {
                &head
            } else {
                &article
            };
            let value = yaml(&fs::read_to_string(&path).expect("a readable file"));
            let found = problems(schema, &value, schema, "");
            assert!(found.is_empty(), "{}: {found:?}", path.display());
            held += 1;
        }
    }
    assert_eq!(held, 25, "21 files of the policy, 4 of the invented one");
}

#[test]
fn the_schema_refuses_what_the_loader_refuses() {
    let article = subsidy::article_schema();
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/policies/lakeside-robots/article-01.yaml");
    let text = fs::read_to_string(path).expect("a readable file");
    for (from, to) in [
        ("article: 1", "article: first"),
        ("beneficiary:", "beneficary:"),
        ("type: money", "type: amount"),
        ("one_of: [country]", "one_of: []"),
        ("kind: exact", "kind: precise"),
        ("per: item", "per: month"),
        ("adds_rate: 5%", "adds_rate: 0.05"),
        ("from: 2024-02-01", "from: tomorrow"),
    ] {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text, "{from}");
        let found = problems(&article, &yaml(&broken), &article, "");
        assert!(!found.is_empty(), "{to} fits the schema");
    }
}

#[test]
fn the_committed_schemas_are_what_the_program_writes() {
    for (name, schema) in [
        ("policy.schema.json", subsidy::head_schema()),
        ("article.schema.json", subsidy::article_schema()),
    ] {
        let path = policies().join("schema").join(name);
        let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
        if std::env::var_os("SUBSIDY_WRITE_SCHEMAS").is_some() {
            fs::write(&path, &text).expect("a writable file");
        }
        let kept = fs::read_to_string(&path).expect("the committed schema");
        assert_eq!(
            kept.replace("\r\n", "\n"),
            text,
            "renew it: SUBSIDY_WRITE_SCHEMAS=1 cargo test -p subsidy --test rules_schema"
        );
    }
}
