from __future__ import annotations

from dataclasses import replace

from app.exporting.summary import LayerSummary, summarise
from canvas.model.records import LayerRecord, PageRecord
from tests.support.snapshots import diagram


def test_hidden_things_count_as_there_but_not_as_painted() -> None:
    found = diagram(
        one={
            "shut": {"container": True, "collapsed": True},
            "inside": {"parent": "shut"},
            "hidden": {"hidden": True},
            "line": {"kind": "connector", "source.point": (0.0, 0.0), "target.point": (9.0, 9.0)},
            "off": {"layer": "extra"},
        }
    )
    extra = LayerRecord("extra", {"page": "one", "order": "b", "visible": False, "name": "Off", "locked": True})
    (page,) = summarise(replace(found, layers={**found.layers, "extra": extra}))
    assert (page.shapes, page.connectors, page.cells, page.painted) == (4, 1, 5, 2)
    assert page.layers[1] == LayerSummary("extra", "Off", visible=False, locked=True)


def test_pages_have_the_papers_size_and_the_default_one_when_they_name_none() -> None:
    two = diagram(one={}, two={})
    sized = replace(two, pages={**two.pages, "two": PageRecord("two", {"order": "b", "width": 300.0, "height": 200.0})})
    assert [(page.name, page.width, page.height) for page in summarise(sized)] == [
        ("One", 850.0, 1100.0),
        ("", 300.0, 200.0),
    ]
