"""Lines across the page: dragging a new one out of a ruler, moving one, and taking it away by dragging it out of the view."""

from __future__ import annotations

from canvas.commands.guides import PageGuide, guides_of, lay, take_away
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, distance
from canvas.scene.overlays import Badge, Figure, PageLine
from canvas.tools.events import UP, KeyEvent, PointerEvent
from canvas.tools.picking import DRAG_PX, tolerance
from canvas.tools.snapping import NOTHING, neighbours
from canvas.tools.state import DONE, STAY, Next, Preview

GRAB_PX = 4.0
"""Reach of a line, view pixels."""
RULER_PX = 20.0
"""Breadth of a ruler, view pixels: a line that is let go there goes away."""


def page_lines(editor: Editor, without: int | None = None) -> tuple[PageLine, ...]:
    """Return the lines of the page in front as figures, but one of them; none while they are hidden."""
    if not editor.show_guides:
        return ()
    found = enumerate(guides_of(editor))
    return tuple(PageLine(guide.level, guide.position) for number, guide in found if number != without)


def guide_at(editor: Editor, point: Vec) -> int | None:
    """Return which line is under a scene point, as a place in `guides_of`; of several the one laid last."""
    if not editor.show_guides:
        return None
    reach = tolerance(editor, GRAB_PX)
    found = None
    for number, guide in enumerate(guides_of(editor)):
        if abs((point.y if guide.level else point.x) - guide.position) <= reach:
            found = number
    return found


def cursor_of(level: bool) -> str:
    """Return the cursor's name over a line, see `Preview.cursor`."""
    return "resize:90" if level else "resize:0"


class DraggingGuide:
    """Moving a line, or a new one; Ctrl suspends snapping.

    Args:
        editor: where.
        start: the press.
        level: of a new line: it runs from left to right.
        number: place in `guides_of` of the line that is moved, None for a new one.
    """

    name = "select.dragging_guide"

    def __init__(self, editor: Editor, start: PointerEvent, *, level: bool = False, number: int | None = None) -> None:
        self._editor = editor
        self._start = start
        self.number = number
        self._was = None if number is None else guides_of(editor)[number]
        self._level = level if self._was is None else self._was.level
        self._others = neighbours(editor, (), start.point)
        self._moved = False
        self._guide = self._was or PageGuide(self._level, self._place(start))
        self._leaves = number is None

    def _place(self, event: PointerEvent) -> float:
        found = NOTHING if event.modifiers.ctrl else self._others
        shift = found.of_point(event.point, horizontal=not self._level, vertical=self._level).shift
        at, by = (event.point.y, shift.y) if self._level else (event.point.x, shift.x)
        return round(at + by, 3) if by else float(round(at))

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; lay the line, or take it away, when the button comes up."""
        self._moved = self._moved or distance(event.view, self._start.view) >= DRAG_PX
        if self._moved:
            self._guide = PageGuide(self._level, self._place(event))
            self._leaves = self._is_outside(event.view)
        if event.kind != UP:
            return STAY
        if self._moved and not self._leaves:
            lay(self._editor, self._guide, self.number)
        elif self._moved and self.number is not None:
            take_away(self._editor, self.number)
        return DONE

    def _is_outside(self, view: Vec) -> bool:
        camera = self._editor.camera
        edge = RULER_PX if self._editor.show_rulers else 0.0
        at, size = (view.y, camera.height) if self._level else (view.x, camera.width)
        return at < edge or at > size

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing here."""
        return STAY

    def preview(self) -> Preview:
        """Return the line where it would lie and its place in numbers; nothing where it would go away."""
        if self._leaves:
            return Preview(cursor=cursor_of(self._level))
        return Preview(figures=(self._line(), *self._badge()), cursor=cursor_of(self._level))

    def _line(self) -> PageLine:
        return PageLine(self._level, self._guide.position, active=True)

    def _badge(self) -> tuple[Figure, ...]:
        if not self._moved:
            return ()
        seen, away = self._editor.camera.visible, tolerance(self._editor, 60.0)
        at = self._guide.position
        place = Vec(seen.x + away, at) if self._level else Vec(at, seen.y + away)
        return (Badge(f"{at:g}", place),)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
