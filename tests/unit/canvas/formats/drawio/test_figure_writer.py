from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of, page_of
from canvas.formats.drawio.cell_writer import meant
from canvas.formats.drawio.figure_writer import figure_xml, packed_figure
from canvas.formats.drawio.packing import unpack
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.writer import write_drawio
from canvas.geometry import path_ops
from canvas.geometry.box import Box, union
from canvas.model.records import ShapeRecord, Snapshot, Value
from canvas.shapes.definition import ShapeBox
from canvas.shapes.library import catalogue
from canvas.shapes.registry import kind
from canvas.shapes.stencil import STENCIL, paint_figure
from canvas.shapes.stencil_source import figure_of
from resources.stencils.loader import LIBRARIES

ENTRIES = [entry.name for library in LIBRARIES for entry in catalogue.entries(library.id)]
FIGURES = [name for name in ENTRIES if catalogue.figure(name) is not None]
_FOREIGN = ("x.", "page", "layer", "order", "parent")


def own(record: ShapeRecord) -> dict[str, Value]:
    return {key: value for key, value in record.values.items() if not key.startswith(_FOREIGN)}


def painted(items: object) -> Box | None:
    boxes = (path_ops.bounds(item.path) for item in items if isinstance(item, PathItem))  # type: ignore[attr-defined]
    return union(box for box in boxes if box is not None)


@pytest.mark.parametrize("name", FIGURES)
def test_the_definition_paints_the_same_in_a_reader_of_stencils(name: str) -> None:
    w, h = kind(name).size[0] * 1.5, kind(name).size[1] * 1.2
    packed = packed_figure(name, w, h)
    shape = ShapeBox(w, h, {"stencil": packed}, resolve({"style.fill": "#ffffff", "style.stroke": "#000000"}))
    figure = figure_of(packed)
    assert figure is not None
    ours, theirs = painted(kind(name).paint(shape)), painted(paint_figure(figure, shape))
    assert ours is not None
    assert theirs is not None
    assert [round(v) for v in ours] == pytest.approx([round(v) for v in theirs], abs=1)
    assert STENCIL.ports_of is not None
    assert len(STENCIL.ports_of({"stencil": packed})) == len(kind(name).ports)


@pytest.mark.parametrize("name", FIGURES)
def test_figures_come_back_equal(name: str) -> None:
    page = page_of(fragment_of(name, Defaults()))
    data = write_drawio(page)
    assert b"shape=stencil(" in data
    (again,) = read_drawio(data).shapes.values()
    (before,) = page.shapes.values()
    assert own(again) == own(read_one(write_drawio(read_drawio(data)))) == meant(own(before))
    assert again.kind == name
    assert "param.stencil" not in again.values


def read_one(data: bytes) -> ShapeRecord:
    (record,) = read_drawio(data).shapes.values()
    return record


def test_an_unchanged_file_is_written_back_byte_for_byte() -> None:
    data = write_drawio(page_of(fragment_of("aio.network.router", Defaults())))
    assert write_drawio(read_drawio(data)) == data


def test_the_definition_follows_the_size() -> None:
    snapshot = read_drawio(write_drawio(page_of(fragment_of("aio.bpmn.task_user", Defaults()))))
    (record,) = snapshot.shapes.values()
    wide = replace(record, values={**record.values, "w": 300.0})
    data = write_drawio(Snapshot(snapshot.meta, snapshot.pages, snapshot.layers, {wide.id: wide}))
    packed = re.search(rb"stencil\(([^)]*)\)", data)
    assert packed is not None
    assert 'w="300"' in unquote(unpack(packed.group(1).decode()))
    assert read_one(data).kind == "aio.bpmn.task_user"


def test_what_is_no_figure_of_ours_stays_a_figure_of_the_file() -> None:
    data = write_drawio(page_of(fragment_of("aio.basic.heart", Defaults())))
    stranger = data.replace(b"aioKind=aio.basic.heart", b"aioKind=aio.basic.none")
    assert read_one(stranger).kind == "stencil"
    assert write_drawio(read_drawio(stranger)) == stranger


def test_a_figure_turned_into_another_kind_loses_its_definition() -> None:
    snapshot = read_drawio(write_drawio(page_of(fragment_of("aio.basic.heart", Defaults()))))
    (record,) = snapshot.shapes.values()
    for new in ("ellipse", "aio.basic.shield"):
        changed = replace(record, values={**record.values, "kind": new})
        data = write_drawio(Snapshot(snapshot.meta, snapshot.pages, snapshot.layers, {changed.id: changed}))
        assert read_one(data).kind == new
        assert b"aio.basic.heart" not in data


def test_unknown_kinds_have_no_definition() -> None:
    with pytest.raises(KeyError):
        packed_figure("rect", 10, 10)


def test_paints_and_ports_are_written() -> None:
    figure = catalogue.figure("aio.basic.bevel")
    assert figure is not None
    xml = figure_xml("aio.basic.bevel", figure, 110, 70)
    assert xml.count("<constraint") == 4
    assert 'fillalpha alpha="0.16"' in xml
    assert "<background><path>" in xml


@pytest.mark.parametrize("name", [name for name in ENTRIES if name not in FIGURES])
def test_other_entries_come_back_with_their_kinds(name: str) -> None:
    page = page_of(fragment_of(name, Defaults()))
    again = read_drawio(write_drawio(page))
    assert sorted(s.kind for s in again.shapes.values()) == sorted(s.kind for s in page.shapes.values())
