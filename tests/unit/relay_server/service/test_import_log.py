from __future__ import annotations

import pytest

from relay_server.errors import NotFound
from relay_server.service.import_log import ImportedEntry, import_log
from sync.protocol.boxes import Box, boxes_hash, encode_boxes
from sync.protocol.errors import BoxesRefused, ErrorCode, OperationRefused, SignatureInvalid
from sync.protocol.membership import operations as op
from sync.protocol.membership.state import WorkspaceState
from tests.support.relay import CALLER, House
from tests.support.relay_team import Colleague, RelayTeam, hire
from tests.support.workspace import Signer, TeamLog, identifier

EMPTY = boxes_hash([])


def lan_log(house: House, who: Colleague, *, handed: bool = True) -> TeamLog:
    """Return a log that somebody's LAN ordered and handed to the relay; its boxes are empty sets."""
    log = TeamLog(who.person, Signer("lan"), boxes=EMPTY)
    log.do(who.person, op.CreateDiagram(identifier("plan"), (), (), EMPTY))
    if handed:
        log.do(who.person, op.MoveSequencer(house.env.keys.sequencer_public))
    return log


def entries_of(log: TeamLog, since: int = 0) -> list[ImportedEntry]:
    return [ImportedEntry(entry, encode_boxes([])) for entry in log.entries[since:]]


def take_in(house: House, who: Colleague, entries: list[ImportedEntry]) -> WorkspaceState:
    team = RelayTeam(house, who)
    return import_log(house.env, CALLER, team.principal(who), entries)


def test_a_log_that_was_handed_over_goes_on_here(house: House) -> None:
    """WSP-6."""
    ana = hire(house, "ana")
    log = lan_log(house, ana)
    state = take_in(house, ana, entries_of(log))
    assert state == log.state
    team = RelayTeam(house, ana)
    team.workspace = log.workspace
    team.diagram("next")
    assert team.state.seq == 4


def test_a_log_goes_to_the_lan_and_comes_back(house: House) -> None:
    """WSP-6."""
    ana = hire(house, "ana")
    log = lan_log(house, ana)
    take_in(house, ana, entries_of(log))
    team = RelayTeam(house, ana)
    team.workspace = log.workspace
    away = team.do(ana, op.MoveSequencer(Signer("lan").public))
    with pytest.raises(OperationRefused) as refused:
        team.diagram("not here")
    assert refused.value.code is ErrorCode.NOT_SEQUENCER
    log.entries.append(away.entry)
    log.resume(away.state)
    log.do(ana.person, op.CreateDiagram(identifier("abroad"), (), (), EMPTY))
    log.do(ana.person, op.MoveSequencer(house.env.keys.sequencer_public))
    state = take_in(house, ana, entries_of(log, 4))
    assert identifier("abroad") in state.diagrams
    with house.env.transactions.read() as unit:
        assert len(unit.membership_log.after(log.workspace, 0)) == 6


def test_a_log_that_is_not_ours_or_not_good_is_refused(house: House) -> None:
    """WSP-6."""
    ana = hire(house, "ana")
    with pytest.raises(OperationRefused) as refused:
        take_in(house, ana, entries_of(lan_log(house, ana, handed=False)))
    assert refused.value.code is ErrorCode.NOT_SEQUENCER
    good = entries_of(lan_log(house, ana))
    forged = type(good[1].entry)(good[1].entry.operation, good[1].entry.signature, bytes(64))
    with pytest.raises(SignatureInvalid):
        take_in(house, ana, [good[0], ImportedEntry(forged, good[1].boxes), good[2]])
    with pytest.raises(NotFound):
        take_in(house, hire(house, "eve"), good)
    with pytest.raises(BoxesRefused):
        take_in(house, ana, wrong(good))


def wrong(good: list[ImportedEntry]) -> list[ImportedEntry]:
    """Return the entries with a box that none of them names."""
    box = Box("ab" * 16, 1, "00" * 16, "cd" * 16, bytes(80))
    return [ImportedEntry(good[0].entry, encode_boxes([box])), *good[1:]]
