"""Keys and what they lead to."""

from __future__ import annotations

from dataclasses import replace

from sync.crypto.epoch import DocumentKey
from sync.crypto.key_wrap import seal_document_box
from sync.engine import intents as want
from sync.engine.keyring import KeyRing
from sync.protocol.chain import Chain
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, DAN, identifier

PLAN = identifier("plan")


def test_eng61_the_newest_key_leads_to_all_before_it_and_rows_bring_them_back() -> None:
    """ENG-61."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    for _ in range(3):
        house.do(ANA, want.RotateKeys((house.workspace,)))
    house.join(BEN)
    ring = KeyRing()
    rows = ring.open_boxes(house.state, house.boxes, BEN.laptop.device, BEN.laptop.sealing_seed)
    assert sorted(row.epoch for row in rows) == [1, 2, 3, 4]
    again = KeyRing(rows)
    assert all(again.scope_key(house.workspace, epoch) == ring.scope_key(house.workspace, epoch) for epoch in range(5))
    assert again.open_boxes(house.state, house.boxes, BEN.laptop.device, BEN.laptop.sealing_seed) == []


def test_eng61_a_swapped_or_foreign_box_is_left() -> None:
    """ENG-61."""
    house = Household()
    house.join(BEN)
    mine = [box for box in house.boxes if box.recipient == BEN.laptop.device]
    ring = KeyRing()
    forged = [replace(box, sealed=bytes(80)) for box in mine] + [replace(box, epoch=9) for box in mine]
    assert ring.open_boxes(house.state, forged, BEN.laptop.device, BEN.laptop.sealing_seed) == []
    assert ring.newest(house.state, house.workspace) is None


def test_eng68_a_guest_takes_no_key_that_the_log_does_not_promise() -> None:
    """ENG-68, PRO-23: a relay knows his sealing key and can seal him a key of its own."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    house.enter(DAN, house.link(Role.EDITOR, PLAN))
    device = DAN.laptop
    own = DocumentKey(house.workspace, 1, PLAN, bytes(32))
    forged = seal_document_box(own, device.device, device.entry.sealing_public)
    later = seal_document_box(replace(own, epoch=2), device.device, device.entry.sealing_public)
    ring = KeyRing()
    assert ring.open_boxes(house.state, [forged, later], device.device, device.sealing_seed) == []
    assert ring.key_of(house.state, PLAN) is None
    true = house.keys(device).key_of(house.state, PLAN)
    assert true == house.keys(ANA.laptop).key_of(house.state, PLAN)


def test_eng68_members_see_a_promise_that_is_not_kept() -> None:
    """ENG-68."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    house.enter(DAN, house.link(Role.EDITOR, PLAN))
    ring = house.keys(ANA.laptop)
    assert ring.broken_promises(house.state) == set()
    assert len(house.state.promises) == 2
    lie = {place: bytes(32) for place in house.state.promises}
    assert house.keys(ANA.laptop).broken_promises(replace(house.state, promises=lie)) == {house.workspace}
    assert house.keys(DAN.laptop).broken_promises(replace(house.state, promises=lie)) == set()
    house.do(ANA, want.RotateKeys((house.workspace,)))
    lie = {**house.state.promises, **lie}
    assert house.keys(ANA.laptop).broken_promises(replace(house.state, promises=lie)) == set()


def test_eng61_a_chains_key_is_derived_once() -> None:
    """ENG-61."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    ring = house.keys(ANA.laptop)
    key = ring.key_of(house.state, PLAN)
    assert key is not None
    chain = Chain(PLAN, ANA.laptop.device, "0f" * 8)
    assert ring.chain_key(key, chain) is ring.chain_key(key, chain)
