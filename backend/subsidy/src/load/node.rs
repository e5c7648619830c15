//! Where in the file does it stand? YAML as a tree that remembers the line of every key and value,
//! and a reader that collects every error instead of stopping at the first.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor},
};
use serde_saphyr::Spanned;

use super::LoadError;
use crate::nearest::nearest;

/// A YAML value.
#[derive(Debug, Clone)]
pub(crate) enum Yaml {
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// A value and its line.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) line: u64,
    pub(crate) value: Yaml,
}

/// A key of a map and its line.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) line: u64,
    pub(crate) name: String,
}

impl From<Spanned<Yaml>> for Node {
    fn from(spanned: Spanned<Yaml>) -> Self {
        Self {
            line: spanned.referenced.line(),
            value: spanned.value,
        }
    }
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct YamlVisitor;
        impl<'de> Visitor<'de> for YamlVisitor {
            type Value = Yaml;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a YAML value")
            }

            fn visit_unit<E>(self) -> Result<Yaml, E> {
                Ok(Yaml::Null)
            }

            fn visit_none<E>(self) -> Result<Yaml, E> {
                Ok(Yaml::Null)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Yaml, E> {
                Ok(Yaml::Bool(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Yaml, E> {
                Ok(Yaml::Integer(value))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Yaml, E> {
                i64::try_from(value)
                    .map(Yaml::Integer)
                    .map_err(|_| E::custom("the number is too large"))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Yaml, E> {
                Ok(Yaml::Float(value))
            }

            fn visit_str<E>(self, value: &str) -> Result<Yaml, E> {
                Ok(Yaml::Text(value.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Yaml, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element::<Spanned<Yaml>>()? {
                    list.push(item.into());
                }
                Ok(Yaml::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Yaml, A::Error> {
                let mut entries = Vec::new();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    let value = map.next_value::<Spanned<Yaml>>()?;
                    let key = Key {
                        line: key.referenced.line(),
                        name: key.value,
                    };
                    entries.push((key, value.into()));
                }
                Ok(Yaml::Map(entries))
            }
        }
        deserializer.deserialize_any(YamlVisitor)
    }
}

impl Yaml {
    /// What it is, in words.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Null => "nothing".to_owned(),
            Self::Bool(value) => format!("`{value}`"),
            Self::Integer(value) => format!("`{value}`"),
            Self::Float(value) => format!("the fraction `{value}`"),
            Self::Text(value) => format!("`{value}`"),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "a map".to_owned(),
        }
    }
}

/// Reads a file, collecting errors.
pub(crate) struct Reader<'a> {
    pub(crate) file: &'a str,
    pub(crate) errors: Vec<LoadError>,
}

impl<'a> Reader<'a> {
    /// A reader for `file`, and its text as a tree; `None` where it is not YAML.
    pub(crate) fn open(file: &'a str, text: &str) -> (Self, Option<Node>) {
        let mut reader = Self {
            file,
            errors: Vec::new(),
        };
        let root = match serde_saphyr::from_str::<Spanned<Yaml>>(text) {
            Ok(root) => Some(root.into()),
            Err(error) => {
                let error = error.without_snippet();
                let line = error.location().map_or(0, |location| location.line());
                reader.fail(line, "", "load.yaml", &error.to_string());
                None
            }
        };
        (reader, root)
    }

    pub(crate) fn fail(&mut self, line: u64, field: &str, code: &'static str, message: &str) {
        self.errors.push(LoadError {
            file: self.file.to_owned(),
            line,
            field: field.to_owned(),
            message: message.to_owned(),
            code,
        });
    }

    /// The node as a map of known keys; an unknown or missing key is an error.
    pub(crate) fn map<'n>(
        &mut self,
        node: &'n Node,
        path: &str,
        required: &[&str],
        optional: &[&str],
    ) -> Option<Map<'n>> {
        let Yaml::Map(entries) = &node.value else {
            let message = format!(
                "expected a map with {}, found {}",
                names(required),
                node.value.describe()
            );
            self.fail(node.line, path, "load.type", &message);
            return None;
        };
        for (key, _) in entries {
            let known = || required.iter().chain(optional).copied();
            if !known().any(|name| name == key.name) {
                let guess = nearest(&key.name, known())
                    .map(|name| format!("; did you mean `{name}`?"))
                    .unwrap_or_default();
                let message = format!(
                    "unknown field `{}`: allowed are {}{guess}",
                    key.name,
                    names(&known().collect::<Vec<_>>())
                );
                self.fail(key.line, &join(path, &key.name), "load.unknown_field", &message);
            }
        }
        for name in required {
            if !entries.iter().any(|(key, _)| key.name == *name) {
                let message = format!("the field `{name}` is missing");
                self.fail(node.line, &join(path, name), "load.missing_field", &message);
            }
        }
        Some(Map {
            line: node.line,
            path: path.to_owned(),
            entries,
        })
    }

    pub(crate) fn text<'n>(&mut self, node: &'n Node, path: &str) -> Option<&'n str> {
        match &node.value {
            Yaml::Text(text) if !text.trim().is_empty() => Some(text),
            other => {
                let message = format!("expected a text, found {}", other.describe());
                self.fail(node.line, path, "load.type", &message);
                None
            }
        }
    }

    pub(crate) fn bool(&mut self, node: &Node, path: &str) -> Option<bool> {
        if let Yaml::Bool(value) = node.value {
            Some(value)
        } else {
            let message = format!("expected true or false, found {}", node.value.describe());
            self.fail(node.line, path, "load.type", &message);
            None
        }
    }

    pub(crate) fn list<'n>(&mut self, node: &'n Node, path: &str) -> &'n [Node] {
        match &node.value {
            Yaml::List(list) => list,
            other => {
                let message = format!("expected a list, found {}", other.describe());
                self.fail(node.line, path, "load.type", &message);
                &[]
            }
        }
    }
}

/// A map node with its path, for readable errors.
pub(crate) struct Map<'n> {
    pub(crate) line: u64,
    pub(crate) path: String,
    entries: &'n [(Key, Node)],
}

impl<'n> Map<'n> {
    pub(crate) fn get(&self, name: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, node)| node)
    }

    pub(crate) fn at(&self, name: &str) -> String {
        join(&self.path, name)
    }
}

fn names(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}
