"""Binds what concerns the structure of a diagram: tables, pools, containers, links, tags, selecting what is alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.actions.registry import ActionRegistry, Binding
from app.dialogs.insert_table import InsertTable
from app.dialogs.link import LinkDialog
from app.dialogs.text_prompt import Prompt, TextPrompt
from app.workbench.open_tab import OpenTab
from canvas.commands import clipping, group, links, pools, select_same, tables, tags
from canvas.editor.editor import Editor

Front = Callable[[], OpenTab | None]
Test = Callable[[Editor], bool]
Run = Callable[[Editor], object]


class StructureActions:
    """Handlers that work on the tab in front."""

    def __init__(self, registry: ActionRegistry, front: Front, window: QWidget) -> None:
        """Bind all of them.

        Args:
            registry: of the window.
            front: returns the tab in front, None on the home screen.
            window: owner of dialogs.
        """
        self._registry = registry
        self._front = front
        self._window = window
        self._bind_tables()
        self._bind_lanes()
        self._bind_containers()
        self._bind_selecting()

    def _bind(self, action: str, run: Run, possible: Test, why: str, checked: Test | None = None) -> None:
        """Bind a command that is possible when a test of the editor in front says so."""

        def editor() -> Editor | None:
            tab = self._front()
            return tab.editor if tab is not None else None

        def act() -> None:
            now = editor()
            if now is not None:
                run(now)
                self._registry.refresh()

        def ask(test: Test) -> bool:
            now = editor()
            return now is not None and test(now)

        binding = Binding(
            act,
            lambda: ask(possible),
            None if checked is None else lambda: ask(checked),
            lambda: QCoreApplication.translate("StructureActions", why),
        )
        self._registry.bind(action, binding)

    def _bind_tables(self) -> None:
        in_table = "Select a cell, a row or a table"
        commands: dict[str, Run] = {
            "row_above": lambda e: tables.insert_row(e, above=True),
            "row_below": tables.insert_row,
            "column_before": lambda e: tables.insert_column(e, before=True),
            "column_after": tables.insert_column,
            "move_up": lambda e: tables.move_row(e, -1),
            "move_down": lambda e: tables.move_row(e, 1),
            "move_back": lambda e: tables.move_column(e, -1),
            "move_on": lambda e: tables.move_column(e, 1),
            "delete_row": tables.delete_rows,
            "delete_column": tables.delete_columns,
        }
        for name, command in commands.items():
            self._bind(f"table.{name}", command, _in_table, in_table)
        self._bind("table.header", tables.toggle_header, _in_table, in_table, tables.has_header)
        self._bind("table.merge", tables.merge, tables.can_merge, "Select several cells of one table")
        self._bind("table.split", tables.split, tables.can_split, "Select a merged cell")
        self._bind("insert.table", self._ask_table, _is_open, _WRITABLE)

    def _bind_lanes(self) -> None:
        self._bind("insert.pool", lambda e: pools.insert(e), _is_open, _WRITABLE)
        self._bind("lane.add", pools.add_lane, lambda e: bool(pools.current(e)[0]), "Select a pool or a lane")
        lane = "Select a lane of a pool"
        self._bind("lane.back", lambda e: pools.move_lane(e, -1), _in_lane, lane)
        self._bind("lane.on", lambda e: pools.move_lane(e, 1), _in_lane, lane)
        self._bind("lane.delete", pools.delete_lane, _in_lane, lane)

    def _bind_containers(self) -> None:
        self._bind("arrange.ungroup", group.ungroup, lambda e: bool(group.ungroupable(e)), "Select a group first")
        foldable = "Select a container that holds something"
        self._bind("arrange.collapse", group.toggle_collapsed, lambda e: bool(group.foldable(e)), foldable)
        holding = "Select a container first"
        self._bind(
            "arrange.clip", clipping.toggle, lambda e: bool(clipping.clippable(e)), holding, clipping.is_clipping
        )
        inside = "Select something in a group or container"
        self._bind("arrange.take_out", group.take_out, lambda e: any(map(e.view.parent, e.selection)), inside)

    def _bind_selecting(self) -> None:
        chosen = "Select a shape first"
        for what in select_same.SAMENESS:
            self._bind(f"edit.same_{what}", _selecting(what), lambda e: bool(e.selection), chosen)
        self._bind("edit.tags", self._ask_tag, lambda e: bool(e.selection), chosen)
        self._bind("edit.link", self._ask_link, lambda e: bool(e.selection), chosen)
        self._bind(
            "edit.open_link", lambda e: links.follow(e, e.selection[0]), _has_link, "Select one shape with a link"
        )

    # ------------------------------------------------------------------ what has to be asked

    def _ask_table(self, editor: Editor) -> None:
        dialog = InsertTable(self._window)
        dialog.chosen.connect(lambda rows, columns, head: tables.insert(editor, rows, columns, header=head))
        dialog.open()

    def _ask_tag(self, editor: Editor) -> None:
        """Let the user type the tags of the selection; what was common and is left out is taken away."""
        translate = QCoreApplication.translate
        before = tags.shared(editor)
        prompt = Prompt(
            translate("StructureActions", "Tags"),
            translate("StructureActions", "Words separated by spaces"),
            translate("StructureActions", "Set tags"),
            " ".join(before),
            translate("StructureActions", "Shapes are found, selected and hidden by their tags in the outline."),
        )
        dialog = TextPrompt(prompt, self._window)
        dialog.answered.connect(lambda text: tags.set_shared(editor, before, tuple(text.split())))
        dialog.open()

    def _ask_link(self, editor: Editor) -> None:
        records = editor.records.pages
        named = tuple((i, records[i].name) for i in editor.view.pages() if i in records)
        own = str(editor.records.shapes[editor.selection[-1]].get("link") or "")
        dialog = LinkDialog(named, own, self._window)
        dialog.chosen.connect(lambda link: links.set_link(editor, link))
        dialog.open()


_WRITABLE = "This diagram can only be looked at"


def _is_open(editor: Editor) -> bool:
    return not editor.read_only


def _in_table(editor: Editor) -> bool:
    return not editor.read_only and tables.spot(editor) is not None


def _in_lane(editor: Editor) -> bool:
    return not editor.read_only and bool(pools.current(editor)[1])


def _has_link(editor: Editor) -> bool:
    return len(editor.selection) == 1 and bool(links.link_of(editor, editor.selection[0]))


def _selecting(what: str) -> Run:
    return lambda editor: select_same.select_same(editor, what)
