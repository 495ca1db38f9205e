"""Tests of looks and how they fit."""

from __future__ import annotations

import pytest

from canvas.kernels.looks import CONNECTOR_LOOK, LOOK_KEYS, SHAPE_LOOK, SKETCH_KEYS, Look, fitted, look_of
from canvas.model.plan import UNSET
from canvas.model.records import Run, ShapeRecord
from canvas.model.schema import STYLE_KEYS

NO_LOOKS = {
    "style.direction", "style.label_width", "style.label_rotation", "style.text_hidden", "style.image_align",
    "style.image_valign", "style.image_aspect", "style.image_width", "style.image_height", "style.perimeter",
    "style.perimeter_spacing",
}  # fmt: skip


def test_every_style_key_is_a_look_or_named_as_none() -> None:
    assert {key for key in LOOK_KEYS if key.startswith("style.")} | NO_LOOKS == set(STYLE_KEYS)
    assert not LOOK_KEYS & NO_LOOKS


@pytest.mark.parametrize("key", sorted(SHAPE_LOOK))
def test_every_key_of_a_shape_goes_to_another_shape_and_back_to_its_default(key: str) -> None:
    source = ShapeRecord("a", {"kind": "rect", key: "value"})
    assert fitted(look_of(source), ShapeRecord("b"))[key] == "value"
    assert fitted(Look(), source)[key] is UNSET


@pytest.mark.parametrize("key", sorted(CONNECTOR_LOOK))
def test_every_key_of_a_connector_goes_to_another_connector(key: str) -> None:
    source = ShapeRecord("a", {"kind": "connector", key: "value"})
    given = fitted(look_of(source), ShapeRecord("b", {"kind": "connector"}))
    assert given[key] == "value"


def test_between_shapes_and_connectors_only_what_both_have() -> None:
    line = ShapeRecord(
        "a", {"kind": "connector", "routing": "elbow", "style.stroke": "#ff0000", "style.end_arrow": "open"}
    )
    shape = ShapeRecord("b", {"kind": "rect", "style.fill": "#00ff00", "style.shadow": True})
    onto_shape, onto_line = fitted(look_of(line), shape), fitted(look_of(shape), line)
    assert onto_shape["style.stroke"] == "#ff0000"
    assert "style.fill" not in onto_shape
    assert "routing" not in onto_shape
    assert onto_shape["style.shadow"] is UNSET
    assert "style.fill" not in onto_line
    assert onto_line["style.shadow"] is True
    assert "style.end_arrow" not in onto_line


def test_geometry_text_and_names_are_no_looks() -> None:
    shape = ShapeRecord("a", {"kind": "rect", "x": 5.0, "link": "https://a", "param.size": 3.0, "x.note": "n"})
    assert look_of(shape) == Look()
    assert SKETCH_KEYS[0] in look_of(ShapeRecord("a", {SKETCH_KEYS[0]: "dots"})).values


def test_a_label_that_is_bold_throughout_has_a_bold_look() -> None:
    shape = ShapeRecord("a", {"style.font_weight": 500.0}, (Run("all", (("bold", True),)),))
    assert look_of(shape).values == {"style.bold": True}
