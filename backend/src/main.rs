//! The program. See `scenepool --help`.

fn main() -> anyhow::Result<()> {
    scenepool::commands::run()
}
