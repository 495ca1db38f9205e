from __future__ import annotations

import re

import pytest

from canvas.drawing.style import resolve
from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, distance
from canvas.model.schema import STYLE_KEYS
from canvas.shapes import registry
from canvas.shapes.anchoring import anchor_of, offered_ports, touch
from canvas.shapes.definition import OUTLINE, ShapeBox
from canvas.shapes.library import catalogue
from canvas.shapes.library.catalogue import Entry
from canvas.shapes.library.looks import LOOKS
from canvas.shapes.perimeters import PERIMETERS
from resources.stencils.loader import LIBRARIES

ENTRIES = [entry for library in LIBRARIES for entry in catalogue.entries(library.id)]
FIGURES = [entry.name for entry in ENTRIES if catalogue.figure(entry.name) is not None]


def test_the_library_is_large_and_names_are_unique() -> None:
    own = [entry.name for entry in ENTRIES if entry.name.startswith("aio.")]
    assert len(own) == len(set(own))
    assert len(FIGURES) >= 300
    assert len(ENTRIES) >= 600
    assert all(len(catalogue.entries(library.id)) >= 15 for library in LIBRARIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e.library}.{e.name}")
def test_every_entry_can_be_found_and_makes_something_known(entry: Entry) -> None:
    assert entry.title
    assert re.fullmatch(r"[\w®’'(),.\-/ ]+", entry.title), entry.title
    assert entry.words
    assert not set(entry.title.lower().split()) >= set(entry.words), (
        "words that only repeat the title find nothing more"
    )
    shapes = fragment_of(entry.name, Defaults()).shapes
    assert shapes
    assert all(registry.is_known(s.kind) or s.is_connector for s in shapes)
    box = fragment_of(entry.name, Defaults()).box
    assert box.w > 0
    assert box.h > 0
    for shape in shapes:
        resolve(shape.values)


@pytest.mark.parametrize("name", FIGURES)
def test_figures_paint_within_their_box_at_every_size(name: str) -> None:
    kind = registry.kind(name)
    w, h = kind.size
    for factor_x, factor_y in ((1.0, 1.0), (2.0, 1.0), (1.0, 2.5), (0.4, 0.4), (0.0, 0.0)):
        size = (w * factor_x, h * factor_y)
        shape = ShapeBox(*size, style=resolve({}))
        assert kind.paint(shape) or not size[0]
        box = path_ops.bounds(kind.outline(shape))
        assert box is not None
        assert Box(0, 0, *size).inflated(0.05).contains_box(box)
        text = kind.text_box(shape)
        assert Box(0, 0, *size).inflated(0.05).contains_box(text)


@pytest.mark.parametrize("name", FIGURES)
def test_ports_lie_on_the_figure_and_connectors_reach_it(name: str) -> None:
    kind = registry.kind(name)
    w, h = kind.size
    assert kind.perimeter_name in {OUTLINE, *PERIMETERS}
    outline = kind.outline(ShapeBox(w, h))
    assert kind.ports
    for port in kind.ports:
        point = Vec(port.x * w, port.y * h)
        assert path_ops.distance(outline, point) <= max(3.0, 0.04 * max(w, h)), (port, name)
    anchor = anchor_of({"kind": name}, Box(100.0, 100.0, w, h))
    assert len(offered_ports(anchor)) == len(kind.ports)
    for side in (Vec(100 + w / 2, -500), Vec(900, 100 + h / 2), Vec(100 + w / 2, 900), Vec(-500, 100 + h / 2)):
        touched = touch(anchor, side, False)
        assert Box(100, 100, w, h).inflated(0.05).contains(touched)
        # Icons are touched at their box or ellipse, other figures at their own outline.
        if kind.perimeter_name == OUTLINE:
            assert path_ops.distance(outline, Vec(touched.x - 100, touched.y - 100)) < 0.5


@pytest.mark.parametrize("name", FIGURES)
def test_fixed_stretches_keep_their_length(name: str) -> None:
    figure = catalogue.figure(name)
    assert figure is not None
    w, h = figure.size
    place = figure.placer(w * 3, h * 3)
    for a, b in figure.form.fixed_x:
        assert place(b, 0)[0] - place(a, 0)[0] == pytest.approx(b - a)
    for a, b in figure.form.fixed_y:
        assert place(0, b)[1] - place(0, a)[1] == pytest.approx(b - a)


def test_names_of_others_are_not_ours() -> None:
    for name in (
        "bpmn.task",
        "aio",
        "aio.",
        "aio.basic",
        "aio.nothing.rect",
        "aio.basic.nothing",
        "mxgraph.aio.basic.heart",
    ):
        assert catalogue.figure(name) is None
    assert registry.kind("aio.basic.nothing").name == "generic"
    assert registry.kind("aio.basic.heart").name == "aio.basic.heart"


def test_kinds_of_code_are_offered_as_they_are() -> None:
    names = [entry.name for entry in catalogue.entries("basic")]
    assert names[0] == "rect"
    assert catalogue.entry("rect") is None
    assert catalogue.entry("aio.basic.rounded") is not None


def test_looks_are_styles() -> None:
    for name, values in LOOKS.items():
        assert values.keys() <= STYLE_KEYS.keys(), name
        resolve(values)


def test_structures_hold_together() -> None:
    pool = fragment_of("aio.bpmn.pool", Defaults())
    inner = [s for s in pool.shapes if s.parent == "p"]
    assert len(inner) == 2
    assert all(s.get("container") for s in pool.shapes)
    assert pool.roots == ("p",)
    assert distance(Vec(inner[0].x, inner[0].y), Vec(30, 0)) == 0
