"""Bodies of requests and answers about who and what is in a workspace, and ways into it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from relay_server.domain.diagram_query import MOST_DIAGRAMS, Bin, DiagramQuery, ListedDiagram, Order
from relay_server.domain.joining import JoinRequest, MailInvite
from relay_server.entrypoints.http.models import Answer, Body, Code, Email, Identifier, decoded_base64
from relay_server.entrypoints.http.workspace_models import Number, base64_text, role_name
from relay_server.service.join_requests import Asking
from relay_server.service.member_lists import DiagramAccess, ListedMember
from sync.protocol.membership.state import OpenedInvite, ShareLink

AdmissionBytes = Annotated[
    bytes,
    BeforeValidator(decoded_base64),
    Field(min_length=1, max_length=8_192),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
RoleName = Literal["viewer", "commenter", "editor", "admin", "owner"]


class MailInviteBody(Body):
    """Invites by e-mail, to the workspace or (``document``) to one diagram as a guest."""

    email: Email
    role: RoleName
    document: Identifier | None = None


class JoinBody(Body):
    """Asks to join: the code of the mail, the user id made for this workspace, and the devices with their consent."""

    code: Code
    user: Identifier
    admissions: AdmissionBytes


class MemberItem(Answer):
    """Somebody in the workspace, with the devices that may act."""

    user: str
    role: str
    devices: list[str]

    @classmethod
    def of(cls, member: ListedMember) -> MemberItem:
        """Turn a member into an answer."""
        return cls(user=member.user, role=role_name(member.role), devices=list(member.devices))


class MemberPage(Answer):
    """A page of members; ``next`` goes into ``after``."""

    members: list[MemberItem]
    next: str | None


class DiagramItem(Answer):
    """What the relay knows of a diagram; its title is sealed in its card."""

    document: str
    creator: str
    created_ms: int
    deleted: bool
    restricted: bool
    edited_ms: int | None
    editor: str | None
    edits: int
    role: str | None

    @classmethod
    def of(cls, found: ListedDiagram) -> DiagramItem:
        """Turn a diagram into an answer."""
        return cls(
            document=found.document,
            creator=found.creator,
            created_ms=found.created_ms,
            deleted=found.is_deleted,
            restricted=found.is_restricted,
            edited_ms=found.edited_ms,
            editor=found.editor,
            edits=found.edits,
            role=None if found.role is None else role_name(found.role),
        )


class DiagramPage(Answer):
    """A page of diagrams; ``next`` goes into ``after``."""

    diagrams: list[DiagramItem]
    next: str | None


class DiagramFilter(Body):
    """Which diagrams are asked for, by what the relay may know of them."""

    limit: Annotated[int, Field(ge=1, le=MOST_DIAGRAMS)] = 100
    after: Annotated[str, StringConstraints(pattern=r"^\d{1,16}:[0-9a-f]{32}$")] | None = None
    order: Order = Order.CREATED
    bin: Bin = Bin.OUT
    creator: Identifier | None = None
    editor: Identifier | None = None
    restricted: bool | None = None
    prefix: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{0,32}$")] = ""
    edited_since_ms: Number | None = None

    def as_query(self) -> DiagramQuery:
        """Return it as the services take it."""
        place, _, document = (self.after or "").partition(":")
        return DiagramQuery(
            self.limit,
            (int(place), document) if self.after is not None else None,
            self.order,
            self.bin,
            self.creator,
            self.editor,
            self.restricted,
            self.prefix,
            self.edited_since_ms,
        )


class GrantItem(Answer):
    """A role that somebody has on a diagram."""

    user: str
    role: str


class DiagramAccessAnswer(Answer):
    """Who may enter a diagram by a role of their own, and what the caller may do there."""

    document: str
    restricted: bool
    own_role: str
    roles: list[GrantItem]

    @classmethod
    def of(cls, found: DiagramAccess) -> DiagramAccessAnswer:
        """Turn it into an answer."""
        roles = [GrantItem(user=user, role=role_name(role)) for user, role in found.roles]
        return cls(
            document=found.document, restricted=found.is_restricted, own_role=role_name(found.own_role), roles=roles
        )


class InviteLinkItem(Answer):
    """An open invite link."""

    invite: str
    inviter: str
    role: str
    document: str | None
    expires_ms: int

    @classmethod
    def of(cls, found: OpenedInvite) -> InviteLinkItem:
        """Turn an invite into an answer."""
        role = role_name(found.role)
        return cls(
            invite=found.invite, inviter=found.inviter, role=role, document=found.document, expires_ms=found.expires
        )


class ShareLinkItem(Answer):
    """A live share link."""

    link: str
    creator: str
    document: str
    expires_ms: int

    @classmethod
    def of(cls, found: ShareLink) -> ShareLinkItem:
        """Turn a link into an answer."""
        return cls(link=found.link, creator=found.creator, document=found.document, expires_ms=found.expires)


class MailInviteItem(Answer):
    """An invitation by mail that can be used."""

    id: str
    email: str
    role: str
    document: str | None
    inviter: str
    created_ms: int
    expires_ms: int

    @classmethod
    def of(cls, found: MailInvite) -> MailInviteItem:
        """Turn an invitation into an answer; its hash names it, which is of no use for joining."""
        return cls(
            id=found.digest.hex(),
            email=found.email,
            role=role_name(found.role),
            document=found.document,
            inviter=found.inviter,
            created_ms=found.created_ms,
            expires_ms=found.expires_ms,
        )


class JoinItem(Answer):
    """A request to join."""

    id: str
    workspace: str
    user: str
    admissions: str
    role: str
    document: str | None
    inviter: str
    asked_ms: int

    @classmethod
    def of(cls, found: JoinRequest) -> JoinItem:
        """Turn a request into an answer."""
        return cls(**join_fields(found))


class AskingItem(JoinItem):
    """A request to join as an admin sees it."""

    name: str
    email: str

    @classmethod
    def of_asking(cls, found: Asking) -> AskingItem:
        """Turn a request into an answer."""
        return cls(**join_fields(found.request), name=found.account.name, email=found.account.email)


def join_fields(found: JoinRequest) -> dict[str, Any]:
    """Return what every answer about a request holds."""
    return {
        "id": found.id,
        "workspace": found.workspace,
        "user": found.user,
        "admissions": base64_text(found.admissions),
        "role": role_name(found.role),
        "document": found.document,
        "inviter": found.inviter,
        "asked_ms": found.asked_ms,
    }
