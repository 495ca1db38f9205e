"""Two people offline at the diagram that the tests of their intents begin with."""

from __future__ import annotations

import pytest

from canvas.commands import tables
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from tests.support.offline_pair import CLIENTS, Pair, frame, line, rect


def drawn(editor: Editor) -> dict[str, str]:
    """Draw what both begin with; return the shapes by name."""
    names = ("one", "two", "three", "four")
    ids = {name: rect(editor, 200.0 * at, label="hello" if name == "one" else "") for at, name in enumerate(names)}
    ids["left"], ids["right"] = frame(editor, 0.0, 400.0), frame(editor, 600.0, 400.0)
    ids["far"] = frame(editor, 1200.0, 900.0)
    ids["inner"] = rect(editor, 50.0, 450.0, ids["left"])
    ids["line"] = line(editor, ids["one"], ids["two"])
    ids["table"] = tables.insert(editor, 3, 3, at=Vec(300.0, 1500.0))
    editor.select(())
    return ids


@pytest.fixture(params=CLIENTS, ids=("ben's value stays", "ana's value stays"))
def pair(request: pytest.FixtureRequest) -> Pair:
    """Return the two, offline."""
    return Pair(request.param, drawn)
