"""Putting operations in order without a relay."""

from __future__ import annotations

import pytest

from sync.engine import intents as want
from sync.engine.drafting import draft
from sync.engine.entering import found_workspace
from sync.engine.sequencer import MAX_CLOCK_DIFFERENCE_MS, countersign
from sync.protocol.errors import BoxesRefused, CutTooLow, ErrorCode, HeadMoved, OperationRefused
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, NOW, digest, identifier


def test_eng64_one_of_two_operations_on_one_head_comes_first() -> None:
    """ENG-64."""
    house = Household()
    author = house.author(ANA)
    first, second = (draft(house.state, author, want.NewDiagram(identifier(name)), NOW) for name in ("one", "two"))
    _, after = countersign(house.state, ANA.laptop, first.operation, first.signature, first.boxes, NOW)
    with pytest.raises(HeadMoved) as moved:
        countersign(after, ANA.laptop, second.operation, second.signature, second.boxes, NOW)
    assert moved.value.seq == after.seq


def test_eng64_only_the_named_key_orders_the_log() -> None:
    """ENG-64."""
    house = Household()
    drafted = draft(house.state, house.author(ANA), want.HandSequencer(digest("relay")), NOW)
    _, after = countersign(house.state, ANA.laptop, drafted.operation, drafted.signature, drafted.boxes, NOW)
    later = draft(after, house.author(ANA), want.NewDiagram(identifier("one")), NOW)
    for state, identity in ((after, ANA.laptop), (house.state, BEN.laptop)):
        with pytest.raises(OperationRefused) as refused:
            countersign(state, identity, later.operation, later.signature, later.boxes, NOW)
        assert refused.value.code is ErrorCode.NOT_SEQUENCER
    _, founded = found_workspace(ANA.laptop, ANA.user, NOW, digest("relay"))
    with pytest.raises(OperationRefused):
        countersign(None, ANA.laptop, founded.operation, founded.signature, founded.boxes, NOW)


def test_eng64_boxes_clock_and_cuts_are_looked_at() -> None:
    """ENG-64."""
    house = Household()
    house.do(ANA, want.NewDiagram(identifier("plan")))
    house.join(BEN)
    drafted = draft(house.state, house.author(ANA), want.RemoveUser(BEN.user), NOW)
    signed = (drafted.operation, drafted.signature)
    with pytest.raises(BoxesRefused):
        countersign(house.state, ANA.laptop, *signed, drafted.boxes[1:], NOW)
    with pytest.raises(OperationRefused):
        countersign(house.state, ANA.laptop, *signed, drafted.boxes, NOW + MAX_CLOCK_DIFFERENCE_MS + 1)
    chain = (identifier("plan"), BEN.laptop.device, "0f" * 8)
    house.counters[chain] = 3
    low = draft(house.state, house.author(ANA), want.RemoveUser(BEN.user), NOW)
    with pytest.raises(OperationRefused) as refused:
        countersign(house.state, ANA.laptop, low.operation, low.signature, low.boxes, NOW, {chain: 4})
    assert refused.value.code is ErrorCode.CUT_TOO_LOW


def test_eng64_a_chain_that_no_cut_names_is_not_cut_below_what_is_stored() -> None:
    """ENG-64, MEM-50: a chain without a cut ends before its first envelope."""
    house = Household()
    for name in ("plan", "other"):
        house.do(ANA, want.NewDiagram(identifier(name)))
    house.join(BEN)
    named, forgotten = ((identifier(name), BEN.laptop.device, "0f" * 8) for name in ("plan", "other"))
    house.counters[named] = 3
    drafted = draft(house.state, house.author(ANA), want.RemoveUser(BEN.user), NOW)
    signed = (drafted.operation, drafted.signature, drafted.boxes)
    with pytest.raises(CutTooLow) as refused:
        countersign(house.state, ANA.laptop, *signed, NOW, {named: 3, forgotten: 1})
    assert refused.value.document == identifier("other")
    # Chains of others, of documents that are none, and what he wrote as far as it is known here do not matter.
    others = {(named[0], ANA.laptop.device, "0f" * 8): 9, ("ee" * 16, BEN.laptop.device, "0f" * 8): 9}
    countersign(house.state, ANA.laptop, *signed, NOW, {named: 3, **others})
