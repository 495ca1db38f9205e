"""The table tells what was found, problems included."""

from __future__ import annotations

from pathlib import Path

from app.demo.report import report
from app.demo.tour import Findings


def test_problems_are_named() -> None:
    findings = Findings(acknowledged=3, found=[1, 2], problems=["acknowledged edits are missing: [3]"])
    lines = list(report(findings, Path("out")))
    assert lines[-1] == "PROBLEM: acknowledged edits are missing: [3]"
    assert "- found 2 numbered edits again, 3 had been called saved" in lines


def test_a_step_that_is_not_so_is_a_problem() -> None:
    findings = Findings()
    findings.take({"event": "step", "text": "the file is sound", "ok": False})
    assert findings.problems == ["not so: the file is sound"]
