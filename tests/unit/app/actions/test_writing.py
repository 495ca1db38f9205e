from __future__ import annotations

import pytest

from app.actions.catalogue import ALL, BY_ID
from app.actions.writing import _HARMLESS, _OTHERS, changes_diagram


@pytest.mark.parametrize(
    "action", ["edit.delete", "arrange.group", "tool.rect", "page.delete", "style.bold", "edit.undo"]
)
def test_these_change_a_diagram(action: str) -> None:
    assert changes_diagram(action)


@pytest.mark.parametrize("action", ["edit.copy", "edit.find", "view.fit", "page.next", "tool.hand", "file.export"])
def test_these_do_not(action: str) -> None:
    assert not changes_diagram(action)


def test_only_actions_that_exist_are_named() -> None:
    assert BY_ID.keys() >= _HARMLESS | _OTHERS
    assert any(not changes_diagram(action.id) for action in ALL)
