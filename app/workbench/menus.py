"""The menu behind the top bar's menu button and the context menu of the canvas, both made from the action registry."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QMenu, QWidget

from app.actions.catalogue import BY_ID
from app.actions.registry import ActionRegistry
from app.theme.icons import icon

_SAME = ("edit.same_fill", "edit.same_stroke", "edit.same_kind", "edit.same_text", "edit.same_all")
_LANE = ("lane.add", "", "lane.back", "lane.on", "", "lane.delete")
_TABLE = (
    "table.row_above",
    "table.row_below",
    "table.column_before",
    "table.column_after",
    "",
    "table.move_up",
    "table.move_down",
    "table.move_back",
    "table.move_on",
    "",
    "table.merge",
    "table.split",
    "table.header",
    "",
    "table.delete_row",
    "table.delete_column",
)
_CONNECTOR = (
    "connector.avoid",
    "connector.straight",
    "connector.orthogonal",
    "connector.curved",
    "connector.elbow",
    "connector.entity",
    "connector.isometric",
    "",
    "connector.swap",
    "connector.straighten",
    "connector.add_label",
)
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "File",
        (
            "file.new",
            "file.new_from_template",
            "file.open",
            "",
            "file.save",
            "file.save_as",
            "file.save_template",
            "file.export",
            "file.export_bundle",
            "file.open_bundle",
            "file.print",
            "file.share",
            "file.join",
            "file.move",
            "file.replay",
            "",
            "file.backup",
            "file.settings",
            "",
            "file.home",
            "file.next_tab",
            "file.previous_tab",
            "file.close_tab",
            "file.quit",
        ),
    ),
    (
        "Edit",
        (
            "edit.undo",
            "edit.redo",
            "",
            "edit.cut",
            "edit.copy",
            "edit.paste",
            "edit.duplicate",
            "edit.delete",
            "",
            "edit.select_all",
            "edit.select_none",
            "",
            "edit.find",
            "edit.find_next",
            "edit.find_previous",
            "",
            *_SAME,
            "",
            "edit.text",
            "edit.link",
            "edit.open_link",
            "edit.tags",
        ),
    ),
    ("Insert", ("insert.table", "insert.pool")),
    ("Table", _TABLE),
    ("Lanes", _LANE),
    (
        "Arrange",
        (
            "arrange.front",
            "arrange.forward",
            "arrange.backward",
            "arrange.back",
            "",
            "arrange.group",
            "arrange.ungroup",
            "arrange.take_out",
            "arrange.collapse",
            "arrange.clip",
            "",
            "arrange.align_left",
            "arrange.align_center",
            "arrange.align_right",
            "arrange.align_top",
            "arrange.align_middle",
            "arrange.align_bottom",
            "",
            "arrange.distribute_h",
            "arrange.distribute_v",
            "",
            "arrange.same_width",
            "arrange.same_height",
            "arrange.same_size",
            "",
            "arrange.turn_right",
            "arrange.turn_left",
            "arrange.flip_h",
            "arrange.flip_v",
            "arrange.crop",
            "arrange.uncrop",
            "",
            "arrange.lock",
        ),
    ),
    (
        "Layout",
        (
            "layout.layered",
            "layout.layered_right",
            "layout.tree",
            "layout.org_chart",
            "layout.radial",
            "layout.force",
            "",
            "layout.tidy",
        ),
    ),
    (
        "Connector",
        (
            *_CONNECTOR,
            "",
            "connector.add_right",
            "connector.add_left",
            "connector.add_up",
            "connector.add_down",
            "connector.walk_right",
            "connector.walk_left",
            "connector.walk_up",
            "connector.walk_down",
            "",
            "tool.ports",
            "connector.reset_ports",
        ),
    ),
    (
        "Style",
        (
            "style.bold",
            "style.italic",
            "style.underline",
            "style.strike",
            "style.superscript",
            "style.subscript",
            "style.code",
            "",
            "style.bullets",
            "style.numbers",
            "",
            "style.copy",
            "style.paste",
            "style.save_named",
            "",
            "style.set_default",
            "style.reset_default",
            "style.palette",
        ),
    ),
    ("Page", ("page.add", "page.rename", "page.duplicate", "page.delete", "", "page.next", "page.previous")),
    (
        "View",
        (
            "view.zoom_in",
            "view.zoom_out",
            "view.zoom_100",
            "view.fit",
            "view.fit_selection",
            "",
            "view.grid",
            "view.snap",
            "view.snap_shapes",
            "",
            "view.rulers",
            "view.guides",
            "view.clear_guides",
            "",
            "view.library",
            "view.outline",
            "view.inspector",
            "view.present",
            "view.summon",
            "",
            "view.comments",
            "view.history",
            "view.minimap",
            "view.focus",
            "",
            "view.theme_light",
            "view.theme_dark",
            "view.theme_system",
        ),
    ),
    ("Account", ("file.sign_in", "file.devices", "file.relay_sees", "", "file.sign_out")),
    ("Help", ("help.palette", "help.shortcuts", "help.about")),
)
CONTEXT = ("edit.cut", "edit.copy", "edit.paste", "edit.paste_here", "edit.duplicate", "edit.delete", "", "edit.text", "edit.link", "edit.open_link", "edit.tags", "style.copy", "style.paste", "", "arrange.front", "arrange.back", "", "arrange.group", "arrange.ungroup", "arrange.collapse", "arrange.clip", "arrange.lock", "", "edit.select_all", "view.fit")  # fmt: skip
"""The menu of the canvas over what is selected."""
CONTEXT_OF_PAGE = ("edit.paste", "edit.paste_here", "", "edit.select_all", "view.fit", "", "insert.table", "insert.pool", "", "view.grid", "view.rulers", "view.guides", "", "page.rename")  # fmt: skip
"""The menu of the canvas where nothing is selected."""


def main_menu(registry: ActionRegistry, parent: QWidget) -> QMenu:
    """Return the window's menu; entries without a handler are left out, so that it is made after all that binds one."""
    menu = _explaining(parent.tr("Menu"), registry, parent)
    for title, ids in MENUS:
        part = menu.addMenu(parent.tr(title))
        part.setToolTipsVisible(True)
        _fill(part, registry, ids)
        part.menuAction().setVisible(bool(part.actions()))
    return menu


def context_menu(registry: ActionRegistry, parent: QWidget) -> QMenu:
    """Return the menu of the canvas."""
    menu = _explaining(parent.tr("Canvas menu"), registry, parent)
    parts: list[QMenu] = []
    for title, ids in (("Connector", _CONNECTOR), ("Table", _TABLE), ("Lanes", _LANE), ("Select same", _SAME)):
        part = QMenu(parent.tr(title), menu)
        _fill(part, registry, ids)
        parts.append(part)
    _fit(menu, registry, parts)
    menu.aboutToShow.connect(lambda: _fit(menu, registry, parts))
    return menu


def _fit(menu: QMenu, registry: ActionRegistry, parts: Iterable[QMenu]) -> None:
    """Fill the menu of the canvas with what belongs to the selection, or to the page where nothing is selected."""
    for action in menu.actions():
        menu.removeAction(action)
        if action.isSeparator():
            action.deleteLater()
    _fill(menu, registry, CONTEXT if registry.action("edit.copy").isEnabled() else CONTEXT_OF_PAGE)
    for part in parts:
        menu.addMenu(part)
        _show_if_useful(part)


def _show_if_useful(part: QMenu) -> None:
    """Show a part of a menu only where something in it is possible."""
    part.menuAction().setVisible(any(action.isEnabled() for action in part.actions() if not action.isSeparator()))


def _explaining(name: str, registry: ActionRegistry, parent: QWidget) -> QMenu:
    """Return a menu whose faded entries say in their tooltips why they are so."""
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(registry.tell_reasons)
    return menu


def _fill(menu: QMenu, registry: ActionRegistry, ids: Iterable[str]) -> None:
    bound = {entry.id for entry in registry.bound()}
    for action_id in ids:
        if not action_id:
            menu.addSeparator()
        elif action_id in bound:
            action = registry.action(action_id)
            if BY_ID[action_id].icon and not action.isCheckable():
                action.setIcon(icon(BY_ID[action_id].icon))
            menu.addAction(action)
