//! Which policies are there, and are their files sound? Reads folders of YAML into checked rules.
//!
//! A policy is a folder with `policy.yaml` (its head, shared facts and groups) and one file an
//! article. Adding a policy is adding a folder. Every error names file, line, field and what is
//! allowed; all of them are reported, not only the first.

mod article;
mod fields;
mod head;
mod node;
mod parts;

use std::{
    collections::{BTreeMap, btree_map::Entry},
    fmt, fs,
    path::Path,
};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{nearest::nearest, rules::Policy};

/// Something wrong in a file of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
pub struct LoadError {
    /// The file, from the folder of policies.
    pub file: String,
    /// The line, from 1; 0 where the error is the file's as a whole.
    pub line: u64,
    /// Path of the field, for example `caps.0.amount`.
    pub field: String,
    /// What is wrong and what is allowed.
    pub message: String,
    /// Stable code, for example `load.unknown_field`.
    pub code: &'static str,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: ", self.file, self.line, self.code)?;
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.message)
    }
}

/// A policy that was asked for and is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no policy `{id}`: there are {known}{}", .nearest.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
pub struct UnknownPolicy {
    /// What was asked for.
    pub id: String,
    /// The ids there are.
    pub known: String,
    /// The nearest of them.
    pub nearest: Option<String>,
}

impl UnknownPolicy {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        "policy.unknown"
    }
}

/// All policies that were loaded, by id.
#[derive(Debug, Clone)]
pub struct PolicySet {
    policies: Vec<Policy>,
}

impl PolicySet {
    /// Loads every policy below `folder`, or the one policy that `folder` is.
    pub fn load_dir(folder: &Path) -> Result<Self, Vec<LoadError>> {
        let mut files = Vec::new();
        let mut errors = Vec::new();
        let single = folder.join("policy.yaml").is_file();
        let prefix = match folder.file_name() {
            Some(name) if single => format!("{}/", name.to_string_lossy()),
            _ => String::new(),
        };
        read_folder(folder, &prefix, &mut files, &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        Self::from_files(files.into_iter())
    }

    /// Loads policies from files held in memory: path from the folder of policies, and text.
    pub fn from_files(files: impl Iterator<Item = (String, String)>) -> Result<Self, Vec<LoadError>> {
        let mut folders: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut errors = Vec::new();
        for (path, text) in files {
            let mut parts = path.rsplitn(2, '/');
            let name = parts.next().unwrap_or_default().to_owned();
            let folder = parts.next().unwrap_or_default().to_owned();
            if folder.ends_with("/cases") {
                continue;
            }
            match folders.entry(folder).or_default().entry(name) {
                Entry::Vacant(place) => {
                    place.insert(text);
                }
                Entry::Occupied(_) => {
                    errors.push(whole_file(&path, "load.duplicate", "the file is given twice"))
                }
            }
        }
        let mut policies = Vec::new();
        for (folder, files) in &folders {
            match head::policy(folder, files) {
                Ok(policy) => policies.push(policy),
                Err(found) => errors.extend(found),
            }
        }
        if policies.is_empty() && errors.is_empty() {
            errors.push(whole_file(
                "",
                "load.no_policy",
                "no policy found: expected a folder with `policy.yaml`",
            ));
        }
        if errors.is_empty() {
            policies.sort_by(|a, b| a.id.cmp(&b.id));
            Ok(Self { policies })
        } else {
            Err(errors)
        }
    }

    /// Every policy, by id.
    pub fn policies(&self) -> &[Policy] {
        &self.policies
    }

    /// The policy with this id.
    pub fn policy(&self, id: &str) -> Result<&Policy, UnknownPolicy> {
        let ids = || self.policies.iter().map(Policy::id);
        self.policies
            .iter()
            .find(|policy| policy.id() == id)
            .ok_or_else(|| UnknownPolicy {
                id: id.to_owned(),
                known: ids().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "),
                nearest: nearest(id, ids()),
            })
    }
}

/// SHA-256 over names and contents; line ends are made equal, so that a checkout does not change it.
fn digest(files: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    for (name, text) in files {
        let text = text.replace("\r\n", "\n");
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name);
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    crate::hex(&hash.finalize())
}

fn whole_file(file: &str, code: &'static str, message: &str) -> LoadError {
    LoadError {
        file: file.to_owned(),
        line: 0,
        field: String::new(),
        message: message.to_owned(),
        code,
    }
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>, errors: &mut Vec<LoadError>) {
    let unreadable = |path: &Path, error: &std::io::Error| {
        whole_file(&path.to_string_lossy(), "load.unreadable", &error.to_string())
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return errors.push(unreadable(folder, &error)),
    };
    for entry in entries {
        let path = match entry {
            Ok(entry) => entry.path(),
            Err(error) => {
                errors.push(unreadable(folder, &error));
                continue;
            }
        };
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if name != "cases" && !name.starts_with('.') {
                read_folder(&path, &format!("{prefix}{name}/"), files, errors);
            }
        } else if name.ends_with(".yaml") {
            match fs::read_to_string(&path) {
                Ok(text) => files.push((format!("{prefix}{name}"), text)),
                Err(error) => errors.push(unreadable(&path, &error)),
            }
        }
    }
}
