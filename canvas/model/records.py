"""Frozen records: what everybody reads instead of the Y.Doc.

A shape record is a flat mapping from document keys to values (see `canvas.model.schema`) plus its rich label. Positions:
`x`, `y` of a shape are in the space of its parent (the page, or the parent shape's top left corner); the parent's
rotation does not turn its children. With `relative` set, x and y are fractions of the parent's size (or, under a connector,
x runs from -1 at its source to 1 at its target and y is a distance to the side) and `dx`, `dy` are added in scene units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Scalar: TypeAlias = str | float | bool
Value: TypeAlias = Any
"""A document value: a Scalar, or a tuple/list of values (points, free-form JSON kept for a round trip)."""

CONNECTOR = "connector"


@dataclass(frozen=True, slots=True)
class Run:
    r"""A stretch of text with one set of marks.

    Attributes:
        text: the characters; "\n" ends a paragraph and carries the paragraph's marks (align, list, indent).
        marks: sorted (name, value) pairs: bold italic underline strike code (True), sub/sup as script="sub"|"sup",
            color, background ("#rrggbb"), font (family), size (scene units), link (URL), align, list ("bullet"|"ordered"),
            indent (level), line_height (factor of the font's size), rule (True on a "\n": a horizontal rule), heading ignored on purpose (size and bold say it).
    """

    text: str
    marks: tuple[tuple[str, Scalar], ...] = ()

    def mark(self, name: str) -> Scalar | None:
        """Return the value of a mark or None."""
        return next((value for key, value in self.marks if key == name), None)


RichText: TypeAlias = tuple[Run, ...]


def plain(text: str) -> RichText:
    """Return text without marks as rich text."""
    return (Run(text),) if text else ()


def plain_text(label: RichText) -> str:
    """Return the characters of a rich text without its marks."""
    return "".join(run.text for run in label)


@dataclass(frozen=True, slots=True)
class ShapeRecord:
    """One shape or connector, as the document has it.

    Attributes:
        id: random id, unique in the diagram; never changes.
        values: flat document keys and clean values (see schema.clean); treat as immutable.
        label: rich text, empty when there is none.
    """

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)
    label: RichText = ()

    def get(self, key: str, default: Value = None) -> Value:
        """Return a document value or the default."""
        return self.values.get(key, default)

    @property
    def kind(self) -> str:
        """Name of the shape kind; "connector" for lines that may be glued to shapes."""
        return str(self.values.get("kind", "rect"))

    @property
    def is_connector(self) -> bool:
        """Tell whether this is a connector."""
        return self.values.get("kind") == CONNECTOR

    @property
    def page(self) -> str:
        """Id of the page as written; the view may place the shape elsewhere."""
        return str(self.values.get("page", ""))

    @property
    def layer(self) -> str:
        """Id of the layer as written."""
        return str(self.values.get("layer", ""))

    @property
    def parent(self) -> str:
        """Id of the parent shape, or ""."""
        return str(self.values.get("parent", ""))

    @property
    def order(self) -> str:
        """Fractional index among siblings."""
        return str(self.values.get("order", ""))

    @property
    def x(self) -> float:
        """Left side in the parent's space, scene units."""
        return float(self.values.get("x", 0.0))

    @property
    def y(self) -> float:
        """Top side in the parent's space, scene units."""
        return float(self.values.get("y", 0.0))

    @property
    def w(self) -> float:
        """Width in scene units."""
        return float(self.values.get("w", 0.0))

    @property
    def h(self) -> float:
        """Height in scene units."""
        return float(self.values.get("h", 0.0))

    @property
    def rotation(self) -> float:
        """Degrees clockwise about the shape's own centre."""
        return float(self.values.get("rotation", 0.0))

    @property
    def text(self) -> str:
        """The label without marks."""
        return plain_text(self.label)


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page; values hold name, order, background and foreign keys."""

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def get(self, key: str, default: Value = None) -> Value:
        """Return a document value or the default."""
        return self.values.get(key, default)

    @property
    def name(self) -> str:
        """Name shown on the page's tab."""
        return str(self.values.get("name", ""))

    @property
    def order(self) -> str:
        """Fractional index among the pages."""
        return str(self.values.get("order", ""))


@dataclass(frozen=True, slots=True)
class LayerRecord:
    """One layer of a page; values hold page, name, order, visible, locked."""

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def get(self, key: str, default: Value = None) -> Value:
        """Return a document value or the default."""
        return self.values.get(key, default)

    @property
    def page(self) -> str:
        """Id of the page."""
        return str(self.values.get("page", ""))

    @property
    def name(self) -> str:
        """Name shown in the layers panel."""
        return str(self.values.get("name", ""))

    @property
    def order(self) -> str:
        """Fractional index among the page's layers, back to front."""
        return str(self.values.get("order", ""))

    @property
    def visible(self) -> bool:
        """Tell whether the layer is painted."""
        return bool(self.values.get("visible", True))

    @property
    def locked(self) -> bool:
        """Tell whether the layer's shapes can be touched."""
        return bool(self.values.get("locked", False))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole diagram as records: what a file reader produces, what a scene and a file writer consume.

    The live projection of a document (`canvas.model.projection`) offers the same four attributes.
    """

    meta: Mapping[str, Value] = field(default_factory=dict)
    pages: Mapping[str, PageRecord] = field(default_factory=dict)
    layers: Mapping[str, LayerRecord] = field(default_factory=dict)
    shapes: Mapping[str, ShapeRecord] = field(default_factory=dict)
