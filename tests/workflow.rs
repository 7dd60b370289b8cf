//! The CI workflow runs every step of `.ci/run` and `.ci/extended`.

use std::fs;

use serde_json::Value;

use crate::contract::root;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("cannot read {path}: {error}"))
}

/// Returns the commands that a script runs with the function `step`.
fn steps(script: &str) -> Vec<&str> {
    script.lines().filter_map(|line| line.strip_prefix("step ")).collect()
}

/// Returns the steps of the scripts that no job of the workflow runs. A step of the script `for_each_change` must be in a job that
/// runs for every change.
fn missing<'a>(workflow: &str, for_each_change: &'a str, others: &'a str) -> Vec<&'a str> {
    let workflow: Value = serde_saphyr::from_str(workflow).unwrap();
    let (mut always, mut all) = (Vec::new(), Vec::new());
    for job in workflow["jobs"].as_object().unwrap().values() {
        let commands = job["steps"].as_array().unwrap().iter().filter_map(|step| step["run"].as_str());
        let commands: Vec<_> = commands.map(str::to_owned).collect();
        if job.get("if").is_none() {
            always.extend(commands.clone());
        }
        all.extend(commands);
    }
    let mut missing = steps(for_each_change);
    missing.retain(|step| !always.iter().any(|command| command == step));
    missing.extend(steps(others).into_iter().filter(|step| !all.iter().any(|command| command == step)));
    missing
}

#[test]
fn workflow_runs_every_step() {
    let (run, extended) = (read(".ci/run"), read(".ci/extended"));
    for script in [&run, &extended] {
        let count = steps(script).len();
        assert!(count > 10, "expected more than 10 steps in each script, found {count}");
    }
    let missing = missing(&read(".github/workflows/ci.yml"), &run, &extended);
    assert!(missing.is_empty(), "ci.yml does not run {missing:#?}");
}

#[test]
fn every_script_is_a_step() {
    let all = read(".ci/run") + &read(".ci/extended");
    let scripts = fs::read_dir(root().join(".ci")).unwrap().map(|file| file.unwrap().file_name());
    for script in scripts.map(|name| name.into_string().unwrap()) {
        // Other scripts use the files with an extension.
        if !["run", "extended"].contains(&script.as_str()) && !script.contains('.') {
            let command = format!(".ci/{script}");
            let runs = |step: &&str| step.split(' ').any(|word| word == command);
            assert!(steps(&all).iter().any(runs), "neither .ci/run nor .ci/extended runs {command}");
        }
    }
}

#[test]
fn missing_steps_are_named() {
    let workflow = "
        jobs:
          a:
            steps:
              - uses: actions/checkout@v4
              - run: one
          b:
            if: github.event_name == 'schedule'
            steps:
              - run: two
              - run: three
    ";
    let missing = missing(workflow, "step() {\n}\nstep one\nstep two\n", "step three\nstep four --all\n");
    assert_eq!(missing, ["two", "four --all"]);
}
