//! Which facts may be given, and how? JSON Schema of the facts of a policy.

use serde_json::{Map, Value, json};

use crate::rules::{FactDef, FactType, Policy};

impl Policy {
    /// JSON Schema (2020-12) of an object of facts. Every fact may be left out: it is then unknown.
    pub fn fact_schema(&self) -> Value {
        let properties: Map<String, Value> = self
            .facts
            .iter()
            .enumerate()
            .map(|(index, def)| {
                let articles: Vec<&str> = self
                    .articles
                    .iter()
                    .filter(|article| article.uses.contains(&index))
                    .map(|article| &*article.id)
                    .collect();
                (def.name.to_string(), property(def, &articles))
            })
            .collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": format!("Facts of policy {}", self.id),
            "description": "Every fact may be left out or null: it is then unknown, never zero.",
            "type": "object",
            "additionalProperties": false,
            "properties": properties,
        })
    }
}

fn property(def: &FactDef, articles: &[&str]) -> Value {
    let mut schema = match &def.kind {
        FactType::Bool => json!({"type": ["boolean", "null"]}),
        FactType::Count => json!({"type": ["integer", "null"], "minimum": 0, "maximum": 1_000_000}),
        FactType::Money => json!({
            "oneOf": [
                {"type": "string", "pattern": "^[0-9]+(\\.[0-9]{1,2})?$"},
                {"type": "integer", "minimum": 0},
                {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["value", "unit"],
                    "properties": {
                        "value": {"type": ["string", "integer"]},
                        "unit": {"enum": ["yuan", "元", "CNY"]}
                    }
                },
                {"type": "null"}
            ],
            "examples": ["500000.00"]
        }),
        FactType::Choice { choices } => json!({
            "oneOf": choices
                .iter()
                .map(|choice| json!({
                    "const": choice.value,
                    "title": choice.label.zh,
                    "description": choice.label.en
                }))
                .chain([json!({"type": "null"})])
                .collect::<Vec<_>>()
        }),
    };
    if let Value::Object(fields) = &mut schema {
        fields.insert("title".to_owned(), json!(def.question.zh));
        fields.insert("description".to_owned(), json!(def.question.en));
        fields.insert("x-phrase".to_owned(), json!(def.phrase));
        fields.insert("x-articles".to_owned(), json!(articles));
        if let Some(unit) = &def.unit {
            fields.insert("x-unit".to_owned(), json!(unit));
        }
    }
    schema
}
