"""Looking where somebody else looks: the same page, and at least what he sees of it."""

from __future__ import annotations

from canvas.editor.camera import GREATEST_ZOOM, Camera, fitted
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from sync.protocol.presence import Presence

FARTHEST = 1e7
"""Scene units from the origin; a view that lies farther away is not followed."""


def look_with(editor: Editor, presence: Presence) -> bool:
    """Show what somebody sees; return whether that was possible: not when it is unknown or nonsense."""
    camera = _camera(presence, editor.camera)
    if camera is None or presence.page not in editor.view.pages():
        return False
    editor.set_page(presence.page)
    editor.set_camera(camera)
    return True


def _camera(presence: Presence, mine: Camera) -> Camera | None:
    """Return a camera as large as mine that shows all of what somebody sees."""
    seen = presence.viewport
    if seen is None or min(seen[2:]) <= 0 or max(map(abs, seen)) > FARTHEST or not mine.width or not mine.height:
        return None
    return fitted(mine, Box(*seen), margin_px=0.0, greatest=GREATEST_ZOOM)
