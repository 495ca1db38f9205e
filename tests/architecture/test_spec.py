"""Numbered rules of docs/spec and the tests that cite them point at each other."""

from __future__ import annotations

import re

from tests.architecture.repository import ROOT, python_files

PREFIX = re.compile(r"^\| `([A-Z]{2,8})` \|", re.MULTILINE)
RULE = re.compile(r"^\*\*([A-Z]{2,8}-\d+)\*\*", re.MULTILINE)


def prefixes() -> set[str]:
    """Return the prefixes that docs/spec/README.md lists."""
    return set(PREFIX.findall((ROOT / "docs/spec/README.md").read_text(encoding="utf-8")))


def rules() -> list[str]:
    """Return every numbered rule, in the order of files and lines."""
    pages = sorted((ROOT / "docs/spec").glob("*.md"))
    return [rule for page in pages for rule in RULE.findall(page.read_text(encoding="utf-8"))]


def citations() -> set[str]:
    """Return every rule that a test cites."""
    cited = re.compile(rf"\b(?:{'|'.join(sorted(prefixes()))})-\d+\b")
    return {rule for path in python_files("tests") for rule in cited.findall((ROOT / path).read_text(encoding="utf-8"))}


def test_every_rule_has_one_number_and_a_listed_prefix() -> None:
    assert len(rules()) == len(set(rules()))
    assert {rule.partition("-")[0] for rule in rules()} == prefixes()


def test_every_rule_is_shown_by_a_test() -> None:
    assert sorted(set(rules()) - citations()) == []


def test_every_citation_names_a_rule() -> None:
    assert sorted(citations() - set(rules())) == []
