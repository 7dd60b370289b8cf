# Sourced by scripts in this directory.

# Builds and starts a sandbox on a free port with these arguments. Sets `sandbox` to its process id and `url` to its URL.
start_sandbox() {
    local ready
    cargo build --quiet -p blueshift-sandbox
    ready=$(mktemp)
    "${CARGO_TARGET_DIR:-target}/debug/blueshift-sandbox" --port 0 "$@" >"$ready" &
    sandbox=$!
    url=
    for _ in $(seq 100); do
        url=$(sed -n 's/.* url=\(http[^ ]*\) .*/\1/p' "$ready")
        [ -n "$url" ] && break
        sleep 0.1
    done
    rm -f "$ready"
    if [ -z "$url" ]; then
        echo "the sandbox did not start" >&2
        kill "$sandbox" 2>/dev/null || true
        return 1
    fi
}
