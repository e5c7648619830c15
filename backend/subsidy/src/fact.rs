//! What is known about the case? Facts by name, checked against what the rules ask for.
//!
//! A fact that is absent is unknown; it is never taken as zero or as "no". A name that no rule asks
//! for, a wrong type or a wrong unit is an error that names the field and what was expected.

use std::{collections::BTreeMap, fmt, sync::Arc};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, MapAccess, Visitor},
};

use crate::{
    money::Money,
    nearest::nearest,
    rules::{FactDef, FactType, Policy},
};

/// The largest amount that is taken as meant: a trillion yuan.
const ABSURD: Money = Money::from_yuan(1_000_000_000_000);
/// The largest count that is taken as meant.
const ABSURD_COUNT: i64 = 1_000_000;

/// A value as it is written in a facts file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FactValue {
    /// Yes or no.
    Bool(bool),
    /// A whole number: a count, or whole yuan.
    Integer(i64),
    /// A choice, or an amount of yuan (`"500000.00"`).
    Text(String),
    /// An amount with its unit spelled out.
    Quantity {
        /// The number.
        value: String,
        /// The unit: `yuan` or `元` for money.
        unit: String,
    },
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Text(value) => f.write_str(value),
            Self::Quantity { value, unit } => write!(f, "{value} {unit}"),
        }
    }
}

impl From<bool> for FactValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for FactValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<&str> for FactValue {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<Money> for FactValue {
    fn from(value: Money) -> Self {
        Self::Text(value.to_string())
    }
}

impl<'de> Deserialize<'de> for FactValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FactVisitor;
        impl<'de> Visitor<'de> for FactVisitor {
            type Value = FactValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true or false, a whole number, a string, or {\"value\": …, \"unit\": …}")
            }

            fn visit_bool<E>(self, value: bool) -> Result<FactValue, E> {
                Ok(FactValue::Bool(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<FactValue, E> {
                Ok(FactValue::Integer(value))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<FactValue, E> {
                i64::try_from(value)
                    .map(FactValue::Integer)
                    .map_err(|_| E::custom(format!("the number {value} is too large to be meant")))
            }

            fn visit_f64<E: de::Error>(self, value: f64) -> Result<FactValue, E> {
                Err(E::custom(format!(
                    "the number {value} has a fraction, which JSON does not keep exactly: write an amount as a string, \"500000.50\""
                )))
            }

            fn visit_str<E>(self, value: &str) -> Result<FactValue, E> {
                Ok(FactValue::Text(value.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FactValue, A::Error> {
                let (mut value, mut unit) = (None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "value" => {
                            value = Some(match map.next_value::<FactValue>()? {
                                FactValue::Quantity { .. } => {
                                    return Err(de::Error::custom("`value` is a plain number"));
                                }
                                plain => plain.to_string(),
                            });
                        }
                        "unit" => unit = Some(map.next_value::<String>()?),
                        other => return Err(de::Error::unknown_field(other, &["value", "unit"])),
                    }
                }
                Ok(FactValue::Quantity {
                    value: value.ok_or_else(|| de::Error::missing_field("value"))?,
                    unit: unit.ok_or_else(|| de::Error::missing_field("unit"))?,
                })
            }
        }
        deserializer.deserialize_any(FactVisitor)
    }
}

/// Facts by name. A `null` in JSON is the same as leaving the fact out: unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, FactValue>))]
pub struct Facts(pub BTreeMap<Arc<str>, FactValue>);

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = BTreeMap::<Arc<str>, Option<FactValue>>::deserialize(deserializer)?;
        Ok(Self(
            given
                .into_iter()
                .filter_map(|(name, value)| value.map(|value| (name, value)))
                .collect(),
        ))
    }
}

impl Facts {
    /// No facts: everything is unknown.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a fact.
    pub fn set(&mut self, name: impl Into<Arc<str>>, value: impl Into<FactValue>) {
        self.0.insert(name.into(), value.into());
    }

    /// The same facts with one more.
    #[must_use]
    pub fn with(mut self, name: impl Into<Arc<str>>, value: impl Into<FactValue>) -> Self {
        self.set(name, value);
        self
    }

    /// The value of a fact, if it is known.
    pub fn get(&self, name: &str) -> Option<&FactValue> {
        self.0.get(name)
    }
}

impl<N: Into<Arc<str>>, V: Into<FactValue>> FromIterator<(N, V)> for Facts {
    fn from_iter<T: IntoIterator<Item = (N, V)>>(facts: T) -> Self {
        Self(
            facts
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

/// One thing that is wrong with what was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactProblem {
    /// Stable code, for example `fact.unknown`.
    pub code: &'static str,
    /// The field: a fact's name, or the name of an option.
    pub field: String,
    /// What was expected there.
    pub expected: String,
    /// What was found.
    pub found: String,
    /// For an unknown name: the nearest known one.
    pub nearest: Option<String>,
}

impl fmt::Display for FactProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}: expected {}, found {}",
            self.code, self.field, self.expected, self.found
        )?;
        match &self.nearest {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => Ok(()),
        }
    }
}

/// Facts or options that cannot be assessed, with every problem found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct FactError {
    /// What is wrong, at least one.
    pub problems: Vec<FactProblem>,
}

impl FactError {
    /// An error with one problem.
    pub(crate) fn one(problem: FactProblem) -> Self {
        Self {
            problems: vec![problem],
        }
    }

    /// The stable code of the first problem.
    pub fn code(&self) -> &'static str {
        self.problems
            .first()
            .map_or("fact.invalid", |problem| problem.code)
    }
}

/// A fact read by its definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    Bool(bool),
    /// A count, or an amount in fen.
    Number(i64),
    Choice(u16),
}

/// Facts read by a policy's definitions, by their place there.
#[derive(Debug, Clone)]
pub(crate) struct Resolved(pub(crate) Vec<Option<Known>>);

impl Resolved {
    /// Reads `facts`, and gives their values as they stand there by the place of their fact; `others` are names
    /// that somebody else than the policy asks for.
    #[allow(clippy::type_complexity, reason = "the two lists have one order")]
    pub(crate) fn read<'f>(
        policy: &Policy,
        facts: &'f Facts,
        others: &[&str],
    ) -> Result<(Self, Vec<Option<&'f FactValue>>), FactError> {
        let mut known = vec![None; policy.facts.len()];
        let mut given = vec![None; policy.facts.len()];
        let mut problems = Vec::new();
        // Both are in the order of their names: one walk finds every place.
        let mut names = policy.fact_index.iter().peekable();
        for (name, value) in &facts.0 {
            while names.next_if(|(known, _)| ***known < **name).is_some() {}
            let found = names.peek().filter(|(known, _)| ***known == **name);
            match found {
                Some(&(_, &index)) => {
                    given[index] = Some(value);
                    match policy.facts[index].read(value) {
                        Ok(value) => known[index] = Some(value),
                        Err(problem) => problems.push(problem),
                    }
                }
                None if others.contains(&&**name) => {}
                None => problems.push(policy.unknown_fact(name, others)),
            }
        }
        if problems.is_empty() {
            Ok((Self(known), given))
        } else {
            Err(FactError { problems })
        }
    }
}

impl FactDef {
    /// Reads a value by this definition.
    pub(crate) fn read(&self, value: &FactValue) -> Result<Known, FactProblem> {
        match (&self.kind, value) {
            (FactType::Bool, FactValue::Bool(value)) => Ok(Known::Bool(*value)),
            (FactType::Count, FactValue::Integer(count)) => self.number(*count, ABSURD_COUNT, value),
            (FactType::Money, FactValue::Integer(yuan)) => {
                let fen = yuan
                    .checked_mul(100)
                    .ok_or_else(|| self.problem("fact.absurd", &format!("at most {ABSURD} yuan"), value))?;
                self.number(fen, ABSURD.fen(), value)
            }
            (FactType::Money, FactValue::Text(text)) => self.money(text, value),
            (FactType::Money, FactValue::Quantity { value: text, unit }) => {
                if matches!(unit.as_str(), "yuan" | "元" | "CNY") {
                    self.money(text, value)
                } else {
                    Err(self.problem("fact.unit", "the unit `yuan` (元)", value))
                }
            }
            (FactType::Count, FactValue::Quantity { value: text, unit }) => {
                if self.unit.as_deref() == Some(unit.as_str()) {
                    let count = text
                        .parse()
                        .map_err(|_| self.problem("fact.type", "a whole number", value))?;
                    self.number(count, ABSURD_COUNT, value)
                } else {
                    Err(self.problem(
                        "fact.unit",
                        &format!("the unit `{}`", self.unit.as_deref().unwrap_or("1")),
                        value,
                    ))
                }
            }
            (FactType::Choice { choices }, FactValue::Text(text)) => choices
                .iter()
                .position(|choice| &*choice.value == text)
                .and_then(|place| u16::try_from(place).ok())
                .map(Known::Choice)
                .ok_or_else(|| FactProblem {
                    nearest: nearest(text, choices.iter().map(|choice| &*choice.value)),
                    ..self.problem("fact.choice", &self.expects(), value)
                }),
            _ => Err(self.problem("fact.type", &self.expects(), value)),
        }
    }

    fn money(&self, text: &str, value: &FactValue) -> Result<Known, FactProblem> {
        let amount: Money = text.parse().map_err(|_| {
            self.problem(
                "fact.type",
                "yuan as a decimal string such as \"500000.00\", without unit or separators",
                value,
            )
        })?;
        self.number(amount.fen(), ABSURD.fen(), value)
    }

    fn number(&self, number: i64, limit: i64, value: &FactValue) -> Result<Known, FactProblem> {
        if number < 0 {
            Err(self.problem("fact.negative", "a number that is not negative", value))
        } else if number > limit {
            let limit = match self.kind {
                FactType::Money => format!("at most {} yuan", Money::from_fen(limit)),
                _ => format!("at most {limit}"),
            };
            Err(self.problem("fact.absurd", &limit, value))
        } else {
            Ok(Known::Number(number))
        }
    }

    /// What kind of value this fact takes, in words.
    pub fn expects(&self) -> String {
        match &self.kind {
            FactType::Bool => "true or false".to_owned(),
            FactType::Count => "a whole number".to_owned(),
            FactType::Money => "yuan as a decimal string such as \"500000.00\"".to_owned(),
            FactType::Choice { choices } => format!(
                "one of {}",
                choices
                    .iter()
                    .map(|choice| format!("`{}`", choice.value))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        }
    }

    fn problem(&self, code: &'static str, expected: &str, found: &FactValue) -> FactProblem {
        FactProblem {
            code,
            field: self.name.to_string(),
            expected: expected.to_owned(),
            found: format!("`{found}`"),
            nearest: None,
        }
    }
}

impl Policy {
    /// The problem with a name that neither this policy nor `others` ask for.
    pub(crate) fn unknown_fact(&self, name: &str, others: &[&str]) -> FactProblem {
        let known = self.facts.iter().map(|def| &*def.name);
        FactProblem {
            code: "fact.unknown",
            field: name.to_owned(),
            expected: format!("a fact of policy `{}`", self.id),
            found: format!("`{name}`"),
            nearest: nearest(name, known.chain(others.iter().copied())),
        }
    }

    /// Reads the text of a table's cell as the value of a fact: `true`/`false`, `是`/`否`, a whole
    /// number, or the text itself. The value is checked when it is assessed.
    pub fn fact_from_text(&self, name: &str, cell: &str) -> Result<FactValue, FactError> {
        let Some(&index) = self.fact_index.get(name) else {
            return Err(FactError::one(self.unknown_fact(name, &[])));
        };
        let def = &self.facts[index];
        let value = match def.kind {
            FactType::Bool => match cell.to_ascii_lowercase().as_str() {
                "true" | "yes" | "是" => FactValue::Bool(true),
                "false" | "no" | "否" => FactValue::Bool(false),
                _ => FactValue::Text(cell.to_owned()),
            },
            FactType::Count => cell
                .parse()
                .map_or_else(|_| FactValue::Text(cell.to_owned()), FactValue::Integer),
            _ => FactValue::Text(cell.to_owned()),
        };
        match def.read(&value) {
            Ok(_) => Ok(value),
            Err(problem) => Err(FactError::one(problem)),
        }
    }
}

/// A fact as a step of a trace used it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactUsed {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Arc<str>,
    /// Its value; absent where it is unknown.
    pub value: Option<FactValue>,
}
