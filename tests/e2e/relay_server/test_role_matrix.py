"""WSP-11, MEM-2: every role against every permission over REST, in one's own workspace and in somebody else's."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import pytest

from relay_server.domain.activity import day_of
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

    def call(self, who: Colleague, method: str, path: str, **more: object) -> httpx.Response:
        """Make a request in the workspace."""
        return self.relay.call(method, f"/workspaces/{self.team.workspace}{path}", who.tokens.access_token, **more)

    def operate(self, who: Colleague, body: op.Body, boxes: bytes | None = None) -> httpx.Response:
        """Propose what would be good if the owner signed it."""
        boxes = boxes or self.team.proposal(self.team.founder, body).boxes
        made = signed_proposal(
            self.team.state,
            self.team.workspace,
            who.laptop.device,
            who.laptop.sign,
            body,
            self.relay.house.clock.now,
            boxes,
        )
        return self.call(who, "POST", "/operations", json=operation_body(made))

    def newcomer(self, role: Role | None = None) -> Colleague:
        """Hire somebody whom nobody has met, and let the owner admit them to a role."""
        found = hire(self.relay.house, f"newcomer {next(self.numbers)}")
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

    def put_card(self, who: Colleague, kind: CardKind, subject: str) -> httpx.Response:
        """Store a card."""
        revision = 1 + next(self.numbers)
        state = self.team.state
        epoch = state.scopes[state.workspace].newest.number
        made = card(who.laptop, state.workspace, kind, subject, state.seq, revision, epoch)
        return self.call(who, "PUT", "/cards", json={"card": b64encode(made).decode()})


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with running_relay(tmp_path, registration="open") as relay:
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


Try = Callable[[Stage, Colleague], httpx.Response]


def get(path: str) -> Try:
    return lambda stage, who: stage.call(who, "GET", path)


def operation(make: Callable[[Stage], op.Body]) -> Try:
    return lambda stage, who: stage.operate(who, make(stage))


def count_comments(stage: Stage, who: Colleague) -> httpx.Response:
    body = {"day": day_of(stage.relay.house.clock.now), "document": stage.plan, "comments": 1}
    return stage.call(who, "PUT", "/comments", json=body)


def mail(stage: Stage, who: Colleague) -> httpx.Response:
    address = f"{next(stage.numbers)}@example.org"
    return stage.call(who, "POST", "/mail-invites", json={"email": address, "role": "viewer"})


def restrict(stage: Stage) -> op.Body:
    document = stage.diagram()
    everyone = sorted(one.user for name, one in stage.people.items() if name != FOREIGN)
    grants = tuple(op.Grant(user, Role.EDITOR) for user in everyone)
    return op.RestrictDiagram(document, grants, (), (stage.team.rotation(document),), NOBODY)


TRIES: dict[Permission, list[Try]] = {
    Permission.READ_DIAGRAM: [lambda stage, who: stage.call(who, "GET", f"/diagrams/{stage.plan}")],
    Permission.COMMENT: [count_comments],
    Permission.EDIT_DIAGRAM: [lambda stage, who: stage.put_card(who, CardKind.DIAGRAM, stage.plan)],
    Permission.SEE_MEMBERS: [get("/members")],
    Permission.SEE_ACTIVITY: [get("/activity")],
    Permission.CREATE_DIAGRAM: [operation(lambda stage: op.CreateDiagram(stage.name(), (), (), NOBODY))],
    Permission.SHARE_BY_LINK: [
        get("/links"),
        operation(
            lambda stage: op.CreateLink(
                stage.name(), stage.plan, digest(stage.name()), stage.relay.house.clock.now + 9_000
            )
        ),
    ],
    Permission.SEE_ANALYTICS: [get("/analytics?since=1&until=2")],
    Permission.DELETE_DIAGRAM: [
        operation(lambda stage: op.DeleteDiagram(stage.diagram())),
        operation(lambda stage: op.RestoreDiagram(stage.in_bin())),
    ],
    Permission.RESTRICT_DIAGRAM: [operation(restrict)],
    Permission.SET_DIAGRAM_ROLE: [
        operation(
            lambda stage: op.SetDiagramRole(stage.newcomer(Role.VIEWER).user, stage.plan, Role.EDITOR, (), (), NOBODY)
        )
    ],
    Permission.INVITE: [
        get("/invites"),
        get("/mail-invites"),
        get("/join-requests"),
        mail,
        operation(lambda stage: _admit(stage.newcomer())),
        operation(lambda stage: stage.team.invite_body(Signer(f"link {next(stage.numbers)}"), Role.VIEWER)),
    ],
    Permission.REMOVE_MEMBER: [operation(lambda stage: stage.team.remove_body(stage.newcomer(Role.VIEWER)))],
    Permission.SET_ROLE: [
        operation(lambda stage: op.SetRole(stage.newcomer(Role.VIEWER).user, Role.COMMENTER, (), NOBODY))
    ],
    Permission.REVOKE_DEVICE: [
        operation(
            lambda stage: op.RevokeDevice(
                stage.newcomer(Role.VIEWER).laptop.device, (), (stage.team.rotation(),), NOBODY
            )
        )
    ],
    Permission.ROTATE_KEYS: [operation(lambda stage: op.Rotate((stage.team.rotation(),), NOBODY))],
    Permission.READ_AUDIT: [get("/audit")],
    Permission.EXPORT_AUDIT: [get("/audit/export"), get("/audit/export?form=csv")],
    Permission.TOUCH_ADMINS: [
        operation(lambda stage: op.SetRole(stage.newcomer(Role.VIEWER).user, Role.ADMIN, (), NOBODY)),
        operation(lambda stage: op.SetRole(stage.newcomer(Role.ADMIN).user, Role.EDITOR, (), NOBODY)),
        operation(lambda stage: stage.team.remove_body(stage.newcomer(Role.ADMIN))),
    ],
    Permission.RENAME_WORKSPACE: [lambda stage, who: stage.put_card(who, CardKind.WORKSPACE, stage.team.workspace)],
    Permission.TRANSFER_WORKSPACE: [lambda stage, who: _transfer(stage, who)],
    Permission.DELETE_WORKSPACE: [lambda stage, who: _delete(stage, who)],
    Permission.MOVE_SEQUENCER: [operation(lambda _: op.MoveSequencer(Signer("lan").public))],
}
"""What to try for each permission; a try that is permitted succeeds. The last one cannot be undone."""

ELSEWHERE = {
    Permission.ORGANISE: "writing to the index goes over the socket",
    Permission.TRIM_HISTORY: "version 1 never trims",
    Permission.SET_POLICY: "the relay has no policy of single workspaces",
}


def _admit(who: Colleague) -> op.Body:
    return op.Admit(who.user, Role.VIEWER, who.person.admissions(), NOBODY)


def _transfer(stage: Stage, who: Colleague) -> httpx.Response:
    heir = stage.newcomer(Role.ADMIN)
    answer = stage.operate(who, op.Transfer(heir.user))
    if answer.is_success:
        stage.team.do(heir, op.Transfer(who.user))
    return answer


def _delete(stage: Stage, who: Colleague) -> httpx.Response:
    answer = stage.operate(who, op.DeleteWorkspace())
    if answer.is_success:
        stage.team.do(who, op.RestoreWorkspace())
    return answer


def test_every_permission_is_tried_or_says_where() -> None:
    assert set(TRIES) | set(ELSEWHERE) == set(Permission)


def expected(who: str, permission: Permission) -> int:
    if who == FOREIGN:
        return 404
    if Role[who] is Role.GUEST:
        # A guest may read the one diagram.
        return 200 if permission is Permission.READ_DIAGRAM else 403
    return 200 if permission in MATRIX[Role[who]] else 403


@pytest.mark.slow
@pytest.mark.parametrize("who", [*(role.name for role in Role), FOREIGN])
def test_a_role_may_what_the_matrix_says(stage: Stage, who: str) -> None:
    """WSP-11."""
    person, wrong = stage.people[who], []
    for permission, tries in TRIES.items():
        for number, attempt in enumerate(tries):
            answer = attempt(stage, person)
            status = 200 if answer.is_success else answer.status_code
            if status != expected(who, permission):
                wrong.append((permission.value, number, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.slow
def test_a_foreign_workspace_looks_like_none(stage: Stage) -> None:
    """WSP-10: the answers about a workspace of others and about one that does not exist are the same, byte for byte."""
    eve, nowhere = stage.people[FOREIGN], "ab" * 16
    paths = [path for path in stage.relay.client.get("/api/v1/openapi.json").json()["paths"] if "{workspace}" in path]
    reads = 0
    for path in paths:
        filled = path.replace("{document}", stage.plan).replace("{link}", "cd" * 16).removeprefix("/api/v1")
        if "{" in filled.replace("{workspace}", ""):
            continue
        query = "?since=1&until=2" if path.endswith("analytics") else ""
        answers = [
            stage.relay.call("GET", filled.replace("{workspace}", one) + query, eve.tokens.access_token)
            for one in (stage.team.workspace, nowhere)
        ]
        if answers[0].status_code != 405:
            assert (answers[0].status_code, answers[0].content) == (404, answers[1].content), path
            reads += 1
    assert reads >= 12


def test_two_admins_who_remove_each_other_at_once(stage: Stage) -> None:
    """WSP-2, MEM-15: one of them goes; the other's operation names a head that has moved."""
    people = [stage.newcomer(Role.OWNER), stage.newcomer(Role.OWNER)]
    bodies = [stage.team.remove_body(people[1]), stage.team.remove_body(people[0])]
    signed = [stage.team.proposal(who, body) for who, body in zip(people, bodies, strict=True)]
    start, answers = threading.Barrier(2), []

    def run(index: int) -> None:
        start.wait(10)
        answers.append(stage.call(people[index], "POST", "/operations", json=operation_body(signed[index])))

    threads = [threading.Thread(target=run, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    # Whoever was removed before asking is a stranger by now.
    codes = sorted(answer.status_code for answer in answers)
    assert codes in ([201, 409], [201, 404], [201, 403]), [answer.text for answer in answers]
    roles = [stage.team.state.members[who.user].role for who in people]
    assert roles.count(None) == 1


def test_the_last_owner_stays_and_everybody_may_step_down(stage: Stage) -> None:
    """MEM-15, MEM-21."""
    owner, admin = stage.people["OWNER"], stage.people["ADMIN"]
    answer = stage.operate(owner, op.SetRole(owner.user, Role.EDITOR, (), NOBODY), boxes=b"\0" * 4)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")
    assert stage.operate(admin, op.SetRole(admin.user, Role.VIEWER, (), NOBODY)).status_code == 201
    answer = stage.operate(admin, op.SetRole(admin.user, Role.ADMIN, (), NOBODY))
    assert answer.status_code == 403
