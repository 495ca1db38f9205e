"""How shapes look from afar, by id; shapes of equal colours share the work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from canvas.drawing.style import ColorScheme, resolve
from canvas.model.records import ShapeRecord, Value
from canvas.qt.lod import Swatch, swatch_of

_LIMIT = 4096
_KEYS = ("kind", "style.fill", "style.stroke", "style.stroke_width")


class Shapes(Protocol):
    """Records by id."""

    @property
    def shapes(self) -> Mapping[str, ShapeRecord]:
        """Shapes and connectors."""
        ...


class Painted(Protocol):
    """What is shown, and in which colours."""

    @property
    def records(self) -> Shapes:
        """Records by id."""
        ...

    @property
    def scheme(self) -> ColorScheme:
        """Light or dark colours."""
        ...


class Swatches:
    """Swatches of a scene's shapes."""

    def __init__(self, scene: Painted) -> None:
        """Make swatches of a scene, whose shapes and scheme may change."""
        self._scene = scene
        self._known: dict[tuple[Value, ...], Swatch] = {}

    def __call__(self, shape_id: str) -> Swatch:
        """Return the swatch of a shape."""
        record = self._scene.records.shapes[shape_id]
        scheme = self._scene.scheme
        get = record.values.get
        key = (scheme, bool(record.label), bool(get("image")), *map(get, _KEYS))
        swatch = self._known.get(key)
        if swatch is None:
            if len(self._known) >= _LIMIT:
                self._known.clear()
            swatch = self._known[key] = swatch_of(record, resolve(record.values, scheme))
        return swatch
