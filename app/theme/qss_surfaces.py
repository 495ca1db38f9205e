"""Style rules of surfaces and lists: panels, labels, menus, tabs, scroll bars."""

from __future__ import annotations

from app.theme.tokens import RADIUS_CARD, RADIUS_CHIP, RADIUS_CONTROL, RADIUS_ITEM, Tokens


def surfaces_sheet(t: Tokens) -> str:
    """Return the rules for a theme."""
    return _panels(t) + _labels(t) + _menus(t) + _tabs(t) + _lists(t) + _scroll_bars(t)


def _panels(t: Tokens) -> str:
    return f"""
QMainWindow, QDialog {{ background: {t.app}; }}
QDialog[surface="dialog"] {{ background: {t.panel}; }}
QToolTip {{ background: {t.tooltip_bg}; color: {t.tooltip_fg}; border: 0; padding: 5px 8px; }}
QWidget[surface="panel"] {{ background: {t.panel}; }}
QWidget[surface="app"] {{ background: {t.app}; }}
QWidget[surface="top"] {{ background: {t.panel}; border-bottom: 1px solid {t.border_subtle}; }}
QWidget[surface="left"] {{ background: {t.panel}; border-right: 1px solid {t.border_subtle}; }}
QWidget[surface="right"] {{ background: {t.panel}; border-left: 1px solid {t.border_subtle}; }}
QWidget[surface="well"] {{ background: {t.sunken}; border-radius: {RADIUS_CARD}px; }}
QWidget[surface="line"] {{ background: {t.border_subtle}; }}
QWidget[surface="line-strong"] {{ background: {t.border}; }}
QScrollArea, QScrollArea > QWidget > QWidget[surface="clear"] {{ background: transparent; border: 0; }}
"""


def _labels(t: Tokens) -> str:
    return f"""
QLabel {{ background: transparent; color: {t.text}; }}
QLabel[tone="muted"] {{ color: {t.text2}; }}
QLabel[tone="faint"] {{ color: {t.text3}; }}
QLabel[tone="danger"] {{ color: {t.danger}; }}
QLabel[tone="success"] {{ color: {t.success}; }}
QLabel[tone="warning"] {{ color: {t.warning}; }}
QLabel[pill="ok"] {{ color: {t.success}; background: {t.success_subtle}; border-radius: 9px; padding: 0 9px; }}
QLabel[pill="busy"] {{ color: {t.text2}; background: {t.sunken}; border-radius: 9px; padding: 0 9px; }}
QLabel[pill="warning"] {{ color: {t.warning}; background: {t.sunken}; border-radius: 9px; padding: 0 9px; }}
QLabel[pill="danger"] {{ color: {t.danger}; background: {t.danger_subtle}; border-radius: 9px; padding: 0 9px; }}
QLabel[pill="accent"] {{ color: {t.accent_text}; background: {t.accent_subtle}; border-radius: 9px; padding: 0 9px; }}
QLabel[pill="key"] {{
    color: {t.text3}; background: {t.sunken}; border: 1px solid {t.border}; border-radius: {RADIUS_CHIP}px; padding: 1px 5px;
}}
"""


def _menus(t: Tokens) -> str:
    return f"""
QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.border}; border-radius: 8px; padding: 5px; }}
QMenu::item {{ padding: 6px 24px 6px 10px; border-radius: 5px; }}
QMenu::item:selected {{ background: {t.hover}; }}
QMenu::item:disabled {{ color: {t.text_disabled}; }}
QMenu::separator {{ height: 1px; background: {t.border_subtle}; margin: 5px 0; }}
QMenu::icon {{ padding-left: 8px; }}
"""


def _tabs(t: Tokens) -> str:
    return f"""
QTabBar {{ background: transparent; border: 0; }}
QTabBar::tab {{
    background: transparent; color: {t.text2}; border: 1px solid transparent; border-radius: {RADIUS_CONTROL}px;
    padding: 0 12px; margin: 0 1px; height: 26px;
}}
QTabBar::tab:hover {{ background: {t.hover}; color: {t.text}; }}
QTabBar::tab:selected {{ background: {t.active}; color: {t.text}; }}
QTabBar::tab:focus:selected {{ border-color: {t.accent_ring}; }}
QTabBar[kind="documents"]::tab {{ padding: 0 6px 0 10px; min-width: 60px; max-width: 180px; }}
QTabBar::scroller {{ width: 48px; }}
QTabBar QToolButton#ScrollLeftButton, QTabBar QToolButton#ScrollRightButton {{
    background: {t.raised}; border: 0; border-radius: {RADIUS_CONTROL}px;
}}
QTabBar QToolButton#ScrollLeftButton:hover, QTabBar QToolButton#ScrollRightButton:hover {{ background: {t.hover}; }}
"""


def _lists(t: Tokens) -> str:
    return f"""
QListView {{ background: transparent; color: {t.text}; border: 0; }}
QListView[kind="rows"]::item {{ border-radius: {RADIUS_ITEM}px; padding: 0; border: 1px solid transparent; }}
QListView[kind="rows"]::item:hover {{ background: {t.hover}; }}
QListView[kind="rows"]::item:selected {{ background: {t.active}; color: {t.text}; }}
QListView[kind="rows"]::item:focus {{ border-color: {t.accent_ring}; }}
QTreeView[kind="rows"] {{ background: transparent; border: 0; outline: 0; color: {t.text}; }}
QTreeView[kind="rows"]::item {{ border: 0; padding: 0; }}
QTreeView[kind="rows"]::item:hover, QTreeView[kind="rows"]::branch:hover {{ background: {t.hover}; }}
QTreeView[kind="rows"]::item:selected, QTreeView[kind="rows"]::branch:selected {{ background: {t.accent_subtle}; color: {t.text}; }}
"""


def _scroll_bars(t: Tokens) -> str:
    return f"""
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {t.border_strong}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.text3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
