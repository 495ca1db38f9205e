"""Shapes in words, for people who hear the diagram."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from canvas.editor.editor import Editor
from canvas.model.records import plain_text
from canvas.shapes.registry import kind

_LONGEST = 120


def name_of(editor: Editor, shape: str) -> str:
    """Return what a shape is called: its text and its kind; of a connector also what it connects."""
    record = editor.records.shapes[shape]
    text = words(editor, shape)
    if record.is_connector:
        source, target = editor.view.ends(shape)
        link = tr("Connector from %1 to %2")
        link = link.replace("%1", _end(editor, source)).replace("%2", _end(editor, target))
        return f"{text}, {link}" if text else link
    title = kind(record.kind).title or tr("Shape")
    return f"{text}, {title}" if text else title


def details_of(editor: Editor, shape: str) -> str:
    """Return where a shape lies, how large it is, what it holds and what it is connected to."""
    record = editor.records.shapes[shape]
    if record.is_connector:
        return ""
    box = editor.scene.box(shape)
    numbers = (("%1", box.x), ("%2", box.y), ("%3", box.w), ("%4", box.h))
    place = tr("at %1, %2, %3 wide, %4 high")
    for mark, number in numbers:
        place = place.replace(mark, f"{number:.0f}")
    parts = [place]
    inside = len(editor.view.children(shape))
    if inside:
        parts.append(tr("holds one shape") if inside == 1 else tr("holds %1 shapes").replace("%1", str(inside)))
    near = [
        other for c in editor.view.connectors_of(shape) for other in editor.view.ends(c) if other and other != shape
    ]
    if near:
        names = ", ".join(words(editor, other) or kind(editor.records.shapes[other].kind).title for other in near)
        parts.append(tr("connected to %1").replace("%1", names))
    if record.get("locked"):
        parts.append(tr("locked"))
    return "; ".join(parts)


def words(editor: Editor, shape: str) -> str:
    """Return a shape's text in one line, shortened."""
    text = " ".join(plain_text(editor.records.shapes[shape].label).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _end(editor: Editor, shape: str) -> str:
    if not shape:
        return tr("nothing")
    return words(editor, shape) or kind(editor.records.shapes[shape].kind).title


def tr(text: str) -> str:
    """Return a translated word of this page."""
    return QCoreApplication.translate("Spoken", text)
