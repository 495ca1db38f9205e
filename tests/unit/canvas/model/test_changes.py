"""Changes are data."""

from __future__ import annotations

from canvas.model.changes import KeyChange, RecordChange, TextChange
from canvas.model.plan import SHAPES


def test_changes_are_about_shapes_unless_they_say_otherwise() -> None:
    assert RecordChange("s", True) == RecordChange("s", True, SHAPES, None)
    assert KeyChange("s", "x") == KeyChange("s", "x", SHAPES)
    assert TextChange("s", (("retain", 1),)).delta == (("retain", 1),)
