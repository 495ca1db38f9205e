"""Our SVG looks the same in Chromium, in resvg and on our own canvas."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import resvg_py
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from app.exporting.options import ExportOptions
from app.exporting.service import export
from canvas.model.records import Snapshot
from tests.e2e.exports.pages import own, real
from tests.support.chromium import MISSING, chromium, font_folders, screenshot

MOST_MEAN = 1.8
"""Greatest mean difference of a picture's colours, of 255; letters are smoothed differently everywhere."""
MOST_OFF = 0.01
"""Greatest share of pixels that differ plainly."""
PLAINLY = 48
BORDER = 10.0
GAP = 4


@dataclass(frozen=True)
class Shown:
    """One page: the SVG, and how our canvas paints it, light and dark."""

    svg: bytes
    ours: Image.Image
    dark: Image.Image


def picture(snapshot: Snapshot, **options: Any) -> Image.Image:
    (file, *_) = export(snapshot, ExportOptions("png", border=BORDER, **options))
    return Image.open(io.BytesIO(file.data)).convert("RGB")


def shown(snapshot: Snapshot) -> Shown:
    (file, *_) = export(snapshot, ExportOptions("svg", border=BORDER, adaptive=True))
    return Shown(file.data, picture(snapshot), picture(snapshot, dark=True))


@pytest.fixture(scope="module")
def pages(request: pytest.FixtureRequest) -> dict[str, Shown]:
    diagrams = own()
    with contextlib.suppress(pytest.skip.Exception):  # Without real files our own have to do.
        diagrams |= real(request.getfixturevalue("corpus_directory"))
    return {name: shown(diagram) for name, diagram in diagrams.items()}


def different(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Return the mean difference, and the share of pixels that differ plainly, after smoothing the edges of letters."""
    assert one.size == other.size
    a, b = (np.asarray(image.filter(ImageFilter.BoxBlur(1)), dtype=np.float64) for image in (one, other))
    worst: NDArray[np.float64] = np.abs(a - b).max(axis=2)
    return float(worst.mean()), float((worst > PLAINLY).mean())


def assert_same(found: dict[str, Image.Image], pages: dict[str, Shown], ours: Callable[[Shown], Image.Image]) -> None:
    measured = {name: different(ours(pages[name]), image) for name, image in found.items()}
    wrong = {name: value for name, value in measured.items() if value[0] > MOST_MEAN or value[1] > MOST_OFF}
    assert wrong == {}


def test_resvg_paints_what_our_canvas_paints(pages: dict[str, Shown]) -> None:
    fonts = [str(path) for folder in font_folders() for path in folder.iterdir() if path.suffix in {".ttf", ".otf"}]
    found = {
        name: Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=page.svg.decode(), font_files=fonts))))
        for name, page in pages.items()
    }
    assert_same({name: image.convert("RGB") for name, image in found.items()}, pages, lambda page: page.ours)


@pytest.fixture(scope="module")
def in_chromium(pages: dict[str, Shown], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Image.Image]]:
    """Every page as Chromium shows it in a light and in a dark document: one start of the browser for all."""
    if chromium() is None:
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("chromium")
    top, places, elements = 0, [], []
    for number, (name, page) in enumerate(pages.items()):
        (folder / f"{number}.svg").write_bytes(page.svg)
        width, height = page.ours.size
        for scheme, left in (("light", 0), ("dark", width + GAP)):
            style = f"position:absolute;left:{left}px;top:{top}px;color-scheme:{scheme}"
            elements.append(f'<img src="{number}.svg" style="{style}">')
            places.append((scheme, name, (left, top, left + width, top + height)))
        top += height + GAP
    wide = max(box[2] for _, _, box in places)
    (folder / "all.html").write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><body>{"".join(elements)}', encoding="utf-8"
    )
    # The window is higher than the page: some versions count a title bar into it.
    screenshot(folder / "all.html", folder / "all.png", wide, top + 100)
    whole = Image.open(folder / "all.png").convert("RGB")
    found: dict[str, dict[str, Image.Image]] = {"light": {}, "dark": {}}
    for scheme, name, box in places:
        found[scheme][name] = whole.crop(box)
    return found


def test_chromium_paints_what_our_canvas_paints(
    pages: dict[str, Shown], in_chromium: dict[str, dict[str, Image.Image]]
) -> None:
    assert_same(in_chromium["light"], pages, lambda page: page.ours)


def test_an_adaptive_picture_is_dark_in_a_dark_document(
    pages: dict[str, Shown], in_chromium: dict[str, dict[str, Image.Image]]
) -> None:
    assert_same(in_chromium["dark"], pages, lambda page: page.dark)


def test_the_comparison_would_see_a_shape_gone_wrong(pages: dict[str, Shown]) -> None:
    page = pages["shop"]
    hurt = page.ours.copy()
    hurt.paste((0, 0, 0), (60, 50, 160, 90))
    assert different(page.ours, page.ours) == (0.0, 0.0)
    assert different(page.ours, hurt)[1] > MOST_OFF


def test_the_pages_have_something_on_them(pages: dict[str, Shown]) -> None:
    assert len(pages) >= 4
    assert all(len(page.ours.getcolors(1_000_000) or []) > 10 for page in pages.values())
