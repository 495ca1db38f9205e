"""The registry ties catalogue entries to handlers and asks their state."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.actions.registry import ActionRegistry, Binding


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_a_triggered_action_runs_its_handler_once(window: QWidget) -> None:
    runs: list[str] = []
    registry = ActionRegistry(window)
    registry.bind("edit.undo", Binding(lambda: runs.append("undo"))).trigger()
    assert runs == ["undo"]


def test_refresh_asks_enabled_and_checked(window: QWidget) -> None:
    state = {"can": False, "on": False}
    registry = ActionRegistry(window)
    undo = registry.bind("edit.undo", Binding(lambda: None, enabled=lambda: state["can"]))
    grid = registry.bind("view.grid", Binding(lambda: None, checked=lambda: state["on"]))
    registry.refresh()
    assert (undo.isEnabled(), grid.isChecked()) == (False, False)
    state.update(can=True, on=True)
    registry.refresh()
    assert (undo.isEnabled(), grid.isChecked()) == (True, True)


def test_a_few_actions_are_asked_without_the_others(window: QWidget) -> None:
    asked: list[str] = []
    registry = ActionRegistry(window)
    undo = registry.bind(
        "edit.undo", Binding(lambda: None, enabled=lambda: bool(asked.append("undo")) or len(asked) > 1)
    )
    registry.bind("edit.redo", Binding(lambda: None, enabled=lambda: bool(asked.append("redo"))))
    asked.clear()
    registry.ask_again("edit.undo")
    assert (asked, undo.isEnabled()) == (["undo"], False)
    registry.ask_again("edit.undo")
    assert undo.isEnabled()


def test_after_a_change_an_action_is_asked_when_somebody_looks_at_it_and_once(window: QWidget) -> None:
    asked: list[str] = []
    state = {"can": True}
    registry = ActionRegistry(window)
    for action_id in ("edit.undo", "edit.redo", "edit.copy"):
        registry.bind(
            action_id, Binding(lambda: None, enabled=lambda one=action_id: asked.append(one) is None and state["can"])
        )
    registry.keep_in_sight(("edit.copy",))
    registry.refresh()
    asked.clear()
    state["can"] = False
    registry.note_change()
    assert asked == []
    assert not registry.action("edit.undo").isEnabled()
    assert registry.reason("edit.undo")
    assert asked == ["edit.undo"]
    registry.follow()
    assert asked == ["edit.undo", "edit.copy"]
    registry.catch_up()
    registry.catch_up()
    assert asked == ["edit.undo", "edit.copy", "edit.undo", "edit.redo"]
    assert not registry.action("edit.redo").isEnabled()


def test_the_users_keymap_replaces_the_default_keys(window: QWidget) -> None:
    registry = ActionRegistry(window, {"edit.undo": ("F6",)})
    action = registry.bind("edit.undo", Binding(lambda: None))
    assert action.shortcuts() == [QKeySequence("F6")]


def test_only_bound_actions_are_listed(window: QWidget) -> None:
    registry = ActionRegistry(window)
    registry.bind("edit.redo", Binding(lambda: None))
    assert [entry.id for entry in registry.bound()] == ["edit.redo"]
    with pytest.raises(KeyError):
        registry.action("edit.undo")


def test_another_keymap_gives_bound_actions_their_keys_at_once(qtbot: QtBot, window: QWidget) -> None:
    registry = ActionRegistry(window)
    action = registry.bind("edit.undo", Binding(lambda: None))
    with qtbot.waitSignal(registry.keys_changed):
        registry.set_keymap({"edit.undo": ("F6",)})
    assert action.shortcuts() == [QKeySequence("F6")]
    registry.set_keymap({})
    assert action.shortcuts() == [QKeySequence("Ctrl+Z")]


def test_what_is_not_possible_says_why(window: QWidget) -> None:
    registry = ActionRegistry(window, explain=lambda: "Open a diagram first")
    registry.bind("edit.undo", Binding(lambda: None, enabled=lambda: False, why=lambda: "Nothing was done yet"))
    registry.bind("edit.redo", Binding(lambda: None, enabled=lambda: False))
    registry.bind("edit.copy", Binding(lambda: None))
    registry.refresh()
    assert [registry.reason(id_) for id_ in ("edit.undo", "edit.redo", "edit.copy")] == [
        "Nothing was done yet",
        "Open a diagram first",
        "",
    ]
    registry.tell_reasons()
    assert registry.action("edit.undo").toolTip() == "Nothing was done yet"
    assert registry.action("edit.copy").toolTip() == "Copy"


def test_where_nothing_may_be_changed_only_what_changes_nothing_is_possible(window: QWidget) -> None:
    reasons = ["You can only look"]
    registry = ActionRegistry(window, refuse=lambda: reasons[0])
    registry.bind("edit.cut", Binding(lambda: None))
    registry.bind("edit.copy", Binding(lambda: None))
    registry.refresh()
    assert [registry.reason(id_) for id_ in ("edit.cut", "edit.copy")] == ["You can only look", ""]
    assert [registry.action(id_).isEnabled() for id_ in ("edit.cut", "edit.copy")] == [False, True]
    reasons[0] = ""
    registry.refresh()
    assert registry.action("edit.cut").isEnabled()
