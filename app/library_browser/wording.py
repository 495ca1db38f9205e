"""What the library says about what it did, in the user's words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.dialogs.error import Problem
from app.library_browser.file_import import ImportedFile, Outcome, refused
from app.widgets.toast import Message

_CONTEXT = "LibraryBrowser"
_SHOWN_PROBLEMS = 200


def untitled() -> str:
    """Return the title of a new diagram."""
    return QCoreApplication.translate(_CONTEXT, "Untitled diagram")


def copy_of(title: str) -> str:
    """Return the title of a copy."""
    return QCoreApplication.translate(_CONTEXT, "%1 (copy)").replace("%1", title)


def importing(done: int, of: int) -> str:
    """Return what is said while many files are imported."""
    text = QCoreApplication.translate(_CONTEXT, "Importing: %1 of %2 files")
    return text.replace("%1", str(done)).replace("%2", str(of))


def failed(error: BaseException) -> Message:
    """Return what is said when something with the library did not work."""
    return Message(QCoreApplication.translate(_CONTEXT, "That did not work: %1").replace("%1", str(error)), "danger")


def import_message(files: Sequence[ImportedFile]) -> Message | None:
    """Return what is said when files were looked at; None when all that is to be said are the problems."""
    good = [file for file in files if file.outcome is not Outcome.REFUSED]
    if not good:
        return None
    if len(good) == 1:
        return Message(_single(good[0]), "info" if good[0].outcome is not Outcome.NEW else "success")
    parts = [
        text
        for outcome, text in (
            (Outcome.NEW, QCoreApplication.translate(_CONTEXT, "%n added", "", _count(good, Outcome.NEW))),
            (
                Outcome.CHANGED,
                QCoreApplication.translate(_CONTEXT, "%n changed, added anew", "", _count(good, Outcome.CHANGED)),
            ),
            (
                Outcome.UNCHANGED,
                QCoreApplication.translate(_CONTEXT, "%n already here", "", _count(good, Outcome.UNCHANGED)),
            ),
        )
        if _count(good, outcome)
    ]
    return Message(" · ".join(parts), "success")


def import_problem(files: Sequence[ImportedFile]) -> Problem | None:
    """Return what is shown about files that could not be imported; None when all could."""
    bad = refused(files)
    if not bad:
        return None
    lines = "\n".join(f"{file.path.name}: {file.problem}" for file in bad[:_SHOWN_PROBLEMS])
    tr = QCoreApplication.translate
    title = tr(_CONTEXT, "%n could not be imported", "", len(bad))
    text = bad[0].problem if len(bad) == 1 else tr(_CONTEXT, "The first: %1").replace("%1", bad[0].problem)
    advice = tr(_CONTEXT, "The files were not changed. Check that they are diagrams and can be opened elsewhere.")
    return Problem(title, text, advice, lines if len(bad) > 1 else "")


def _single(file: ImportedFile) -> str:
    tr = QCoreApplication.translate
    text = {
        Outcome.NEW: tr(_CONTEXT, "“%1” was added to the library. The file stays as it is."),
        Outcome.CHANGED: tr(_CONTEXT, "“%1” has changed since its last import, so it became a new diagram."),
        Outcome.UNCHANGED: tr(_CONTEXT, "“%1” was imported before and has not changed: this is its diagram."),
    }[file.outcome]
    return text.replace("%1", file.path.name)


def _count(files: Sequence[ImportedFile], outcome: Outcome) -> int:
    return sum(file.outcome is outcome for file in files)
