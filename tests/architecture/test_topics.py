"""Pages that answer for security name tests that are there."""

from __future__ import annotations

import re

import pytest

from tests.architecture.repository import ROOT

FOLDERS = {
    "U": "tests/unit/relay_server",
    "E": "tests/e2e/relay_server",
    "C": "tests/contract/relay_server",
    "S": "tests/unit/sync",
    "architecture": "tests/architecture",
}
NAMED = re.compile(r"`((?:U|E|C|S|architecture)/[\w/]*test_\w+)(?:::([\w.']+))?`")


@pytest.mark.parametrize("page", ["asvs", "relay-attacks"])
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    wrong = []
    for path, function in NAMED.findall((ROOT / f"docs/topics/{page}.md").read_text(encoding="utf-8")):
        folder, _, rest = path.partition("/")
        file = ROOT / FOLDERS[folder] / f"{rest}.py"
        words = [word for word in function.split("...") if word]
        tests = re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE) if file.is_file() else []
        if not any(all(word in test for word in words) for test in tests):
            wrong.append(f"{path}::{function}")
    assert wrong == []
