"""Default looks of the document: what new shapes, containers, texts and connectors look like."""

from __future__ import annotations

from canvas.commands.style import copy_style, styled
from canvas.editor.defaults import family_of
from canvas.editor.editor import Editor
from canvas.kernels import named_looks as looks
from canvas.model.plan import Op, Plan


def selected_families(editor: Editor) -> tuple[str, ...]:
    """Return the families that the selection is of, in the order of the selection."""
    return tuple(dict.fromkeys(family_of(editor.records.shapes[s]) for s in styled(editor)))


def use_as_default(editor: Editor) -> bool:
    """Make the look of the shape selected last that of all new shapes of its family."""
    look = copy_style(editor)
    if look is None:
        return False
    family = family_of(editor.records.shapes[styled(editor)[-1]])
    ops = looks.write_look(editor.records.meta, looks.DEFAULT + family, family, look)
    return editor.apply(Plan("Set default style", ops))


def has_default(editor: Editor) -> bool:
    """Tell whether the document has default looks of its own (for the families selected, or any when nothing is)."""
    wanted = set(selected_families(editor))
    own = set(looks.default_looks(editor.records.meta))
    return bool(own & wanted if wanted else own)


def reset_default(editor: Editor) -> bool:
    """Go back to the program's looks for the families selected, or for all when nothing is selected."""
    meta = editor.records.meta
    families = selected_families(editor) or tuple(looks.default_looks(meta))
    ops: list[Op] = []
    for family in families:
        ops += looks.remove_look(meta, looks.DEFAULT + family)
    return editor.apply(Plan("Reset default style", tuple(ops)))
