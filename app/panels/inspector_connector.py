"""The section Connector: how the line runs, its heads, hops and labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.panels.connector_labels import LabelList
from app.widgets.arrow_picker import ArrowPicker
from app.widgets.buttons import ToolButton
from app.widgets.check_box import CheckBox
from app.widgets.combo_box import ComboBox
from app.widgets.layout import column, equal_row, row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.section import Section
from app.widgets.separator import horizontal_line

Shown = str | float | bool | None
"""A value to show; None where the selected connectors differ."""
OPEN = ":open"
"""Ends the name of a head that is not filled."""


@dataclass(frozen=True, slots=True)
class ConnectorState:
    """What the section shows.

    Attributes:
        count: selected connectors; with none the section is hidden.
        style: id of the way the line runs, None where they differ.
        values: document key -> value, None where they differ.
        labels: (id, text) of a single connector's labels.
        bent: there are bends to remove.
        locked: nothing of it may be changed.
    """

    count: int = 0
    style: str | None = None
    values: Mapping[str, Shown] = field(default_factory=dict)
    labels: tuple[tuple[str, str], ...] = ()
    bent: bool = False
    locked: bool = False


def style_names() -> tuple[tuple[str, str], ...]:
    """Return the ways a line may run, with their names in the user's language."""
    tr = QCoreApplication.translate
    return (
        ("avoid", tr("Connectors", "Around shapes")),
        ("straight", tr("Connectors", "Straight")),
        ("orthogonal", tr("Connectors", "Orthogonal")),
        ("curved", tr("Connectors", "Curved")),
        ("elbow", tr("Connectors", "Elbow")),
        ("entity", tr("Connectors", "Entity relation")),
        ("isometric", tr("Connectors", "Isometric")),
    )


def head_names() -> tuple[tuple[str, str], ...]:
    """Return the heads on offer with their names in the user's language."""
    tr = QCoreApplication.translate
    return (
        ("none", tr("Connectors", "No arrowhead")),
        ("classic", tr("Connectors", "Arrow")),
        ("classicThin", tr("Connectors", "Slim arrow")),
        ("block", tr("Connectors", "Triangle")),
        ("block" + OPEN, tr("Connectors", "Hollow triangle")),
        ("blockThin", tr("Connectors", "Slim triangle")),
        ("open", tr("Connectors", "Open arrow")),
        ("openThin", tr("Connectors", "Slim open arrow")),
        ("oval", tr("Connectors", "Dot")),
        ("oval" + OPEN, tr("Connectors", "Hollow dot")),
        ("diamond", tr("Connectors", "Diamond")),
        ("diamond" + OPEN, tr("Connectors", "Hollow diamond")),
        ("diamondThin", tr("Connectors", "Slim diamond")),
        ("diamondThin" + OPEN, tr("Connectors", "Slim hollow diamond")),
        ("circle" + OPEN, tr("Connectors", "Circle")),
        ("circlePlus" + OPEN, tr("Connectors", "Circle with a plus")),
        ("halfCircle", tr("Connectors", "Half circle")),
        ("box" + OPEN, tr("Connectors", "Box")),
        ("cross", tr("Connectors", "Cross")),
        ("dash", tr("Connectors", "Slash")),
        ("baseDash", tr("Connectors", "Bar")),
        ("async", tr("Connectors", "Half arrow")),
        ("openAsync", tr("Connectors", "Half open arrow")),
        ("doubleBlock", tr("Connectors", "Double triangle")),
        ("ERone", tr("Connectors", "One")),
        ("ERmandOne", tr("Connectors", "Exactly one")),
        ("ERmany", tr("Connectors", "Many")),
        ("ERoneToMany", tr("Connectors", "One or many")),
        ("ERzeroToMany", tr("Connectors", "None or many")),
        ("ERzeroToOne", tr("Connectors", "None or one")),
        ("sysMLPackCont", tr("Connectors", "Containment")),
    )


def jump_names() -> tuple[tuple[str, str], ...]:
    """Return the kinds of line jumps with their names in the user's language."""
    tr = QCoreApplication.translate
    return (
        ("none", tr("Connectors", "No jumps")),
        ("arc", tr("Connectors", "Arc")),
        ("gap", tr("Connectors", "Gap")),
        ("sharp", tr("Connectors", "Bridge")),
        ("line", tr("Connectors", "Bars")),
    )


class ConnectorSection(QWidget):
    """How the selected connectors are drawn.

    Signals:
        style_chosen: id of the way the line is to run.
        edited: ({document key: value}) the user settled on.
        swap_requested: exchange source and target.
        straighten_requested: remove all bends.
        label_added: one more label is wanted.
        label_chosen: select and edit the label with this id.
        label_removed: take the label with this id away.
    """

    style_chosen = Signal(str)
    edited = Signal(object)
    swap_requested = Signal()
    straighten_requested = Signal()
    label_added = Signal()
    label_chosen = Signal(str)
    label_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden section."""
        super().__init__(parent)
        self.routing = ComboBox(self.tr("Way of the line"), style_names())
        self.straighten = ToolButton("eraser", self.tr("Remove bends"))
        self.start = ArrowPicker(self.tr("Arrowhead at the start"), head_names(), at_start=True)
        self.end = ArrowPicker(self.tr("Arrowhead at the end"), head_names(), at_start=False)
        self.swap = ToolButton("arrow-left-right", self.tr("Reverse direction"))
        self.start_size = NumberField(
            self.tr("Size of the head at the start"), NumberSpec(tag="S", low=0.0, high=100.0)
        )
        self.end_size = NumberField(self.tr("Size of the head at the end"), NumberSpec(tag="E", low=0.0, high=100.0))
        self.jumps = ComboBox(self.tr("Jumps over other lines"), jump_names())
        self.jump_size = NumberField(self.tr("Size of jumps"), NumberSpec(tag="J", low=0.0, high=100.0))
        self.rounded = CheckBox(self.tr("Rounded corners"))
        self.labels = LabelList()
        self._connect()
        heads = row(self.start, self.swap, self.end, spacing=4)
        heads.setStretch(0, 1)
        heads.setStretch(2, 1)
        section = Section(
            self.tr("Connector"),
            row(self.routing, self.straighten, spacing=4),
            heads,
            equal_row(self.start_size, self.end_size),
            equal_row(self.jumps, self.jump_size),
            self.rounded,
            self.labels,
        )
        self.setLayout(column(horizontal_line(), section, spacing=0))
        self.setVisible(False)

    def _connect(self) -> None:
        self.routing.chosen.connect(self.style_chosen)
        self.straighten.clicked.connect(self.straighten_requested)
        self.swap.clicked.connect(self.swap_requested)
        self.start.chosen.connect(lambda id_: self._on_head("start", id_))
        self.end.chosen.connect(lambda id_: self._on_head("end", id_))
        for control, key in (
            (self.start_size, "style.start_size"),
            (self.end_size, "style.end_size"),
            (self.jump_size, "style.jump_size"),
        ):
            control.committed.connect(lambda value, name=key: self.edited.emit({name: value}))
        self.jumps.chosen.connect(lambda value: self.edited.emit({"style.jump": value}))
        self.rounded.clicked.connect(lambda on: self.edited.emit({"style.rounded": on}))
        self.labels.added.connect(self.label_added)
        self.labels.chosen.connect(self.label_chosen)
        self.labels.removed.connect(self.label_removed)

    def _on_head(self, end: str, id_: str) -> None:
        self.edited.emit({f"style.{end}_arrow": id_.removesuffix(OPEN), f"style.{end}_fill": not id_.endswith(OPEN)})

    def show_state(self, state: ConnectorState) -> None:
        """Show the selected connectors; emits nothing."""
        self.setVisible(state.count > 0)
        if not state.count:
            return
        self.setEnabled(not state.locked)
        if state.style is None:
            self.routing.set_mixed()
        else:
            self.routing.set_current(state.style)
        self.straighten.setEnabled(state.bent)
        self.straighten.set_name(self.tr("Remove bends") if state.bent else self.tr("Remove bends: there are none"))
        for picker, end in ((self.start, "start"), (self.end, "end")):
            picker.set_current(shown_head(state.values, end))
        for control, key in (
            (self.start_size, "style.start_size"),
            (self.end_size, "style.end_size"),
            (self.jump_size, "style.jump_size"),
        ):
            value = state.values.get(key)
            if isinstance(value, (int, float)):
                control.set_value(float(value))
            else:
                control.set_mixed()
        jump = state.values.get("style.jump")
        if isinstance(jump, str):
            self.jumps.set_current(jump)
        else:
            self.jumps.set_mixed()
        rounded = state.values.get("style.rounded")
        self.rounded.show_state(rounded if isinstance(rounded, bool) else None)
        self.labels.setVisible(state.count == 1)
        self.labels.show_labels(state.labels)


def shown_head(values: Mapping[str, Shown], end: str) -> str | None:
    """Return the id of the head to show at an end, None where the connectors differ."""
    name, filled = values.get(f"style.{end}_arrow"), values.get(f"style.{end}_fill")
    if not isinstance(name, str) or not isinstance(filled, bool):
        return name if name == "none" else None
    known = {id_ for id_, _ in head_names()}
    hollow = name + OPEN
    if not filled and hollow in known:
        return hollow
    return name if name in known or hollow not in known or filled else hollow
