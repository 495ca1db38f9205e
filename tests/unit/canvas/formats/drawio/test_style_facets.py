from __future__ import annotations

from canvas.formats.drawio.style_facets import EDGE_FACETS, SHARED_FACETS, VERTEX_FACETS
from canvas.model.schema import ALL_SHAPE_KEYS, PARAM, STYLE_KEYS

WITHOUT_WORD = {"style.font_weight", "style.label_rotation"}


def test_every_style_key_has_a_facet_or_is_known_to_have_none() -> None:
    covered = {key for facet in (*SHARED_FACETS, *VERTEX_FACETS, *EDGE_FACETS) for key in facet.keys}
    assert set(STYLE_KEYS) - covered == WITHOUT_WORD
    assert {key for key in covered if not key.startswith(PARAM)} <= set(ALL_SHAPE_KEYS)


def test_no_key_of_draw_io_has_two_meanings() -> None:
    for own in (VERTEX_FACETS, EDGE_FACETS):
        names = [name for facet in (*SHARED_FACETS, *own) for name in facet.drawio]
        assert len(names) == len(set(names))


def test_facets_write_only_keys_they_understand() -> None:
    for facet in (*SHARED_FACETS, *VERTEX_FACETS, *EDGE_FACETS):
        assert set(facet.write({})) <= set(facet.drawio)


def test_lines_around_shapes_are_orthogonal_ones_to_draw_io_and_come_back() -> None:
    (facet,) = [f for f in EDGE_FACETS if f.keys == ("routing",)]
    written = facet.write({"routing": "avoid"})
    assert written == {"edgeStyle": "orthogonalEdgeStyle", "noEdgeStyle": None, "aioRouting": "avoid"}
    kept = {key: value for key, value in written.items() if value is not None}
    assert facet.read(kept) == {"routing": "avoid"}
    assert facet.read({**kept, "edgeStyle": "elbowEdgeStyle"}) == {"routing": "elbow"}
    assert facet.write({"routing": "orthogonal"})["aioRouting"] is None
