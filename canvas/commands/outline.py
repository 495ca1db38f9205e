"""The diagram as a tree: pages, their layers, and what lies on them, the frontmost first."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.commands.tags import tags_of
from canvas.editor.editor import Editor
from canvas.kernels.arrangement import KEY, ROW
from canvas.model.records import CONNECTOR
from canvas.shapes import registry

PAGE, LAYER, SHAPE = "page", "layer", "shape"
LONGEST_NAME = 80
_NAMES = {CONNECTOR: "Connector", "partialRectangle": "Cell"}
DEEPEST = 64
"""Levels shown below a shape."""


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the outline.

    Attributes:
        id: of the page, layer or shape.
        table: PAGE, LAYER or SHAPE.
        name: what it is called; for a shape its text, "" when it has none.
        kind: kind of a shape, "" for others.
        visible: it is not hidden itself.
        locked: it is locked itself.
        tags: of a shape.
        children: the frontmost first.
        depth: levels below it.
    """

    id: str
    table: str
    name: str
    kind: str = ""
    visible: bool = True
    locked: bool = False
    tags: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()
    depth: int = 0


def outline(editor: Editor, page: str) -> tuple[Node, ...]:
    """Return the layers of a page with what is on them, the frontmost first; labels of connectors are part of these."""
    records, view = editor.records, editor.view
    by_layer: dict[str, list[str]] = {layer: [] for layer in view.layers(page)}
    for shape_id in view.paint_order(page):
        if not view.parent(shape_id):
            by_layer.setdefault(view.place(shape_id)[1], []).append(shape_id)
    nodes = []
    for layer in reversed(view.layers(page)):
        record = records.layers.get(layer)
        children = tuple(node for s in reversed(by_layer[layer]) for node in _nodes(editor, s))
        if record is None:
            nodes.append(Node(layer, LAYER, "", children=children))
        else:
            nodes.append(Node(layer, LAYER, record.name, "", record.visible, record.locked, (), children))
    return tuple(nodes)


def _nodes(editor: Editor, top: str) -> tuple[Node, ...]:
    """Return a shape with what is in it; what is nested too deep stands beside what it lies in."""
    graph, shapes = editor.graph, editor.records.shapes
    made: dict[str, tuple[Node, ...]] = {}
    for shape_id in reversed(graph.descendants((top,))):
        record = shapes[shape_id]
        children = editor.view.children(shape_id)
        # Rows, cells and lanes are read in their order; everything else lies in front of or behind each other.
        if not record.get(KEY) and record.kind != ROW:
            children = children[::-1]
        below = tuple(node for c in children for node in made.pop(c, ()))
        name = " ".join(record.text.split())[:LONGEST_NAME]
        hidden, locked = bool(record.get("hidden")), bool(record.get("locked"))
        deep = any(node.depth >= DEEPEST for node in below)
        depth = 0 if deep else 1 + max((node.depth for node in below), default=-1)
        inside = () if deep else below
        own = Node(shape_id, SHAPE, name, record.kind, not hidden, locked, tags_of(record), inside, depth)
        made[shape_id] = (own, *below) if deep else (own,)
    return made[top]


def filtered(nodes: tuple[Node, ...], query: str, tag: str = "") -> tuple[Node, ...]:
    """Return the nodes whose name has all words of a query, and which have a tag, with what leads to them.

    Args:
        nodes: as `outline` returned them.
        query: words, in any order and case; "" for everything.
        tag: "" for any.
    """
    words = query.casefold().split()
    return tuple(kept for node in nodes if (kept := _kept(node, words, tag)) is not None)


def _kept(node: Node, words: list[str], tag: str) -> Node | None:
    below = tuple(kept for child in node.children if (kept := _kept(child, words, tag)) is not None)
    told = f"{node.name} {kind_name(node.kind)} {' '.join(node.tags)}".casefold()
    own = node.table == SHAPE and all(word in told for word in words) and (not tag or tag in node.tags)
    if not own and not below:
        return None
    return Node(node.id, node.table, node.name, node.kind, node.visible, node.locked, node.tags, below)


def kind_name(kind: str) -> str:
    """Return what a kind of shape is called, English source text; "" for what is no shape."""
    if not kind:
        return ""
    return _NAMES.get(kind) or registry.kind(kind).title
