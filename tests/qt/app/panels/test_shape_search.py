from __future__ import annotations

import pytest

from app.panels.library_category import LibraryCategory
from app.panels.shape_grid import LibraryShape
from app.panels.shape_search import alike, find_shapes, words_of
from app.workbench.shape_library import categories

SHAPES = (
    LibraryShape("aio.x.disk", "Disk", "database storage"),
    LibraryShape("aio.x.database", "Database", "sql"),
    LibraryShape("aio.x.dataset", "Big data set", ""),
    LibraryShape("umlActor", "Actor", "stickman"),
)
CATEGORIES = (LibraryCategory("x", "Things", load=lambda: SHAPES),)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("data", ["Database", "Big data set", "Disk"]),
        ("db", ["Database", "Disk"]),
        ("DATA big", ["Big data set"]),
        ("person", ["Actor"]),
        ("thing dis", ["Disk"]),
        ("atabase", []),
        ("zzz", []),
    ],
)
def test_titles_come_first_then_other_words_then_what_means_the_same(text: str, titles: list[str]) -> None:
    assert [shape.title for shape in find_shapes(CATEGORIES, text)] == titles


def test_words() -> None:
    assert words_of("Crow's-foot, n:m") == ("crow", "s", "foot", "n", "m")
    assert "actor" in alike("user")
    assert alike("unique") == ("unique",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("decision", "aio.flowchart.decision"), ("class", "aio.uml_class.class"), ("lifeline", "aio.uml_sequence.lifeline"), ("timer", "aio.bpmn.start_timer"),
        ("crow foot many", "aio.er.one_many"), ("firewall", "aio.network.firewall"), ("lambda", "aio.cloud.function"), ("kubernetes", "aio.cloud.cluster"),
        ("swimlane", "swimlane"), ("checkbox", "aio.wireframe.checkbox"), ("sofa", "aio.floorplan.couch"), ("brainstorm idea", ""), ("ceo", "aio.orgchart.leader"),
        ("bulb", "aio.mindmap.idea"), ("mobile screen", "aio.wireframe.phone"), ("refresh", "aio.arrows.circular"),
    ],
)  # fmt: skip
def test_the_words_people_use_find_what_they_mean(text: str, wanted: str) -> None:
    found = [shape.kind for shape in find_shapes(categories(), text)]
    assert (wanted in found[:40]) if wanted else not found
