from __future__ import annotations

from canvas.formats.drawio.style_text import effective
from canvas.formats.drawio.stylesheet import EDGE, NAMED, VERTEX


def test_connectors_and_shapes_differ_in_their_defaults() -> None:
    assert (VERTEX["fontSize"], EDGE["fontSize"]) == ("12", "11")
    assert "endArrow" not in VERTEX


def test_icons_build_on_labels_and_edge_labels_on_text() -> None:
    assert NAMED["icon"]["rounded"] == "1"
    assert NAMED["edgeLabel"]["fillColor"] == "none"


def test_coloured_styles() -> None:
    keys = effective("blue", edge=False)
    assert (keys["fillColor"], keys["glass"]) == ("#DAE8FC", "1")
    assert "glass" not in effective("plain-blue", edge=False)
