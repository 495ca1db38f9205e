"""Random people try random operations: what is refused is refused with a typed error, and what is not keeps the rules."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from sync.crypto.identity import admit_device
from sync.protocol.authorise import authorise
from sync.protocol.boxes import NO_DOCUMENT, required_boxes
from sync.protocol.documents import discussion_of, index_of
from sync.protocol.errors import NotAuthorised, ProtocolError
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import is_live, live_devices, may_write, place_of, role_of
from sync.protocol.membership.fold import apply_entry, fold, refold
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from tests.support.envelopes import WRITER, header_of
from tests.support.workspace import BOXES, LATER, Person, Signer, TeamLog, identifier, identity

PEOPLE = [Person(name) for name in ("ana", "ben", "cleo", "dan", "eve", "fay")]
DOCUMENTS = [identifier(name) for name in ("plan", "map", "secret")]


class Chaos:
    """Somebody does something, mostly something that he may not."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.log = TeamLog()
        self.counts = {"done": 0, "refused": 0}
        self.devices = 0

    def person(self) -> Person:
        return self.random.choice(PEOPLE)

    def role(self) -> Role:
        return self.random.choice(list(Role))

    def document(self) -> str:
        return self.random.choice(DOCUMENTS)

    def rotations(self) -> tuple[op.Rotation, ...]:
        scopes = [scope for scope in self.log.state.scopes if self.random.random() < 0.6]
        return tuple(self.log.rotation(scope) for scope in sorted(scopes))

    def cuts(self, user: str) -> tuple[op.Cut, ...]:
        member = self.log.state.members.get(user)
        devices = member.devices if member and self.random.random() < 0.8 else (self.person().laptop.device,)
        found = {(self.document(), device): self.random.randrange(9) for device in devices}
        return tuple(op.Cut(*place, WRITER, counter) for place, counter in sorted(found.items()))

    def grants(self) -> tuple[op.Grant, ...]:
        users = sorted({self.person().user for _ in range(3)})
        return tuple(op.Grant(user, self.random.choice((Role.VIEWER, Role.EDITOR, self.role()))) for user in users)

    def body(self) -> op.Body:
        user, document, name = self.person().user, self.document(), f"invite {self.random.randrange(4)}"
        someone, fresh = self.person(), self.log.fresh
        self.devices += 1
        added = identity(f"device {self.devices}")
        makers: list[Callable[[], op.Body]] = [
            lambda: op.Admit(someone.user, self.role(), someone.admissions(), BOXES),
            lambda: op.AddGuest(someone.user, self.role(), document, someone.admissions(), BOXES),
            lambda: op.Readmit(user, self.role(), BOXES),
            lambda: op.SetRole(user, self.role(), self.cuts(user) if self.random.random() < 0.5 else (), BOXES),
            lambda: op.SetDiagramRole(
                user, document, self.random.choice((None, self.role(), Role.EDITOR)), (), self.rotations(), BOXES
            ),
            lambda: op.Remove(user, self.cuts(user), self.rotations(), BOXES),
            lambda: op.AddDevice(admit_device(added, user), BOXES),
            lambda: op.RevokeDevice(self.any_device(), (), self.rotations(), BOXES),
            lambda: op.CreateDiagram(document, (), (), BOXES),
            lambda: op.CreateDiagram(document, self.grants(), (self.log.rotation(document),), BOXES),
            lambda: op.DeleteDiagram(document),
            lambda: op.RestoreDiagram(document),
            lambda: op.RestrictDiagram(document, self.grants(), (), (self.log.rotation(document),), BOXES),
            lambda: op.OpenDiagram(document, b"bridge", BOXES),
            lambda: op.Rotate(self.rotations(), BOXES),
            lambda: op.CreateLink(identifier(name), document, fresh(), LATER),
            lambda: op.RevokeLink(identifier(name)),
            lambda: op.Invite(identifier(name), Signer(name).public, fresh(), self.role(), None, LATER, BOXES),
            lambda: op.RevokeInvite(identifier(name), self.rotations(), BOXES),
            lambda: op.Adopt(document, self.any_device(), WRITER, self.random.randrange(12), bytes(32)),
            lambda: op.MoveSequencer(self.log.sequencer.public),
            lambda: op.Transfer(user),
        ]
        return self.random.choice(makers)()

    def any_device(self) -> str:
        return self.random.choice([*self.log.state.devices, "ff" * 16])

    def step(self) -> None:
        if self.random.random() < 0.1:
            name = f"invite {self.random.randrange(4)}"
            person = self.person()
            body: op.Body = op.Accept(identifier(name), person.user, person.admissions(), BOXES)
            entry = self.log.entry(Signer(name), body, signer=identifier(name))
        else:
            author = self.person() if self.random.random() < 0.6 else PEOPLE[0]
            entry = self.log.entry(author, self.body())
        try:
            state = apply_entry(self.log.state, entry)
        except ProtocolError:
            self.counts["refused"] += 1
            return
        self.counts["done"] += 1
        self.log.entries.append(entry)
        self.log._state = state


def check(before: WorkspaceState, after: WorkspaceState) -> None:
    """Check what holds after every operation, whatever it was."""
    owners = [member.user for member in after.members.values() if member.role is Role.OWNER]
    assert any(live_devices(after, user) for user in owners)
    assert before.used_keys.keys() <= after.used_keys.keys()
    assert before.members.keys() <= after.members.keys()
    for device in after.devices.values():
        old = before.devices.get(device.device)
        assert old is None or old.revoked is None or old.revoked == device.revoked
        assert device.device in after.members[device.user].devices
    for scope in after.scopes.values():
        assert [epoch.number for epoch in scope.epochs] == list(range(1, len(scope.epochs) + 1))
        for document, recipient in required_boxes(after, scope.scope):
            device = after.devices.get(recipient)
            if device is not None:
                assert is_live(after, device)
                assert (role_of(after, device.user) is Role.GUEST) == (document != NO_DOCUMENT)
    for diagram in after.diagrams.values():
        assert diagram.restricted.now <= (diagram.diagram in after.scopes)


def judge(chaos: Chaos) -> None:
    """Ask for random envelopes; what counts was written by somebody who might."""
    state, pick = chaos.log.state, chaos.random
    documents = [*DOCUMENTS, *map(discussion_of, DOCUMENTS), index_of(state.workspace)]
    for _ in range(60):
        device = pick.choice(PEOPLE).laptop
        header = header_of(
            pick.choice(documents),
            device,
            pick.randrange(state.seq + 2),
            pick.randrange(1, 12),
            epoch=pick.randrange(4),
        )
        try:
            found = authorise(state, header)
        except NotAuthorised:
            continue
        place = place_of(state, header.document)
        assert may_write(state, found.user, place, header.log_seq)
        if not may_write(state, found.user, place) and role_of(state, found.user) is None:
            cuts = [loss for loss in state.members[found.user].losses if loss.seq > header.log_seq]
            assert cuts


@pytest.mark.parametrize("seed", range(12))
def test_mem13_mem15_random_operations_keep_the_rules(seed: int) -> None:
    """MEM-13, MEM-15."""
    chaos = Chaos(seed)
    for _ in range(220):
        before = chaos.log.state
        chaos.step()
        if chaos.log.state is not before:
            check(before, chaos.log.state)
    judge(chaos)
    assert fold(chaos.log.entries) == refold(chaos.log.entries) == chaos.log.state
    assert min(chaos.counts.values()) >= 12
