"""The membership log, sealed keys and cards over the socket: the answers of HTTP, bounded, to those who may have them."""

from __future__ import annotations

import random
import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog.testing

from relay_server.domain.session import EndReason, Method
from relay_server.service.join_requests import decline
from relay_server.service.read_log import PAGE_BYTES
from relay_server.service.rooms.limits import RoomLimits
from sync.protocol.boxes import Box, decode_boxes, encode_boxes
from sync.protocol.card import MAX_PICTURE_CARD_BYTES, OVERHEAD_BYTES, CardKind, parse_card_header
from sync.protocol.errors import ErrorCode
from sync.protocol.frame_codec import encode_frame
from sync.protocol.frames import (
    NO_ID,
    Boxes,
    BoxesGet,
    Cards,
    CardsGet,
    Failure,
    LogEntries,
    LogGet,
    Notice,
    NoticeCode,
    PicturesGet,
    Ping,
    Pong,
    Propose,
)
from sync.protocol.limits import MAX_CARD_BYTES, MAX_PICTURES_ASKED
from sync.protocol.membership import operations as op
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import fold
from sync.protocol.roles import Role
from tests.support.envelopes import card
from tests.support.joining import ask, invited
from tests.support.relay import CALLER
from tests.support.relay_office import Office, open_office
from tests.support.relay_team import RelayTeam, hire
from tests.support.socket_device import SocketDevice
from tests.support.workspace import identifier


@pytest.fixture
def office(tmp_path: Path, setup: dict[str, Any]) -> Iterator[Office]:
    with open_office(tmp_path, "adam", "edith", "vera", **setup) as opened:
        yield opened


def log_of(device: SocketDevice, workspace: str, since: int = 0) -> list[LogEntry]:
    device.send(LogGet(workspace, since))
    entries: list[LogEntry] = []
    while part := device.expect(LogEntries).entries:
        entries.extend(part)
    return entries


def cards_of(device: SocketDevice, workspace: str, since: int = 0) -> tuple[list[bytes], int]:
    device.send(CardsGet(workspace, since))
    cards: list[bytes] = []
    while (answer := device.expect(Cards)).cards:
        cards.extend(answer.cards)
    return cards, answer.upto


def boxes_of(device: SocketDevice, workspace: str) -> list[Box]:
    device.send(BoxesGet(workspace, device.identity.device))
    found: list[Box] = []
    while part := decode_boxes(device.expect(Boxes).boxes):
        found.extend(part)
    return found


def own_card(office: Office, name: str, revision: int = 1) -> bytes:
    who = office.people[name]
    return card(who.laptop, office.workspace, CardKind.PERSON, who.user, office.team.state.seq, revision)


def test_log_keys_and_cards_are_those_of_http(office: Office) -> None:
    """RLY-90, RLY-91."""
    olive = office.people["olive"]
    with office.on("olive") as device:
        entries = log_of(device, office.workspace)
        assert fold(entries) == office.team.state
        assert log_of(device, office.workspace, 2) == entries[2:]
        assert log_of(device, office.workspace, len(entries)) == []
        path = f"/workspaces/{office.workspace}/boxes"
        over_http = office.relay.call("GET", path, olive.tokens.access_token).json()["boxes"]
        boxes = boxes_of(device, office.workspace)
        assert {box.recipient for box in boxes} == {olive.laptop.device}
        assert b64encode(encode_boxes(boxes)).decode() == over_http
        made = own_card(office, "olive")
        device.send(Cards(office.workspace, 0, (made,)))
        assert device.expect(Notice, lambda one: one.code is NoticeCode.CARD_CHANGED).value == 1
        assert cards_of(device, office.workspace) == ([made], 1)
        assert cards_of(device, office.workspace, 1) == ([], 1)


def test_a_proposal_comes_back_as_an_entry_and_others_are_told(office: Office) -> None:
    """RLY-92, RLY-94."""
    state = office.team.state
    with office.on("edith") as edith, office.on("vera") as vera:
        log_of(vera, office.workspace)
        made = office.team.proposal(office.people["edith"], op.CreateDiagram(identifier("new"), (), (), bytes(32)))
        edith.send(Propose(office.workspace, 7, made.operation, made.signature, made.boxes))
        entry = edith.expect(LogEntries).entries[0]
        assert (entry.operation, entry.signature) == (made.operation, made.signature)
        # Vera is in no room.
        assert vera.expect(Notice).value == state.seq + 1
        assert log_of(vera, office.workspace, state.seq) == [entry]
        # The same again comes too late by now.
        edith.send(Propose(office.workspace, 8, made.operation, made.signature, made.boxes))
        late = edith.expect(Failure)
        assert (late.code, late.request, late.document) == (ErrorCode.HEAD_MOVED, 8, office.workspace)


def test_who_cuts_too_low_is_told_of_which_document_more_is_to_be_fetched(office: Office) -> None:
    """RLY-92, WSP-9."""
    edith = office.people["edith"]
    with office.on("edith") as writing, office.on("olive") as device:
        writing.join(office.workspace, office.diagram)
        writing.store(office.diagram, [office.writer("edith").next()])
        made = office.team.proposal(office.people["olive"], op.SetRole(edith.user, Role.VIEWER, (), bytes(32)))
        device.send(Propose(office.workspace, 4, made.operation, made.signature, made.boxes))
        refused = device.expect(Failure)
        assert (refused.code, refused.request, refused.document) == (ErrorCode.CUT_TOO_LOW, 4, office.diagram)


def test_a_workspace_is_founded_over_the_socket(office: Office) -> None:
    """RLY-92."""
    nina = office.people["nina"] = hire(office.relay.house, "nina")
    other = RelayTeam(office.relay.house, nina, "of nina")
    made = other.proposal(nina, other.create_body())
    with office.on("nina") as device:
        device.send(Propose(other.workspace, 1, made.operation, made.signature, made.boxes))
        assert fold(device.expect(LogEntries).entries) == other.state


def test_what_is_sensitive_needs_a_fresh_proof(office: Office) -> None:
    """RLY-93, WSP-13. The frame changes nothing; after the proof over HTTP the same frame passes."""
    olive, house = office.people["olive"], office.relay.house
    with office.on("olive") as device:
        house.clock.forward(minutes=6)
        made = office.team.proposal(olive, op.SetRole(office.people["vera"].user, Role.EDITOR, (), bytes(32)))
        asked = Propose(office.workspace, 3, made.operation, made.signature, made.boxes)
        device.send(asked)
        refused = device.expect(Failure)
        assert (refused.code, refused.request, refused.detail) == (ErrorCode.STEP_UP, 3, "password")
        with house.env.transactions.write() as unit:
            unit.sessions.prove(olive.session, house.clock.now, [Method.PASSWORD])
        device.send(asked)
        assert device.expect(LogEntries).entries


def test_strangers_and_the_removed_see_no_workspace(office: Office) -> None:
    """RLY-95, WSP-10."""
    eve = office.people["eve"] = hire(office.relay.house, "eve")
    RelayTeam(office.relay.house, eve, "elsewhere").found()
    operation = office.team.proposal(office.people["olive"], op.DeleteDiagram(office.diagram))
    with office.on("eve") as device:
        for workspace in (office.workspace, identifier("nothing")):
            for frame in (
                LogGet(workspace, 0),
                BoxesGet(workspace, eve.laptop.device),
                BoxesGet(workspace, office.people["olive"].laptop.device),
                CardsGet(workspace, 0),
                Cards(workspace, 0, (own_card(office, "olive"),)),
            ):
                device.send(frame)
                answer = device.expect(Failure)
                expected = (ErrorCode.UNKNOWN_WORKSPACE, 0, workspace, "There is no such workspace.")
                assert (answer.code, answer.request, answer.document, answer.detail) == expected
        device.send(Propose(office.workspace, 5, operation.operation, operation.signature, operation.boxes))
        # Whose operation it is does not matter: the session is on another device.
        assert (device.refused(), device.inbox) == (ErrorCode.UNKNOWN_DEVICE, [])


def test_sealed_keys_are_for_their_recipient_alone(office: Office) -> None:
    """RLY-95, WSP-3."""
    with office.on("adam") as adam:
        adam.send(BoxesGet(office.workspace, office.people["olive"].laptop.device))
        assert adam.refused() is ErrorCode.ROLE
        assert boxes_of(adam, office.workspace) == []


def test_whoever_shows_all_cards_is_told_of_none_that_is_old_or_of_others(office: Office) -> None:
    """RLY-96."""
    old, new = own_card(office, "edith", 1), own_card(office, "edith", 2)
    with office.on("edith") as edith, office.on("vera") as vera:
        assert cards_of(vera, office.workspace) == ([], 0)
        edith.send(Cards(office.workspace, 0, (new, old, own_card(office, "olive"))))
        assert vera.expect(Notice).code is NoticeCode.CARD_CHANGED
        assert cards_of(vera, office.workspace) == ([new], 1)
        edith.sync()
        assert not any(isinstance(frame, Failure) for frame in edith.inbox)
        wrong = card(edith.identity, office.workspace, CardKind.WORKSPACE, office.workspace, office.team.state.seq)
        damaged = own_card(office, "edith", 3)[:-1] + b"\0"
        edith.send(Cards(office.workspace, 0, (wrong, damaged, b"", own_card(office, "edith", 4))))
        codes = {edith.refused() for _ in range(3)}
        assert codes == {ErrorCode.ROLE, ErrorCode.BAD_SIGNATURE, ErrorCode.MALFORMED}
        assert [parse_card_header(one).revision for one in cards_of(vera, office.workspace, 1)[0]] == [4]


def picture(office: Office, name: str, document: str, size: int = 100) -> bytes:
    """Return a sealed picture of a diagram, of somebody's."""
    seq = office.team.state.seq
    return card(office.people[name].laptop, office.workspace, CardKind.PICTURE, document, seq, size=size)


def test_pictures_are_kept_for_who_asks(office: Office) -> None:
    """RLY-98, PRO-44: nobody is told of them; all that are asked for fit into one answer."""
    largest = MAX_PICTURE_CARD_BYTES - OVERHEAD_BYTES
    documents = [office.team.diagram(f"drawn {number}") for number in range(MAX_PICTURES_ASKED)]
    made = {document: picture(office, "edith", document, largest) for document in documents}
    with office.on("edith") as edith, office.on("vera") as vera:
        assert cards_of(vera, office.workspace) == ([], 0)
        edith.send(Cards(office.workspace, 0, tuple(made.values())))
        edith.send(Cards(office.workspace, 0, (picture(office, "edith", office.diagram, largest + 1),)))
        assert edith.refused() is ErrorCode.TOO_LARGE
        vera.send(Cards(office.workspace, 0, (picture(office, "vera", office.diagram),)))
        assert vera.refused() is ErrorCode.ROLE
        vera.send(PicturesGet(office.workspace, (*documents[1:], office.diagram)))
        answer = vera.expect(Cards)
        assert answer == Cards(office.workspace, 0, tuple(made[document] for document in documents[1:]))
        vera.send(PicturesGet(office.workspace, (office.diagram,)))
        assert cards_of(vera, office.workspace) == ([], 0)
        assert not any(isinstance(frame, Notice) for frame in vera.inbox)


def test_long_answers_come_in_parts_that_are_bounded(tmp_path: Path) -> None:
    """RLY-91."""
    with open_office(tmp_path, "edith") as office:
        edith, state = office.people["edith"], office.team.state
        documents = [office.team.diagram(f"diagram {number}") for number in range(20)]
        state = office.team.state
        env, full = office.relay.house.env, MAX_CARD_BYTES - 300
        with env.transactions.write() as unit:
            for document in documents:
                stored = card(edith.laptop, office.workspace, CardKind.DIAGRAM, document, state.seq) + bytes(full)
                change = unit.workspaces.next_card(office.workspace)
                unit.cards.put(office.workspace, CardKind.DIAGRAM, document, stored, change)
        with office.on("edith") as device:
            device.send(CardsGet(office.workspace, 0))
            sizes = []
            while cards := device.expect(Cards).cards:
                sizes.append(sum(map(len, cards)))
            assert len(sizes) > 2
            assert max(sizes) <= PAGE_BYTES
            assert sum(sizes) > 20 * full


def test_who_may_let_people_in_is_told_that_somebody_asks(office: Office) -> None:
    """RLY-99: an editor is not."""
    cleo = hire(office.relay.house, "cleo")
    code = invited(office.team, "cleo@example.org")
    with office.on("olive") as olive, office.on("adam") as adam, office.on("edith") as edith:
        for device in (olive, adam, edith):
            log_of(device, office.workspace)
        request = ask(office.team, cleo, code)
        wanted = Notice(NoticeCode.JOIN_ASKED, office.workspace, NO_ID, 0)
        assert olive.expect(Notice) == adam.expect(Notice) == wanted
        decline(office.relay.house.env, CALLER, office.team.principal(office.people["adam"]), office.workspace, request)
        assert olive.expect(Notice) == wanted
        edith.sync()
        assert not any(isinstance(frame, Notice) for frame in edith.inbox)


def test_who_is_removed_while_watching_is_cut_off(office: Office) -> None:
    """RLY-51, RLY-94."""
    with office.on("edith") as device:
        log_of(device, office.workspace)
        office.team.do(office.people["olive"], office.team.remove_body(office.people["edith"]))
        start = time.perf_counter()
        assert device.close_code() == 4403
        assert time.perf_counter() - start < 1.0
        assert [one.code for one in device.inbox if isinstance(one, Notice)] == [NoticeCode.REVOKED]


def test_who_was_removed_while_away_is_shown_that_and_nothing_else(office: Office) -> None:
    """RLY-51, RLY-95: with its signatures the operation is a proof, which a refusal is not."""
    edith = office.people["edith"]
    with office.on("edith") as device:
        known = log_of(device, office.workspace)
    office.team.do(office.people["olive"], office.team.remove_body(edith))
    end = office.team.state
    office.team.diagram("later")
    with office.on("edith") as device:
        new = log_of(device, office.workspace, len(known))
        assert fold([*known, *new]) == end
        device.send(BoxesGet(office.workspace, edith.laptop.device))
        assert device.refused() is ErrorCode.UNKNOWN_WORKSPACE
        device.send(CardsGet(office.workspace, 0))
        assert device.refused() is ErrorCode.UNKNOWN_WORKSPACE
        office.team.diagram("much later")
        device.sync()
        assert not any(isinstance(frame, Notice) for frame in device.inbox)


def test_a_session_that_ended_meanwhile_asks_for_nothing(office: Office) -> None:
    """RLY-95. Nobody told the socket yet: the request itself looks."""
    env, edith = office.relay.house.env, office.people["edith"]
    with office.on("edith") as device:
        log_of(device, office.workspace)
        with env.transactions.write() as unit:
            unit.sessions.end(edith.session, env.now_ms(), EndReason.REVOKED)
        device.send(LogGet(office.workspace, 0))
        assert device.refused() is ErrorCode.SESSION_ENDED
        assert device.close_code() == 4401


def test_hostile_requests_are_refused_with_codes(office: Office) -> None:
    """RLY-4, RLY-97. The connection goes on after every one that is a frame."""
    chance = random.Random(5)
    made = office.team.proposal(office.people["edith"], op.CreateDiagram(identifier("x"), (), (), bytes(32)))
    with office.on("edith") as device:
        device.send(LogGet(office.workspace, (1 << 64) - 1))
        assert device.refused() is ErrorCode.LOG_BEHIND
        device.send(CardsGet(office.workspace, (1 << 64) - 1))
        assert device.expect(Cards).cards == ()
        for change in range(60):
            operation, boxes = bytearray(made.operation), bytearray(made.boxes)
            operation[chance.randrange(len(operation))] ^= 1 << chance.randrange(8)
            boxes += chance.randbytes(change)
            device.send(Propose(office.workspace, change + 1, bytes(operation), made.signature, bytes(boxes)))
            answer = device.expect(Failure)
            assert answer.request == change + 1
            assert ErrorCode(answer.code) not in {ErrorCode.INTERNAL, ErrorCode.STORAGE}
        device.send(Ping(9))
        assert device.expect(Pong).token == 9
        whole = encode_frame(LogGet(office.workspace, 0))
        device.connection.send(whole[:-1])
        assert device.refused() is ErrorCode.MALFORMED
        assert device.close_code() == 4400
    assert office.team.state.seq == office.seq


def test_a_flood_of_requests_is_refused_and_hurts_no_neighbour(tmp_path: Path) -> None:
    """RLY-90, RLY-97."""
    with (
        open_office(tmp_path, "edith", "vera", limits=RoomLimits()) as office,
        office.on("edith") as edith,
        office.on("vera") as vera,
    ):
        for _ in range(2_000):
            edith.send(LogGet(office.workspace, office.seq))
        assert len(log_of(vera, office.workspace)) == office.seq
        assert edith.expect(Failure).code == ErrorCode.RATE_LIMITED
        edith.sync()
        assert len(log_of(vera, office.workspace)) == office.seq


def test_what_is_denied_is_logged_with_account_and_code(office: Office) -> None:
    """RLY-95. Neither ids of what was asked for nor words of the answer."""
    with structlog.testing.capture_logs() as lines, office.on("vera") as vera:
        vera.send(LogGet(identifier("nothing"), 0))
        assert vera.refused() is ErrorCode.UNKNOWN_WORKSPACE
        vera.send(LogGet(office.workspace, 1 << 60))
        assert vera.refused() is ErrorCode.LOG_BEHIND
    told = [line for line in lines if line["event"] == "frame_refused"]
    account = office.people["vera"].account
    assert told == [{"event": "frame_refused", "account": account, "code": "unknown_workspace", "log_level": "info"}]
