"""Runs the exam for the wrong clients, and compares the scenarios that each client fails with `table.json`.

    check.py SANDBOX [--update] [NAME…]

SANDBOX is the program `blueshift-sandbox`. With `--update`, the table is written instead of compared.
"""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
TABLE = HERE / "table.json"


def examine(sandbox, name, level):
    """Returns the names of the scenarios that the client fails, and the seconds."""
    client = [sys.executable, str(HERE / f"{name}.py")] + (["write"] if level == "writer" else [])
    options = ["--level", level, "--output", "json"]
    process = subprocess.run([sandbox, "exam", *options, "--", *client], stdout=subprocess.PIPE)
    scorecard = json.loads(process.stdout)
    failed = [result["name"] for result in scorecard["results"] if not result["passed"]]
    if (process.returncode == 0) != (not failed):
        sys.exit(f"{name}: exit code {process.returncode} with {len(failed)} failures")
    return failed, scorecard["seconds"]


def main():
    sandbox, *names = sys.argv[1:]
    is_update = "--update" in names
    names = [name for name in names if name != "--update"]
    table = json.loads(TABLE.read_text())
    differences = 0
    for name, entry in table.items():
        if names and name not in names:
            continue
        failed, seconds = examine(sandbox, name, entry["level"])
        if is_update:
            entry["fails"] = failed
        unexpected = [scenario for scenario in failed if scenario not in entry["fails"]]
        missing = [scenario for scenario in entry["fails"] if scenario not in failed]
        differences += bool(unexpected or missing)
        print(f"{'DIFFERS' if unexpected or missing else 'ok':8}{name}: {len(failed)} failed, {seconds:.1f} s", flush=True)
        for label, scenarios in (("also fails", unexpected), ("passes", missing)):
            for scenario in scenarios:
                print(f"        {label}: {scenario}", flush=True)
    clients = {path.stem for path in HERE.glob("*.py")} - {"check", "client"}
    if clients != set(table):
        sys.exit(f"the table and the clients differ: {sorted(clients ^ set(table))}")
    if is_update:
        TABLE.write_text(json.dumps(table, indent=2) + "\n")
    sys.exit(f"{differences} clients differ from the table" if differences else 0)


if __name__ == "__main__":
    main()
