from __future__ import annotations

import pytest

from app.errors import InputError
from app.exporting.options import ExportOptions, whole_diagram
from app.exporting.pages import chosen_pages, only_pages
from canvas.model.view import GraphView
from tests.support.snapshots import diagram

THREE = diagram(one={"a": {}, "a2": {"parent": "a"}}, two={"b": {}}, three={"c": {}})


@pytest.mark.parametrize(("pages", "chosen"), [(None, (0, 1, 2)), ((0,), (0,)), ((2, 1, 2), (1, 2)), ((), ())])
def test_pages_come_in_the_order_of_the_diagram_each_once(
    pages: tuple[int, ...] | None, chosen: tuple[int, ...]
) -> None:
    assert chosen_pages(GraphView(THREE), ExportOptions("svg", pages)) == chosen


@pytest.mark.parametrize("number", [3, -1])
def test_a_page_that_is_not_there_is_named(number: int) -> None:
    with pytest.raises(InputError, match=rf"no page {number + 1}: the diagram has 3 pages"):
        chosen_pages(GraphView(THREE), ExportOptions("svg", (0, number)))


def test_the_other_pages_go_with_all_they_hold() -> None:
    kept = only_pages(THREE, GraphView(THREE), (0, 2))
    assert (set(kept.pages), set(kept.layers)) == ({"one", "three"}, {"one-layer", "three-layer"})
    assert set(kept.shapes) == {"a", "a2", "c"}


def test_whole_diagrams_lose_nothing_where_the_format_allows_it() -> None:
    assert whole_diagram("drawio") == ExportOptions("drawio", None)
    assert whole_diagram("pdf").pages is None
    assert (whole_diagram("svg").embed, whole_diagram("png").embed) == (True, True)
