"""The form of a stencil library: what its TOML may say, checked while it is read.

A shape is exactly one of three things: a figure of ours (`draw`), a kind that code draws with a look of its own (`kind`), or a
structure of several shapes (`parts`). Numbers are scene units at the shape's own `size`; a figure stretches from there, and the
stretches named by `fixed_x` and `fixed_y` keep their length.

`draw` is written in the language of `canvas.shapes.glyph` with these paints beside its own: "e" paper-filled and stroked, "d" a veil of
the stroke's colour, "t" a thin stroke, "o" nothing (outline only).
"""

from __future__ import annotations

import msgspec

from canvas.errors import MalformedFile

Point = tuple[float, float]
Scalar = str | float | bool
PAINTS = frozenset("bisfpwedto")
MOST_SHAPES = 500


class PartForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One shape of a structure.

    Attributes:
        id: name within the structure.
        kind: kind of the document, or the name of a figure; "connector" for a line.
        parent: id of a part that comes before; `at` is measured from its corner.
        at: top left corner; where a connector without ends begins.
        size: width and height; the way from begin to end of a connector without ends.
        label: text.
        look: names of looks.
        style: style keys without "style.".
        params: parameters without "param.".
        container: holds what is dropped into it.
        waypoints: bends of a connector without ends.
        source: id of a part a connector begins at.
        target: id of a part it ends at.
    """

    id: str
    kind: str
    parent: str = ""
    at: Point = (0.0, 0.0)
    size: Point = (0.0, 0.0)
    label: str = ""
    look: str = ""
    style: dict[str, Scalar] = {}
    params: dict[str, Scalar] = {}
    container: bool = False
    waypoints: tuple[Point, ...] = ()
    source: str = ""
    target: str = ""


class ShapeForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One entry of a library.

    Attributes:
        id: name within the library.
        title: English source text.
        words: more words that find it.
        size: width and height of a new one; a kind's own when it is absent.
        draw: the figure.
        kind: a kind that code draws.
        parts: the structure.
        perimeter: "outline" (the figure itself) or a key of `canvas.shapes.perimeters.PERIMETERS`; for figures.
        ports: connection points in scene units; empty for one on each side.
        text: x, y, w, h of the label; the whole box when absent.
        fixed_x: stretches (from, to) that keep their width.
        fixed_y: stretches that keep their height.
        keep_aspect: the figure keeps its proportions and is centred.
        label: text of a new one.
        look: names of looks, see `canvas.shapes.library.looks`.
        style: style keys without "style.", above the look.
        params: parameters without "param.".
        container: holds what is dropped into it.
    """

    id: str
    title: str
    words: str
    size: Point | None = None
    draw: str = ""
    kind: str = ""
    parts: tuple[PartForm, ...] = ()
    perimeter: str = "outline"
    ports: tuple[Point, ...] = ()
    text: tuple[float, float, float, float] | None = None
    fixed_x: tuple[Point, ...] = ()
    fixed_y: tuple[Point, ...] = ()
    keep_aspect: bool = False
    label: str = ""
    look: str = ""
    style: dict[str, Scalar] = {}
    params: dict[str, Scalar] = {}
    container: bool = False


class LibraryForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole file."""

    shape: tuple[ShapeForm, ...]


def read_form(data: bytes, name: str) -> LibraryForm:
    """Return a library.

    Args:
        data: TOML in UTF-8.
        name: of the library, for messages.

    Raises:
        MalformedFile: it is not of this form.
    """
    try:
        form = msgspec.toml.decode(data, type=LibraryForm, strict=False)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise MalformedFile(f"stencil library {name}: {error}") from error
    if len(form.shape) > MOST_SHAPES:
        raise MalformedFile(f"stencil library {name} holds more than {MOST_SHAPES} shapes")
    names: set[str] = set()
    for shape in form.shape:
        problem = _problem(shape) or ("its id is taken" if shape.id in names else "")
        if problem:
            raise MalformedFile(f"stencil library {name}, shape {shape.id}: {problem}")
        names.add(shape.id)
    return form


def _problem(shape: ShapeForm) -> str:
    """Return what is wrong with a shape, "" for nothing."""
    if [bool(shape.draw), bool(shape.kind), bool(shape.parts)].count(True) != 1:
        return "it must have exactly one of draw, kind and parts"
    if not shape.kind and (shape.size is None or min(shape.size) <= 0):
        return "it needs a size"
    for bands, length in zip((shape.fixed_x, shape.fixed_y), shape.size or (0.0, 0.0), strict=True):
        edges = [v for band in bands for v in band]
        if edges != sorted(edges) or any(not 0.0 <= v <= length for v in edges):
            return "its fixed stretches must lie in the shape, one after the other"
        if edges and sum(b - a for a, b in bands) >= length:
            return "some of each axis must be free to stretch"
    return _parts_problem(shape.parts)


def _parts_problem(parts: tuple[PartForm, ...]) -> str:
    known: set[str] = set()
    for part in parts:
        if part.id in known:
            return f"two parts are called {part.id}"
        if any(name and name not in known for name in (part.parent, part.source, part.target)):
            return f"part {part.id} refers to one that does not come before it"
        known.add(part.id)
    return ""
