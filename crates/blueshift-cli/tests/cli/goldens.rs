//! Help pages, output and errors, recorded in `goldens/`. `TRYCMD=overwrite` updates them.

use std::path::Path;

use crate::command::{BINARY, ENVIRONMENT};

#[test]
fn help_output_and_errors_match_the_goldens() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("blueshift", Path::new(BINARY));
    for (name, value) in ENVIRONMENT {
        cases.env(name, value);
    }
    cases.case("tests/cli/goldens/*.md");
    // The commands of the guide.
    cases.case("../../docs/guide/command.md");
}
