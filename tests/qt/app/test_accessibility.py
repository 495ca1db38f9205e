"""Every control on every screen has a name, shows where the keyboard is, and takes texts for what they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.panels.shape_grid import ShapeGrid
from tests.qt.app.screens import SCREENS

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    ShapeGrid,
)
APP = Path(__file__).parents[3] / "app"
VIEWS = ("theme", "widgets", "panels", "home", "dialogs")


def controls(screen: QWidget) -> Iterator[QWidget]:
    """Everything one can click or type into."""
    return (widget for widget in screen.findChildren(QWidget) if isinstance(widget, INTERACTIVE))


def name_of(widget: QWidget) -> str:
    """What a screen reader says for a widget."""
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_has_a_name(qtbot: QtBot, name: str) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    screen.show()
    found = list(controls(screen))
    assert found
    assert [type(widget).__name__ for widget in found if not name_of(widget).strip()] == []


def test_an_unnamed_control_would_be_found(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    assert name_of(field) == ""


@pytest.mark.parametrize("name", SCREENS)
def test_every_text_is_plain(qtbot: QtBot, name: str) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    labels = [label for label in screen.findChildren(QLabel) if label.text()]
    assert [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText] == []


@pytest.mark.parametrize("name", ["editor", "editor-page", "home"])
def test_tab_reaches_every_control_that_takes_the_keyboard(qtbot: QtBot, name: str) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    reached: set[QWidget] = set()
    at: QWidget | None = screen
    while at is not None and at not in reached:
        reached.add(at)
        at = at.nextInFocusChain()
    tabbed = [
        widget
        for widget in controls(screen)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(tabbed) > 8
    assert [name_of(widget) for widget in tabbed if widget not in reached] == []


def test_no_text_for_people_is_put_together_before_it_is_translated() -> None:
    wrong: list[str] = []
    for folder in VIEWS:
        for path in (APP / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, (ast.Attribute, ast.Name)):
                    called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                    texts = node.args if called in {"tr", "translate"} else []
                    wrong += [f"{path.name}:{node.lineno}" for text in texts if isinstance(text, ast.JoinedStr)]
    assert wrong == []
