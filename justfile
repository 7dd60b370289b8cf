# Tasks for maintainers; `just` lists them. The commands also work without just.

_default:
    @just --list --unsorted

# Run the tests
test *arguments:
    cargo test --workspace {{arguments}}

# Run the fast checks: format, clippy, documentation, generated files, spelling
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --all-features --quiet -- -D warnings
    RUSTDOCFLAGS='-D warnings' cargo doc --quiet --workspace --no-deps --all-features
    cargo xtask codegen --check
    .ci/typos

# Run the most important checks, which CI runs for every change
ci:
    .ci/run

# Run all other checks, which takes more than an hour
extended:
    .ci/extended

# Regenerate all files that are generated from the contract
codegen:
    cargo xtask codegen

# Update snapshots, expected outputs, terminal recordings, the README of the command, docs/exam.md and docs/api
update:
    INSTA_UPDATE=always TRYCMD=overwrite UPDATE_README=1 UPDATE_RECORDINGS=1 UPDATE_DOCS=1 cargo test --workspace
    cargo xtask api

# Build the documentation site in target/site
docs:
    cargo xtask docs

# Start a sandbox on port 8080
sandbox *arguments:
    cargo run --package blueshift-sandbox -- --port 8080 {{arguments}}
