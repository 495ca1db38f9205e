"""Real .drawio files: all are read, agree with the reference listings, and come out as they were."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import mean
from types import ModuleType
from typing import Any

import pytest
from lxml import etree

from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.packing import unpack
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.writer import write_drawio
from canvas.formats.listing import cells_listing
from canvas.model.document import Document
from canvas.model.plan import Origin
from canvas.model.records import Snapshot
from canvas.model.snapshot import plan_from_snapshot, snapshot_of
from canvas.model.view import GraphView
from canvas.qt.app_runtime import headless_app
from canvas.qt.text import QtTextEngine
from canvas.scene.page_scene import PageScene

pytestmark = pytest.mark.corpus

COUNT = 93
LEAST = {
    "box": 0.99, "text": 0.99, "ends": 0.98, "route": 0.97, "terminals": 0.99, "arrows": 0.99, "textbox": 0.95,
}  # fmt: skip
"""Recorded thresholds of the structural yardstick, mean over the files."""


@pytest.fixture(scope="module")
def diagrams(corpus_directory: Path) -> list[Path]:
    files = sorted((corpus_directory / "drawio" / "files").iterdir())
    assert len(files) == COUNT
    return files


@cache
def diagram(path: Path) -> Snapshot:
    return read_drawio(path.read_bytes(), path.name)


def listing_of(path: Path) -> dict[str, Any] | None:
    file = path.parent.parent / "ref" / f"{path.stem}.ref.json"
    return json.loads(file.read_text()) if file.exists() else None


def with_listing(diagrams: list[Path]) -> Iterator[tuple[Snapshot, dict[str, Any]]]:
    for path in diagrams:
        reference = listing_of(path)
        if reference is not None:
            yield diagram(path), reference


def test_pages_and_cells_agree_with_the_reference_listings(diagrams: list[Path]) -> None:
    compared = 0
    for snapshot, reference in with_listing(diagrams):
        pages = sorted(snapshot.pages.values(), key=lambda page: page.order)
        assert [page.name for page in pages] == [page["name"] for page in reference["pages"]]
        for page, listed in zip(pages, reference["pages"], strict=True):
            found = {s.get(foreign_keys.ID): s for s in snapshot.shapes.values() if s.page == page.id}
            for cell in listed["cells"]:
                assert found[cell["id"]].is_connector == (cell["type"] == "edge")
                compared += 1
    assert compared > 6000


def canonical(element: etree._Element) -> tuple[Any, ...]:
    tag: object = element.tag
    return (
        tag if isinstance(tag, str) else str(tag),
        sorted(element.attrib.items()),
        (element.text or "").strip(),
        [canonical(child) for child in element],
    )


def content(data: bytes) -> list[Any]:
    """Return a file as data that is equal when the XML means the same: cells, attributes, order, pages, compression."""
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    if etree.QName(root).localname == "svg":
        root = etree.fromstring(unpack(root.get("content") or "").encode())
    parts: list[Any] = [root.tag, sorted(root.attrib.items())]
    for page in root.iter("diagram"):
        packed = page.find("mxGraphModel") is None
        model = etree.fromstring(unpack(page.text or "").encode()) if packed else page[0]
        parts.append((packed, sorted(page.attrib.items()), canonical(model)))
    return parts


def test_saving_without_an_edit_changes_nothing(diagrams: list[Path]) -> None:
    for path in diagrams:
        written = write_drawio(diagram(path))
        assert content(written) == content(path.read_bytes()), path.name
        assert read_drawio(written, path.name) == diagram(path), path.name


def cells_of(data: bytes) -> dict[tuple[int, str], Any]:
    """Return the cells of a file by page and id."""
    found: dict[tuple[int, str], Any] = {}
    for number, (_, _, model) in enumerate(content(data)[2:]):
        for cell in (cell for part in model[3] for cell in part[3]):
            found[number, dict(cell[1]).get("id", "")] = cell
    return found


def test_an_edit_changes_only_its_own_cell(diagrams: list[Path]) -> None:
    for path in diagrams[::3]:
        snapshot = diagram(path)
        shape = next(s for s in reversed(snapshot.shapes.values()) if not s.is_connector)
        values = {
            **shape.values,
            "x": shape.x + 7.0,
            "style.fill": "#123456",
            "style.bold": not shape.get("style.bold"),
        }
        edited = replace(snapshot, shapes={**snapshot.shapes, shape.id: replace(shape, values=values)})
        before, after = cells_of(path.read_bytes()), cells_of(write_drawio(edited))
        assert list(before) == list(after)
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {(int(shape.page), shape.get(foreign_keys.ID))}, path.name


def test_a_file_goes_through_a_document_unchanged(diagrams: list[Path]) -> None:
    for path in diagrams[::4]:
        document = Document(7)
        document.apply(plan_from_snapshot(diagram(path), "Import"), Origin.USER)
        kept = snapshot_of(document)
        assert kept.shapes == diagram(path).shapes, path.name
        assert content(write_drawio(kept)) == content(path.read_bytes()), path.name


def yardstick(corpus_directory: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", corpus_directory / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def painted(snapshot: Snapshot, engine: QtTextEngine) -> dict[str, Any]:
    view = GraphView(snapshot)
    scenes = [PageScene(snapshot, view, page, engine) for page in view.pages()]
    return cells_listing([(scene, [scene.entry(i) for i in scene.order]) for scene in scenes])


def test_what_is_painted_agrees_with_the_reference_listings(diagrams: list[Path], corpus_directory: Path) -> None:
    score = yardstick(corpus_directory)
    headless_app()
    engine = QtTextEngine()
    parts: dict[str, list[float]] = {}
    for snapshot, reference in with_listing(diagrams):
        result = score.struct(reference, painted(snapshot, engine))
        assert (result["missing"], result["extra"]) == (0, 0)
        for name, value in result["parts"].items():
            parts.setdefault(name, []).append(value)
    means = {name: mean(values) for name, values in parts.items()}
    assert {name: value for name, value in means.items() if value < LEAST.get(name, 0.0)} == {}
