"""Pictures with the diagram inside: what is opened again is what was exported, record for record."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from app.exporting.options import ExportOptions
from app.exporting.reading import read_snapshot
from app.exporting.roundtrip import differences
from app.exporting.service import export
from canvas.model.records import Snapshot
from tests.e2e.exports.pages import own, real


def embedded(snapshot: Snapshot, form: str, **options: Any) -> bytes:
    return export(snapshot, ExportOptions(form, embed=True, **options))[0].data


@pytest.mark.parametrize("form", ["png", "svg"])
@pytest.mark.parametrize("name", own())
def test_our_diagrams_come_back_equal(name: str, form: str) -> None:
    diagram = own()[name]
    back = read_snapshot(embedded(diagram, form), f"{name}.drawio")
    assert differences(diagram, back) == ()


@pytest.mark.corpus
@pytest.mark.parametrize("form", ["png", "svg"])
def test_real_files_come_back_equal(form: str, corpus_directory: Path) -> None:
    for name, diagram in real(corpus_directory).items():
        assert differences(diagram, read_snapshot(embedded(diagram, form), name)) == (), name


def test_an_adaptive_picture_can_hold_its_diagram_too() -> None:
    diagram = own()["paint"]
    assert differences(diagram, read_snapshot(embedded(diagram, "svg", adaptive=True), "paint.drawio")) == ()


def test_a_png_has_the_size_border_and_background_that_were_asked_for() -> None:
    diagram = own()["shop"]
    plain, large, clear = (
        Image.open(io.BytesIO(embedded(diagram, "png", **options)))
        for options in ({}, {"scale": 3.0, "border": 10.0}, {"transparent": True, "border": 10.0})
    )
    assert large.size == (3 * (plain.size[0] + 20), 3 * (plain.size[1] + 20))
    assert clear.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)
    assert large.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)


def test_an_svg_has_real_text_with_named_fonts_and_nothing_foreign() -> None:
    (file,) = export(own()["paint"], ExportOptions("svg"))
    root = etree.fromstring(file.data)
    text = ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]
    for label in ("Plain label", "Upright", "slanted", "Serif letters", "flows"):
        assert any(label in line for line in text), label
    families = {element.get("font-family") for element in root.iter() if element.get("font-family")}
    assert all(
        family.endswith(("sans-serif", " serif", "monospace")) and "," in family for family in families if family
    )
    assert not list(root.iter("{*}foreignObject"))
    assert not list(root.iter("{*}script"))
    assert b"javascript" not in file.data
    assert root.get("content") is None
