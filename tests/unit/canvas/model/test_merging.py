from __future__ import annotations

from canvas.model.document import Document
from canvas.model.merging import merged
from canvas.model.plan import Create, Plan, Set


def test_one_update_holds_what_several_held() -> None:
    document = Document(1)
    updates: list[bytes] = []
    document.on_update(lambda update, _origin: updates.append(update))
    document.apply(Plan("a", (Create("s", {"kind": "rect"}),)))
    document.apply(Plan("b", (Set("s", "x", 5.0),)))
    assert Document(2, [merged(updates)]).records.shapes["s"].x == 5.0
    assert Document(3, [merged(updates[::-1])]).records.shapes["s"].x == 5.0
