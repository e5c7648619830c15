//! Plain files in and out: what is read, what is reported, and that nothing is half-written.

mod support;

use std::path::PathBuf;

use recommender::files::{MatchFiles, MatchLine, match_files, read_scenarios, read_solutions};
use recommender::{Error, MatchOptions, Params};
use support::analyzer;

/// A folder of this test's own, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("recommender-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn csv_rows_have_all_fields_and_unknown_columns_are_named() {
    let folder = Folder::new("csv");
    let path = folder.file(
        "s.csv",
        "\u{FEFF}_id,title,text,capabilities,price_low,deployments,data_level,available,colour\n\
         a,\"热线,智能体\",\"自动\n回答\",接听|派单,1234.5,edge|public-cloud,3,否,红\n",
    );
    let found = read_solutions(&path).expect("read");
    assert_eq!(found.errors, []);
    assert_eq!(found.ignored_columns, ["colour"]);
    let row = &found.rows[0];
    assert_eq!(
        (row.id.as_str(), row.title.as_str(), row.text.as_str()),
        ("a", "热线,智能体", "自动\n回答")
    );
    assert_eq!(row.capabilities[1].text, "派单");
    assert_eq!(row.price_low_fen, Some(123_450));
    assert_eq!(row.facets.deployments, ["edge", "public-cloud"]);
    assert_eq!((row.facets.data_level, row.available), (Some(3), false));
}

#[test]
fn csv_rows_are_read_as_the_platform_imports_them() {
    let folder = Folder::new("imported");
    let solutions = folder.file(
        "s.csv",
        "_id,title,text,regions,deployments,capabilities\na,热线,x,110112;110105,on-premises；edge,\"接听：一|二\n派单：三\"\n",
    );
    let found = read_solutions(&solutions).expect("read");
    assert_eq!(found.errors, []);
    let row = &found.rows[0];
    assert_eq!(row.facets.regions, ["110112", "110105"]);
    assert_eq!(row.facets.deployments, ["on-premises", "edge"]);
    let texts: Vec<&str> = row.capabilities.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(texts, ["接听：一|二", "派单：三"]);
    // Excel in China saves CSV as GB 18030.
    let bytes = b"_id,title,text\na,\xc8\xc8\xcf\xdf,x\n";
    let path = solutions.with_file_name("gb.csv");
    std::fs::write(&path, bytes).expect("written");
    assert_eq!(read_solutions(&path).expect("read").rows[0].title, "热线");
    let scenarios = folder.file(
        "q.csv",
        "_id,title,text,requirements\n\
         a,热线,x,\"必备|5|识别划痕|不低于 95%\nnice|2|对接系统\"\n\
         b,热线,x,识别划痕|对接系统\n\
         c,热线,x,\"必备|5|识别划痕\n对接系统\"\n\
         d,热线,x,必备|9|识别划痕\n",
    );
    let found = read_scenarios(&scenarios).expect("read");
    let lines = |row: usize| -> Vec<_> {
        let lines = found.rows[row].requirements.iter();
        lines
            .map(|r| (r.text.as_str(), r.essential, r.weight, r.criterion.as_deref()))
            .collect()
    };
    assert_eq!(
        lines(0),
        [
            ("识别划痕", true, 5.0, Some("不低于 95%")),
            ("对接系统", false, 2.0, None)
        ]
    );
    assert_eq!(
        lines(1),
        [("识别划痕", false, 1.0, None), ("对接系统", false, 1.0, None)]
    );
    let wrong: Vec<_> = (found.errors.iter())
        .map(|e| (e.line, e.field.as_deref(), e.code))
        .collect();
    assert_eq!(
        wrong,
        [
            (5, Some("requirements"), "invalid"),
            (7, Some("requirements"), "invalid")
        ]
    );
}

#[test]
fn broken_rows_are_reported_by_line_field_and_code() {
    let folder = Folder::new("broken");
    let path = folder.file(
        "s.csv",
        "_id,title,text,price_low\na,一,x,1\n,二,x,1\nc,三,x,一千\na,四,x,1\ne,五\nf,,,\ng,七,x,1.234\n",
    );
    let found = read_solutions(&path).expect("read");
    let errors: Vec<_> = found
        .errors
        .iter()
        .map(|e| (e.line, e.field.as_deref().unwrap_or(""), e.code))
        .collect();
    assert_eq!(
        errors,
        [
            (3, "_id", "missing"),
            (4, "price_low", "invalid"),
            (5, "_id", "duplicate_id"),
            (6, "", "malformed"),
            (8, "price_low", "invalid"),
        ]
    );
    let ids: Vec<_> = found.rows.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["a", "f"]);
    assert_eq!(
        found
            .warnings
            .iter()
            .map(|w| (w.line, w.code))
            .collect::<Vec<_>>(),
        [(7, "empty_text")]
    );

    let path = folder.file(
        "d.jsonl",
        "{\"_id\":\"a\",\"title\":\"一\"}\n\n{\"_id\":\"b\"\n{\"_id\":\"c\",\"title\":\"二\",\"requirements\":[{\"text\":\"x\",\"weight\":0}]}\n",
    );
    let found = read_scenarios(&path).expect("read");
    let errors: Vec<_> = found.errors.iter().map(|e| (e.line, e.code)).collect();
    assert_eq!(errors, [(3, "malformed"), (4, "invalid")]);
    assert_eq!(found.rows.len(), 1);
}

#[test]
fn what_makes_no_sense_is_broken_and_blank_requirements_ask_for_nothing() {
    let folder = Folder::new("strange");
    let csv = folder.file(
        "s.csv",
        "_id,title,text,price_low,price_high,data_level\na,一,x,5,500,4\nb,二,x,500,5,1\nc,三,x,1,2,9\n",
    );
    let json = folder.file(
        "s.jsonl",
        "{\"_id\":\"a\",\"title\":\"一\",\"data_level\":4}\n{\"_id\":\"b\",\"title\":\"二\",\"price_low\":500,\"price_high\":5}\n{\"_id\":\"c\",\"title\":\"三\",\"data_level\":9}\n",
    );
    for path in [csv, json] {
        let found = read_solutions(&path).expect("read");
        let fields: Vec<_> = found
            .errors
            .iter()
            .map(|e| e.field.as_deref().unwrap_or(""))
            .collect();
        assert_eq!(fields, ["price_high", "data_level"], "{}", path.display());
        assert_eq!(found.rows.len(), 1);
    }
    // The field is named as it was written, with what was expected.
    let named = folder.file(
        "n.jsonl",
        "{\"_id\":\"a\",\"title\":\"一\",\"price_low_fen\":5,\"price_high_fen\":4}\n{\"_id\":\"b\",\"title\":\"二\",\"facets\":{\"data_level\":0}}\n{\"_id\":\"c\",\"title\":\"三\",\"data_level\":300}\n",
    );
    let found = read_solutions(&named).expect("read");
    let errors: Vec<_> = (found.errors.iter())
        .map(|e| (e.line, e.field.as_deref().unwrap_or(""), e.message.as_str()))
        .collect();
    assert_eq!(
        errors,
        [
            (
                1,
                "price_high_fen",
                "`0.04` yuan; expected no less than the lowest price, 0.05"
            ),
            (2, "facets.data_level", "`0`; expected a level from 1 to 4"),
            (3, "data_level", "`300`; expected a level from 1 to 4"),
        ]
    );
    let demands = folder.file(
        "d.jsonl",
        "{\"_id\":\"a\",\"title\":\"一\",\"requirements\":[\"\",{\"text\":\"质检\"},{\"text\":\"  \",\"essential\":true},\"追溯\"]}\n{\"_id\":\"b\",\"title\":\"二\",\"requirements\":[{\"text\":\"\",\"criterion\":\"不低于 95%\"}]}\n",
    );
    let found = read_scenarios(&demands).expect("read");
    // Numbered as the lines of a cell are.
    let lines: Vec<_> = (found.rows[0].requirements.iter())
        .map(|line| (line.id.as_str(), line.text.as_str()))
        .collect();
    assert_eq!(lines, [("1", "质检"), ("2", "追溯")]);
    let wrong: Vec<_> = (found.errors.iter())
        .map(|e| (e.line, e.field.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(wrong, [(2, "requirements[0].text")]);
}

#[test]
fn a_broken_requirement_is_named_by_its_line_in_the_cell() {
    let folder = Folder::new("cell");
    let path = folder.file(
        "q.csv",
        "_id,title,text,requirements,data_level\na,热线,x,\"必备|5|识别划痕\n\n可选|9|对接系统\",\nb,热线,x,质检,0\n",
    );
    let found = read_scenarios(&path).expect("read");
    let errors: Vec<_> = (found.errors.iter())
        .map(|e| (e.line, e.field.as_deref().unwrap_or(""), e.message.as_str()))
        .collect();
    assert_eq!(
        errors,
        [
            (
                2,
                "requirements",
                "line 3 of the cell, `可选|9|对接系统`; expected essential|weight|text|criterion, the weight from 1 to 5"
            ),
            (5, "data_level", "`0`; expected a level from 1 to 4"),
        ]
    );
}

#[test]
fn json_rows_are_read_flat_or_by_the_librarys_names_and_other_fields_are_named() {
    let folder = Folder::new("json");
    let path = folder.file(
        "s.jsonl",
        r#"{"_id":7,"title":"热线","summary":"接听","description":"派单","regions":["110112"],"region":"120000","level":"enterprise","price_low":"1234.5","price_high":2000,"organisation":"v","delivery_days":null,"capabilities":["接听",{"id":"k","name":"派单","text":"自动","colour":1}],"cases":[{"title":"某区","text":"上线","result":"提速"}],"filings":[]}
{"_id":"b","title":"热线","text":"接听","summary":"不用","regions":["1"],"facets":{"regions":["110000"],"data_level":2,"reigons":[]},"price_low_fen":5,"vendor":"w","answers":{"invited":2,"proposed":1},"renewed":"2026-01-31"}
"#,
    );
    let found = read_solutions(&path).expect("read");
    assert_eq!(found.errors, []);
    assert_eq!(
        found.ignored_columns,
        ["capabilities.colour", "facets.reigons", "filings"]
    );
    let (flat, own) = (&found.rows[0], &found.rows[1]);
    assert_eq!((flat.id.as_str(), flat.text.as_str()), ("7", "接听\n派单"));
    assert_eq!(flat.facets.regions, ["110112", "120000"]);
    assert_eq!(flat.facets.levels, ["enterprise"]);
    assert_eq!(
        (flat.price_low_fen, flat.price_high_fen),
        (Some(123_450), Some(200_000))
    );
    assert_eq!(flat.vendor.as_deref(), Some("v"));
    let passages: Vec<_> = flat
        .capabilities
        .iter()
        .map(|p| (p.id.as_str(), p.text.as_str()))
        .collect();
    assert_eq!(passages, [("1", "接听"), ("k", "派单：自动")]);
    assert_eq!(flat.cases[0].text, "某区：上线：提速");
    assert_eq!(own.text, "接听");
    assert_eq!(
        (own.facets.regions.as_slice(), own.facets.data_level),
        (["110000".to_owned()].as_slice(), Some(2))
    );
    assert_eq!((own.price_low_fen, own.vendor.as_deref()), (Some(5), Some("w")));
    assert!(own.answers.is_some() && own.renewed.is_some());
    // What the library writes, it reads.
    let again = serde_json::to_string(own).expect("written");
    let again = read_solutions(&folder.file("a.jsonl", again)).expect("read");
    assert_eq!((&again.rows[0], again.ignored_columns.len()), (own, 0));

    let path = folder.file(
        "d.jsonl",
        r#"{"_id":"a","title":"一","essential_requirements":["先"],"requirements":[{"text":"后","essential":false,"weight":3}],"budget":"10","region":"110112"}
{"_id":"b","title":"二","budget":-1}
{"_id":"c","title":"三","budget_fen":-1}
{"_id":"d","title":"四","requirements":[{"text":"x","weight":"重"}]}
{"_id":"e","title":["五"]}
{"_id":"f","title":"六","facets":[]}
{"_id":"g","title":"七","days":1.5}
["h"]
"#,
    );
    let found = read_scenarios(&path).expect("read");
    let errors: Vec<_> = found
        .errors
        .iter()
        .map(|e| (e.line, e.field.as_deref().unwrap_or(""), e.code))
        .collect();
    assert_eq!(
        errors,
        [
            (2, "budget", "invalid"),
            (3, "budget_fen", "invalid"),
            (4, "requirements[0].weight", "invalid"),
            (5, "title", "invalid"),
            (6, "facets", "invalid"),
            (7, "days", "invalid"),
            (8, "", "malformed"),
        ]
    );
    let row = &found.rows[0];
    assert_eq!((row.budget_fen, row.facets.regions.len()), (Some(1000), 1));
    let lines: Vec<_> = row
        .requirements
        .iter()
        .map(|r| (r.id.as_str(), r.text.as_str(), r.essential, r.weight))
        .collect();
    assert_eq!(lines, [("1", "先", true, 1.0), ("2", "后", false, 3.0)]);
}

#[test]
fn files_that_cannot_be_read_at_all_are_errors() {
    let folder = Folder::new("unreadable");
    let code = |path: &PathBuf| read_solutions(path).map(|_| ()).unwrap_err().code();
    assert_eq!(code(&folder.0.join("none.csv")), "io_failed");
    assert_eq!(code(&folder.file("s.xlsx", "x")), "parameter_out_of_range");
    assert_eq!(code(&folder.file("h.csv", "title,text\na,b\n")), "line_invalid");
    let gbk = folder.file(
        "g.csv",
        [b"_id,title,text\n".as_slice(), &[0xC8, 0xFF, 0xCF, 0xFF]].concat(),
    );
    assert!(matches!(read_solutions(&gbk), Err(Error::Line { line: 2, .. })));
}

#[test]
fn lists_are_written_whole_or_not_at_all() {
    let folder = Folder::new("match");
    let solutions = folder.file(
        "s.jsonl",
        "{\"_id\":\"w\",\"title\":\"水肥一体化灌溉\",\"text\":\"\"}\n{\"_id\":\"h\",\"title\":\"热线智能体\",\"text\":\"\"}\n",
    );
    let scenarios = folder.file(
        "d.csv",
        "_id,title,text\nd1,大田灌溉,按墒情灌溉\nd2,市民热线,自动应答\n",
    );
    let out = folder.0.join("out.jsonl");
    let mut request = MatchFiles {
        solutions,
        scenarios,
        options: MatchOptions {
            top: 1,
            ..MatchOptions::default()
        },
        out: out.clone(),
        skip_broken: false,
        params: Params::default(),
    };
    let summary = match_files(&request, analyzer()).expect("matched");
    assert!(summary.written);
    assert_eq!((summary.solutions, summary.scenarios), (2, 2));
    let text = std::fs::read_to_string(&out).expect("written");
    let lines: Vec<MatchLine> = text
        .lines()
        .map(|l| serde_json::from_str(l).expect("a line"))
        .collect();
    let best: Vec<_> = lines
        .iter()
        .map(|l| (l.scenario.as_str(), l.list.entries[0].id.as_str()))
        .collect();
    assert_eq!(best, [("d1", "w"), ("d2", "h")]);
    assert!(
        lines
            .iter()
            .all(|l| l.list.entries.len() == 1 && l.list.model == summary.model)
    );

    request.scenarios = folder.file("broken.csv", "_id,title,text\n,x,y\nd2,市民热线,自动应答\n");
    request.out = folder.0.join("second.jsonl");
    let summary = match_files(&request, analyzer()).expect("a summary");
    assert!(!summary.written && summary.scenario_errors.len() == 1);
    assert!(!request.out.exists(), "one broken row stops everything");
    request.skip_broken = true;
    assert!(match_files(&request, analyzer()).expect("matched").written);
    assert_eq!(
        std::fs::read_to_string(&request.out)
            .expect("written")
            .lines()
            .count(),
        1
    );

    request.out = folder.0.join("no-such-folder").join("out.jsonl");
    assert_eq!(match_files(&request, analyzer()).unwrap_err().code(), "io_failed");
    let left = std::fs::read_dir(&folder.0).expect("a folder").flatten();
    assert!(
        left.into_iter()
            .all(|f| !f.file_name().to_string_lossy().ends_with(".part"))
    );
}

/// A request that puts a solution beside a scenario.
fn request(folder: &Folder, out: PathBuf) -> MatchFiles {
    MatchFiles {
        solutions: folder.file("s.csv", "_id,title\nb,质检方案\na,导览方案\n"),
        scenarios: folder.file("d.csv", "_id,title\nd,质检\n"),
        options: MatchOptions::default(),
        out,
        skip_broken: false,
        params: Params::default(),
    }
}

#[test]
#[cfg(unix)]
fn an_output_keeps_its_link_its_permissions_and_never_takes_the_place_of_an_input() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new("outputs");
    let real = folder.file("real.jsonl", "before");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o600)).expect("set");
    let link = folder.0.join("link.jsonl");
    symlink(&real, &link).expect("a link");
    match_files(&request(&folder, link.clone()), analyzer()).expect("matched");
    assert!(std::fs::symlink_metadata(&link).expect("there").is_symlink());
    let mode = std::fs::metadata(&real).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(
        std::fs::read_to_string(&real)
            .expect("read")
            .starts_with("{\"scenario\":\"d\"")
    );

    let input = request(&folder, folder.0.join("s.csv"));
    let refused = match_files(&input, analyzer()).expect_err("an input");
    assert!(
        matches!(refused, Error::Parameter { field: "out", .. }),
        "{refused}"
    );
    assert!(
        std::fs::read_to_string(&input.solutions)
            .expect("read")
            .starts_with("_id")
    );
    let left: Vec<_> = std::fs::read_dir(&folder.0)
        .expect("read")
        .flatten()
        .map(|f| f.file_name())
        .collect();
    assert!(
        left.iter().all(|name| !name.to_string_lossy().ends_with(".part")),
        "{left:?}"
    );
}

#[test]
fn a_list_longer_than_any_is_refused_before_anything_is_written() {
    let folder = Folder::new("long");
    let mut long = request(&folder, folder.0.join("out.jsonl"));
    long.options.top = usize::MAX;
    let refused = match_files(&long, analyzer()).expect_err("too long");
    assert!(
        matches!(refused, Error::Parameter { field: "top", .. }),
        "{refused}"
    );
    assert!(!long.out.exists());
}

#[test]
fn the_order_of_lines_changes_no_list() {
    let folder = Folder::new("order");
    let demo = |name: &str| -> Vec<String> {
        let path = format!("{}/../seed-data/demo/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let row = |line: &str| {
            let row: serde_json::Value = serde_json::from_str(line).expect("a row");
            let row =
                serde_json::json!({"_id": row["key"], "title": row["title"], "text": row["description"]});
            format!("{row}\n")
        };
        text.lines().map(row).collect()
    };
    let lists = |rows: &[String], name: &str| {
        let mut request = request(&folder, folder.0.join(name));
        request.solutions = folder.file(&format!("{name}.s.jsonl"), rows.concat());
        request.scenarios = folder.file(&format!("{name}.d.jsonl"), demo("scenarios").concat());
        match_files(&request, analyzer()).expect("matched");
        std::fs::read_to_string(&request.out).expect("read")
    };
    let rows = demo("solutions");
    assert!(rows.len() > 100);
    let reversed: Vec<String> = rows.iter().rev().cloned().collect();
    assert!(lists(&rows, "one") == lists(&reversed, "other"), "other lists");
}
