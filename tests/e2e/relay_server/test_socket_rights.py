"""Rights over the socket: every role, own and foreign workspaces, and what happens to open sockets when rights end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from relay_server.domain.session import EndReason
from sync.protocol.documents import discussion_of, index_of
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Ephemeral, Failure, Join, Joined, Notice, NoticeCode, Signal, SnapshotPart
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.relay_office import ROLES, Office, open_office
from tests.support.relay_setups import SETUPS, setup_settings
from tests.support.relay_team import RelayTeam, hire
from tests.support.socket_device import SocketDevice
from tests.support.workspace import identifier


@pytest.fixture(scope="module", params=SETUPS)
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with (
        setup_settings(request, request.param) as settings,
        open_office(tmp_path_factory.mktemp("office"), **settings) as opened,
    ):
        yield opened


def answer_to_append(device: SocketDevice, office: Office, name: str, document: str) -> ErrorCode | None:
    """Return why an envelope is refused, or None."""
    writer = office.writer(name, document, writer=identifier(f"{name}{document}")[:16])
    request = device.append(document, writer.next())
    device.sync()
    for frame in device.inbox:
        if isinstance(frame, Failure) and frame.request == request:
            return ErrorCode(frame.code)
    return None


@pytest.mark.parametrize("name", list(ROLES))
def test_every_role_reads_and_writes_what_the_matrix_says(office: Office, name: str) -> None:
    """RLY-10, RLY-30, PRO-13, PRO-17."""
    no, role = ErrorCode.ROLE, ROLES[name]
    edits = role >= Role.EDITOR
    expected = {
        office.diagram: None if edits else no,
        discussion_of(office.diagram): None if role >= Role.COMMENTER else no,
        index_of(office.workspace): None if edits else no,
    }
    with office.on(name) as device:
        for document, answer in expected.items():
            device.join(office.workspace, document)
            assert answer_to_append(device, office, name, document) is answer, document
            device.send(Ephemeral(document, b"here"))
            device.send(Signal(document, device.identity.device, b"to myself"))
            assert device.expect(Signal).payload == b"to myself"
        part = SnapshotPart(office.diagram, bytes(32), 0, 200, 0, b"")
        device.send(part)
        if edits:
            assert device.expect(SnapshotPart) == part
        else:
            assert device.expect(Failure, lambda failure: not failure.request).code == no


def test_foreign_workspaces_look_as_if_they_were_not_there(office: Office) -> None:
    """RLY-11. Whoever was never in a workspace learns nothing about it, whatever ids are combined."""
    stranger = hire(office.relay.house, "stranger")
    other = RelayTeam(office.relay.house, stranger, "other").found()
    theirs = other.diagram("theirs")
    office.people["stranger"] = stranger
    with office.on("stranger") as device:
        device.join(other.workspace, theirs)
        for workspace in (office.workspace, identifier("nothing")):
            for document in (office.diagram, theirs, identifier("nothing"), index_of(office.workspace)):
                device.send(Join(workspace, document, 0, ()))
                assert device.refused() in {ErrorCode.UNKNOWN_WORKSPACE, ErrorCode.NO_CHANGE}
        device.send(Join(other.workspace, office.diagram, 0, ()))
        assert device.refused() is ErrorCode.UNKNOWN_DOCUMENT
        # An envelope for one room does not get into another.
        device.append(theirs, office.writer("edith").next())
        assert device.refused() is ErrorCode.UNEXPECTED_FRAME


def test_one_document_id_in_two_workspaces_is_two_documents(office: Office) -> None:
    """RLY-11. Ids are chosen by clients: taking somebody else's opens nothing."""
    thief = hire(office.relay.house, "thief")
    other = RelayTeam(office.relay.house, thief, "thieves").found()
    other.do(thief, op.CreateDiagram(office.diagram, (), (), bytes(32)))
    office.people["thief"] = thief
    with office.on("edith") as edith, office.on("thief") as device:
        edith.join(office.workspace, office.diagram)
        edith.store(office.diagram, office.writer("edith", writer="77" * 8).some(3))
        assert device.join(other.workspace, office.diagram).seq == 0
        device.sync()
        assert device.inbox == []


def test_restricted_diagrams_and_deleted_ones_are_closed(office: Office) -> None:
    """RLY-10."""
    secret = office.team.restricted("secret")
    with office.on("olive") as olive, office.on("edith") as edith:
        olive.join(office.workspace, secret)
        edith.send(Join(office.workspace, secret, 0, ()))
        assert edith.refused() is ErrorCode.ROLE
        gone = office.team.diagram("gone")
        edith.join(office.workspace, gone)
        office.team.do(office.people["olive"], op.DeleteDiagram(gone))
        notice = edith.expect(Notice, lambda one: one.code is NoticeCode.REVOKED)
        assert notice.document == gone
        edith.append(gone, office.writer("edith", gone).next())
        assert edith.refused() is ErrorCode.NOT_JOINED
        edith.send(Join(office.workspace, gone, 0, ()))
        assert edith.refused() is ErrorCode.DIAGRAM_DELETED


def test_a_changed_role_is_told_and_counts_at_once(tmp_path: Path) -> None:
    """RLY-50."""
    with open_office(tmp_path) as office, office.on("edith") as edith:
        edith.join(office.workspace, office.diagram)
        writer = office.writer("edith")
        edith.store(office.diagram, writer.some(2))
        cut = op.Cut(office.diagram, edith.identity.device, writer.writer, 2)
        who = office.people["edith"].user
        office.team.do(office.people["olive"], op.SetRole(who, Role.VIEWER, (cut,), bytes(32)))
        assert edith.expect(Notice, lambda one: one.code is NoticeCode.RIGHTS_CHANGED).document == office.diagram
        edith.append(office.diagram, writer.next())
        assert edith.refused() is ErrorCode.CUT
        writer = office.writer("edith", writer="ee" * 8)
        writer.log_seq = office.team.state.seq
        edith.append(office.diagram, writer.next())
        assert edith.refused() is ErrorCode.ROLE


def test_a_removed_member_is_cut_off_within_a_second(tmp_path: Path) -> None:
    """RLY-51."""
    with open_office(tmp_path) as office, office.on("edith") as edith, office.on("vera") as vera:
        edith.join(office.workspace, office.diagram)
        vera.join(office.workspace, office.diagram)
        office.team.do(office.people["olive"], office.team.remove_body(office.people["edith"]))
        start = time.perf_counter()
        assert edith.close_code() == 4403
        assert time.perf_counter() - start < 1.0
        assert [one.code for one in edith.inbox if isinstance(one, Notice)][-1] is NoticeCode.REVOKED
        assert vera.expect(Notice, lambda one: one.code is NoticeCode.LOG_CHANGED).value == office.team.state.seq
    # The account is good for other workspaces; this one is closed to it.


def test_an_ended_session_closes_its_socket_within_a_second(office: Office) -> None:
    """RLY-52."""
    env = office.relay.house.env
    eve = office.hire("eve")
    with office.on("eve") as device:
        assert isinstance(device.join(office.workspace, office.diagram), Joined)
        with env.transactions.write() as unit:
            unit.sessions.end(eve.session, env.now_ms(), EndReason.REVOKED)
        start = time.perf_counter()
        env.announce_ended(eve.session)
        assert device.close_code() == 4401
        assert time.perf_counter() - start < 1.0
        assert device.inbox[-1] == Failure(ErrorCode.SESSION_ENDED, 0, "0" * 32, "sign in again")
