"""What the inspector shows while nothing is selected: the settings of the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.panels.inspector_state import PageState
from app.widgets.check_box import CheckBox
from app.widgets.color_field import ColorField
from app.widgets.color_picking import pick_with_popup
from app.widgets.color_wish import PickColor
from app.widgets.combo_box import ComboBox
from app.widgets.layout import column, equal_row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.section import Section
from app.widgets.segmented import Segment, SegmentedControl
from app.widgets.separator import horizontal_line

CUSTOM = "custom"
SIZES: dict[str, tuple[float, float]] = {
    "letter": (850.0, 1100.0),
    "legal": (850.0, 1400.0),
    "a5": (583.0, 827.0),
    "a4": (827.0, 1169.0),
    "a3": (1169.0, 1654.0),
}
"""Sheet sizes in scene units, upright: hundredths of an inch, as in .drawio files."""


def size_id(width: float, height: float) -> str:
    """Return the name of a sheet size in either direction, or "custom"."""
    wanted = {width, height}
    return next((id_ for id_, sides in SIZES.items() if set(sides) == wanted), CUSTOM)


class PageSection(QWidget):
    """Grid, background and sheet of the page.

    Signals:
        edited: (page key, value) the user settled on.
        action_requested: do what the menu's action with this id does.
    """

    edited = Signal(str, object)
    action_requested = Signal(str)

    def __init__(self, pick: PickColor = pick_with_popup, parent: QWidget | None = None) -> None:
        """Make a section with the defaults; `pick` lets the user pick from all colours."""
        super().__init__(parent)
        self.grid = CheckBox(self.tr("Show grid"))
        self.grid_size = NumberField(self.tr("Grid size"), NumberSpec(icon="grid-3x3", low=1.0, high=1000.0))
        self.grid_kind = SegmentedControl(
            self.tr("Kind of grid"),
            (Segment("dots", self.tr("Dots"), "grip"), Segment("lines", self.tr("Lines"), "grid-3x3")),
        )
        self.snap = CheckBox(self.tr("Snap to grid"))
        self.snap_guides = CheckBox(self.tr("Snap to shapes and guides"))
        self.direction = SegmentedControl(
            self.tr("Direction of the sheet"),
            (
                Segment("upright", self.tr("Upright"), "rectangle-vertical"),
                Segment("lying", self.tr("Lying"), "rectangle-horizontal"),
            ),
        )
        self.background = ColorField(self.tr("Background"), with_opacity=False, pick=pick)
        self.page_view = CheckBox(self.tr("Show sheets"))
        self.sheet_size = ComboBox(
            self.tr("Sheet size"),
            (
                ("letter", self.tr("Letter")),
                ("legal", self.tr("Legal")),
                ("a5", "A5"),
                ("a4", "A4"),
                ("a3", "A3"),
                (CUSTOM, self.tr("Custom")),
            ),
        )
        self.width_field = NumberField(self.tr("Sheet width"), NumberSpec("W", low=1.0))
        self.height_field = NumberField(self.tr("Sheet height"), NumberSpec("H", low=1.0))
        self._connect()
        self.setLayout(
            column(
                Section(
                    self.tr("Grid"),
                    self.grid,
                    equal_row(self.grid_size, self.grid_kind),
                    4,
                    self.snap,
                    self.snap_guides,
                ),
                horizontal_line(),
                Section(self.tr("Background"), self.background),
                horizontal_line(),
                Section(
                    self.tr("Sheet"),
                    self.page_view,
                    equal_row(self.sheet_size, self.direction),
                    equal_row(self.width_field, self.height_field),
                ),
                None,
                spacing=0,
            )
        )
        self.show_page(PageState())

    def _connect(self) -> None:
        self.grid.clicked.connect(lambda checked: self.edited.emit("grid", checked))
        self.grid_size.committed.connect(lambda value: self.edited.emit("grid_size", value))
        self.background.color_committed.connect(lambda value: self.edited.emit("background", value))
        self.grid_kind.chosen.connect(lambda kind: self.edited.emit("grid_kind", kind))
        self.snap.clicked.connect(lambda _checked: self.action_requested.emit("view.snap"))
        self.snap_guides.clicked.connect(lambda _checked: self.action_requested.emit("view.snap_shapes"))
        self.direction.chosen.connect(self._on_direction)
        self.page_view.clicked.connect(lambda checked: self.edited.emit("page_view", checked))
        self.sheet_size.chosen.connect(self._on_size)
        self.width_field.committed.connect(lambda value: self.edited.emit("width", value))
        self.height_field.committed.connect(lambda value: self.edited.emit("height", value))

    def _on_size(self, id_: str) -> None:
        sides = SIZES.get(id_)
        if sides is not None:
            self._ask_for(*(sides if self.direction.current() != "lying" else reversed(sides)))

    def _on_direction(self, direction: str) -> None:
        sides = sorted((self.width_field.value or 0.0, self.height_field.value or 0.0))
        self._ask_for(*(sides if direction == "upright" else reversed(sides)))

    def _ask_for(self, width: float, height: float) -> None:
        self.edited.emit("width", width)
        self.edited.emit("height", height)

    def show_page(self, page: PageState) -> None:
        """Show a page's settings; emits nothing."""
        self.grid.setChecked(page.grid)
        self.grid_size.set_value(page.grid_size)
        self.grid_kind.set_current(page.grid_kind)
        self.snap.setChecked(page.snap)
        self.snap_guides.setChecked(page.snap_guides)
        self.direction.set_current("lying" if page.width > page.height else "upright")
        self.background.set_color(page.background)
        self.page_view.setChecked(page.page_view)
        self.sheet_size.set_current(size_id(page.width, page.height))
        self.width_field.set_value(page.width)
        self.height_field.set_value(page.height)
