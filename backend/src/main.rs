//! The program. See `scenepool --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    match scenepool::commands::run() {
        Ok(()) => ExitCode::SUCCESS,
        // What went wrong and why, on one line: a stack of calls tells whoever typed the command nothing, and
        // `RUST_BACKTRACE` is often set for all programs of a machine.
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
