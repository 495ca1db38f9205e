"""Which boxes came with which entry, so that another sequencer can take a log over."""

from __future__ import annotations

import pytest

from sync.engine.handing_over import entries_with_boxes
from sync.engine.intents import ChangeDiagramRole, NewDiagram, RemoveUser
from sync.protocol.boxes import boxes_hash
from sync.protocol.errors import BoxesRefused
from sync.protocol.membership.codec import decode_operation
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, CLEO, identifier

PLAN = identifier("plan")


def lively() -> Household:
    """A workspace with members, a guest, a restricted diagram and a removal."""
    house = Household()
    house.join(BEN)
    house.do(ANA, NewDiagram(PLAN))
    house.do(ANA, NewDiagram(identifier("secret"), ((ANA.user, Role.EDITOR),)))
    house.enter(CLEO, house.link(Role.EDITOR, PLAN))
    house.do(ANA, ChangeDiagramRole(CLEO.user, PLAN, Role.VIEWER))
    house.do(ANA, RemoveUser(BEN.user))
    return house


def test_eng90_every_entry_gets_the_boxes_that_it_names() -> None:
    """ENG-90."""
    house = lively()
    whole = entries_with_boxes(house.entries, house.boxes)
    assert [entry for entry, _ in whole] == house.entries
    for entry, boxes in whole:
        named = getattr(decode_operation(entry.operation).body, "boxes", None)
        assert named is None or boxes_hash(boxes) == named
    assert sum(len(boxes) for _, boxes in whole) == len(house.boxes)


def test_eng90_a_box_that_is_gone_is_told() -> None:
    """ENG-90."""
    house = lively()
    with pytest.raises(BoxesRefused):
        entries_with_boxes(house.entries, house.boxes[1:])


def test_what_the_other_side_has_already_needs_no_boxes() -> None:
    house = Household()
    house.join(BEN)
    whole, rest = entries_with_boxes(house.entries, house.boxes), entries_with_boxes(house.entries, house.boxes[1:], 1)
    assert rest == whole[1:]
