"""Packages for node, fetched by npm's own client into the build folder; tests and benchmarks only."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

BUILD = Path(__file__).parents[2] / "build"


def why_no_packages(folder: Path, packages: Sequence[str], words: Sequence[str] = ()) -> str:
    """Install packages into a folder unless they are there; return "" or the reason why they are not.

    Args:
        folder: below the build folder.
        packages: names with a version ("yjs@13").
        words: further words for npm.
    """
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "node and npm are not installed: apt-get install nodejs npm"
    names = [package.rsplit("@", 1)[0] for package in packages]
    if all((folder / "node_modules" / name).is_dir() for name in names):
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    command = ["npm", "install", "--no-audit", "--no-fund", *words, *packages]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=100)
    return f"npm cannot fetch {', '.join(packages)}" if done.returncode else ""
