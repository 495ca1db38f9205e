"""Tags of shapes: words by which they are found, selected and shown or hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.kernels.edits import Edits
from canvas.model.plan import UNSET
from canvas.model.records import ShapeRecord

Tags = tuple[str, ...]
MOST = 100
"""Letters of one tag."""


def tags_of(record: ShapeRecord) -> tuple[str, ...]:
    """Return the tags of a shape in their order, each once."""
    return tuple(dict.fromkeys(str(record.get("tags") or "").split()))


def tag_word(text: str) -> str:
    """Return a text as one tag: without spaces, since files separate tags by them."""
    return "-".join(text.split())[:MOST]


def all_tags(editor: Editor) -> tuple[tuple[str, int], ...]:
    """Return the tags of the page in front with how many shapes have each, by name."""
    shapes = editor.records.shapes
    counts = Counter(tag for s in editor.view.paint_order(editor.page) for tag in tags_of(shapes[s]))
    return tuple(sorted(counts.items(), key=lambda item: item[0].casefold()))


def shared(editor: Editor) -> tuple[str, ...]:
    """Return the tags that all selected shapes have."""
    found = [tags_of(editor.records.shapes[s]) for s in editor.selection]
    return tuple(tag for tag in found[0] if all(tag in tags for tags in found)) if found else ()


def add(editor: Editor, tag: str, ids: Collection[str] | None = None) -> bool:
    """Give shapes (by default the selection) a tag."""
    word = tag_word(tag)
    return bool(word) and _rewrite(editor, f"Add tag {word}", ids, lambda tags: (*tags, word))


def remove(editor: Editor, tag: str, ids: Collection[str] | None = None) -> bool:
    """Take a tag away from shapes, by default the selection."""
    return _rewrite(editor, f"Remove tag {tag}", ids, lambda tags: tuple(t for t in tags if t != tag))


def set_shared(editor: Editor, before: Tags, after: Tags) -> bool:
    """Give the selection other common tags: those it had before and has no more go, the others come; own ones stay."""
    words = tuple(word for tag in after if (word := tag_word(tag)))
    gone = set(before) - set(words)
    return _rewrite(editor, "Set tags", None, lambda tags: (*(t for t in tags if t not in gone), *words))


def _rewrite(editor: Editor, name: str, ids: Collection[str] | None, change: Callable[[Tags], Tags]) -> bool:
    edits: Edits = {}
    for shape_id in editor.editable(ids):
        words = tuple(dict.fromkeys(change(tags_of(editor.records.shapes[shape_id]))))
        edits[shape_id] = {"tags": " ".join(words) if words else UNSET}
    return write(editor, name, edits)


def tagged(editor: Editor, tag: str) -> tuple[str, ...]:
    """Return the shapes of the page in front that have a tag, back to front."""
    shapes = editor.records.shapes
    return tuple(s for s in editor.view.paint_order(editor.page) if tag in tags_of(shapes[s]))


def select_tagged(editor: Editor, tag: str) -> int:
    """Select the shapes that have a tag and can be picked; return how many."""
    editor.select(s for s in tagged(editor, tag) if editor.can_pick(s))
    return len(editor.selection)


def is_hidden(editor: Editor, tag: str) -> bool:
    """Tell whether all shapes that have a tag are hidden."""
    found = tagged(editor, tag)
    return bool(found) and all(bool(editor.records.shapes[s].get("hidden")) for s in found)


def set_hidden(editor: Editor, tag: str, hidden: bool) -> bool:
    """Hide the shapes that have a tag, or show them again, for everybody who sees the diagram."""
    value = True if hidden else UNSET
    name = f"Hide {tag}" if hidden else f"Show {tag}"
    done = write(editor, name, {s: {"hidden": value} for s in editor.editable(tagged(editor, tag))})
    editor.select(s for s in editor.selection if editor.can_pick(s))
    return done
