"""Named looks of the document: keeping the selection's look under a name, giving it to others, changing and forgetting it."""

from __future__ import annotations

from canvas.commands.style import copy_style, restyle, styled
from canvas.editor.editor import Editor
from canvas.kernels import named_looks as looks
from canvas.kernels.edits import Edits, changes
from canvas.kernels.looks import fitted, look_of
from canvas.kernels.named_looks import FOLLOWED, NamedLook
from canvas.model.plan import UNSET, Plan, Set


def all_looks(editor: Editor) -> tuple[NamedLook, ...]:
    """Return the document's named looks, by name."""
    return looks.named_looks(editor.records.meta)


def followed(editor: Editor) -> str:
    """Return the id of the named look that all of the selection follows, or ""."""
    found = {str(editor.records.shapes[s].get(FOLLOWED, "")) for s in styled(editor)}
    return found.pop() if len(found) == 1 else ""


def create(editor: Editor, name: str) -> str:
    """Keep the look of the shape selected last under a name, which that shape then follows; return its id or ""."""
    look, name = copy_style(editor), name.strip()
    if look is None or not name:
        return ""
    look_id = editor.new_id()
    shape = styled(editor)[-1]
    mark = (Set(shape, FOLLOWED, look_id),) if editor.can_edit(shape) else ()
    plan = Plan("Save style", (*looks.write_look(editor.records.meta, look_id, name, look), *mark))
    return look_id if editor.apply(plan) else ""


def rename(editor: Editor, look_id: str, name: str) -> bool:
    """Give a named look another name."""
    found = _find(editor, look_id)
    if found is None or not name.strip():
        return False
    return editor.apply(Plan("Rename style", looks.write_look(editor.records.meta, look_id, name.strip(), found.look)))


def give(editor: Editor, look_id: str) -> bool:
    """Give the selection a named look; it follows the look from then on."""
    found = _find(editor, look_id)
    if found is None:
        return False
    shapes = editor.editable(styled(editor))
    edits: Edits = {s: {**fitted(found.look, editor.records.shapes[s]), FOLLOWED: look_id} for s in shapes}
    return restyle(editor, "Apply style", edits)


def update(editor: Editor, look_id: str) -> bool:
    """Make the look of the shape selected last the named one; shapes that follow it change with it. One step of undo."""
    found, shapes = _find(editor, look_id), styled(editor)
    if found is None or not shapes:
        return False
    chosen = editor.records.shapes[shapes[-1]]
    new = look_of(chosen)
    edits: Edits = {
        s: dict(looks.following(found.look, new, record))
        for s, record in editor.records.shapes.items()
        if record.get(FOLLOWED) == look_id
    }
    edits[chosen.id] = {**edits.get(chosen.id, {}), FOLLOWED: look_id}
    written = looks.write_look(editor.records.meta, look_id, found.name, new)
    return editor.apply(Plan("Update style", (*written, *changes(edits, editor.records.shapes))))


def delete(editor: Editor, look_id: str) -> bool:
    """Forget a named look; shapes that follow it keep their looks."""
    freed: Edits = {
        s: {FOLLOWED: UNSET} for s, record in editor.records.shapes.items() if record.get(FOLLOWED) == look_id
    }
    gone = looks.remove_look(editor.records.meta, look_id)
    return editor.apply(Plan("Delete style", (*gone, *changes(freed, editor.records.shapes))))


def _find(editor: Editor, look_id: str) -> NamedLook | None:
    return next((one for one in all_looks(editor) if one.id == look_id), None)
