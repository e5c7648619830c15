//! The real program, for tests that run it as a process.

use std::path::{Path, PathBuf};

/// The program beside this test's binary, as `cargo build` made it.
pub fn program() -> PathBuf {
    let this = std::env::current_exe().expect("this binary has a path");
    let folder = this
        .parent()
        .and_then(Path::parent)
        .expect("target/<profile>/deps");
    let program = folder.join("scenepool");
    assert!(
        program.exists(),
        "{} is missing: run `cargo build -p scenepool` first",
        program.display()
    );
    program
}
