from __future__ import annotations

from dataclasses import replace

from lxml import etree

from app.exporting.options import ExportOptions
from app.exporting.service import export
from canvas.drawing.color import adapt
from canvas.drawing.display_list import DisplayEntry, Fill, Gradient, Item, PathItem, Placement, Stroke
from canvas.formats.svg.adaptive import adaptive_entries, pair, split
from canvas.formats.svg.markup import attributes
from canvas.formats.svg.writer import write_svg
from canvas.geometry.box import Box
from canvas.model.records import Run
from tests.support.painted import rectangle
from tests.support.snapshots import diagram
from tests.support.text_engine import FixedTextEngine

BOX = Box(0, 0, 10, 10)
PAGE = diagram(
    one={
        "a": {"text": "Alpha", "style.fill": "light-dark(#ff0000, #00ff00)", "style.gradient": "#0000ff"},
        "b": {"text": "Beta", "style.fill": "light-dark(none, #00ff00)", "x": 300.0},
    }
)


def entry(*items: Item) -> DisplayEntry:
    return DisplayEntry("a", "rect", Placement(BOX), items, BOX)


def test_equal_colours_are_no_pair() -> None:
    assert pair("#ffffff", "#ffffff") == "#ffffff"
    assert pair(None, None) is None
    assert split("#ffffff") is None
    assert split(pair(None, "#010203") or "") == ("none", "#010203")
    assert pair("#ffffff", "url(#x)") == "#ffffff"


def test_only_the_light_colour_stands_in_the_attributes() -> None:
    both = pair("#ffffff", "#121212")
    assert attributes(fill=both, stroke=both) == (
        ' fill="#ffffff" stroke="#ffffff" class="fill-ffffff-121212 stroke-ffffff-121212"'
    )
    assert "class" not in attributes(data_id=both)


def test_an_entry_built_differently_in_the_dark_stays_light() -> None:
    light = entry(PathItem(rectangle(1, 1), Fill("#ffffff")))
    dark = entry(PathItem(rectangle(1, 1), Fill("#121212")), PathItem(rectangle(1, 1)))
    assert adaptive_entries([light], [dark]) == [light]
    assert adaptive_entries([light], []) == [light]


def test_every_kind_of_paint_has_its_rule() -> None:
    light = PathItem(rectangle(1, 1), Fill("#ffffff", 1.0, Gradient("#ffffff", "#eeeeee")), Stroke("#000000"), BOX)
    dark = PathItem(rectangle(1, 1), Fill("#121212", 1.0, Gradient("#121212", "#222222")), None, BOX)
    text = write_svg(adaptive_entries([entry(light)], [entry(dark)]), BOX, FixedTextEngine())
    for rule in (".stop-color-ffffff-121212{stop-color:#121212}", ".stroke-000000-none{stroke:none}"):
        assert rule in text
    assert text.count("light-dark") == 0


def test_an_export_follows_the_reader_and_is_light_for_programs_without_style_sheets() -> None:
    (adaptive,) = export(PAGE, ExportOptions("svg", adaptive=True))
    (light,) = export(PAGE, ExportOptions("svg"))
    plain = etree.fromstring(adaptive.data)
    for element in plain.iter():
        element.attrib.pop("class", None)
    (sheet,) = plain.findall("{*}style")
    assert "prefers-color-scheme:dark" in (sheet.text or "")
    assert ".fill-none-00ff00{fill:#00ff00}" in (sheet.text or "")
    plain.remove(sheet)
    assert etree.canonicalize(etree.tostring(plain).decode()) == etree.canonicalize(light.data.decode())
    assert b"<style" not in light.data


def test_colours_of_words_are_paired() -> None:
    words = {"a": {"text": "Alpha", "style.fill": "none"}}
    page = diagram(one=words)
    record = page.shapes["a"]
    shapes = {
        **page.shapes,
        "a": type(record)("a", record.values, (Run("red", (("color", "#c00000"),)), Run(" plain"))),
    }
    (file, *_) = export(replace(page, shapes=shapes), ExportOptions("svg", adaptive=True))
    markup = file.data.decode()
    assert f".fill-c00000-{adapt('#c00000').lstrip('#')}" in markup
    assert 'fill="#c00000"' in markup
