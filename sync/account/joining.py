"""Ways into a workspace that go through the relay: codes by mail, requests to join, and what share links show."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.account.api import RelayApi, fields, items
from sync.errors import RelayUnavailable
from sync.protocol.device_entry import Admission, encode_admission, read_admission
from sync.protocol.errors import ProtocolError
from sync.protocol.roles import Role
from sync.protocol.wire import WireReader


@dataclass(frozen=True, slots=True)
class MailedInvite:
    """An invitation by mail that can be used; ``document``: to one diagram only."""

    id: str
    email: str
    role: Role
    document: str | None
    expires_ms: int


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """Somebody who asks to be let in.

    Attributes:
        id: Of the request.
        workspace: Where to.
        user: User id that was made for it.
        devices: With their consent.
        role: As which.
        document: The diagram, for a guest of one.
        inviter: User id of whoever invited.
        name: Of the account; empty in a request of one's own.
        email: Of the account; empty in a request of one's own.
    """

    id: str
    workspace: str
    user: str
    devices: tuple[Admission, ...]
    role: Role
    document: str | None
    inviter: str
    name: str = ""
    email: str = ""


async def invite_by_mail(
    api: RelayApi, access: str, workspace: str, email: str, role: Role, document: str | None
) -> None:
    """Mail somebody a code with which to ask for being let in; it holds no key.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    body = {"email": email, "role": role.name.lower(), "document": document}
    await api.call("POST", f"/workspaces/{workspace}/mail-invites", token=access, body=body)


async def mailed_invites(api: RelayApi, access: str, workspace: str) -> tuple[MailedInvite, ...]:
    """Return the invitations by mail that can be used.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    answer = items(await api.call("GET", f"/workspaces/{workspace}/mail-invites", token=access))
    found = []
    for item in answer:
        name, email, role, expires = fields(item, id=str, email=str, role=str, expires_ms=int)
        found.append(MailedInvite(name, email, _role(role), _document(item.get("document")), expires))
    return tuple(found)


async def withdraw_invite(api: RelayApi, access: str, workspace: str, invite: str) -> None:
    """Take an invitation by mail back.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("DELETE", f"/workspaces/{workspace}/mail-invites/{invite}", token=access)


async def ask_to_join(api: RelayApi, access: str, code: str, user: str, devices: Sequence[Admission]) -> JoinRequest:
    """Ask to be let in with the code of a mail.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    admissions = base64.b64encode(b"".join(map(encode_admission, devices))).decode("ascii")
    body = {"code": code, "user": user, "admissions": admissions}
    return _request(await api.call("POST", "/join-requests", token=access, body=body))


async def own_requests(api: RelayApi, access: str) -> tuple[JoinRequest, ...]:
    """Return one's own requests that nobody has settled.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    return tuple(map(_request, items(await api.call("GET", "/join-requests", token=access))))


async def join_requests(api: RelayApi, access: str, workspace: str) -> tuple[JoinRequest, ...]:
    """Return who asks to be let into a workspace, for those who may invite.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    answer = await api.call("GET", f"/workspaces/{workspace}/join-requests", token=access)
    return tuple(map(_request, items(answer)))


async def decline_request(api: RelayApi, access: str, workspace: str, request: str) -> None:
    """Decline a request.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("DELETE", f"/workspaces/{workspace}/join-requests/{request}", token=access)


async def put_shared(api: RelayApi, access: str, workspace: str, link: str, sealed: bytes) -> None:
    """Store what a share link shows.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.send(f"/workspaces/{workspace}/links/{link}/content", sealed, access)


async def read_shared(api: RelayApi, link: str) -> bytes:
    """Return what a share link shows, sealed; nobody has to be signed in.

    Raises:
        AccountError: As ``RelayApi.call``; AccountRefused with code ``no_such_link`` when it has ended.
    """
    return await api.fetch(f"/links/{link}")


def _request(item: object) -> JoinRequest:
    name, workspace, user, devices, role, inviter = fields(
        item, id=str, workspace=str, user=str, admissions=str, role=str, inviter=str
    )
    rest = item if isinstance(item, dict) else {}
    return JoinRequest(
        name,
        workspace,
        user,
        tuple(_admissions(devices)),
        _role(role),
        _document(rest.get("document")),
        inviter,
        str(rest.get("name", "")),
        str(rest.get("email", "")),
    )


def _admissions(text: str) -> Iterable[Admission]:
    try:
        reader = WireReader(base64.b64decode(text, validate=True))
        found = []
        while not reader.at_end:
            found.append(read_admission(reader))
    except (ProtocolError, ValueError):
        raise RelayUnavailable("the relay answers something unknown") from None
    return found


def _role(name: str) -> Role:
    try:
        return Role[name.upper()]
    except KeyError:
        raise RelayUnavailable("the relay answers something unknown") from None


def _document(value: object) -> str | None:
    return value if isinstance(value, str) else None
