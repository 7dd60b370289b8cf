# Sourced by scripts in this directory.

# Creates a package in an empty directory ($1) with one dependency ($2), and with the versions in Cargo.lock. Its program does
# nothing.
create_program() {
    mkdir "$1/src"
    echo 'fn main() {}' >"$1/src/main.rs"
    cp Cargo.lock "$1"
    cat >"$1/Cargo.toml" <<TOML
[package]
name = "alone"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
$2
TOML
}

# Prints the dependency on reqwest of a program that uses no client library: the default features of the library, and JSON.
reqwest_alone() {
    local version
    version=$(sed -n 's/^reqwest = { version = "\([^"]*\)".*/\1/p' Cargo.toml)
    echo "reqwest = { version = \"$version\", default-features = false, features = [\"rustls\", \"gzip\", \"query\", \"json\"] }"
}
