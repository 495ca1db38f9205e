"""Inviting to a workspace by e-mail: the mail holds a code, never a key; an admin's app lets the invited in."""

from __future__ import annotations

from collections.abc import Sequence

from relay_server.domain.account import email_key, normalised_email
from relay_server.domain.joining import MAIL_INVITE_MS, MAX_OPEN_MAIL_INVITES, MailInvite
from relay_server.domain.registration import code_digest
from relay_server.domain.second_factor import recovery_code
from relay_server.domain.security_event import Action
from relay_server.errors import Conflict, Forbidden, InvalidRequest, NotFound
from relay_server.ports.rate_limiter import Limit
from relay_server.service import messages
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.record import note_own
from relay_server.service.workspace_access import Member, member_in, require
from sync.protocol.membership.access import diagram_role
from sync.protocol.roles import DIAGRAM_ROLES, MEMBER_ROLES, Permission, Role, permits

KIND = "workspace invitation"


def invite_by_mail(
    env: Environment,
    caller: Caller,
    principal: Principal,
    workspace: str,
    email: str,
    role: Role,
    document: str | None = None,
) -> None:
    """Mail somebody a code with which they can ask to join; a later one to the same address replaces it.

    Raises:
        NotFound: There is no such workspace, or no such diagram, for the caller.
        Forbidden: The caller may not invite, or not to this role.
        InvalidRequest: It is no address, or no role that can be given so.
        Conflict: Too many invitations are open.
        RateLimited: Too much mail.
    """
    address = normalised_email(email)
    with env.transactions.read() as unit:
        _check(member_in(env, unit, principal, workspace), role, document)
    env.limiter.hit(Limit.MAIL_PER_RECIPIENT, email_key(address))
    env.limiter.hit(Limit.MAIL_PER_ADDRESS, caller.network)
    code, now = recovery_code(env.random_bytes(16)), env.now_ms()
    with env.transactions.write() as unit:
        member = member_in(env, unit, principal, workspace)
        _check(member, role, document)
        if len(unit.mail_invites.open_of(workspace, now)) >= MAX_OPEN_MAIL_INVITES:
            raise Conflict("too_many_invitations", "Too many invitations are open. Withdraw some first.")
        digest, until = code_digest(KIND, code), now + MAIL_INVITE_MS
        invite = MailInvite(digest, workspace, address, int(role), document, member.user, now, until)
        unit.mail_invites.add(invite)
        note_own(env, unit, caller, Action.INVITED_BY_MAIL, principal, workspace=workspace, role=role.name.lower())
    env.mailer.send(messages.workspace_invitation(env.policy, address, code))


def open_mail_invites(env: Environment, principal: Principal, workspace: str) -> Sequence[MailInvite]:
    """Return the invitations by mail that can be used, newest first.

    Raises:
        NotFound: There is no such workspace for the caller.
        Forbidden: The caller may not invite.
    """
    with env.transactions.read() as unit:
        require(member_in(env, unit, principal, workspace), Permission.INVITE)
        return unit.mail_invites.open_of(workspace, env.now_ms())


def withdraw_mail_invite(env: Environment, caller: Caller, principal: Principal, workspace: str, digest: bytes) -> None:
    """Take an invitation by mail back.

    Raises:
        NotFound: There is no such workspace or invitation for the caller.
        Forbidden: The caller may not invite.
    """
    with env.transactions.write() as unit:
        require(member_in(env, unit, principal, workspace), Permission.INVITE)
        if not unit.mail_invites.withdraw(workspace, digest):
            raise NotFound("no_such_invitation", "There is no such invitation.")
        note_own(env, unit, caller, Action.MAIL_INVITE_WITHDRAWN, principal, workspace=workspace)


def _check(member: Member, role: Role, document: str | None) -> None:
    require(member, Permission.INVITE)
    if role not in (MEMBER_ROLES if document is None else DIAGRAM_ROLES):
        raise InvalidRequest("invalid_role", "This role cannot be given so.")
    if role in (Role.ADMIN, Role.OWNER) and not permits(member.role, Permission.TOUCH_ADMINS):
        raise Forbidden("owners_only", "Only owners invite to this role.")
    diagram = member.state.diagrams.get(document) if document is not None else None
    if document is not None and (diagram is None or diagram_role(member.state, member.user, diagram) is None):
        raise NotFound("no_such_diagram", "There is no such diagram.")
