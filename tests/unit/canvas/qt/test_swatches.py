"""Shapes of equal looks share a swatch; other looks or colours do not."""

from __future__ import annotations

from dataclasses import dataclass, field

from canvas.drawing.style import ColorScheme
from canvas.model.records import ShapeRecord, Snapshot
from canvas.qt.swatches import Swatches

RED = {"kind": "rect", "style.fill": "#ff0000"}


@dataclass
class Scene:
    records: Snapshot = field(
        default_factory=lambda: Snapshot(
            shapes={
                "a": ShapeRecord("a", RED),
                "b": ShapeRecord("b", {**RED, "x": 50.0}),
                "c": ShapeRecord("c", {**RED, "style.fill": "#00ff00"}),
            }
        )
    )
    scheme: ColorScheme = ColorScheme.LIGHT


def test_place_does_not_matter_and_colour_does() -> None:
    swatches = Swatches(Scene())
    assert swatches("a") is swatches("b")
    assert swatches("a") != swatches("c")


def test_another_scheme_has_other_swatches() -> None:
    scene = Scene()
    swatches = Swatches(scene)
    light = swatches("a")
    scene.scheme = ColorScheme.DARK
    assert swatches("a") != light
