"""Boxes and routes of real files against the coordinates that draw.io's own viewer works out for them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from canvas.formats.drawio.reader import read_drawio
from canvas.geometry.polyline import distance_to, point_along, total_length
from canvas.geometry.vec import Vec
from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene
from tests.support.text_engine import FixedTextEngine

_SAMPLES = 16


@dataclass
class Agreement:
    """How often we and the reference agree."""

    cells: int = 0
    missing: int = 0
    boxes_off: list[str] = field(default_factory=list)
    lines: int = 0
    ends_off: list[str] = field(default_factory=list)
    routes_off: list[str] = field(default_factory=list)


def pairs(corpus: Path) -> Iterator[tuple[str, PageScene, dict[str, Any]]]:
    """Yield name, scene and reference of every page."""
    for listing in sorted((corpus / "drawio" / "ref").glob("*.ref.json")):
        stem = listing.name.removesuffix(".ref.json")
        file = next((corpus / "drawio" / "files").glob(f"{stem}*"))
        snapshot = read_drawio(file.read_bytes(), file.name)
        view = GraphView(snapshot)
        reference = json.loads(listing.read_text(encoding="utf-8"))
        for page_id, page in zip(view.pages(), reference["pages"], strict=False):
            if not page.get("fail"):
                yield stem, PageScene(snapshot, view, page_id, FixedTextEngine()), page


def offset(a: Sequence[Vec], b: Sequence[Vec]) -> float:
    """Return the mean distance between two lines, sampled along both."""
    return (_mean_distance(a, b) + _mean_distance(b, a)) / 2


def _mean_distance(a: Sequence[Vec], b: Sequence[Vec]) -> float:
    length = total_length(a)
    samples = [point_along(a, length * i / (_SAMPLES - 1))[0] for i in range(_SAMPLES)]
    return sum(distance_to(b, p) for p in samples) / _SAMPLES


@pytest.mark.corpus
def test_real_files_are_laid_out_as_draw_io_does(corpus_directory: Path) -> None:
    found = Agreement()
    for stem, scene, page in pairs(corpus_directory):
        painted = {i.split("-", 1)[-1]: i for i in scene.order}
        for cell in page["cells"]:
            name = f"{stem} {cell['id']}"
            shape_id = painted.get(str(cell["id"]))
            found.cells += 1
            if shape_id is None:
                found.missing += 1
            elif cell["type"] == "edge":
                _compare_line(found, name, scene.points(shape_id), [Vec(*p[:2]) for p in cell["points"]])
            elif None not in cell["bbox"]:
                off = max(abs(a - b) for a, b in zip(scene.box(shape_id), cell["bbox"], strict=True))
                if off > 1.5:
                    found.boxes_off.append(name)
    assert found.cells > 4000
    assert found.missing == 0
    assert found.boxes_off == []
    assert len(found.ends_off) <= found.lines * 0.004, found.ends_off
    assert len(found.routes_off) <= found.lines * 0.002, found.routes_off


def _compare_line(found: Agreement, name: str, ours: Sequence[Vec], theirs: Sequence[Vec]) -> None:
    found.lines += 1
    if max(math.dist(ours[0], theirs[0]), math.dist(ours[-1], theirs[-1])) > 4:
        found.ends_off.append(name)
    if offset(ours, theirs) > 3:
        found.routes_off.append(name)
