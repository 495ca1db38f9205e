"""CHANGELOG.md keeps the form of Keep a Changelog, since stores and packages are made from it."""

from __future__ import annotations

import re

from tests.architecture.repository import ROOT, read_toml

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
RELEASE = re.compile(r"^## \[(?P<version>Unreleased|\d+\.\d+\.\d+)\](?: - (?P<date>\d{4}-\d{2}-\d{2}))?$")


def headings(level: int) -> list[str]:
    """Return the headings of one level in the order of the file."""
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if re.match(rf"^#{{{level}}} ", line)]


def test_it_starts_with_what_is_unreleased() -> None:
    assert headings(2)[0] == "## [Unreleased]"


def test_every_release_has_a_number_and_a_date() -> None:
    releases = [RELEASE.match(line) for line in headings(2)]
    assert all(releases), headings(2)
    assert [match["version"] for match in releases[1:] if match and not match["date"]] == []


def test_releases_go_down_and_none_is_ahead_of_the_project() -> None:
    matches = [RELEASE.match(line) for line in headings(2)[1:]]
    versions = [tuple(int(part) for part in match["version"].split(".")) for match in matches if match]
    current = tuple(int(part) for part in read_toml("pyproject.toml")["project"]["version"].split("."))
    assert versions == sorted(versions, reverse=True)
    assert all(version <= current for version in versions)


def test_every_kind_of_change_is_a_known_one() -> None:
    kinds = {line.removeprefix("### ") for line in headings(3)}
    assert kinds
    assert kinds <= KINDS
