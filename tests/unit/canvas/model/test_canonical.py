from __future__ import annotations

import pytest

from canvas.model.canonical import records_hash
from canvas.model.plan import Set
from canvas.model.records import PageRecord, Run, ShapeRecord, Snapshot
from tests.support.two_people import ANA, BEN, act, two_people

BASE = Snapshot(
    {"title": "T"}, {"p": PageRecord("p", {"name": "P"})}, {}, {"s": ShapeRecord("s", {"x": 1.0, "y": 2.0})}
)


def test_the_order_of_keys_and_records_says_nothing() -> None:
    other = Snapshot(
        {"title": "T"}, {"p": PageRecord("p", {"name": "P"})}, {}, {"s": ShapeRecord("s", {"y": 2.0, "x": 1.0})}
    )
    assert records_hash(BASE) == records_hash(other)
    assert len(records_hash(BASE)) == 32


def test_how_a_label_is_cut_into_runs_says_nothing_and_its_marks_do() -> None:
    bold = (("bold", True),)
    labels = [(Run("ab"),), (Run("a"), Run("b")), (Run("a"), Run("b", bold))]
    one, same, other = (records_hash(Snapshot(shapes={"s": ShapeRecord("s", {}, label)})) for label in labels)
    assert one == same != other


@pytest.mark.parametrize(
    "changed",
    [
        Snapshot({"title": "U"}, BASE.pages, {}, BASE.shapes),
        Snapshot(BASE.meta, {}, {}, BASE.shapes),
        Snapshot(BASE.meta, BASE.pages, {}, {"s": ShapeRecord("s", {"x": 1.0, "y": 3.0})}),
        Snapshot(BASE.meta, BASE.pages, {}, {"t": ShapeRecord("t", {"x": 1.0, "y": 2.0})}),
    ],
)
def test_every_difference_is_seen(changed: Snapshot) -> None:
    assert records_hash(changed) != records_hash(BASE)


def test_two_replicas_agree_after_both_have_drawn() -> None:
    network = two_people()
    act(network, ANA, Set("s", "x", 5.0), sync=False)
    act(network, BEN, Set("t", "style.fill", "#222222"), sync=False)
    apart = [records_hash(replica.document.records) for replica in network.replicas]
    assert apart[0] != apart[1]
    network.sync()
    together = [records_hash(replica.document.records) for replica in network.replicas]
    assert together[0] == together[1]
