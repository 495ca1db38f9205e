from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence

import pytest
from lxml import etree
from PIL import Image

from app.errors import InputError
from app.exporting.options import ExportOptions
from app.exporting.painted import listing
from app.exporting.reading import read_snapshot
from app.exporting.service import export, export_with_pages
from canvas.errors import LimitExceeded
from canvas.formats.png.embed import read_source
from tests.support.pixels import opened, rgba
from tests.support.snapshots import diagram

TWO = diagram(
    one={
        "a": {"text": "Alpha", "x": 10.0, "y": 20.0, "style.fill": "#ff0000", "link": "https://example.org/"},
        "b": {"text": "Beta", "x": 200.0, "y": 20.0, "tooltip": "what it is"},
        "e": {"kind": "connector", "source": "a", "target": "b"},
        "gone": {"text": "Hidden", "hidden": True},
    },
    two={"c": {"text": "Gamma"}},
)


def test_svg_and_png_give_a_file_for_each_page_and_pdf_one_for_all() -> None:
    for form, pages in (("svg", [0, 1]), ("png", [0, 1]), ("pdf", [None]), ("drawio", [None])):
        assert [file.page for file in export(TWO, ExportOptions(form, None))] == pages


def test_svg_has_real_text_links_and_tooltips_and_no_hidden_shapes() -> None:
    (file,) = export(TWO, ExportOptions("svg"))
    root = etree.fromstring(file.data)
    text = "".join(map(str, root.itertext()))
    assert "Alpha" in text
    assert "what it is" in text
    assert "Hidden" not in text
    assert "Gamma" not in text
    assert b"https://example.org/" in file.data
    assert b"foreignObject" not in file.data


def test_png_and_svg_show_the_same_part_of_the_page() -> None:
    options = {"scale": 2.0, "border": 7.0}
    (png,) = export(TWO, ExportOptions("png", **options))  # type: ignore[arg-type]  # the values are floats
    (svg,) = export(TWO, ExportOptions("svg", **options))  # type: ignore[arg-type]  # the values are floats
    root = etree.fromstring(svg.data)
    assert opened(png.data).size == (float(root.get("width", "")), float(root.get("height", "")))


def test_the_listing_holds_what_was_painted_where_the_picture_has_it() -> None:
    options = ExportOptions("png", scale=2.0, border=5.0)
    (file,), pages = export_with_pages(TWO, options)
    (page,) = listing(pages, options)["pages"]
    assert {cell["id"] for cell in page["cells"]} == {entry.id for entry in pages[0].entries} == {"a", "b", "e"}
    x, y, w, h = next(cell["bbox"] for cell in page["cells"] if cell["id"] == "a")
    picture = opened(file.data)
    left, top = ((at - origin) * page["scale"] for at, origin in zip((x, y), page["origin"], strict=True))
    assert (x, y, w, h) == (10, 20, 100, 50)
    assert rgba(picture, left + 6, top + 6) == (255, 0, 0, 255)
    assert rgba(picture, left - 6, top + 6) == (255, 255, 255, 255)


def test_pictures_carry_the_whole_diagram_when_asked() -> None:
    (png,) = export(TWO, ExportOptions("png", embed=True))
    (svg,) = export(TWO, ExportOptions("svg", embed=True))
    source = read_source(png.data)
    assert source is not None
    for data, name in ((source.encode(), "x.drawio"), (svg.data, "x.svg"), (png.data, "x.png")):
        assert len(read_snapshot(data, name).pages) == 2
    (bare,) = export(TWO, ExportOptions("png"))
    assert read_source(bare.data) is None


def test_a_diagram_file_holds_the_chosen_pages_only() -> None:
    (file,) = export(TWO, ExportOptions("drawio", (1,)))
    snapshot = read_snapshot(file.data, "x.drawio")
    assert [page.name for page in snapshot.pages.values()] == ["Two"]
    assert b"Alpha" not in file.data


def test_dark_and_transparent_change_the_paper() -> None:
    (dark,) = export(TWO, ExportOptions("png", border=5.0, dark=True))
    (clear,) = export(TWO, ExportOptions("png", border=5.0, transparent=True))
    assert max(rgba(opened(dark.data), 0, 0)[:3]) < 60
    assert rgba(opened(clear.data), 0, 0)[3] == 0


def test_pictures_of_the_library_are_found_by_their_name() -> None:
    pixel = io.BytesIO()
    Image.new("RGB", (8, 8), (0, 128, 0)).save(pixel, "PNG")
    name = "sha256:" + hashlib.sha256(pixel.getvalue()).hexdigest()
    shown = diagram(one={"i": {"kind": "image", "image": name}})
    found = export(shown, ExportOptions("png"), {name: pixel.getvalue()}.get)[0].data
    missing = export(shown, ExportOptions("png"))[0].data
    width, height = opened(found).size
    assert rgba(opened(found), width / 2, height / 2) == (0, 128, 0, 255)
    assert rgba(opened(missing), width / 2, height / 2) != (0, 128, 0, 255)


def test_a_diagram_file_needs_nothing_from_the_library() -> None:
    pixel = io.BytesIO()
    Image.new("RGB", (8, 8), (0, 128, 0)).save(pixel, "PNG")
    name = "sha256:" + hashlib.sha256(pixel.getvalue()).hexdigest()
    shown = diagram(one={"i": {"kind": "image", "image": name}, "lost": {"image": "sha256:00", "x": 500.0}})
    (file,) = export(shown, ExportOptions("drawio"), {name: pixel.getvalue()}.get)
    again = read_snapshot(file.data, "x.drawio")
    assert name.encode() not in file.data
    assert "sha256:00" in {shape.get("image") for shape in again.shapes.values()}
    (png,) = export(again, ExportOptions("png"))
    assert rgba(opened(png.data), 50, 25) == (0, 128, 0, 255)


def test_an_empty_page_and_an_empty_diagram_can_be_exported() -> None:
    for form in ("svg", "png", "pdf"):
        assert export(diagram(one={}), ExportOptions(form, border=10.0))[0].data
        assert export(diagram(), ExportOptions(form))[0].data


def test_progress_sees_every_page_and_may_stop_the_export() -> None:
    seen: list[int] = []

    def each(numbers: Sequence[int]) -> Iterable[int]:
        for number in numbers:
            seen.append(number)
            yield number

    export(TWO, ExportOptions("svg", None), each=each)
    assert seen == [0, 1]


def test_what_cannot_be_done_is_an_error_and_not_a_wrong_picture() -> None:
    with pytest.raises(InputError, match="no page 3"):
        export(TWO, ExportOptions("svg", (2,)))
    with pytest.raises(LimitExceeded):
        export(diagram(one={"a": {"x": 0.0}, "b": {"x": 900_000.0}}), ExportOptions("png"))
