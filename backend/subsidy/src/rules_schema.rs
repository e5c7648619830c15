//! What may stand in a rules file? JSON Schema for editors, of `policy.yaml` and of `article-NN.yaml`.
//!
//! The loader checks more (phrases, references, dates); the schema helps while writing. A test holds
//! every rules file against it.

use serde_json::{Map, Value, json};

/// JSON Schema (2020-12) of a policy's head.
pub fn head_schema() -> Value {
    schema(
        "A policy's head: policy.yaml",
        &["policy", "title", "title_stated", "issuer", "in_force"],
        json!({
            "policy": {"type": "string", "description": "Id: the name of the folder"},
            "title": {"$ref": "#/$defs/text"},
            "title_stated": {"type": "boolean", "description": "Does the text itself carry this title?"},
            "issuer": {"oneOf": [{"const": "not_stated"}, {"$ref": "#/$defs/text"}]},
            "in_force": {"oneOf": [{"const": "not_stated"}, object(&["from"], json!({
                "from": {"$ref": "#/$defs/day"},
                "until": {"$ref": "#/$defs/day"}
            }))]},
            "preamble": {"type": "string"},
            "facts": {"type": "array", "items": {"$ref": "#/$defs/fact"}},
            "silent": {"type": "array", "items": object(&["id", "zh", "en"], json!({
                "id": {"type": "string"}, "zh": {"type": "string"}, "en": {"type": "string"}
            }))},
            "groups": {"type": "array", "items": object(&["id", "title", "text", "articles"], json!({
                "id": {"type": "string", "description": "Name of the group in the ledger"},
                "title": {"$ref": "#/$defs/text"},
                "text": {"type": "string", "description": "The preamble, word for word"},
                "articles": {"type": "array", "items": {"type": "string"}},
                "conditions": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
                "amount": {"$ref": "#/$defs/amount"},
                "caps": {"type": "array", "items": {"$ref": "#/$defs/cap"}}
            }))},
        }),
    )
}

/// JSON Schema (2020-12) of an article's file.
pub fn article_schema() -> Value {
    schema(
        "One article: article-NN.yaml",
        &["article", "title", "text", "beneficiary", "conditions"],
        json!({
            "article": {"type": "integer", "minimum": 1, "maximum": 999},
            "title": {"$ref": "#/$defs/text"},
            "text": {"type": "string", "description": "The article, word for word: every phrase is quoted from it"},
            "beneficiary": {"$ref": "#/$defs/text"},
            "group": {"type": "string", "description": "A group of policy.yaml whose conditions, amount and caps hold here too"},
            "facts": {"type": "array", "items": {"$ref": "#/$defs/fact"}},
            "conditions": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}},
            "amount": {"$ref": "#/$defs/amount"},
            "caps": {"type": "array", "items": {"$ref": "#/$defs/cap"}},
            "one_off": {"type": "string", "description": "The words that make it one-off"},
            "once_per_entity": {"type": "boolean", "description": "Refused where the ledger shows any earlier grant"},
            "also": {"type": "array", "items": {"type": "string"}, "description": "What is given beside money"},
            "silent": {"type": "array", "items": {"$ref": "#/$defs/text"}, "description": "What the text does not say"}
        }),
    )
}

fn schema(title: &str, required: &[&str], properties: Value) -> Value {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
    });
    if let (Value::Object(schema), Value::Object(body)) = (&mut schema, object(required, properties)) {
        schema.extend(body);
        schema.insert("$defs".to_owned(), Value::Object(definitions()));
    }
    schema
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

/// A constant: one value, or values by first day.
fn dated(name: &str) -> Value {
    json!({"oneOf": [
        {"$ref": format!("#/$defs/{name}")},
        {"type": "array", "minItems": 1, "items": object(&["from", "value"], json!({
            "from": {"$ref": "#/$defs/day"},
            "value": {"$ref": format!("#/$defs/{name}")}
        }))}
    ]})
}

fn definitions() -> Map<String, Value> {
    let threshold = json!({"description": "A whole number, or yuan where the fact is money"});
    let named: [(&str, Value); 9] = [
        (
            "text",
            object(
                &["zh", "en"],
                json!({"zh": {"type": "string"}, "en": {"type": "string"}}),
            ),
        ),
        (
            "day",
            json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        ),
        (
            "money",
            json!({
                "description": "Yuan, whole or as a quoted decimal",
                "oneOf": [
                    {"type": "integer", "minimum": 1},
                    {"type": "string", "pattern": "^[0-9]+(\\.[0-9]{1,2})?$"}
                ]
            }),
        ),
        (
            "rate",
            json!({"type": "string", "pattern": "^[0-9]+(\\.[0-9]{1,4})?%$"}),
        ),
        (
            "fact",
            object(
                &["name", "type", "phrase", "question"],
                json!({
                    "name": {"type": "string"},
                    "type": {"enum": ["bool", "count", "money", "choice"]},
                    "unit": {"type": "string", "description": "`yuan` for money; what is counted for a count"},
                    "choices": {"type": "array", "minItems": 1, "items": object(&["value", "zh", "en"], json!({
                        "value": {"type": "string"}, "zh": {"type": "string"}, "en": {"type": "string"}
                    }))},
                    "phrase": {"type": "string"},
                    "question": {"$ref": "#/$defs/text"}
                }),
            ),
        ),
        (
            "test",
            object(
                &[],
                json!({
                    "fact": {"type": "string"},
                    "is": {"type": "boolean"},
                    "one_of": {"type": "array", "minItems": 1, "items": {"type": "string"}},
                    "open": {"type": "array", "minItems": 1, "items": {"type": "string"}, "description": "Values on which the text is silent"},
                    "at_least": threshold, "more_than": threshold, "at_most": threshold, "less_than": threshold,
                    "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/test"}},
                    "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/test"}}
                }),
            ),
        ),
        (
            "condition",
            object(
                &["id", "kind", "phrase", "label", "when"],
                json!({
                    "id": {"type": "string"},
                    "kind": {"enum": ["gate", "bonus", "discretionary"]},
                    "measure": {"const": "not_stated"},
                    "counterparty": {"const": "not_affiliated"},
                    "adds_rate": dated("rate"),
                    "adds_amount": dated("money"),
                    "opens": {"const": "amount"},
                    "phrase": {"type": "string"},
                    "label": {"$ref": "#/$defs/text"},
                    "when": {"$ref": "#/$defs/test"}
                }),
            ),
        ),
        (
            "amount",
            object(
                &["kind", "phrase"],
                json!({
                    "kind": {"enum": ["exact", "ceiling"]},
                    "phrase": {"type": "string"},
                    "rate": {"oneOf": [{"const": "not_stated"}, dated("rate")]},
                    "of": {"type": "string", "description": "The money fact of which a share is taken"},
                    "fixed": dated("money"),
                    "each": {"type": "array", "minItems": 1, "items": object(&["fact", "amount", "label"], json!({
                        "fact": {"type": "string"},
                        "amount": dated("money"),
                        "label": {"$ref": "#/$defs/text"}
                    }))}
                }),
            ),
        ),
        (
            "cap",
            object(
                &["id", "per", "amount", "phrase"],
                json!({
                    "id": {"type": "string"},
                    "per": {"enum": ["item", "entity_year"]},
                    "amount": dated("money"),
                    "phrase": {"type": "string"}
                }),
            ),
        ),
    ];
    named
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
