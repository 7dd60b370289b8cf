#!/bin/sh
# Called by cargo in place of rustc for the crates of the workspace: instruments them for libFuzzer, as cargo-fuzz does.
for argument; do
    # A build script is not linked with libFuzzer.
    [ "$argument" = build_script_build ] && exec "$@"
done
exec "$@" --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares
