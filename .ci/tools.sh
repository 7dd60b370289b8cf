# Sourced by scripts in this directory.

# Installs a version of a cargo subcommand unless the subcommand is on the PATH: `install_tool cargo-hack 0.6.46`.
install_tool() {
    local tools=${CARGO_TARGET_DIR:-$PWD/target}/tools
    PATH=$tools/bin:$PATH
    if ! command -v "$1" >/dev/null; then
        # Builds without optimization, because building takes longer than running. The tools share a target directory, so that
        # common dependencies are built once.
        cargo install --quiet --locked --debug --target-dir "$tools/build" --root "$tools" "$1@$2"
    fi
}
