"""Files are short, well named, and say nothing about the machine they were written on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.repository import PACKAGES, ROOT, python_files, tracked_files

MOST_LINES = 400
# A file named so has no idea of its own; name it for the thing it is about.
FORBIDDEN_NAMES = re.compile(r"^(utils?|helpers?|managers?|misc|common)$|_(utils?|helpers?|managers?)$")
ABSOLUTE_PATH = re.compile(r"(?<![\w.})~-])/(?:home|root|work|farm|Users|tmp)/\w")
PACKAGE_HOST = re.compile(r"https?://[^/\s\"']*(?:pypi|pythonhosted|npm|debian)", re.IGNORECASE)
SLEEP = re.compile(r"\b(?:time|asyncio|trio|anyio)\.sleep\(|\bqtbot\.wait\(|\bQTest\.qWait\(")
# What several tests use is in tests/support, in a conftest, or in a module beside them that has no tests.
TAKEN_FROM_A_TEST = re.compile(r"^from tests(?:\.\w+)*(?<!\.support)\.test_\w+ import ")
# Foreign files and pictures keep what their authors wrote; stored documents are bytes.
FOREIGN = {".drawio", ".ico", ".pdf", ".png", ".svg", ".ttf", ".woff2", ".ydoc"}


def text_files() -> list[Path]:
    """Return the tracked files that we wrote ourselves."""
    return [path for path in tracked_files() if path.suffix not in FOREIGN and path.name != "LICENSE"]


def findings(pattern: re.Pattern[str]) -> list[str]:
    """Return every line of our own files that a pattern matches."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in text_files()
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_python_file_is_longer_than_400_lines() -> None:
    lengths = {str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}


def test_no_file_is_named_for_nothing() -> None:
    parts = {part.removesuffix(".py") for path in python_files() for part in path.parts}
    assert sorted(part for part in parts if FORBIDDEN_NAMES.search(part)) == []


def test_every_package_says_what_it_is_for() -> None:
    packages = [path for path in python_files(*PACKAGES) if path.name == "__init__.py"]
    assert {path.parts[0] for path in packages} == set(PACKAGES)
    silent = [str(path) for path in packages if not ast.get_docstring(ast.parse((ROOT / path).read_text("utf-8")))]
    assert silent == []


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in python_files(*PACKAGES)}
    assert sorted(str(folder) for folder in folders if not (ROOT / folder / "__init__.py").is_file()) == []


def test_packaging_shadows_no_library() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_no_file_names_a_path_of_one_machine() -> None:
    assert findings(ABSOLUTE_PATH) == []


def test_no_file_names_a_package_host() -> None:
    assert findings(PACKAGE_HOST) == []


def test_no_test_takes_from_another_one() -> None:
    assert findings(TAKEN_FROM_A_TEST) == []


def test_no_test_sleeps() -> None:
    assert [found for found in findings(SLEEP) if found.startswith("tests/")] == []


@pytest.mark.parametrize("line", ["see /" + "home/ana/notes", "cd /" + "root/x", 'open("/' + 'tmp/x")'])
def test_a_path_of_one_machine_would_be_found(line: str) -> None:
    assert ABSOLUTE_PATH.search(line)


@pytest.mark.parametrize("line", ["app/home/cards.py", "https://example.org/home/x", "<root/>", "~/home/x"])
def test_what_only_looks_like_such_a_path_is_left_alone(line: str) -> None:
    assert not ABSOLUTE_PATH.search(line)
