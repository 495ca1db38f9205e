"""WSP-11, MEM-2, RLY-95: every role against every permission that the socket has frames for, in one's own workspace and in
somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sync.protocol.card import CardKind
from sync.protocol.documents import discussion_of, index_of
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import (
    Ack,
    Append,
    Boxes,
    BoxesGet,
    Cards,
    CardsGet,
    Failure,
    Frame,
    Join,
    Joined,
    Leave,
    LogEntries,
    LogGet,
    Ping,
    Pong,
    Propose,
)
from sync.protocol.membership import operations as op
from sync.protocol.roles import RESERVED, Permission, Role
from tests.support.relay_team import Colleague
from tests.support.role_stage import BODIES, FOREIGN, Stage, expected, open_stage
from tests.support.socket_device import SocketDevice, Writer, colleague_on
from tests.support.workspace import identifier

OVER_HTTP = {
    Permission.SEE_MEMBERS: "lists are HTTP's; who is there stands in the log, which every member reads",
    Permission.SEE_ACTIVITY: "lists are HTTP's",
    Permission.SEE_ANALYTICS: "lists are HTTP's",
    Permission.READ_AUDIT: "the ledger is HTTP's",
    Permission.EXPORT_AUDIT: "the ledger is HTTP's",
}
NOT_FOUND = {ErrorCode.UNKNOWN_WORKSPACE, ErrorCode.NOT_JOINED}
FORBIDDEN = {ErrorCode.ROLE, ErrorCode.OWNERS_ONLY}


@dataclass
class Seat:
    """Somebody's socket on the stage."""

    stage: Stage
    who: Colleague
    device: SocketDevice

    def ask(self, frame: Frame, *answers: type[Frame]) -> int:
        """Send a frame; returns the status that its answer amounts to."""
        self.device.send(frame)
        while True:
            answer = self.device.receive()
            if isinstance(answer, Failure):
                return 404 if answer.code in NOT_FOUND else 403 if answer.code in FORBIDDEN else answer.code
            if isinstance(answer, answers):
                return 200

    def read(self, document: str) -> int:
        """Join a room and leave it."""
        status = self.ask(Join(self.stage.team.workspace, document, 0, ()), Joined)
        self.device.send(Leave(document))
        return status

    def write(self, document: str) -> int:
        """Join a room and append to it."""
        joined = self.ask(Join(self.stage.team.workspace, document, 0, ()), Joined)
        if joined != 200:
            return joined
        state = self.stage.team.state
        epoch = state.scopes[state.workspace].newest.number
        writer = Writer(self.who.laptop, document, state.seq, identifier(f"{self.who.user}{document}")[:16], epoch)
        return self.ask(Append(document, 1, writer.next()), Ack)

    def propose(self, body: op.Body) -> int:
        """Propose an operation."""
        made = self.stage.proposal(self.who, body)
        asked = Propose(self.stage.team.workspace, 2, made.operation, made.signature, made.boxes)
        status = self.ask(asked, LogEntries)
        if status == 200:
            self.stage.settle(self.who, body)
        return status

    def card(self, kind: CardKind, subject: str) -> int:
        """Store a card; what is not refused before a later question is answered is stored."""
        self.device.send(Cards(self.stage.team.workspace, 0, (self.stage.card(self.who, kind, subject),)))
        return self.ask(BoxesGet(self.stage.team.workspace, self.who.laptop.device), Boxes)


Try = Callable[[Seat], int]


def proposing(make: Callable[[Stage], op.Body]) -> Try:
    return lambda seat: seat.propose(make(seat.stage))


FRAMES: dict[Permission, list[Try]] = {
    Permission.READ_DIAGRAM: [lambda seat: seat.read(seat.stage.plan)],
    Permission.COMMENT: [lambda seat: seat.write(discussion_of(seat.stage.plan))],
    Permission.EDIT_DIAGRAM: [
        lambda seat: seat.write(seat.stage.plan),
        lambda seat: seat.card(CardKind.DIAGRAM, seat.stage.plan),
    ],
    Permission.ORGANISE: [lambda seat: seat.write(index_of(seat.stage.team.workspace))],
    Permission.RENAME_WORKSPACE: [lambda seat: seat.card(CardKind.WORKSPACE, seat.stage.team.workspace)],
}
TRIES: dict[Permission, list[Try]] = FRAMES | {
    permission: [proposing(make) for make in makes] for permission, makes in BODIES.items()
}
"""What to try for each permission; a try that is permitted succeeds. The last one cannot be undone."""


@pytest.fixture
def stage(tmp_path: Path, setup: dict[str, Any]) -> Iterator[Stage]:
    with open_stage(tmp_path, **setup) as opened:
        yield opened


def test_every_permission_is_tried_or_says_where() -> None:
    assert set(TRIES) | set(OVER_HTTP) | set(RESERVED) == set(Permission)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*(role.name for role in Role), FOREIGN])
def test_a_role_may_what_the_matrix_says(stage: Stage, name: str) -> None:
    person, wrong = stage.people[name], []
    for permission, tries in TRIES.items():
        for number, attempt in enumerate(tries):
            # A socket for each: what was refused before leaves nothing behind.
            with colleague_on(stage.relay.url, person) as device:
                status = attempt(Seat(stage, person, device))
            if status != expected(name, permission):
                wrong.append((permission.value, number, status))
    assert wrong == []


@pytest.mark.parametrize("name", [*(role.name for role in Role), FOREIGN])
def test_log_and_own_keys_are_for_everybody_inside(stage: Stage, name: str) -> None:
    """RLY-95, WSP-10. Guests included: nobody believes the relay for what the log says."""
    person, workspace = stage.people[name], stage.team.workspace
    inside = 404 if name == FOREIGN else 200
    with colleague_on(stage.relay.url, person) as device:
        seat = Seat(stage, person, device)
        assert seat.ask(LogGet(workspace, 0), LogEntries) == inside
        assert seat.ask(BoxesGet(workspace, person.laptop.device), Boxes) == inside
        assert seat.ask(CardsGet(workspace, 0), Cards) == inside
        foreign = stage.people["OWNER" if name != "OWNER" else "ADMIN"].laptop.device
        assert seat.ask(BoxesGet(workspace, foreign), Boxes) == (404 if name == FOREIGN else 403)
        device.inbox.clear()
        assert seat.ask(Ping(1), Pong) == 200
