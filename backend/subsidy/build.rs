//! Which policies does the program carry? Every YAML file below `seed-data/policies` is listed here,
//! so that the binary needs no data folder to compute an award.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../seed-data/policies");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut source = String::from("&[\n");
    for path in &files {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = path
            .strip_prefix(&root)?
            .iter()
            .map(|part| part.to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        writeln!(source, "({name:?}, include_str!({:?})),", path.to_string_lossy())?;
    }
    source.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("policies.rs"), source)?;
    Ok(())
}

fn collect(folder: &Path, into: &mut Vec<std::path::PathBuf>) -> Result<(), Box<dyn Error>> {
    if !folder.is_dir() {
        return Ok(());
    }
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Cases test the rules; they are no part of them.
        if path.is_dir() && path.file_name().is_none_or(|name| name != "cases") {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|kind| kind == "yaml") {
            into.push(path);
        }
    }
    Ok(())
}
