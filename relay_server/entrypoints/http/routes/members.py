"""Who and what is in a workspace, and ways into it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from relay_server.entrypoints.http import member_models as models
from relay_server.entrypoints.http.context import Env, From, RawBody, Who
from relay_server.entrypoints.http.models import Accepted, Identifier
from relay_server.service import join_requests, mail_invites, member_lists, share_links
from sync.protocol.roles import Role

ROUTER = APIRouter(tags=["members"])
_SEALED = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


@ROUTER.get("/workspaces/{workspace}/members")
def members(
    env: Env,
    _caller: From,
    who: Who,
    workspace: Identifier,
    after: Identifier | None = None,
    limit: Annotated[int, Query(ge=1, le=member_lists.MOST_MEMBERS)] = 200,
) -> models.MemberPage:
    """List members in the order of their ids."""
    found = member_lists.list_members(env, who, workspace, after or "", limit)
    following = found[-1].user if len(found) == limit else None
    return models.MemberPage(members=[models.MemberItem.of(one) for one in found], next=following)


@ROUTER.get("/workspaces/{workspace}/diagrams")
def diagrams(
    env: Env, _caller: From, who: Who, workspace: Identifier, asked: Annotated[models.DiagramFilter, Query()]
) -> models.DiagramPage:
    """List and search the diagrams that the caller may read, by what the relay may know: never by title."""
    query = asked.as_query()
    found = member_lists.list_diagrams(env, who, workspace, query)
    last = found[-1] if len(found) == query.limit else None
    following = f"{last.place(query.order)}:{last.document}" if last is not None else None
    return models.DiagramPage(diagrams=[models.DiagramItem.of(one) for one in found], next=following)


@ROUTER.get("/workspaces/{workspace}/diagrams/{document}")
def diagram(
    env: Env, _caller: From, who: Who, workspace: Identifier, document: Identifier
) -> models.DiagramAccessAnswer:
    """Return who may enter a diagram by a role of their own on it, and the caller's own role there."""
    return models.DiagramAccessAnswer.of(member_lists.diagram_access(env, who, workspace, document))


@ROUTER.get("/workspaces/{workspace}/invites")
def invites(env: Env, _caller: From, who: Who, workspace: Identifier) -> list[models.InviteLinkItem]:
    """List the open invite links."""
    return [models.InviteLinkItem.of(one) for one in member_lists.list_invites(env, who, workspace)]


@ROUTER.post("/workspaces/{workspace}/mail-invites", status_code=202)
def invite(env: Env, caller: From, who: Who, workspace: Identifier, body: models.MailInviteBody) -> Accepted:
    """Mail somebody a code with which they can ask to join; an admin's app lets them in."""
    mail_invites.invite_by_mail(env, caller, who, workspace, body.email, Role[body.role.upper()], body.document)
    return Accepted(mails=env.policy.mails)


@ROUTER.get("/workspaces/{workspace}/mail-invites")
def mailed(env: Env, _caller: From, who: Who, workspace: Identifier) -> list[models.MailInviteItem]:
    """List the invitations by mail that can be used, newest first."""
    return [models.MailInviteItem.of(one) for one in mail_invites.open_mail_invites(env, who, workspace)]


@ROUTER.delete("/workspaces/{workspace}/mail-invites/{invite}", status_code=204)
def withdraw(env: Env, caller: From, who: Who, workspace: Identifier, invite: models.Digest) -> None:
    """Take an invitation by mail back."""
    mail_invites.withdraw_mail_invite(env, caller, who, workspace, bytes.fromhex(invite))


@ROUTER.post("/join-requests", status_code=202)
def ask(env: Env, caller: From, who: Who, body: models.JoinBody) -> models.JoinItem:
    """Ask to join with the code of a mail to this account's address."""
    code = body.code.get_secret_value()
    return models.JoinItem.of(join_requests.ask_to_join(env, caller, who, code, body.user, body.admissions))


@ROUTER.get("/join-requests")
def own_requests(env: Env, _caller: From, who: Who) -> list[models.JoinItem]:
    """List one's own requests that nobody has settled."""
    return [models.JoinItem.of(one) for one in join_requests.own_requests(env, who)]


@ROUTER.get("/workspaces/{workspace}/join-requests")
def waiting(env: Env, _caller: From, who: Who, workspace: Identifier) -> list[models.AskingItem]:
    """List the requests to join, oldest first; an app settles one by admitting that user."""
    return [models.AskingItem.of_asking(one) for one in join_requests.waiting(env, who, workspace)]


@ROUTER.delete("/workspaces/{workspace}/join-requests/{request_id}", status_code=204)
def decline(env: Env, caller: From, who: Who, workspace: Identifier, request_id: Identifier) -> None:
    """Decline a request to join."""
    join_requests.decline(env, caller, who, workspace, request_id)


@ROUTER.get("/workspaces/{workspace}/links")
def links(env: Env, _caller: From, who: Who, workspace: Identifier) -> list[models.ShareLinkItem]:
    """List the live share links: one's own, or all for those who may end them."""
    return [models.ShareLinkItem.of(one) for one in member_lists.list_links(env, who, workspace)]


@ROUTER.put(
    "/workspaces/{workspace}/links/{link}/content",
    status_code=204,
    openapi_extra={"requestBody": {"required": True, **_SEALED}},
)
def fill_link(env: Env, caller: From, who: Who, workspace: Identifier, link: Identifier, data: RawBody) -> None:
    """Store what a share link shows, sealed under the key in the link's address."""
    share_links.put_link_content(env, caller, who, workspace, link, data)


@ROUTER.get("/links/{link}", response_class=Response, responses={200: _SEALED})
def shown(env: Env, _caller: From, link: Identifier) -> Response:
    """Return what a share link shows, to anybody, until it expires or is revoked."""
    return Response(share_links.link_content(env, link), media_type="application/octet-stream")
