"""What the architecture tests read: the tracked files and the configuration of this repository."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("app", "canvas", "relay_server", "resources", "sync")


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file that git tracks or would track, relative to the root."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(sorted(Path(name) for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()))


def python_files(*tops: str) -> list[Path]:
    """Return the tracked Python files, of the given top-level folders only when any are given."""
    return [path for path in tracked_files() if path.suffix == ".py" and (not tops or path.parts[0] in tops)]


def read_toml(name: str) -> dict[str, Any]:
    """Return a TOML file of the repository."""
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))
