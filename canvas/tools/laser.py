"""The laser pointer: a trail of light over the page that fades within a second. It is never in the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from canvas.geometry.vec import Vec
from canvas.scene.overlays import Figure, LaserTrail
from canvas.tools.events import DOWN, LEFT, MOVE, UP, KeyEvent, PointerEvent
from canvas.tools.state import CROSSHAIR, SAME, STAY, Next, Preview

LASTS_MS = 1000.0
"""How long a point of the trail is seen."""
MOST_POINTS = 600


@dataclass(slots=True)
class _Stroke:
    """One trail: places and the times at which the pointer was there."""

    points: list[Vec] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


class Laser:
    """The laser in hand; it is always at rest, since nothing can come of it."""

    name = "laser.idle"

    def __init__(self) -> None:
        self._strokes: list[_Stroke] = []
        self._drawing = False
        self._now = 0.0

    def pointer(self, event: PointerEvent) -> Next:
        """Leave light behind while the button is down."""
        self._now = max(self._now, event.time_ms)
        if event.kind == DOWN and event.button == LEFT:
            self._drawing = True
            self._strokes.append(_Stroke())
        if event.kind == MOVE and event.button != LEFT:
            self._drawing = False
        if not self._drawing:
            return SAME
        last = self._strokes[-1]
        last.points.append(event.point)
        last.times.append(event.time_ms)
        del last.points[:-MOST_POINTS], last.times[:-MOST_POINTS]
        if event.kind == UP:
            self._drawing = False
        return STAY

    def tick(self, now_ms: float) -> bool:
        """Let the light fade; return whether anything looks different."""
        lit = bool(self._strokes)
        self._now = max(self._now, now_ms)
        for stroke in self._strokes:
            gone = sum(1 for time in stroke.times if self._now - time >= LASTS_MS)
            del stroke.points[:gone], stroke.times[:gone]
        kept = self._strokes[-1:] if self._drawing else []
        self._strokes = [s for s in self._strokes if s.points or s in kept]
        return lit

    def key(self, _event: KeyEvent) -> Next | None:
        """No key means anything here."""
        return None

    def preview(self) -> Preview:
        """Return the light that is left."""
        figures: tuple[Figure, ...] = tuple(self._trail(s) for s in self._strokes if s.points)
        return Preview(figures=figures, cursor=CROSSHAIR, fading=bool(self._strokes))

    def _trail(self, stroke: _Stroke) -> LaserTrail:
        strengths = (min(1.0, max(0.0, 1.0 - (self._now - time) / LASTS_MS)) for time in stroke.times)
        return LaserTrail(tuple(stroke.points), tuple(strengths))

    def leave(self) -> None:
        """Nothing to clean up."""
