from __future__ import annotations

from app.panels.inspector_state import InspectorState

STATE = InspectorState(
    "Rectangle", 2, values={"x": 3, "style.fill": "none", "style.bold": True}, mixed=frozenset({"y", "style.dash"})
)


def test_shared_mixed_and_missing_values() -> None:
    assert STATE.number("x") == 3.0
    assert STATE.number("y") is None
    assert STATE.number("style.bold") is None
    assert STATE.text("style.fill") == "none"
    assert STATE.text("style.dash") is None
    assert STATE.flag("style.bold")
    assert not STATE.flag("style.italic")
    assert [STATE.applies(key) for key in ("x", "y", "w")] == [True, True, False]
