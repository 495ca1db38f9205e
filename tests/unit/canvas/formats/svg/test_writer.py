from __future__ import annotations

import os
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
import resvg_py
from lxml import etree
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice

from canvas.drawing.display_list import Placement
from canvas.formats.svg.options import SvgOptions
from canvas.formats.svg.writer import transform_of, write_scene_svg, write_svg
from canvas.geometry.box import Box
from canvas.qt.painter import PaintTools
from canvas.qt.raster import render_entries
from tests.support.painted import HandScene, gallery

GOLDEN = Path(__file__).parents[4] / "golden" / "svg" / "gallery.svg"
WHOLE = Box(0, 0, 600, 320)
OPTIONS = SvgOptions(
    border=5,
    background="#ffffff",
    title="A & B",
    description="<all>",
    source='<mxfile host="x"/>',
    links={"plain": "https://example.org/?a=1&b=2", "dashed": "javascript:alert(1)"},
    tooltips={"plain": "a <tip>"},
)
SVG = "{http://www.w3.org/2000/svg}"


def written(tools: PaintTools) -> str:
    return write_svg(gallery(), WHOLE, tools.engine, OPTIONS)


def test_the_gallery_is_written_as_it_always_was(tools: PaintTools) -> None:
    """Set AIO_CANVAS_WRITE_GOLDEN=1 to write it anew, then look at the picture before committing it."""
    if os.environ.get("AIO_CANVAS_WRITE_GOLDEN"):
        GOLDEN.write_text(written(tools), encoding="utf-8")
    assert written(tools) == GOLDEN.read_text(encoding="utf-8")
    assert written(PaintTools()) == written(tools)


def test_what_must_be_in_it(tools: PaintTools) -> None:
    root = etree.fromstring(written(tools).encode())
    assert root.get("viewBox") == "-5 -5 610 330"
    assert root.get("content") == '<mxfile host="x"/>'
    assert root.findtext(f"{SVG}title") == "A & B"
    assert root.findtext(f"{SVG}desc") == "<all>"
    texts = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    assert {"Plain box with text", "Bold", "edge label"} <= set(texts)
    assert not list(root.iter(f"{SVG}foreignObject"))
    links = [node.get("href") for node in root.iter(f"{SVG}a")]
    assert links == ["https://example.org/?a=1&b=2", "https://example.org/"]
    images = [node.get("href") or "" for node in root.iter(f"{SVG}image")]
    assert [href[:26] for href in images] == ["data:image/svg+xml;base64,"]
    assert "nowhere.png" not in written(tools)


def test_selection_and_size(tools: PaintTools) -> None:
    root = etree.fromstring(
        write_scene_svg(HandScene(gallery()), tools.engine, SvgOptions(scale=2), {"plain"}).encode()
    )
    assert (root.get("width"), root.get("viewBox")) == ("400", "-20 -20 200 140")
    assert len(list(root.iter(f"{SVG}text"))) == 1
    empty = etree.fromstring(write_scene_svg(HandScene(), tools.engine).encode())
    assert empty.get("viewBox") == "0 0 1 1"


def test_transforms() -> None:
    assert transform_of(Placement(), flips=True) == ""
    turned = Placement(Box(1, 2, 10, 20), 45.0, flip_h=True, flip_v=True)
    assert transform_of(turned, flips=False) == "translate(1 2) rotate(45 5 10)"
    assert transform_of(turned, flips=True).endswith("translate(10 0) scale(-1 1) translate(0 20) scale(1 -1)")


def test_another_renderer_draws_what_we_draw(tools: PaintTools) -> None:
    ours = render_entries(gallery(), tools, WHOLE, 2.0, "#ffffff")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    ours.save(buffer, "PNG")  # type: ignore[call-overload]
    mine = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    fonts = [
        str(item)
        for name in ("fontpkg_arimo", "fontpkg_newsreader")
        for item in files(name).joinpath("files").iterdir()
    ]
    svg = write_svg(gallery(), WHOLE, tools.engine, SvgOptions(background="#ffffff"))
    theirs = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2, font_files=fonts)))).convert("RGB")
    assert mine.size == theirs.size == (1200, 640)
    difference = np.abs(np.asarray(mine, np.int16) - np.asarray(theirs, np.int16)).max(axis=2)
    assert difference.mean() < 1.0
    assert (difference > 96).mean() < 0.004
