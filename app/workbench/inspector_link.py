"""Between the inspector and the selection of an editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.panels.inspector import Inspector
from app.panels.inspector_state import InspectorState, PageState
from canvas.commands import arrange, locking, pages, style_edit
from canvas.commands.style_reading import MIXED, Reading, read
from canvas.editor.defaults import NOTE
from canvas.editor.editor import Editor
from canvas.kernels.looks import SHAPE_ONLY
from canvas.model.records import Value
from canvas.model.schema import PAGE_KEYS
from canvas.shapes import registry

ShowValues = Callable[[Mapping[str, Mapping[str, Value]]], None]
_FRAME = frozenset({"x", "y", "w", "h", "rotation"})
_SHAPE_WISHES = frozenset({"fill.kind", "text.position", "text.flow"})
_UNSET_RADIUS = 0.0


class InspectorLink:
    """Shows the selection of the editor in front, and writes what the inspector says was edited."""

    def __init__(self, inspector: Inspector, editor: Callable[[], Editor | None], show: ShowValues) -> None:
        """Connect the inspector.

        Args:
            inspector: the view.
            editor: returns the editor in front, None while there is none.
            show: shows shapes with other values for the time being; {} ends it.
        """
        self._show = show
        self._inspector = inspector
        self._editor = editor
        self._shown: tuple[InspectorState, PageState] | None = None
        inspector.edited.connect(self._on_edited)
        inspector.previewed.connect(self._on_previewed)
        inspector.preview_ended.connect(lambda: self._show({}))
        inspector.page_edited.connect(lambda key, value: self._do(lambda e: pages.set_value(e, e.page, key, value)))
        inspector.align_requested.connect(lambda edge: self._do(lambda e: arrange.align(e, edge)))
        inspector.distribute_requested.connect(
            lambda way: self._do(lambda e: arrange.distribute(e, horizontal=way == "horizontal"))
        )
        inspector.order_requested.connect(lambda way: self._do(lambda e: arrange.arrange(e, way)))
        inspector.lock_requested.connect(lambda on: self._do(lambda e: locking.set_locked(e, on)))

    def _do(self, command: Callable[[Editor], object]) -> None:
        editor = self._editor()
        if editor is not None:
            command(editor)
            self.refresh()

    def _on_previewed(self, key: str, value: Value) -> None:
        """Show a style while it is dragged; the frame moves when the button comes up."""
        editor = self._editor()
        if editor is not None and key not in _FRAME:
            self._show(style_edit.preview(editor, key, value))

    def _on_edited(self, key: str, value: Value) -> None:
        self._show({})
        self._do(lambda editor: write_value(editor, key, value))

    def refresh(self) -> None:
        """Show the selection and the page as they are now."""
        editor = self._editor()
        if editor is None:
            return
        state, page = selection_state(read(editor), self._inspector), page_state(editor)
        if (state, page) != self._shown:
            self._shown = (state, page)
            self._inspector.show_selection(state)
            self._inspector.show_page(page)


def write_value(editor: Editor, key: str, value: Value) -> None:
    """Write an edited value on the selection; numbers of the frame move and resize it as a whole."""
    if key in {"x", "y"}:
        arrange.set_position(editor, **{key: float(value)})
    elif key in {"w", "h"}:
        arrange.set_size(editor, **{key: float(value)})
    elif key == "rotation":
        arrange.set_rotation(editor, float(value))
    else:
        style_edit.edit(editor, key, value)


def selection_state(reading: Reading, inspector: Inspector) -> InspectorState:
    """Return what the inspector shows of a selection."""
    if not reading.count:
        return InspectorState()
    values: dict[str, Value] = dict(reading.values)
    if reading.box is not None:
        box = reading.box
        values |= {"x": box.x, "y": box.y, "w": box.w, "h": box.h}
    if reading.shapes:
        values["rotation"] = reading.rotation
        if values.get("style.radius") is None:
            values["style.radius"] = _UNSET_RADIUS
    else:
        values = {key: value for key, value in values.items() if key not in SHAPE_ONLY | _SHAPE_WISHES}
    mixed = frozenset(key for key, value in values.items() if value is MIXED)
    plain = {key: value for key, value in values.items() if isinstance(value, (str, float, int, bool))}
    return InspectorState(_title(reading, inspector), reading.count, reading.values.get("locked") is True, plain, mixed)


_OF_NOTES = ("style.fill", "style.stroke", "style.shadow")
"""A note is a rectangle that looks like one."""


def _title(reading: Reading, inspector: Inspector) -> str:
    if reading.count > 1:
        return inspector.tr("%1 selected").replace("%1", str(reading.count))
    if reading.kind == "connector":
        return inspector.tr("Connector")
    if not reading.kind:
        return inspector.tr("Group")
    if reading.kind == "partialRectangle":
        return inspector.tr("Table cell")
    if reading.values.get("frame") is True:
        return inspector.tr("Frame")
    if reading.kind == "rect" and all(reading.values.get(key) == NOTE[key] for key in _OF_NOTES):
        return inspector.tr("Note")
    if reading.kind == "rect" and reading.values.get("style.rounded"):
        return inspector.tr("Rounded rectangle")
    return registry.kind(reading.kind).title


def page_state(editor: Editor) -> PageState:
    """Return the settings of the page in front."""
    record = editor.records.pages.get(editor.page)

    def value(key: str) -> Value:
        default = PAGE_KEYS[key].default
        return default if record is None else record.get(key, default)

    return PageState(
        record.name if record is not None else "",
        bool(value("grid")),
        float(value("grid_size")),
        str(value("background")),
        float(value("width")),
        float(value("height")),
        bool(value("page_view")),
        str(value("grid_kind")),
        editor.snap_grid,
        editor.snap_guides,
    )
