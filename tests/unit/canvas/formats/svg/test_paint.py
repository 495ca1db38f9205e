from __future__ import annotations

import base64
import struct

from canvas.drawing.display_list import Fill, Gradient, ImageItem, PathItem, Stroke
from canvas.formats.svg.markup import attributes
from canvas.formats.svg.options import SvgOptions
from canvas.formats.svg.paint import Definitions, image_markup, path_data, path_markup, shadow_markup, stroke_values
from canvas.geometry.box import Box
from canvas.geometry.crop import Crop
from tests.support.painted import ellipse, rectangle

BOX = Box(0, 0, 10, 20)


def test_path_data() -> None:
    assert path_data(rectangle(10, 20)) == "M0 0 L10 0 L10 20 L0 20 Z"
    assert path_data(ellipse(10, 20)).count("C") == 4


def test_equal_gradients_are_defined_once() -> None:
    definitions = Definitions()
    fill = Fill("#ffffff", gradient=Gradient("#ffffff", "#000000", "north"))
    items = [PathItem(rectangle(10, 20), fill, box=box) for box in (BOX, BOX, Box(0, 0, 5, 5))]
    markup = [path_markup(item, definitions) for item in items]
    assert markup[0] == markup[1] != markup[2]
    assert definitions.markup().count("<linearGradient") == 2
    assert 'y1="1" x2="0.5" y2="0"' in definitions.markup()


def test_nothing_is_defined_for_nothing() -> None:
    assert Definitions().markup() == ""


def test_strokes() -> None:
    assert stroke_values(None) == stroke_values(Stroke("#000000", 0.0)) == {}
    text = attributes(**stroke_values(Stroke("#000000", 2.0, 0.5, (6.0, 3.0), "round", "bevel")))
    for part in ('stroke-width="2"', 'stroke-opacity="0.5"', 'dasharray="6 3"', 'linecap="round"', 'linejoin="bevel"'):
        assert part in text


def test_even_odd_and_no_fill() -> None:
    assert 'fill-rule="evenodd"' in path_markup(
        PathItem(rectangle(1, 1), Fill("#ffffff"), even_odd=True), Definitions()
    )
    assert 'fill="none"' in path_markup(PathItem(rectangle(1, 1)), Definitions())


def test_a_shadow_of_a_line_is_not_filled() -> None:
    line = PathItem(rectangle(1, 1), None, Stroke("#ff0000", 2.0))
    assert shadow_markup(line).count('fill="none"') == 3


def test_only_pictures_inside_the_file() -> None:
    blob = {"sha256:1": b"\x89PNG\r\n\x1a\n..."}
    options = SvgOptions(blob=blob.get)
    good = image_markup(ImageItem(BOX, "sha256:1", keep_aspect=False, flip_h=True), options, Definitions())
    assert 'href="data:image/png;base64,' in good
    assert 'preserveAspectRatio="none"' in good
    assert "scale(-1 1)" in good
    for source in ("file:///etc/x.png", "https://example.org/x.png", "sha256:2", "data:image/png;base64,AAAA"):
        assert "<image" not in image_markup(ImageItem(BOX, source), options, Definitions())


def test_a_picture_is_harmless_before_it_is_passed_on() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script><image href="file:///etc/x.png"/><rect/></svg>'
    bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 20_000, 20_000)
    options = SvgOptions(blob={"sha256:svg": svg, "sha256:bomb": bomb}.get)
    passed = image_markup(ImageItem(BOX, "sha256:svg"), options, Definitions())
    inside = base64.b64decode(passed.partition("base64,")[2].partition('"')[0])
    assert b"<rect" in inside
    assert b"script" not in inside
    assert b"file:" not in inside
    assert "<image" not in image_markup(ImageItem(BOX, "sha256:bomb"), options, Definitions())


def test_a_cropped_picture_is_whole_behind_a_clip() -> None:
    options, definitions = SvgOptions(blob={"sha256:1": b"\x89PNG\r\n\x1a\n..."}.get), Definitions()
    item = ImageItem(Box(0, 0, 50, 100), "sha256:1", crop=Crop(left=0.5))
    markup = image_markup(item, options, definitions)
    assert 'x="-50" y="0" width="100" height="100"' in markup
    assert 'clip-path="url(#c1)"' in markup
    assert '<rect x="0" y="0" width="50" height="100"/>' in definitions.markup()
