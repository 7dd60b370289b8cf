//! Every help page, output format and error, as they stand in `goldens/`. `TRYCMD=overwrite` writes them anew.

use std::path::Path;

use crate::blueshift::{BINARY, ENVIRONMENT};

#[test]
fn help_output_and_errors_are_those_of_the_goldens() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("blueshift", Path::new(BINARY));
    for (name, value) in ENVIRONMENT {
        cases.env(name, value);
    }
    cases.case("tests/cli/goldens/*.md");
}
