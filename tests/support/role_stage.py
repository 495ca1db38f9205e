"""A workspace at a relay with somebody in every role, and what each permission lets them put into its log."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from relay_server.service.propose_operation import Proposal
from sync.protocol.card import CardKind
from sync.protocol.membership import operations as op
from sync.protocol.roles import MATRIX, Permission, Role
from tests.support.envelopes import card
from tests.support.relay import Running, running_relay
from tests.support.relay_team import Colleague, RelayTeam, hire, operation_body
from tests.support.relay_team import proposal as signed_proposal
from tests.support.workspace import Signer, digest, identifier

FOREIGN = "STRANGER"
NOBODY = bytes(32)


@dataclass
class Stage:
    """A workspace with somebody in every role, and a stranger with a workspace of his own."""

    relay: Running
    team: RelayTeam
    people: dict[str, Colleague]
    plan: str
    numbers: Iterator[int] = field(default_factory=count)
    hired: list[Colleague] = field(default_factory=list)

    def call(self, who: Colleague, method: str, path: str, **more: object) -> httpx.Response:
        """Make a request in the workspace."""
        return self.relay.call(method, f"/workspaces/{self.team.workspace}{path}", who.tokens.access_token, **more)

    def proposal(self, who: Colleague, body: op.Body, boxes: bytes | None = None) -> Proposal:
        """Return what would be good if the owner signed it."""
        boxes = boxes or self.team.proposal(self.team.founder, body).boxes
        return signed_proposal(
            self.team.state,
            self.team.workspace,
            who.laptop.device,
            who.laptop.sign,
            body,
            self.relay.house.clock.now,
            boxes,
        )

    def operate(self, who: Colleague, body: op.Body, boxes: bytes | None = None) -> httpx.Response:
        """Propose what would be good if the owner signed it."""
        return self.call(who, "POST", "/operations", json=operation_body(self.proposal(who, body, boxes)))

    def newcomer(self, role: Role | None = None) -> Colleague:
        """Hire somebody whom nobody has met, and let the owner admit them to a role."""
        found = hire(self.relay.house, f"newcomer {next(self.numbers)}")
        self.hired.append(found)
        return found if role is None else self.team.admit(found, role)

    def diagram(self) -> str:
        """Let the owner create a diagram."""
        return self.team.diagram(f"diagram {next(self.numbers)}")

    def in_bin(self) -> str:
        """Let the owner create a diagram and put it into the bin."""
        document = self.diagram()
        self.team.do(self.team.founder, op.DeleteDiagram(document))
        return document

    def name(self) -> str:
        """Return an id that nothing has."""
        return identifier(f"name {next(self.numbers)}")

    def card(self, who: Colleague, kind: CardKind, subject: str) -> bytes:
        """Return a card by somebody that is newer than those before."""
        state = self.team.state
        epoch = state.scopes[state.workspace].newest.number
        return card(who.laptop, state.workspace, kind, subject, state.seq, 1 + next(self.numbers), epoch)

    def put_card(self, who: Colleague, kind: CardKind, subject: str) -> httpx.Response:
        """Store a card."""
        return self.call(who, "PUT", "/cards", json={"card": b64encode(self.card(who, kind, subject)).decode()})

    def settle(self, who: Colleague, body: op.Body) -> None:
        """Bring back what an operation that succeeded took from the following ones."""
        if isinstance(body, op.Transfer):
            heir = next(one for one in self.hired if one.user == body.user)
            self.team.do(heir, op.Transfer(who.user))
        elif isinstance(body, op.DeleteWorkspace):
            self.team.do(who, op.RestoreWorkspace())


@contextmanager
def open_stage(folder: Path, **settings: Any) -> Iterator[Stage]:
    """Open a relay with such a workspace."""
    with running_relay(folder, registration="open", **settings) as relay:
        founder = hire(relay.house, "owner")
        team = RelayTeam(relay.house, founder).found()
        plan = team.diagram("plan")
        people = {Role.OWNER.name: founder}
        for role in (Role.ADMIN, Role.EDITOR, Role.COMMENTER, Role.VIEWER):
            people[role.name] = team.admit(hire(relay.house, role.name.lower()), role)
        guest = people[Role.GUEST.name] = hire(relay.house, "guest")
        team.do(founder, op.AddGuest(guest.user, Role.VIEWER, plan, guest.person.admissions(), NOBODY))
        people[FOREIGN] = hire(relay.house, "eve")
        RelayTeam(relay.house, people[FOREIGN], "elsewhere").found()
        yield Stage(relay, team, people, plan)


def _restrict(stage: Stage) -> op.Body:
    document = stage.diagram()
    everyone = sorted(one.user for name, one in stage.people.items() if name != FOREIGN)
    grants = tuple(op.Grant(user, Role.EDITOR) for user in everyone)
    return op.RestrictDiagram(document, grants, (), (stage.team.rotation(document),), NOBODY)


def _admit(stage: Stage) -> op.Body:
    who = stage.newcomer()
    return op.Admit(who.user, Role.VIEWER, who.person.admissions(), NOBODY)


def _link(stage: Stage) -> op.Body:
    return op.CreateLink(stage.name(), stage.plan, digest(stage.name()), stage.relay.house.clock.now + 9_000)


def _set_role(before: Role, after: Role) -> Callable[[Stage], op.Body]:
    return lambda stage: op.SetRole(stage.newcomer(before).user, after, (), NOBODY)


def _revoke(stage: Stage) -> op.Body:
    device = stage.newcomer(Role.VIEWER).laptop.device
    return op.RevokeDevice(device, (), (stage.team.rotation(),), NOBODY)


def _diagram_role(stage: Stage) -> op.Body:
    return op.SetDiagramRole(stage.newcomer(Role.VIEWER).user, stage.plan, Role.EDITOR, (), (), NOBODY)


BODIES: dict[Permission, list[Callable[[Stage], op.Body]]] = {
    Permission.CREATE_DIAGRAM: [lambda stage: op.CreateDiagram(stage.name(), (), (), NOBODY)],
    Permission.SHARE_BY_LINK: [_link],
    Permission.DELETE_DIAGRAM: [
        lambda stage: op.DeleteDiagram(stage.diagram()),
        lambda stage: op.RestoreDiagram(stage.in_bin()),
    ],
    Permission.RESTRICT_DIAGRAM: [_restrict],
    Permission.SET_DIAGRAM_ROLE: [_diagram_role],
    Permission.INVITE: [
        _admit,
        lambda stage: stage.team.invite_body(Signer(f"link {next(stage.numbers)}"), Role.VIEWER),
    ],
    Permission.REMOVE_MEMBER: [lambda stage: stage.team.remove_body(stage.newcomer(Role.VIEWER))],
    Permission.SET_ROLE: [_set_role(Role.VIEWER, Role.COMMENTER)],
    Permission.REVOKE_DEVICE: [_revoke],
    Permission.ROTATE_KEYS: [lambda stage: op.Rotate((stage.team.rotation(),), NOBODY)],
    Permission.TOUCH_ADMINS: [
        _set_role(Role.VIEWER, Role.ADMIN),
        _set_role(Role.ADMIN, Role.EDITOR),
        lambda stage: stage.team.remove_body(stage.newcomer(Role.ADMIN)),
    ],
    Permission.TRANSFER_WORKSPACE: [lambda stage: op.Transfer(stage.newcomer(Role.ADMIN).user)],
    Permission.DELETE_WORKSPACE: [lambda _: op.DeleteWorkspace()],
    Permission.MOVE_SEQUENCER: [lambda _: op.MoveSequencer(Signer("lan").public)],
}
"""Operations for each permission that has any; one that is permitted succeeds. The last one cannot be undone."""


def expected(who: str, permission: Permission) -> int:
    """Return the status (200, 403, 404) that the matrix says."""
    if who == FOREIGN:
        return 404
    if Role[who] is Role.GUEST:
        # A guest may read the one diagram.
        return 200 if permission is Permission.READ_DIAGRAM else 403
    return 200 if permission in MATRIX[Role[who]] else 403
