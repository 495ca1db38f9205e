"""Diagrams as bare records, and what their repaired view must be, written as plainly as the rules are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot
from canvas.model.view import GraphView
from canvas.model.view_facts import VIRTUAL_LAYER, VIRTUAL_PAGE

Tables = Mapping[str, Mapping[str, Mapping[str, Any]]]


def snapshot(tables: Tables) -> Snapshot:
    """Return a snapshot of pages, layers and shapes given by their values."""
    return Snapshot(
        {},
        {i: PageRecord(i, dict(v)) for i, v in tables.get("pages", {}).items()},
        {i: LayerRecord(i, dict(v)) for i, v in tables.get("layers", {}).items()},
        {i: ShapeRecord(i, dict(v)) for i, v in tables.get("shapes", {}).items()},
    )


@dataclass
class Seen:
    """All that a view tells."""

    pages: tuple[str, ...]
    layers: dict[str, tuple[str, ...]]
    parent: dict[str, str]
    place: dict[str, tuple[str, str]]
    ends: dict[str, tuple[str, str]]
    children: dict[str, tuple[str, ...]]
    connectors: dict[str, tuple[str, ...]]
    paint: dict[str, tuple[str, ...]]


def seen(view: GraphView, records: Snapshot) -> Seen:
    """Return all that a view tells about the shapes of a document."""
    return Seen(
        view.pages(),
        {page: view.layers(page) for page in view.pages()},
        {i: view.parent(i) for i in records.shapes},
        {i: view.place(i) for i in records.shapes},
        {i: view.ends(i) for i in records.shapes},
        {i: view.children(i) for i in records.shapes},
        {i: view.connectors_of(i) for i in records.shapes},
        {page: view.paint_order(page) for page in view.pages()},
    )


def expected(records: Snapshot) -> Seen:
    """Return what the rules say; slow and plain."""
    shapes = records.shapes
    by_order = sorted(shapes, key=lambda i: (shapes[i].order, i))
    pages = tuple(sorted(records.pages, key=lambda i: (records.pages[i].order, i))) or (VIRTUAL_PAGE,)
    layers = {page: _layers(records, page) for page in pages}
    parent = _parents(shapes)
    place = {i: _place(shapes[_root(i, parent)], pages, layers) for i in shapes}
    children = {i: tuple(j for j in by_order if parent[j] == i) for i in shapes}
    ends = {i: _ends(i, shapes, parent, place) for i in shapes}
    paint: dict[str, tuple[str, ...]] = {}
    for page in pages:
        out: list[str] = []
        for layer in layers[page]:
            for i in by_order:
                if not parent[i] and place[i] == (page, layer):
                    _paint(i, children, out)
        paint[page] = tuple(out)
    connectors = {i: tuple(sorted(j for j in shapes if i in ends[j])) for i in shapes}
    return Seen(pages, layers, parent, place, ends, children, connectors, paint)


def _layers(records: Snapshot, page: str) -> tuple[str, ...]:
    mine = [i for i, layer in records.layers.items() if layer.page == page]
    return tuple(sorted(mine, key=lambda i: (records.layers[i].order, i))) or (VIRTUAL_LAYER,)


def _parents(shapes: Mapping[str, ShapeRecord]) -> dict[str, str]:
    parent: dict[str, str] = {}
    for i, shape in shapes.items():
        up = shape.parent
        bad = up not in shapes or up == i or (shape.is_connector and shapes[up].is_connector)
        parent[i] = "" if bad else up
    cuts = set()
    for i in shapes:
        path = [i]
        while parent[path[-1]] and parent[path[-1]] not in path:
            path.append(parent[path[-1]])
        if parent[path[-1]] == i:
            cuts.add(min(path))
    return {i: "" if i in cuts else up for i, up in parent.items()}


def _root(i: str, parent: Mapping[str, str]) -> str:
    while parent[i]:
        i = parent[i]
    return i


def _place(root: ShapeRecord, pages: tuple[str, ...], layers: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    page = root.page if root.page in pages else pages[0]
    return page, root.layer if root.layer in layers[page] else layers[page][0]


def _ends(
    i: str, shapes: Mapping[str, ShapeRecord], parent: Mapping[str, str], place: Mapping[str, tuple[str, str]]
) -> tuple[str, str]:
    def above(j: str) -> str:
        j = parent[j]
        while j and not shapes[j].is_connector:
            j = parent[j]
        return j

    def carrier(j: str) -> str:
        return j if shapes[j].is_connector else above(j)

    def written(j: str) -> list[str]:
        return [str(shapes[j].get(end, "")) for end in ("source", "target")]

    def honoured(end: str) -> str:
        if end not in shapes or place[end][0] != place[i][0]:
            return ""
        on = carrier(end)
        plain = not on or not (above(on) or any(carrier(e) for e in written(on) if e in shapes))
        return end if plain and on != i else ""

    if not shapes[i].is_connector:
        return "", ""
    source, target = map(honoured, written(i))
    return source, target


def _paint(i: str, children: Mapping[str, tuple[str, ...]], out: list[str]) -> None:
    out.append(i)
    for child in children[i]:
        _paint(child, children, out)
