"""The document's palette: which one it is, and giving it another."""

from __future__ import annotations

from canvas.commands.style import restyle, styled
from canvas.drawing.themes import FILL, STROKE, TEXT, Palette, Role, palette_of, palettes, recolored
from canvas.editor.editor import Editor
from canvas.kernels.edits import Edits, changes
from canvas.model.plan import META, UNSET, Plan, Set
from canvas.model.records import ShapeRecord, Value

THEME = "theme"
GRADIENT = "style.gradient"


def current(editor: Editor) -> Palette:
    """Return the document's palette."""
    return palette_of(editor.records.meta.get(THEME, ""))


def apply_palette(editor: Editor, palette_id: str) -> bool:
    """Give the document another palette; shapes on all pages that use a role of the old one get the new colours.

    One step of undo. Colours that are of no role stay. Locked shapes change as well: it is the document's theme.
    """
    new = palettes().get(palette_id)
    if new is None:
        return False
    old = current(editor)
    edits: Edits = {}
    for shape_id, record in editor.records.shapes.items():
        found = recolored(record.values, old, new)
        if found:
            edits[shape_id] = dict(found)
    if old is new:
        return False
    theme = Set("", THEME, palette_id, META)
    return editor.apply(Plan("Change palette", (theme, *changes(edits, editor.records.shapes))))


def apply_role(editor: Editor, role_id: str) -> bool:
    """Give the selection the colours of a role of the document's palette, as far as a thing has such colours."""
    role = current(editor).role(role_id)
    if role is None:
        return False
    shapes = editor.editable(styled(editor))
    return restyle(editor, "Change style", {s: role_values(role, editor.records.shapes[s]) for s in shapes})


def role_values(role: Role, record: ShapeRecord) -> dict[str, Value]:
    """Return the colours that a role gives a record: lines have no inside, and free text is all text."""
    if record.is_connector:
        return {STROKE: role.stroke}
    if record.kind == "text" and record.get(FILL) == "none":
        return {TEXT: role.text if role.fill == "none" or role.id == "paper" else role.stroke}
    return {**role.values, GRADIENT: UNSET}
