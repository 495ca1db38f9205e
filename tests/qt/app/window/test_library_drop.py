from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent

from app.workbench.library_drop import LibraryDrop
from tests.support.stage import Stage


def test_the_tab_in_front_is_asked_for_the_mouse_only(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a window is taken down its views still get events, and the tabs are gone already."""
    drop = next(iter(stage.window.findChildren(LibraryDrop)))
    asked: list[None] = []
    monkeypatch.setattr(drop, "_tab", lambda: asked.append(None))
    assert not drop.eventFilter(stage.tab.view, QEvent(QEvent.Type.DynamicPropertyChange))
    assert asked == []
