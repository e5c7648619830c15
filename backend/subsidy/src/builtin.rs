//! Which policies does the program bring along? Those of `seed-data/policies`, held in the binary.

use std::sync::LazyLock;

use crate::load::{LoadError, PolicySet};

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/policies.rs"));

/// The id of the policy that is used where none is named.
pub const DEFAULT_POLICY: &str = "beijing-subcenter-ai";

/// The policies in the binary, loaded once. An error here is an error in the project's own files.
pub fn builtin() -> Result<&'static PolicySet, &'static [LoadError]> {
    static SET: LazyLock<Result<PolicySet, Vec<LoadError>>> = LazyLock::new(|| {
        PolicySet::from_files(
            FILES
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned())),
        )
    });
    SET.as_ref().map_err(Vec::as_slice)
}
