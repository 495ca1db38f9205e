from __future__ import annotations

from importlib.resources import files

import pytest

from canvas.model.document import Document
from canvas.model.view import GraphView
from canvas.shapes import registry
from resources.templates.loader import CATEGORIES, TEMPLATES, picture, state

NAMES = [template.id for template in TEMPLATES]


def test_there_are_many_and_each_can_be_found() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 24
    assert {template.category for template in TEMPLATES} == set(CATEGORIES)
    assert all(template.title and template.words for template in TEMPLATES)
    there = {path.name for path in files("resources.templates").iterdir() if path.name.endswith((".ydoc", ".png"))}
    assert there == {name + ending for name in NAMES for ending in (".ydoc", "-light.png", "-dark.png")}


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_a_sound_diagram_of_shapes_we_know(name: str) -> None:
    records = Document(7, [state(name)]).records
    view = GraphView(records)
    assert len(view.pages()) == 1
    assert len(records.shapes) >= 8
    assert len(view.paint_order(view.pages()[0])) == len(records.shapes)
    for shape in records.shapes.values():
        assert shape.is_connector or registry.is_known(shape.kind), shape.kind
        for end in ("source", "target"):
            assert shape.get(end, "") in {"", *records.shapes}
        assert shape.parent in {"", *records.shapes}


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_a_light_and_a_dark_picture(name: str) -> None:
    light, dark = picture(name), picture(name, dark=True)
    assert light.startswith(b"\x89PNG")
    assert dark.startswith(b"\x89PNG")
    assert light != dark
    assert max(len(light), len(dark)) < 60_000


def test_what_is_not_listed_is_not_read() -> None:
    with pytest.raises(KeyError):
        state("../stencils/basic")
    with pytest.raises(KeyError):
        picture("nothing")
