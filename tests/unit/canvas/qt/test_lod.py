from __future__ import annotations

from canvas.drawing.style import resolve
from canvas.model.records import ShapeRecord, plain
from canvas.qt.lod import ELLIPSE, IMAGE_COLOR, LINE, RECT, TEXT, Band, Swatch, band, rgb, silhouette, swatch_of


def test_bands() -> None:
    assert [band(z) for z in (1.0, 0.35, 0.34, 0.12, 0.11, 0.001)] == [
        Band.FULL, Band.FULL, Band.SPRITES, Band.SPRITES, Band.PIXELS, Band.PIXELS,
    ]  # fmt: skip


def swatch(label: str = "", **values: object) -> Swatch:
    named = {key.replace("_", ".", 1) if key.startswith("style_") else key: value for key, value in values.items()}
    return swatch_of(ShapeRecord("a", named, plain(label)), resolve(named))


def test_swatches() -> None:
    assert swatch(style_fill="#ff0000", style_stroke="#0000ff") == Swatch(RECT, 0xFF0000, 0x0000FF)
    assert swatch(kind="connector", style_stroke="#00ff00") == Swatch(LINE, -1, 0x00FF00)
    words = swatch("x", style_fill="none", style_stroke="none")
    assert words.silhouette == TEXT
    assert words.fill >= 0
    assert swatch(style_fill="none", style_stroke="none").fill == -1
    assert swatch(image="sha256:0").fill == IMAGE_COLOR
    assert swatch(style_fill="none").fill == -1


def test_silhouettes_and_colours() -> None:
    assert silhouette("ellipse", line=False) == ELLIPSE
    assert silhouette("anything", line=False) == RECT
    assert silhouette("ellipse", line=True) == LINE
    assert rgb("#123456") == 0x123456
