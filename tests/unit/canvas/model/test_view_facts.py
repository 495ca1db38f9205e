"""VIEW-1, VIEW-3: pages and layers."""

from __future__ import annotations

from canvas.model.records import ShapeRecord
from canvas.model.view_facts import VIRTUAL_LAYER, VIRTUAL_PAGE, Facts, Sheets, facts_of
from tests.support.graphs import snapshot


def facts(page: str, layer: str) -> Facts:
    return facts_of(ShapeRecord("s", {"page": page, "layer": layer}))


def test_sheets_are_sorted_by_order_then_id() -> None:
    """VIEW-1."""
    tables = {
        "pages": {"p2": {"order": "a"}, "p1": {"order": "a"}, "p0": {"order": "b"}},
        "layers": {"l2": {"page": "p0", "order": "a"}, "l1": {"page": "p0", "order": "a"}, "l0": {"page": "gone"}},
    }
    sheets = Sheets(snapshot(tables))
    assert sheets.pages == ("p1", "p2", "p0")
    assert sheets.layers == {"p1": (VIRTUAL_LAYER,), "p2": (VIRTUAL_LAYER,), "p0": ("l1", "l2")}


def test_where_a_shape_belongs() -> None:
    """VIEW-3."""
    tables = {"pages": {"p": {"order": "a"}, "q": {"order": "b"}}, "layers": {"l": {"page": "p"}, "m": {"page": "q"}}}
    sheets = Sheets(snapshot(tables))
    assert sheets.spot(facts("q", "m")) == ("q", "m", "")
    assert sheets.spot(facts("q", "l")) == ("q", "m", "")
    assert sheets.spot(facts("gone", "l")) == ("p", "l", "")
    assert sheets.spot(facts("gone", "l")) is sheets.spot(facts("gone", "l"))
    assert Sheets(snapshot({})).spot(facts("p", "l")) == (VIRTUAL_PAGE, VIRTUAL_LAYER, "")


def test_only_connectors_have_ends() -> None:
    values = {"source": "a", "target": "b", "order": "o", "parent": "p", "page": "g", "layer": "l"}
    assert facts_of(ShapeRecord("s", values)) == (False, "o", "p", "g", "l", "", "")
    assert facts_of(ShapeRecord("s", {**values, "kind": "connector"})) == (True, "o", "p", "g", "l", "a", "b")
