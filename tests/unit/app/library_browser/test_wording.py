"""What is said about files that were imported."""

from __future__ import annotations

from pathlib import Path

from app.library_browser.file_import import ImportedFile, Outcome
from app.library_browser.wording import copy_of, import_message, import_problem

NEW = ImportedFile(Path("a.drawio"), Outcome.NEW, "d")
SAME = ImportedFile(Path("b.drawio"), Outcome.UNCHANGED, "e")
CHANGED = ImportedFile(Path("c.drawio"), Outcome.CHANGED, "f")
BAD = ImportedFile(Path("x.drawio"), Outcome.REFUSED, problem="it is no diagram")


def test_a_changed_file_says_that_it_became_a_new_diagram() -> None:
    message = import_message([CHANGED])
    assert message is not None
    assert "c.drawio" in message.text
    assert "new diagram" in message.text


def test_many_files_are_counted_by_what_became_of_them() -> None:
    message = import_message([NEW, NEW, SAME, CHANGED, BAD])
    assert message is not None
    assert message.text.count(" · ") == 2
    assert "2" in message.text


def test_files_that_were_all_refused_are_a_problem_and_no_message() -> None:
    assert import_message([BAD]) is None
    problem = import_problem([BAD])
    assert problem is not None
    assert (problem.text, problem.details) == ("it is no diagram", "")


def test_every_refused_file_is_named_with_its_reason() -> None:
    problem = import_problem([BAD, NEW, ImportedFile(Path("y.drawio"), Outcome.REFUSED, problem="it is too large")])
    assert problem is not None
    assert problem.details == "x.drawio: it is no diagram\ny.drawio: it is too large"
    assert import_problem([NEW]) is None


def test_a_copy_is_named_after_its_original() -> None:
    assert copy_of("Plan") == "Plan (copy)"
