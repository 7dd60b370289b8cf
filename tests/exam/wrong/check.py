"""Runs the exam for the wrong clients, and compares the scenarios that each client fails with `table.json`.

    check.py SANDBOX [--update] [NAME…]

SANDBOX is the program `blueshift-sandbox`. Without a NAME, all clients are examined. With `--update`, the table is written
instead of compared.
"""

import json
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).parent
# The number of clients that are examined concurrently, and the number of concurrent scenarios of each client. Most scenarios
# wait for a retry or a timeout.
CLIENTS = 4
JOBS = "8"
TABLE = HERE / "table.json"


def examine(sandbox, name, level):
    """Returns the problems of the client by failed scenario, and the duration in seconds."""
    client = [sys.executable, str(HERE / f"{name}.py")] + (["write"] if level == "writer" else [])
    options = ["--level", level, "--jobs", JOBS, "--output", "json"]
    process = subprocess.run([sandbox, "exam", *options, "--", *client], stdout=subprocess.PIPE)
    scorecard = json.loads(process.stdout)
    failed = {result["name"]: result["problems"] for result in scorecard["results"] if not result["passed"]}
    if (process.returncode == 0) != (not failed):
        sys.exit(f"{name}: the exit code is {process.returncode}, but {len(failed)} scenarios failed")
    return failed, scorecard["seconds"]


def main():
    sandbox, *names = sys.argv[1:]
    is_update = "--update" in names
    names = [name for name in names if name != "--update"]
    table = json.loads(TABLE.read_text())
    names = names or list(table)
    with ThreadPoolExecutor(CLIENTS) as pool:
        results = pool.map(lambda name: examine(sandbox, name, table[name]["level"]), names)
        differences = compare(table, zip(names, results), is_update)
    clients = {path.stem for path in HERE.glob("*.py")} - {"check", "client"}
    if clients != set(table):
        sys.exit(f"the table and the clients differ: {sorted(clients ^ set(table))}")
    if is_update:
        TABLE.write_text(json.dumps(table, indent=2) + "\n")
    print(f"{len(names) - differences} of {len(names)} clients fail exactly the scenarios of the table")
    sys.exit(f"{differences} clients differ from the table" if differences else 0)


def compare(table, results, is_update):
    """Prints each result and how it differs from its entry in the table, and returns the number of results that differ.

    With `is_update`, first stores the result in the entry.
    """
    differences = 0
    for name, (failed, seconds) in results:
        entry = table[name]
        if is_update:
            entry["fails"] = list(failed)
        unexpected = [scenario for scenario in failed if scenario not in entry["fails"]]
        missing = [scenario for scenario in entry["fails"] if scenario not in failed]
        differences += bool(unexpected or missing)
        print(f"{'DIFFERS' if unexpected or missing else 'ok':8}{name}: {len(failed)} failed, {seconds:.1f} s", flush=True)
        for scenario in unexpected:
            print(f"        also fails: {scenario}: {'; '.join(failed[scenario])}", flush=True)
        for scenario in missing:
            print(f"        unexpectedly passes: {scenario}", flush=True)
    return differences


if __name__ == "__main__":
    main()
