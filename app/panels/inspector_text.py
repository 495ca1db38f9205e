"""The section Text: typeface, size, weight, emphasis, lists, colours, and how labels lie in their shapes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.panels.inspector_binding import show_choice, show_color, show_number, show_segment
from app.panels.inspector_padding import PaddingFields
from app.panels.inspector_section import InspectorSection
from app.panels.inspector_state import InspectorState
from app.widgets.color_field import ColorField
from app.widgets.color_picking import pick_with_popup
from app.widgets.color_wish import PickColor
from app.widgets.combo_box import ComboBox
from app.widgets.layout import column, equal_row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.section import Section
from app.widgets.segmented import Segment, SegmentedControl, ToggleStrip

EMPHASIS = ("style.bold", "style.italic", "style.underline", "style.strike")
MARKS: dict[str, tuple[str, str | bool]] = {
    "sup": ("mark.script", "sup"),
    "sub": ("mark.script", "sub"),
    "code": ("mark.code", True),
    "bullet": ("mark.list", "bullet"),
    "ordered": ("mark.list", "ordered"),
}
"""Buttons that give a mark to whole labels, and which value of which mark."""
NORMAL_LINE = 1.2


class TextSection(InspectorSection):
    """How labels are set."""

    def __init__(
        self, families: Sequence[str], pick: PickColor = pick_with_popup, parent: QWidget | None = None
    ) -> None:
        """Make an empty section for these typefaces; `pick` lets the user pick from all colours."""
        super().__init__(parent)
        self.family = ComboBox(self.tr("Typeface"), [(family, family) for family in families])
        self.weight = ComboBox(self.tr("Weight"), self._weights())
        self.font_size = NumberField(
            self.tr("Font size"), NumberSpec(icon="a-large-small", decimals=1, low=1.0, high=2000.0)
        )
        self.emphasis = ToggleStrip(self.tr("Emphasis"), self._emphasis())
        self.marks = ToggleStrip(self.tr("Position and meaning of letters"), self._letters())
        self.lists = ToggleStrip(self.tr("Lists"), self._lists())
        self.line_height = NumberField(
            self.tr("Line height"), NumberSpec(icon="list-chevrons-up-down", step=0.1, low=0.5, high=10.0)
        )
        self.color = ColorField(self.tr("Text"), with_opacity=False, pick=pick)
        self.highlight = ColorField(self.tr("Highlight"), with_opacity=False, automatic=False, pick=pick)
        self.align = SegmentedControl(self.tr("Horizontal alignment of text"), self._alignments())
        self.valign = SegmentedControl(self.tr("Vertical alignment of text"), self._vertical_alignments())
        self.position = ComboBox(self.tr("Place of the text"), self._positions())
        self.flow = ComboBox(self.tr("Where lines end"), self._flows())
        self.padding = PaddingFields()
        self._connect()
        self.setLayout(
            column(
                Section(
                    self.tr("Text"),
                    self.family,
                    equal_row(self.weight, self.font_size),
                    equal_row(self.emphasis, self.marks),
                    equal_row(self.lists, self.line_height),
                    self.color,
                    self.highlight,
                    equal_row(self.align, self.valign),
                    equal_row(self.position, self.flow),
                    self.padding,
                ),
                spacing=0,
            )
        )

    def _weights(self) -> Sequence[tuple[str, str]]:
        return (
            ("300", self.tr("Light")),
            ("400", self.tr("Regular")),
            ("500", self.tr("Medium")),
            ("600", self.tr("Semibold")),
            ("700", self.tr("Bold")),
            ("800", self.tr("Extra bold")),
        )

    def _emphasis(self) -> Sequence[Segment]:
        return (
            Segment("style.bold", self.tr("Bold"), "bold"),
            Segment("style.italic", self.tr("Italic"), "italic"),
            Segment("style.underline", self.tr("Underline"), "underline"),
            Segment("style.strike", self.tr("Strike through"), "strikethrough"),
        )

    def _letters(self) -> Sequence[Segment]:
        return (
            Segment("sup", self.tr("Superscript"), "superscript"),
            Segment("sub", self.tr("Subscript"), "subscript"),
            Segment("code", self.tr("Code"), "code"),
        )

    def _lists(self) -> Sequence[Segment]:
        return (
            Segment("bullet", self.tr("Bulleted list"), "list"),
            Segment("ordered", self.tr("Numbered list"), "list-ordered"),
        )

    def _alignments(self) -> Sequence[Segment]:
        return (
            Segment("left", self.tr("Text left"), "text-align-start"),
            Segment("center", self.tr("Text centred"), "text-align-center"),
            Segment("right", self.tr("Text right"), "text-align-end"),
        )

    def _vertical_alignments(self) -> Sequence[Segment]:
        return (
            Segment("top", self.tr("Text at the top"), "arrow-up-to-line"),
            Segment("middle", self.tr("Text in the middle"), "move-vertical"),
            Segment("bottom", self.tr("Text at the bottom"), "arrow-down-to-line"),
        )

    def _positions(self) -> Sequence[tuple[str, str]]:
        return (
            ("inside", self.tr("Inside")),
            ("above", self.tr("Above")),
            ("below", self.tr("Below")),
            ("left", self.tr("To the left")),
            ("right", self.tr("To the right")),
        )

    def _flows(self) -> Sequence[tuple[str, str]]:
        return (("wrap", self.tr("Wrap")), ("line", self.tr("One line")), ("clip", self.tr("Wrap and clip")))

    def _connect(self) -> None:
        for choice, key in (
            (self.family, "style.font_family"),
            (self.position, "text.position"),
            (self.flow, "text.flow"),
        ):
            self.bind_choice(choice, key)
        self.weight.chosen.connect(lambda weight: self.edited.emit("text.weight", float(weight)))
        self.bind_number(self.font_size, "style.font_size")
        self.bind_number(self.line_height, "mark.line_height")
        self.bind_color(self.color, "style.font_color")
        self.bind_color(self.highlight, "mark.background")
        self.emphasis.toggled.connect(self.edited.emit)
        for strip in (self.marks, self.lists):
            strip.toggled.connect(self._on_mark)
        self.bind_choice(self.align, "style.align")
        self.bind_choice(self.valign, "style.valign")
        self.padding.edited.connect(self.edited)
        self.padding.previewed.connect(self.previewed)

    def _on_mark(self, id_: str, on: bool) -> None:
        key, value = MARKS[id_]
        self.edited.emit(key, value if on else "")

    def show_state(self, state: InspectorState) -> None:
        """Show a selection; emits nothing."""
        self.setVisible(state.applies("style.font_size"))
        show_choice(self.family, state, "style.font_family")
        self._show_weight(state)
        show_number(self.font_size, state, "style.font_size")
        show_color(self.color, state, "style.font_color")
        self.color.against = state.text("style.fill") or ""
        self.emphasis.set_states({key: state.flag(key) for key in EMPHASIS}, state.mixed)
        self._show_marks(state)
        show_segment(self.align, state, "style.align")
        show_segment(self.valign, state, "style.valign")
        show_choice(self.position, state, "text.position")
        show_choice(self.flow, state, "text.flow")
        self.padding.show_state(state)

    def _show_weight(self, state: InspectorState) -> None:
        weight = state.number("text.weight")
        self.weight.setEnabled(state.applies("text.weight"))
        if weight is None:
            self.weight.set_mixed()
        else:
            self.weight.set_current(f"{weight:g}")

    def _show_marks(self, state: InspectorState) -> None:
        """Show what labels have in common; without any characters there is nothing to mark, and the controls say so."""
        written = state.flag("text.any")
        states = {id_: state.values.get(key) == value for id_, (key, value) in MARKS.items()}
        mixed = {id_ for id_, (key, _) in MARKS.items() if key in state.mixed}
        for strip in (self.marks, self.lists):
            strip.set_states(states, mixed)
        for control in (self.marks, self.lists, self.line_height, self.highlight):
            control.setEnabled(written)
            control.setToolTip("" if written else self.tr("There is no text yet"))
        self.highlight.set_color(None if "mark.background" in state.mixed else state.text("mark.background") or "none")
        if "mark.line_height" in state.mixed:
            self.line_height.set_mixed()
        else:
            self.line_height.set_value(state.number("mark.line_height") or NORMAL_LINE)
        self.line_height.setEnabled(written)
