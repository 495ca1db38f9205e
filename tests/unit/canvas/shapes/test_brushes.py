from __future__ import annotations

from canvas.drawing.style import ColorScheme, resolve
from canvas.geometry.box import Box
from canvas.geometry.path_builder import rect_path
from canvas.shapes import brushes
from canvas.shapes.definition import ShapeBox

PATH = rect_path(0, 0, 5, 5)


def test_stroke_follows_the_style() -> None:
    style = resolve({"style.stroke": "#112233", "style.stroke_width": 2.0, "style.dash": "dashed"})
    stroke = brushes.stroke_of(style)
    assert stroke is not None
    assert (stroke.color, stroke.width, stroke.dash) == ("#112233", 2, (6, 6))
    solid = brushes.stroke_of(style, dashed=False)
    assert solid is not None
    assert solid.dash == ()
    assert brushes.stroke_of(resolve({"style.stroke": "none"})) is None
    assert brushes.stroke_of(resolve({"style.stroke_width": 0.0})) is None


def test_fill_with_gradient() -> None:
    fill = brushes.fill_of(resolve({"style.fill": "#ffffff", "style.gradient": "#000000", "style.fill_opacity": 50.0}))
    assert fill is not None
    assert fill.opacity == 0.5
    assert fill.gradient is not None
    assert (fill.gradient.start, fill.gradient.end, fill.gradient.direction) == ("#ffffff", "#000000", "south")
    assert brushes.fill_of(resolve({"style.fill": "none"})) is None


def test_body_carries_shadow_and_reference_box() -> None:
    item = brushes.body(ShapeBox(9, 8, style=resolve({"style.shadow": True})), PATH)
    assert item.shadow
    assert item.box == Box(0, 0, 9, 8)


def test_ink_is_only_stroked_and_blobs_are_inked() -> None:
    s = ShapeBox(9, 8, style=resolve({"style.stroke": "#112233", "style.dash": "dotted"}))
    assert brushes.ink(s, PATH).fill is None
    assert brushes.solid_ink(s, PATH).stroke is not None
    blob = brushes.inked_blob(s, PATH)
    assert blob.fill is not None
    assert blob.fill.color == "#112233"


def test_colour_parameters_are_final() -> None:
    s = ShapeBox(9, 8, {"a": "#ffffff", "b": "none", "c": 5.0}, resolve({}, ColorScheme.DARK))
    assert [brushes.param_color(s, n) for n in ("a", "b", "c", "missing")] == ["#121212", None, None, None]


def test_veils_and_glass() -> None:
    s = ShapeBox(9, 8)
    assert brushes.shade(s, PATH, 0.0) == ()
    (veil,) = brushes.shade(s, PATH, -7.0)
    assert veil.fill is not None
    assert (veil.fill.color, veil.fill.opacity) == ("#ffffff", 1)
    assert brushes.glass(s) == ()
    assert len(brushes.glass(ShapeBox(9, 8, style=resolve({"style.glass": True})))) == 1
