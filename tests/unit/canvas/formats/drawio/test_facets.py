from __future__ import annotations

from canvas.formats.drawio.facets import color, flag, number, text


def test_a_colour_that_draw_io_leaves_away_is_none_and_ours_the_themes() -> None:
    fill = color("fillColor", "style.fill")
    assert fill.read({}) == {"style.fill": "none"}
    assert fill.read({"fillColor": "default"}) == {"style.fill": None}
    assert fill.write({}) == {"fillColor": "default"}
    gradient = color("gradientColor", "style.gradient")
    assert gradient.read({}) == {"style.gradient": None}
    assert gradient.write({"style.gradient": "#fff"}) == {"gradientColor": "#fff"}


def test_numbers_are_limited_and_defaults_written() -> None:
    size = number("fontSize", "style.font_size")
    assert size.read({"fontSize": "9999"}) == {"style.font_size": 2000.0}
    assert size.read({"fontSize": "x"}) == {"style.font_size": None}
    assert size.write({}) == {"fontSize": "12"}
    assert number("imageWidth", "style.image_width").write({}) == {"imageWidth": None}


def test_flags_and_words() -> None:
    fill = flag("endFill", "style.end_fill")
    assert (fill.read({}), fill.read({"endFill": "0"})) == ({"style.end_fill": None}, {"style.end_fill": False})
    assert fill.write({}) == {"endFill": "1"}
    arrow = text("endArrow", "style.end_arrow", "none")
    assert arrow.read({}) == {"style.end_arrow": "none"}
    assert arrow.write({}) == {"endArrow": "classic"}
