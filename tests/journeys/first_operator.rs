//! A new server without demo data gets its operator by a command: the real program, as a process.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::support::{data, program};

fn operator(folder: &std::path::Path, code: &str, password: &str) -> Output {
    let mut process = Command::new(program())
        .args(["operator", "--name", "城市副中心运营方", "--credit-code", code])
        .args(["--email", "Ops@operator.example", "--password-stdin"])
        .env("SCENEPOOL_DATA_DIR", folder)
        .env("SCENEPOOL_DATABASE_URL", "")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = process.stdin.take().expect("its input");
    writeln!(stdin, "{password}").expect("it reads");
    drop(stdin);
    process.wait_with_output().expect("it ends")
}

#[test]
fn the_command_registers_once_and_names_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let code = data::credit_code();
    let wrong = operator(folder.path(), "911101120000000001", "short");
    assert!(!wrong.status.success());
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(
        said.contains("organisation.credit_code") && said.contains("user.password"),
        "{said}"
    );

    // Nothing was written: the right one is the first.
    let right = operator(folder.path(), &code, "a-long-password");
    let said = String::from_utf8_lossy(&right.stdout).into_owned();
    assert!(
        right.status.success(),
        "{}",
        String::from_utf8_lossy(&right.stderr)
    );
    assert!(
        said.contains("ops@operator.example") && !said.contains("a-long-password"),
        "{said}"
    );

    let again = operator(folder.path(), &code, "a-long-password");
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("taken"));
}
