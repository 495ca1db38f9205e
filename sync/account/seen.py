"""Everything that a relay holds about the own account and can tell: for the page that shows people what it sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sync.account.api import RelayApi, fields
from sync.account.own_sessions import OpenSession, open_sessions
from sync.account.profile import Me, RegisteredDevice, devices, me
from sync.account.workspaces import read_log
from sync.errors import AccountRefused, NoRelay
from sync.protocol.errors import ProtocolError
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import fold

EVENTS = 50
PAGE = 100
"""Members and diagrams of a workspace that are shown."""


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """A line of the relay's record about the account."""

    time_ms: int
    action: str
    address: str


@dataclass(frozen=True, slots=True)
class SeenDiagram:
    """A diagram as the relay knows it: random ids, times, counts."""

    document: str
    created_ms: int
    edited_ms: int
    editor: str
    edits: int
    restricted: bool
    deleted: bool


@dataclass(frozen=True, slots=True)
class SeenWorkspace:
    """A workspace as the relay knows it.

    Attributes:
        workspace: its id.
        created_ms: when it came here.
        operations: how many lines its membership log has.
        role: the own role.
        members: user ids with their roles and how many devices each has.
        diagrams: the newest ones.
        bytes: how much of sealed content is stored.
        all_diagrams: how many there are.
        keys: the number of the key in use, of the workspace and of each restricted diagram, by id: envelopes name it.
    """

    workspace: str
    created_ms: int
    operations: int
    role: str
    members: tuple[tuple[str, str, int], ...]
    diagrams: tuple[SeenDiagram, ...]
    bytes: int
    all_diagrams: int
    keys: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What is held of one person."""

    me: Me
    sessions: tuple[OpenSession, ...]
    devices: tuple[RegisteredDevice, ...]
    events: tuple[SeenEvent, ...]
    workspaces: tuple[SeenWorkspace, ...]


async def what_is_seen(api: RelayApi, access: str) -> Seen:
    """Ask the relay for everything it can tell about the own account.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    about = await me(api, access)
    sessions = await open_sessions(api, access)
    known = await devices(api, access)
    events = [_event(item) for item in _items(await api.call("GET", f"/me/events?limit={EVENTS}", token=access))]
    listed = _items(await api.call("GET", "/workspaces", token=access))
    workspaces = [await _workspace(api, access, str(*fields(item, id=str))) for item in listed]
    return Seen(
        about, tuple(sessions), tuple(known), tuple(events), tuple(one for one in workspaces if one is not None)
    )


async def _workspace(api: RelayApi, access: str, workspace: str) -> SeenWorkspace | None:
    """Return what is held of a workspace; None where this session's device is not in it."""
    path = f"/workspaces/{workspace}"
    try:
        overview = await api.call("GET", path, token=access)
        members = await api.call("GET", f"{path}/members?limit={PAGE}", token=access)
        diagrams = await api.call("GET", f"{path}/diagrams?limit={PAGE}", token=access)
        keys = _keys(await read_log(api, access, workspace))
    except AccountRefused as error:
        if error.status == 404:
            return None
        raise
    created, seq, role, count, used = fields(overview, created_ms=int, seq=int, role=str, diagrams=int, used_bytes=int)
    people = [fields(item, user=str, role=str, devices=list) for item in _items(*fields(members, members=list))]
    found = [_diagram(item) for item in _items(*fields(diagrams, diagrams=list))]
    everybody = tuple((user, rank, len(own)) for user, rank, own in people)
    return SeenWorkspace(workspace, created, seq, role, everybody, tuple(found), used, count, keys)


def _keys(entries: Sequence[LogEntry]) -> tuple[tuple[str, int], ...]:
    """Return the number of the newest key of each scope, as the relay's own log tells it."""
    try:
        state = fold(entries)
    except ProtocolError:
        raise NoRelay("the relay shows a log that is none") from None
    return tuple((scope.scope, scope.newest.number) for scope in state.scopes.values())


def _diagram(item: dict[str, Any]) -> SeenDiagram:
    document, created, edits, restricted, deleted = fields(
        item, document=str, created_ms=int, edits=int, restricted=bool, deleted=bool
    )
    edited, editor = item.get("edited_ms"), item.get("editor")
    return SeenDiagram(
        document,
        created,
        edited if isinstance(edited, int) else 0,
        editor if isinstance(editor, str) else "",
        edits,
        restricted,
        deleted,
    )


def _event(item: dict[str, Any]) -> SeenEvent:
    return SeenEvent(*fields(item, time_ms=int, action=str, address=str))


def _items(answer: object) -> list[dict[str, Any]]:
    if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
        raise NoRelay("the relay answers something unknown")
    return answer
