"""What the inspector is told about the selection and about the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Value = float | str | bool
NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class InspectorState:
    """The selection.

    Attributes:
        title: what is selected, for example "Rounded rectangle" or "3 shapes".
        count: how many things are selected; 0 shows the page's settings instead.
        locked: whether all of them are locked.
        values: flat document key -> value that all of them share ("x", "style.fill", ...).
        mixed: keys whose values differ. A key that is in neither does not apply to the selection.
    """

    title: str = ""
    count: int = 0
    locked: bool = False
    values: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    mixed: frozenset[str] = frozenset()

    def applies(self, key: str) -> bool:
        """Tell whether the selection has such a value at all."""
        return key in self.values or key in self.mixed

    def number(self, key: str) -> float | None:
        """Return a shared number, or None."""
        value = self.values.get(key)
        return None if key in self.mixed or isinstance(value, (str, bool)) or value is None else float(value)

    def text(self, key: str) -> str | None:
        """Return a shared text, or None."""
        value = self.values.get(key)
        return value if isinstance(value, str) and key not in self.mixed else None

    def flag(self, key: str) -> bool:
        """Tell whether a flag is set on all of the selection."""
        return self.values.get(key) is True and key not in self.mixed


@dataclass(frozen=True, slots=True)
class PageState:
    """The settings of the page in front.

    Attributes:
        name: of the page.
        grid: whether the grid is shown.
        grid_size: distance of its lines in scene units.
        background: "#rrggbb" or "none".
        width: of a sheet in scene units.
        height: of a sheet in scene units.
        page_view: whether sheets are shown.
        grid_kind: "dots" or "lines".
        snap: whether shapes snap to the grid; a setting of the user's, not of the page.
        snap_guides: whether shapes snap to each other, likewise.
    """

    name: str = ""
    grid: bool = True
    grid_size: float = 10.0
    background: str = "none"
    width: float = 850.0
    height: float = 1100.0
    page_view: bool = False
    grid_kind: str = "dots"
    snap: bool = True
    snap_guides: bool = True
