"""VIEW-7: ends of connectors."""

from __future__ import annotations

from canvas.model.records import ShapeRecord
from canvas.model.view_ends import Ends
from canvas.model.view_facts import Facts, facts_of


def ends_of(shapes: dict[str, dict[str, str]], spots: dict[str, tuple[str, str, str]]) -> Ends:
    facts: dict[str, Facts] = {i: facts_of(ShapeRecord(i, values)) for i, values in shapes.items()}
    ends = Ends(facts, dict.fromkeys(shapes, ("p", "l", "")) | spots)
    ends.settle(shapes, dict.fromkeys(shapes), {})
    return ends


def line(source: str = "", target: str = "") -> dict[str, str]:
    return {"kind": "connector", "source": source, "target": target}


def test_an_end_needs_a_shape_on_the_same_page() -> None:
    """VIEW-7."""
    ends = ends_of({"a": line("s", "t"), "b": line("gone", "s"), "s": {}, "t": {}}, {"t": ("q", "l", "")})
    assert (ends.of("a"), ends.of("b"), ends.of("s")) == (("s", ""), ("", "s"), ("", ""))
    assert (ends.connectors_of("s"), ends.connectors_of("t")) == (("a", "b"), ())


def test_a_connector_may_end_at_a_plain_connector_only() -> None:
    """VIEW-7."""
    shapes = {
        "plain": line("s"),
        "on plain": line("plain"),
        "on both": line("on plain", "plain"),
        "s": {},
        "own": line("own"),
    }
    ends = ends_of(shapes, {})
    assert ends.of("on plain") == ("plain", "")
    assert ends.of("on both") == ("", "plain")
    assert ends.of("own") == ("", "")


def test_two_connectors_glued_to_each_other_are_both_free() -> None:
    """VIEW-7."""
    ends = ends_of({"a": line("b"), "b": line("a")}, {})
    assert (ends.of("a"), ends.of("b")) == (("", ""), ("", ""))


def test_what_rides_on_a_connector_counts_as_that_connector() -> None:
    """VIEW-7."""
    shapes = {
        "a": line("s"),
        "label": {},
        "b": line("label"),
        "own": line("mine"),
        "mine": {},
        "s": {},
        "c": line("mine"),
    }
    ends = ends_of(shapes, {"label": ("p", "l", "a"), "mine": ("p", "l", "own")})
    assert (ends.of("b"), ends.of("own"), ends.of("c")) == (("label", ""), ("", ""), ("", ""))
