"""Cut, copy and paste. The system's clipboard itself, and the pictures on it, are the caller's affair."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from canvas.commands.create import create_shape, free_place
from canvas.commands.delete import delete
from canvas.editor.editor import Editor
from canvas.editor.payload import MOST_TEXT, decode, encode
from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec
from canvas.kernels.copying import Copied, Destination, copy_of, paste
from canvas.kernels.order import orders_on_top
from canvas.model.records import Run, plain

STEP = 20.0
"""Copies go this much further as long as the same lies there already, scene units."""
_ADDRESS = re.compile(r"https?://[^\s/]\S*+")
"""A text that is nothing but an address of the web becomes a link to it."""
_TEXT_ADVANCE, _TEXT_LINE = 7.5, 18.0
"""Rough width of a character and height of a line; the label is drawn in full whatever the box."""


class Pictures(Protocol):
    """Draws shapes for programs that do not know ours."""

    def svg(self, ids: Collection[str]) -> str:
        """Return shapes as an SVG file."""
        ...

    def png(self, ids: Collection[str]) -> bytes:
        """Return shapes as a PNG file."""
        ...


@dataclass(frozen=True, slots=True)
class ClipboardContent:
    """One copy in several formats.

    Attributes:
        payload: of type `canvas.editor.payload.MIME_TYPE`.
        text: all labels, one a line.
        svg: image/svg+xml, "" without a painter of pictures.
        png: image/png, empty without a painter of pictures.
    """

    payload: bytes
    text: str
    svg: str = ""
    png: bytes = b""


def copy(editor: Editor, pictures: Pictures | None = None) -> ClipboardContent | None:
    """Return the selection for the clipboard, or None when nothing is selected."""
    copied = copy_of(editor.graph, editor.selection)
    if copied is None:
        return None
    ids = tuple(shape.id for shape in copied.shapes)
    text = "\n".join(shape.text for shape in copied.shapes if shape.text)
    if pictures is None:
        return ClipboardContent(encode(copied), text)
    return ClipboardContent(encode(copied), text, pictures.svg(ids), pictures.png(ids))


def cut(editor: Editor, pictures: Pictures | None = None) -> ClipboardContent | None:
    """Return the selection for the clipboard and delete it; what may not be changed is copied only."""
    content = copy(editor, pictures)
    if content is not None:
        delete(editor)
    return content


def paste_payload(editor: Editor, payload: bytes, at: Vec | None = None) -> tuple[str, ...]:
    """Put copied shapes onto the current page and layer, select and return them.

    Args:
        editor: where.
        payload: of type `canvas.editor.payload.MIME_TYPE`, from this or another diagram.
        at: scene point for the middle of the copies. None: where the original is or was when that place is seen, else the
            middle of the view; a step aside, and one more, as long as the same lies there already.

    Raises:
        LimitExceeded: the content is larger than we accept.
        MalformedFile: it is not what `copy` makes.
    """
    return paste_shapes(editor, decode(payload), at)


def paste_shapes(editor: Editor, copied: Copied, at: Vec | None = None) -> tuple[str, ...]:
    """Put shapes that are in no document where `paste_payload` puts them, select and return them."""
    return paste_copied(editor, copied, _shift(editor, copied, at)) if copied.shapes else ()


def paste_copied(editor: Editor, copied: Copied, shift: Vec, name: str = "Paste") -> tuple[str, ...]:
    """Put shapes that are in no document onto the current page and layer, select and return them."""
    graph = editor.graph
    place = (editor.page, editor.layer)
    siblings = editor.view.tops(*place)
    roots = copied.roots
    orders = dict(zip(roots, orders_on_top(graph, siblings, len(roots)), strict=True))
    new_ids = {shape.id: editor.new_id() for shape in copied.shapes}

    def into(root: str) -> Destination:
        return Destination(*place, "", ORIGIN, orders[root])

    if not editor.apply(paste(copied, new_ids, shift, into, name)):
        return ()
    made = tuple(new_ids[root] for root in roots)
    editor.select(made)
    return made


def _shift(editor: Editor, copied: Copied, at: Vec | None) -> Vec:
    box = copied.box
    if at is not None:
        return Vec(at[0] - box.center.x, at[1] - box.center.y)
    shift = Vec(0.0, 0.0)
    if editor.camera.width > 0 and not editor.camera.visible.intersects(box):
        middle = editor.camera.visible.center
        shift = Vec(middle.x - box.center.x, middle.y - box.center.y)
    # The first shape stands for all: where one lies already, it is the original or an earlier copy.
    x, y = next(((s.x, s.y) for s in copied.shapes if not s.parent and not s.is_connector), (box.x, box.y))
    taken = {(round(b.x), round(b.y)) for b in (editor.scene.box(s) for s in editor.scene.order)}
    while (round(x + shift.x), round(y + shift.y)) in taken:
        shift = Vec(shift.x + STEP, shift.y + STEP)
    return shift


def paste_text(editor: Editor, text: str, at: Vec | None = None) -> str:
    """Make a text shape of plain text, select it and return its id ("" for blank text or a read-only diagram).

    Args:
        editor: where.
        text: what the clipboard holds; cut off after a million characters.
        at: scene point for its middle; None for the middle of the view, a step aside if something is there.
    """
    text = text[:MOST_TEXT].replace("\r\n", "\n").strip("\n")
    if not text.strip():
        return ""
    lines = text.split("\n")
    marks = (("link", text.strip()),) if _ADDRESS.fullmatch(text.strip()) else ()
    w = min(400.0, max(40.0, _TEXT_ADVANCE * max(len(line) for line in lines)))
    h = _TEXT_LINE * sum(1 + int(_TEXT_ADVANCE * len(line) / 400.0) for line in lines)
    label = (Run(text.strip(), marks),) if marks else plain(text)
    return create_shape(editor, "text", _box_at(editor, at, w, h), label=label)


def paste_image(editor: Editor, source: str, width: float, height: float, at: Vec | None = None) -> str:
    """Make a picture, select it and return its id ("" in a read-only diagram).

    Args:
        editor: where.
        source: "sha256:<hex>" of a stored blob, or a data: URI.
        width: scene units.
        height: scene units.
        at: scene point for its middle; None for the middle of the view, a step aside if something is there.
    """
    look = {"image": source, "style.fill": "none", "style.stroke": "none"}
    return create_shape(editor, "shape:image", _box_at(editor, at, width, height), more=look)


def _box_at(editor: Editor, at: Vec | None, w: float, h: float) -> Box:
    middle = free_place(editor, w, h) if at is None else at
    return Box(middle[0] - w / 2, middle[1] - h / 2, w, h)
