"""Locking and hiding single shapes."""

from __future__ import annotations

from collections.abc import Collection

from canvas.commands.arrange import write
from canvas.editor.editor import READ_ONLY, Editor


def set_locked(editor: Editor, locked: bool, ids: Collection[str] | None = None) -> bool:
    """Lock or unlock shapes, by default the selection; works on locked ones, of course."""
    if editor.read_only:
        editor.on_notice.emit(READ_ONLY)
        return False
    chosen = editor.selection if ids is None else tuple(ids)
    edits = {s: {"locked": locked} for s in chosen if s in editor.records.shapes}
    return write(editor, "Lock" if locked else "Unlock", edits)


def toggle_locked(editor: Editor) -> bool:
    """Lock the selection, or unlock it when all of it is locked."""
    all_locked = all(bool(editor.records.shapes[s].get("locked")) for s in editor.selection)
    return bool(editor.selection) and set_locked(editor, not all_locked)


def hide(editor: Editor, hidden: bool, ids: Collection[str] | None = None) -> bool:
    """Hide shapes or show them again, by default the selection; what is hidden is no longer selected."""
    done = write(editor, "Hide" if hidden else "Show", {s: {"hidden": hidden} for s in editor.editable(ids)})
    editor.select(s for s in editor.selection if editor.can_pick(s))
    return done
