"""What a panel shows of the selected connectors: the values they share, and the labels of a single one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from canvas.commands.connector_labels import labels_of
from canvas.commands.connectors import STYLES
from canvas.commands.style_reading import MIXED
from canvas.editor.editor import Editor
from canvas.model.records import ShapeRecord, Value
from canvas.model.schema import default

KEYS = (
    "style.start_arrow",
    "style.end_arrow",
    "style.start_fill",
    "style.end_fill",
    "style.start_size",
    "style.end_size",
    "style.jump",
    "style.jump_size",
    "style.rounded",
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the one selected connector.

    Attributes:
        id: the connector itself, or the text that rides on it.
        text: its characters.
    """

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ConnectorReading:
    """The selected connectors.

    Attributes:
        count: how many there are.
        only: nothing else is selected.
        style: one of STYLES, MIXED, or "" for a way of drawing that is not on offer.
        values: of KEYS, MIXED where they differ.
        labels: of a single one, from its start.
        bent: any of them has bends set by the user.
        editable: any of them may be changed.
    """

    count: int = 0
    only: bool = False
    style: Value = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()
    bent: bool = False
    editable: bool = False


def read_connectors(editor: Editor) -> ConnectorReading:
    """Return what the selected connectors have in common."""
    shapes = editor.records.shapes
    chosen = [shapes[i] for i in editor.selection if shapes[i].is_connector]
    if not chosen:
        return ConnectorReading()
    labels: tuple[Label, ...] = ()
    if len(chosen) == 1:
        found = sorted(labels_of(editor, chosen[0].id), key=lambda i: (shapes[i].x, i))
        labels = tuple(Label(i, shapes[i].text) for i in found)
    return ConnectorReading(
        len(chosen),
        len(chosen) == len(editor.selection),
        _shared([style_of(r) for r in chosen]),
        {key: _shared([r.get(key, default(key)) for r in chosen]) for key in KEYS},
        labels,
        any(r.get("waypoints") for r in chosen),
        any(editor.can_edit(r.id) for r in chosen),
    )


def style_of(record: ShapeRecord) -> str:
    """Return which of STYLES a connector is drawn in, "" for another way."""
    routing = str(record.get("routing", "straight"))
    if record.get("style.curved"):
        return "curved"
    return routing if routing in STYLES else ""


def _shared(values: list[Value]) -> Value:
    return values[0] if all(v == values[0] for v in values) else MIXED
