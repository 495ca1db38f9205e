"""What an engine warns of, in the user's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sync.engine.effects import Warn


def warning_words(what: Warn) -> str:
    """Return what the user is told; "" for what is told with more than the engine knows.

    Who ended a place in a team says `PartingLink`, where edits are kept that do not count `KeptCopiesLink`, with a button that leads there:
    a message after it would take it away.
    """
    texts = {
        Warn.FORK: _tr("A device signed two different edits with one number."),
        Warn.CUT: _tr("Edits of somebody who lost the right were taken out."),
        Warn.BROKEN: _tr("This diagram cannot be built from what is stored of it."),
        Warn.LOG_FORKED: _tr("The relay or host shows another history of members and rights than before."),
        Warn.LOG_FULL: _tr(
            "The relay or host shows more changes of members and rights than a team can have, and nothing more of them is taken."
        ),
        Warn.REBUILT: _tr("The diagram was built again."),
    }
    return texts.get(what, "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Warnings", text)
