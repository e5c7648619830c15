//! Does it still come out the same? A kept assessment computed again from its own inputs.

use serde::Serialize;
use serde_json::Value;

use crate::{
    assessment::{Assessment, Inputs},
    engine::{Options, engine_id},
    fact::FactError,
    load::{PolicySet, UnknownPolicy},
};

/// What a kept assessment was computed with, where it is not what stands there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// As kept.
    pub then: String,
    /// As it is now.
    pub now: String,
}

/// One value that comes out differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Where in the assessment, as a JSON pointer; articles by their id.
    pub at: String,
    /// As kept; absent if it was not there.
    pub then: Option<Value>,
    /// As it comes out now; absent if it is gone.
    pub now: Option<Value>,
}

/// The outcome of computing an assessment again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Replay {
    /// Did every article come out as kept, step by step?
    pub same: bool,
    /// The rules' digest, if it changed.
    pub policy_digest: Option<Changed>,
    /// The engine, if it changed.
    pub engine: Option<Changed>,
    /// What comes out differently.
    pub differences: Vec<Difference>,
}

/// A kept assessment that cannot be computed again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// Its policy is not there any more.
    #[error(transparent)]
    Policy(#[from] UnknownPolicy),
    /// Its facts no longer fit the policy.
    #[error(transparent)]
    Facts(#[from] FactError),
}

impl ReplayError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Policy(error) => error.code(),
            Self::Facts(error) => error.code(),
        }
    }
}

impl PolicySet {
    /// Computes `kept` again and compares every article and step.
    pub fn replay(&self, kept: &Assessment) -> Result<Replay, ReplayError> {
        let policy = self.policy(&kept.policy)?;
        let Inputs {
            facts,
            entity,
            related,
            ledger,
            scoring,
        } = &kept.inputs;
        let options = Options {
            ledger,
            entity: entity.clone(),
            related: related.clone(),
            scoring: scoring.as_ref(),
        };
        let now = policy.assess(facts, kept.as_of, &options)?;
        let mut differences = Vec::new();
        for then in &kept.articles {
            let at = format!("/articles/{}", then.article);
            let now = now.article(&then.article).map(plain);
            compare(&at, Some(plain(then)), now, &mut differences);
        }
        for article in &now.articles {
            if kept.article(&article.article).is_none() {
                let at = format!("/articles/{}", article.article);
                compare(&at, None, Some(plain(article)), &mut differences);
            }
        }
        if now.year != kept.year {
            compare(
                "/year",
                Some(kept.year.into()),
                Some(now.year.into()),
                &mut differences,
            );
        }
        let changed = |then: &str, now: &str| {
            (then != now).then(|| Changed {
                then: then.to_owned(),
                now: now.to_owned(),
            })
        };
        Ok(Replay {
            same: differences.is_empty(),
            policy_digest: changed(&kept.policy_digest, &now.policy_digest),
            engine: changed(&kept.engine, engine_id()),
            differences,
        })
    }
}

fn plain(value: &impl Serialize) -> Value {
    // Results hold strings, whole numbers, lists and maps with string keys: all of it is JSON.
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn compare(at: &str, then: Option<Value>, now: Option<Value>, into: &mut Vec<Difference>) {
    if then == now {
        return;
    }
    match (then, now) {
        (Some(Value::Object(then)), Some(Value::Object(mut now))) => {
            for (name, value) in then {
                let other = now.remove(&name);
                compare(&format!("{at}/{name}"), Some(value), other, into);
            }
            for (name, value) in now {
                compare(&format!("{at}/{name}"), None, Some(value), into);
            }
        }
        (Some(Value::Array(then)), Some(Value::Array(now))) => {
            let places = then.len().max(now.len());
            let (mut then, mut now) = (then.into_iter(), now.into_iter());
            for place in 0..places {
                compare(&format!("{at}/{place}"), then.next(), now.next(), into);
            }
        }
        (then, now) => into.push(Difference {
            at: at.to_owned(),
            then,
            now,
        }),
    }
}
