//! How do other programs read the lists? As a TREC run file: query, Q0, document, rank, score, name.

use std::io::Write;

use crate::error::Error;

/// Writes the list of one query. Scores are written with enough digits to keep their order.
pub(crate) fn write_run(
    out: &mut impl Write,
    query: &str,
    ranked: &[(String, f32)],
    name: &str,
) -> Result<(), Error> {
    let blank = |id: &&str| id.contains(char::is_whitespace);
    let ids = ranked.iter().map(|(document, _)| document.as_str());
    if let Some(id) = ids.chain([query]).find(blank) {
        return Err(Error::Parameter {
            field: "run",
            expected: "ids without blanks, which a TREC run file cannot hold",
            found: format!("`{id}`"),
        });
    }
    for (n, (document, score)) in ranked.iter().enumerate() {
        writeln!(out, "{query} Q0 {document} {} {score:.9} {name}", n + 1)
            .map_err(Error::io("writing the run file"))?;
    }
    Ok(())
}
