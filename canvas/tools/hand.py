"""The hand tool at rest. Its drags, like those with Space or the middle button, are the machine's own `Panning`."""

from __future__ import annotations

from canvas.tools.events import KeyEvent, PointerEvent
from canvas.tools.state import GRAB, STAY, Next, Preview


class HandIdle:
    """Waiting for a drag."""

    name = "hand.idle"

    def pointer(self, _event: PointerEvent) -> Next:
        """Presses begin panning before they come here."""
        return STAY

    def key(self, _event: KeyEvent) -> Next | None:
        """No key means anything here."""
        return None

    def preview(self) -> Preview:
        """Return the cursor."""
        return Preview(cursor=GRAB)

    def leave(self) -> None:
        """Nothing to clean up."""
