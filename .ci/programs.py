"""Builds, installs and starts the programs that the checks use: those of this repository, and tools from PyPI."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
DEBUG = TARGET / "debug"


def build(*arguments):
    """Builds with `cargo build` and these arguments."""
    subprocess.run(["cargo", "build", "--quiet", *arguments], cwd=ROOT, check=True)


def start_sandbox(*options):
    """Starts the built sandbox on a free port. Returns the process and the URL."""
    command = [DEBUG / "blueshift-sandbox", "--port", "0", *options]
    sandbox = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return sandbox, re.search(r"url=(\S+)", sandbox.stdout.readline())[1]


def free_port():
    """Returns a free port, for programs that do not print the port that the system selects."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def install(package, version):
    """Installs a package from PyPI in a separate virtual environment, and returns the directory of the environment."""
    venv = TARGET / f"{package}-{version}"
    installed = venv / "installed"
    if not installed.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        pip = [venv / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", f"{package}=={version}"]
        subprocess.run(pip, check=True)
        installed.touch()
    return venv
