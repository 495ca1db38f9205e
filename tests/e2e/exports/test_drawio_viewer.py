"""What we write as .drawio looks in draw.io as it does here: figures, places of labels, ways of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from app.exporting.options import ExportOptions
from app.exporting.painted import listing
from app.exporting.service import paint_pages, paint_tools
from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of, page_of
from canvas.formats.drawio.writer import write_drawio
from canvas.model.document import Document
from canvas.model.records import Snapshot
from canvas.model.snapshot import snapshot_of
from canvas.model.view import GraphView
from canvas.shapes.library import catalogue
from resources.stencils.loader import LIBRARIES
from resources.templates.loader import TEMPLATES, state
from tests.support.drawio_viewer import Seen, seen, why_no_viewer

SAME = 1.0
"""Scene units that a shape or a bend may be elsewhere."""
SAME_TEXT = 5.0
"""Scene units that the middle of a label may be elsewhere: letters are measured by another engine."""
NAMES = [template.id for template in TEMPLATES]
FIGURES = [
    e.name for library in LIBRARIES for e in catalogue.entries(library.id) if catalogue.figure(e.name) is not None
]


@pytest.fixture(scope="module", autouse=True)
def viewer() -> None:
    reason = why_no_viewer()
    if reason:
        pytest.skip(reason)


def corners(points: Iterable[Sequence[float]]) -> list[tuple[float, float]]:
    """Return a line without the points at which it goes straight on."""
    found: list[tuple[float, float]] = []
    for x, y in points:
        if found and abs(found[-1][0] - x) < SAME and abs(found[-1][1] - y) < SAME:
            continue
        while len(found) > 1 and any(
            abs(found[-2][i] - found[-1][i]) + abs(found[-1][i] - (x, y)[i]) < SAME for i in (0, 1)
        ):
            found.pop()
        found.append((x, y))
    return found


def differences(snapshot: Snapshot, theirs: dict[str, Seen]) -> list[str]:
    """Return what draw.io shows otherwise than we paint it."""
    options = ExportOptions("png")
    pages = paint_pages(snapshot, GraphView(snapshot), options, paint_tools())
    wrong: list[str] = []
    for cell in listing(pages, options)["pages"][0]["cells"]:
        other, name = theirs.get(cell["id"]), f"{cell['id']} ({cell['kind']})"
        if other is None:
            wrong.append(f"{name} is missing")
        elif cell["type"] == "vertex":
            if not near(cell["bbox"], other.box, SAME):
                wrong.append(f"{name} lies at {other.box}, not {cell['bbox']}")
            if cell.get("textBox") and other.text and not near(middle(cell["textBox"]), middle(other.text), SAME_TEXT):
                wrong.append(f"the label of {name} is at {other.text}, not {cell['textBox']}")
        else:
            ours, there = corners(cell["points"]), corners(other.points)
            if len(ours) != len(there) or not all(near(a, b, SAME) for a, b in zip(ours, there, strict=True)):
                wrong.append(f"{name} runs {there}, not {ours}")
    return wrong


def near(one: Sequence[float], other: Sequence[float], most: float) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


def middle(box: Sequence[float]) -> tuple[float, float]:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def test_every_template_looks_the_same(tmp_path: Path) -> None:
    snapshots = [snapshot_of(Document(7, [state(name)])) for name in NAMES]
    found = seen([write_drawio(snapshot, compressed=False) for snapshot in snapshots], tmp_path)
    wrong = {name: differences(*pair) for name, pair in zip(NAMES, zip(snapshots, found, strict=True), strict=True)}
    assert {name: lines for name, lines in wrong.items() if lines} == {}


def test_every_figure_is_drawn_from_the_definition_in_the_file(tmp_path: Path) -> None:
    pages = [page_of(fragment_of(name, Defaults())) for name in FIGURES]
    found = seen([write_drawio(page, compressed=False) for page in pages], tmp_path)
    assert [
        name for name, cells in zip(FIGURES, found, strict=True) if not all(c.stencil for c in cells.values())
    ] == []
    assert [
        name for name, page, cells in zip(FIGURES, pages, found, strict=True) if len(page.shapes) != len(cells)
    ] == []
