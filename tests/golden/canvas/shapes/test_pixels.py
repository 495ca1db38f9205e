"""Painted pages beside draw.io's own renderings of the same files: how well whole pages and single kinds of shapes agree.

A sample of pages that use kinds we claim to draw and no vendor's icons; agreement is that of grey pictures scaled to a common
size, where white paper earns nothing.
"""

from __future__ import annotations

import io
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import maximum_filter, minimum_filter
from skimage.metrics import structural_similarity

from app.exporting.options import ExportOptions
from app.exporting.service import export_with_pages
from canvas.formats.drawio.reader import read_drawio

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

SAMPLE = (
    "vvanouytsel+jetspotter__docs__database",
    "jgraph+drawio__templates__software__entity_relationship",
    "jgraph+drawio-diagrams__templates__infographic__infographic_5",
    "jgraph+drawio-diagrams__blog__salesforce-capabilities-diagram",
    "jgraph+drawio-diagrams__examples__Floorplan",
    "jgraph+drawio-diagrams__templates__layout__gmail_wireframe",
    "stackrox+release-registry__docs__images__architecture",
    "JunioCesarFerreira+Cooja-MO-SimLab__docs__diagrams",
)
PAGE_AGREEMENT = 0.66
CELL_AGREEMENT = 0.65
KINDS = ("label", "ellipse", "partialRectangle", "swimlane", "mxgraph.floorplan.wall", "mxgraph.signs.people.man_1")
"""As the references spell them; "label" is every plain box."""

Grey = NDArray[np.float64]


def grey(picture: Image.Image) -> Grey:
    """Return a picture on white paper as numbers 0..255."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return np.asarray(paper.convert("L"), float)


def agreement(ours: Grey, reference: Grey) -> float:
    """Return 0..1: the mean similarity of all places where one of two pictures shows something."""
    height, width = min(ours.shape[0], reference.shape[0]), min(ours.shape[1], reference.shape[1])
    a, b = ours[:height, :width], reference[:height, :width]
    window = min(7, (height // 2) * 2 - 1, (width // 2) * 2 - 1)
    if window < 3:
        return 1.0 - float(np.abs(a - b).mean()) / 255
    _, full = structural_similarity(a, b, data_range=255, win_size=window, full=True)
    shown = np.zeros(a.shape, bool)
    for picture in (a, b):
        shown |= maximum_filter(picture, window) - minimum_filter(picture, window) > 8
    return float(max(0.0, full[shown].mean())) if shown.any() else 1.0


def crop(picture: Grey, origin: tuple[float, float], box: list[float]) -> Grey:
    x, y = round(box[0] - 2 - origin[0]), round(box[1] - 2 - origin[1])
    return picture[max(0, y) : y + math.ceil(box[3]) + 4, max(0, x) : x + math.ceil(box[2]) + 4]


@pytest.fixture(scope="module")
def measured(corpus_directory: Path) -> tuple[dict[str, float], dict[str, list[float]]]:
    """Return the agreement of each page of the sample, and of single shapes by their kind in the reference."""
    pages: dict[str, float] = {}
    cells: dict[str, list[float]] = {}
    for stem in SAMPLE:
        listing: dict[str, Any] = json.loads((corpus_directory / "drawio" / "ref" / f"{stem}.ref.json").read_text())
        file = next((corpus_directory / "drawio" / "files").glob(f"{stem}*"))
        pictures, painted = export_with_pages(
            read_drawio(file.read_bytes(), file.name), ExportOptions("png", pages=None)
        )
        for number, reference in enumerate(listing["pages"]):
            shown = corpus_directory / "drawio" / "ref" / f"{stem}.p{number}.png"
            if reference.get("missing") or reference.get("fail") or not shown.exists():
                continue
            ours = grey(Image.open(io.BytesIO(pictures[number].data)))
            theirs = grey(Image.open(shown))
            pages[f"{stem}.p{number}"] = agreement(ours, theirs)
            box = painted[number].box
            for cell in reference["cells"]:
                at = cell.get("paintBox") or cell.get("bbox")
                if cell["type"] != "vertex" or cell.get("shape") not in KINDS or not at or min(at[2:]) < 4:
                    continue
                two = crop(ours, (box.x, box.y), at), crop(theirs, tuple(reference["bounds"][:2]), at)
                if min(*two[0].shape, *two[1].shape) >= 4:
                    cells.setdefault(cell["shape"], []).append(agreement(*two))
    return pages, cells


def test_pages_look_as_their_authors_know_them(measured: tuple[dict[str, float], dict[str, list[float]]]) -> None:
    pages = measured[0]
    assert len(pages) >= len(SAMPLE)
    assert np.mean(list(pages.values())) >= PAGE_AGREEMENT, pages


@pytest.mark.parametrize("kind", KINDS)
def test_shapes_of_a_kind_look_as_in_drawio(
    measured: tuple[dict[str, float], dict[str, list[float]]], kind: str
) -> None:
    found = measured[1][kind]
    assert np.mean(found) >= CELL_AGREEMENT, (len(found), float(np.mean(found)))
