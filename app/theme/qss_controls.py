"""Style rules of what is clicked and typed into: buttons, fields, choices."""

from __future__ import annotations

from app.theme.tokens import RADIUS_CONTROL, Tokens


def controls_sheet(t: Tokens) -> str:
    """Return the rules for a theme."""
    return _push_buttons(t) + _tool_buttons(t) + _fields(t) + _choices(t)


def _push_buttons(t: Tokens) -> str:
    return f"""
QPushButton {{ background: {t.raised}; border: 1px solid {t.border}; border-radius: {RADIUS_CONTROL}px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.active}; }}
QPushButton:focus {{ border: 1px solid {t.accent_ring}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; border-color: {t.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_hover}; border-color: {t.accent_hover}; }}
QPushButton[kind="primary"]:pressed {{ background: {t.accent_press}; border-color: {t.accent_press}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.active}; border-color: {t.active}; }}
QPushButton[kind="danger"] {{ background: {t.danger_subtle}; border-color: {t.danger_subtle}; }}
QPushButton[kind="danger"]:hover {{ border-color: {t.danger}; }}
QPushButton[kind="danger"]:focus {{ border: 1px solid {t.danger}; }}
QPushButton[kind="ghost"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="ghost"]:hover {{ background: {t.hover}; }}
QPushButton[kind="ghost"]:pressed {{ background: {t.active}; }}
QPushButton[kind="ghost"]:checked {{ background: {t.active}; }}
QPushButton[kind="ghost"]:focus {{ border-color: {t.accent_ring}; }}
"""


def _tool_buttons(t: Tokens) -> str:
    segment = t.panel if t.name == "light" else t.active
    return f"""
QToolButton {{
    background: transparent; color: {t.text2}; border: 1px solid transparent; border-radius: {RADIUS_CONTROL}px; padding: 0;
}}
QToolButton:hover {{ background: {t.hover}; color: {t.text}; }}
QToolButton:pressed {{ background: {t.active}; }}
QToolButton:checked {{ background: {t.accent_subtle}; color: {t.accent_text}; }}
QToolButton:focus {{ border: 1px solid {t.accent_ring}; }}
QToolButton:disabled {{ color: {t.text_disabled}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton[kind="toggle"]:checked {{ background: transparent; }}
QToolButton[kind="toggle"]:checked:hover {{ background: {t.hover}; }}
QToolButton[kind="segment"] {{ border-radius: 5px; }}
QToolButton[kind="segment"]:hover {{ background: transparent; color: {t.text}; }}
QToolButton[kind="segment"]:checked {{ background: {segment}; color: {t.text}; border: 1px solid {t.border}; }}
QToolButton[kind="segment"]:focus {{ border: 1px solid {t.accent_ring}; }}
"""


def _fields(t: Tokens) -> str:
    return f"""
QLineEdit {{
    background: {t.sunken}; color: {t.text}; border: 1px solid transparent; border-radius: {RADIUS_CONTROL}px; padding: 0 8px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; placeholder-text-color: {t.text3};
}}
QLineEdit:hover {{ border: 1px solid {t.border}; }}
QLineEdit:focus {{ background: {t.panel}; border: 1px solid {t.accent_ring}; }}
QLineEdit:disabled {{ color: {t.text_disabled}; }}
QLineEdit[invalid="true"], QLineEdit[invalid="true"]:focus {{ border: 1px solid {t.danger}; }}
QLineEdit[kind="title"] {{ background: transparent; padding: 0 6px; }}
QLineEdit[kind="title"]:hover {{ background: {t.hover}; border: 1px solid transparent; }}
QLineEdit[kind="title"]:focus {{ background: {t.panel}; border: 1px solid {t.accent_ring}; }}
QLineEdit[kind="outlined"] {{ background: {t.panel}; border: 1px solid {t.border_strong}; }}
QLineEdit[kind="outlined"]:hover {{ border: 1px solid {t.text3}; }}
QLineEdit[kind="outlined"]:focus {{ border: 1px solid {t.accent_ring}; }}
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:hover, QLineEdit[kind="bare"]:focus {{
    background: transparent; border: 1px solid transparent;
}}
QPlainTextEdit {{
    background: {t.sunken}; color: {t.text}; border: 1px solid transparent; border-radius: {RADIUS_CONTROL}px; padding: 6px 8px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QPlainTextEdit:focus {{ border: 1px solid {t.accent_ring}; }}
"""


def _choices(t: Tokens) -> str:
    return f"""
QComboBox {{
    background: {t.sunken}; color: {t.text}; border: 1px solid transparent; border-radius: {RADIUS_CONTROL}px; padding: 0 8px;
    combobox-popup: 0; placeholder-text-color: {t.text3};
}}
QComboBox:hover {{ border: 1px solid {t.border}; }}
QComboBox:focus {{ border: 1px solid {t.accent_ring}; }}
QComboBox:disabled {{ color: {t.text_disabled}; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.border}; padding: 4px; outline: 0; }}
QComboBox QAbstractItemView::item {{ min-height: 26px; border-radius: 5px; padding: 0 6px; }}
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {{ background: {t.hover}; color: {t.text}; }}
QCheckBox, QRadioButton {{ color: {t.text}; spacing: 8px; background: transparent; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.text_disabled}; }}
"""
