"""HIS-6: which records point to which."""

from __future__ import annotations

from canvas.model.document import Document
from canvas.model.plan import LAYERS, PAGES, SHAPES, Create, Plan
from canvas.model.references import referrers


def test_every_kind_of_reference_is_found() -> None:
    """HIS-6."""
    document = Document(1)
    operations = (
        Create("p", {}, table=PAGES),
        Create("l", {"page": "p"}, table=LAYERS),
        Create("a", {"page": "p", "layer": "l", "parent": "a"}),
        Create("b", {"parent": "a"}),
        Create("c", {"kind": "connector", "source": "a", "target": "b"}),
    )
    document.apply(Plan("make", operations))
    targets = [(PAGES, "p"), (LAYERS, "l"), (SHAPES, "a"), (SHAPES, "b"), (SHAPES, "c"), (SHAPES, "gone")]
    assert referrers(document.records, targets, {}) == {
        (PAGES, "p"): {(LAYERS, "l"), (SHAPES, "a")},
        (LAYERS, "l"): {(SHAPES, "a")},
        (SHAPES, "a"): {(SHAPES, "b"), (SHAPES, "c")},
        (SHAPES, "b"): {(SHAPES, "c")},
        (SHAPES, "c"): set(),
        (SHAPES, "gone"): set(),
    }
    overlay = {((SHAPES, "c"), "source"): "", ((SHAPES, "c"), "target"): "gone"}
    found = referrers(document.records, targets[2:], overlay)
    assert found[SHAPES, "a"] == {(SHAPES, "b")}
    assert found[SHAPES, "gone"] == {(SHAPES, "c")}
    assert referrers(document.records, [], {}) == {}
