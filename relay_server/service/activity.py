"""What happens in a workspace: the feed for its members, the counts for its admins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relay_server.domain.activity import Count, DayTotal, Total, day_of
from relay_server.domain.ledger_leaf import LedgerLeaf, event_of
from relay_server.domain.operation_record import ACTIONS
from relay_server.errors import Forbidden, InvalidRequest, NotFound
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment, Principal
from relay_server.service.workspace_access import Member, member_in, require
from sync.protocol.membership.access import diagram_role, place_of
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Permission, Role, permits

MOST_LINES = 200
MOST_DAYS = 400
MOST_DOCUMENTS = 200
MAX_COMMENTS = 100_000

_SEEN = frozenset(ACTIONS.values())
"""What the feed shows: the operations of the log, which members hold anyway; nothing of accounts and addresses."""


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One thing that happened: when, what, by which device's user, and the ids that it names."""

    index: int
    time_ms: int
    action: str
    user: str | None
    details: dict[str, str]


@dataclass(frozen=True, slots=True)
class Analytics:
    """Counts over a span of days."""

    days: Sequence[DayTotal]
    users: Sequence[Total]
    documents: Sequence[Total]


def feed(env: Environment, principal: Principal, workspace: str, limit: int, before: int | None) -> Sequence[FeedLine]:
    """Return the newest lines of a workspace's feed that the caller may see.

    Raises:
        NotFound: There is no such workspace for the caller.
        Forbidden: The caller may not see activity.
    """
    most = min(limit, MOST_LINES)

    def read(unit: UnitOfWork) -> list[FeedLine]:
        found: list[FeedLine] = []
        last = before
        member = member_in(env, unit, principal, workspace)
        require(member, Permission.SEE_ACTIVITY)
        while len(found) < most:
            leaves = unit.ledger.newest(MOST_LINES, last, workspace=workspace)
            lines = (_line(member.state, leaf) for leaf in leaves if leaf.action in _SEEN)
            found += [line for line in lines if _may_see(member, line)]
            if len(leaves) < MOST_LINES:
                break
            last = leaves[-1].index
        return found[:most]

    return env.transactions.survey(read)


def analytics(env: Environment, principal: Principal, workspace: str, since: int, until: int) -> Analytics:
    """Return the counts of a span of days (both included). Documents that the caller may not read are not named.

    Raises:
        NotFound: There is no such workspace for the caller.
        Forbidden: The caller may not see analytics.
        InvalidRequest: The span is empty or too long.
    """
    if not 0 <= until - since < MOST_DAYS:
        raise InvalidRequest("invalid_span", f"A span has 1 to {MOST_DAYS} days.")
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace)
        require(member, Permission.SEE_ANALYTICS)

    def read(unit: UnitOfWork) -> Analytics:
        days = unit.activity.days(workspace, since, until)
        users = unit.activity.by_user(workspace, since, until)
        documents = unit.activity.by_document(workspace, since, until, MOST_DOCUMENTS)
        return Analytics(days, users, [total for total in documents if _reads(member, total.key)])

    # Counts are written every few seconds anyway; who may see them was decided by the database itself.
    return env.transactions.survey(read, current=False)


def tell_comments(env: Environment, principal: Principal, workspace: str, document: str, day: int, number: int) -> None:
    """Note how many comments the caller wrote in a diagram on a day, as their app counted them.

    Raises:
        NotFound: There is no such workspace or diagram for the caller.
        Forbidden: The caller may not comment there.
        InvalidRequest: The day is not today or yesterday, or the number is absurd.
    """
    today = day_of(env.now_ms())
    if not today - 1 <= day <= today or not 0 <= number <= MAX_COMMENTS:
        raise InvalidRequest("invalid_count", "Comments are counted for today and yesterday.")
    with env.transactions.write() as unit:
        member = member_in(env, unit, principal, workspace)
        diagram = member.state.diagrams.get(document)
        role = diagram_role(member.state, member.user, diagram) if diagram is not None else None
        if role is None:
            raise NotFound("no_such_diagram", "There is no such diagram.")
        if not permits(role, Permission.COMMENT):
            raise Forbidden("role", f"This needs the permission to {Permission.COMMENT.value}.")
        unit.activity.set_comments(workspace, Count(day, member.user, document, comments=number))


def _line(state: WorkspaceState, leaf: LedgerLeaf) -> FeedLine:
    details = event_of(leaf).details
    signer = state.devices.get(details.get("signer", ""))
    return FeedLine(leaf.index, leaf.time_ms, leaf.action, signer.user if signer else details.get("user"), details)


def _may_see(member: Member, line: FeedLine) -> bool:
    document = line.details.get("document")
    return document is None or _reads(member, document)


def _reads(member: Member, document: str) -> bool:
    state = member.state
    if document not in state.diagrams and document not in state.discussions:
        return member.role is not Role.GUEST
    diagram = place_of(state, document).diagram
    return diagram is not None and diagram_role(state, member.user, diagram) is not None
