from __future__ import annotations

import pytest

from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of, page_of
from canvas.formats.drawio.figure_insets import INSET_KEY, SIDES, with_insets, without_insets
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.style_text import effective
from canvas.formats.drawio.writer import write_drawio
from canvas.model.records import ShapeRecord, Snapshot, Value

BROWSER = "aio.wireframe.browser"
"""Its label goes into the bar at the top."""


def of(name: str = BROWSER, **values: Value) -> ShapeRecord:
    given = {"w": 200.0, "h": 160.0, **{key.replace("__", "."): value for key, value in values.items()}}
    return ShapeRecord("s", {"kind": name, **given})


def spacings(style: str) -> list[float]:
    keys = effective(style, edge=False)
    return [float(keys.get(f"spacing{side}", 0)) for side in SIDES]


def written(values: dict[str, Value]) -> tuple[Snapshot, bytes]:
    page = page_of(fragment_of(BROWSER, Defaults()))
    (shape,) = page.shapes.values()
    shape = ShapeRecord(shape.id, {**shape.values, **values})
    page = Snapshot(page.meta, page.pages, page.layers, {shape.id: shape})
    return page, write_drawio(page)


def test_a_label_in_a_part_of_the_figure_is_moved_there_by_spacing() -> None:
    style = with_insets(f"aioKind={BROWSER};spacingTop=3;", of())
    top, right, bottom, left = spacings(style)
    assert top >= 3
    assert bottom > 100
    assert left > 0
    assert right >= 0
    assert spacings(without_insets(style)) == [3.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    "values",
    [
        {"style__label_v": "bottom"},
        {"style__label_h": "left"},
        {"style__label_width": 50.0},
        {"style__horizontal": False},
    ],
)
def test_where_draw_io_counts_otherwise_nothing_is_added(values: dict[str, Value]) -> None:
    assert with_insets(f"aioKind={BROWSER};", of(**values)) == f"aioKind={BROWSER};"


def test_plain_shapes_are_left_alone() -> None:
    assert with_insets("ellipse;", of("ellipse")) == "ellipse;"


def test_a_mirrored_figure_has_its_label_on_the_other_side() -> None:
    name = "aio.wireframe.checkbox_on"
    style = f"aioKind={name};"
    _, right, _, left = spacings(with_insets(style, of(name)))
    assert left != right
    assert spacings(with_insets(style, of(name, flip_h=True)))[1::2] == [left, right]


def test_spacing_comes_back_as_it_was() -> None:
    page, data = written({"style.spacing_left": 7.5, "style.spacing_top": 4.0})
    (again,) = read_drawio(data).shapes.values()
    (before,) = page.shapes.values()
    keys = [f"style.spacing_{side.lower()}" for side in SIDES]
    assert [again.get(key, 0.0) for key in keys] == [before.get(key, 0.0) for key in keys]
    assert write_drawio(read_drawio(data)) == data


def test_spacing_that_was_changed_in_draw_io_is_changed_by_as_much() -> None:
    _, data = written({"style.spacing_left": 7.0})
    (shape,) = read_drawio(data).shapes.values()
    style = with_insets(f"aioKind={BROWSER};spacingLeft=7;", shape)
    left = spacings(style)[3]
    changed = data.replace(f"spacingLeft={left:g};".encode(), f"spacingLeft={left + 5:g};".encode())
    assert changed != data
    (after,) = read_drawio(changed).shapes.values()
    assert after.get("style.spacing_left") == 12.0


@pytest.mark.parametrize("noted", ["", "1 2", "a b c d", "nan inf 1e999 x", "1 2 3 4 5"])
def test_what_cannot_be_understood_counts_as_nothing(noted: str) -> None:
    style = f"aioKind={BROWSER};spacingTop=9;{INSET_KEY}={noted};"
    assert spacings(without_insets(style)) == [9.0, 0.0, 0.0, 0.0]
