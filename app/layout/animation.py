"""Shapes that glide to their new places; the document learns of them once, when they have arrived."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from canvas.kernels.edits import Edits
from canvas.model.records import ShapeRecord, Value

GLIDE_MS = 180
MOST_GLIDING = 150
"""More shapes than this are put in place at once: a picture of each step would take longer than the step."""
_GLIDING_KEYS = ("x", "y", "dx", "dy")

Show = Callable[[Mapping[str, Mapping[str, Value]]], None]


def between(edits: Edits, records: Mapping[str, ShapeRecord], share: float) -> Edits:
    """Return edits that go a share (0..1) of the way from the records to the edits; values that cannot glide have arrived."""
    steps: Edits = {}
    for shape, values in edits.items():
        record = records.get(shape)
        if record is None:
            continue
        steps[shape] = {key: _part(key, value, record, share) for key, value in values.items()}
    return steps


def _part(key: str, value: Value, record: ShapeRecord, share: float) -> Value:
    if key not in _GLIDING_KEYS or not isinstance(value, (int, float)):
        return value
    start = record.get(key, 0.0)
    begin = float(start) if isinstance(start, (int, float)) else 0.0
    return begin + (float(value) - begin) * share


class Glide(QObject):
    """One movement of some shapes."""

    def __init__(
        self, edits: Edits, records: Mapping[str, ShapeRecord], show: Show, arrived: Callable[[], None]
    ) -> None:
        """Prepare a movement.

        Args:
            edits: where the shapes go.
            records: where they are; read live.
            show: previews values.
            arrived: called once, at the end.
        """
        super().__init__()
        self._edits, self._records, self._show, self._arrived = edits, records, show, arrived
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(GLIDE_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._finish)

    def start(self, *, still: bool = False) -> None:
        """Begin to move; `still` puts the shapes in place at once, for people who asked for less motion."""
        if still or len(self._edits) > MOST_GLIDING:
            self._arrived()
        else:
            self._animation.start()

    def stop(self) -> None:
        """Let the shapes be where the document has them."""
        self._animation.stop()
        self._show({})

    def _step(self, share: object) -> None:
        self._show(between(self._edits, self._records, float(share)))  # type: ignore[arg-type]  # Qt hands over what it was given: a float

    def _finish(self) -> None:
        self._show({})
        self._arrived()
