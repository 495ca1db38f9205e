"""Asking to join by an invitation that was mailed, and what an admin's app does with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relay_server.domain.account import Account, email_key
from relay_server.domain.joining import MAX_ADMISSIONS, JoinRequest
from relay_server.domain.registration import code_digest
from relay_server.domain.security_event import Action
from relay_server.errors import Forbidden, InvalidRequest, NotFound
from relay_server.ports.broker import JOIN_ASKED
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.mail_invites import KIND
from relay_server.service.record import note_own
from relay_server.service.workspace_access import member_in, require
from sync.protocol.device_entry import Admission, read_admission, verify_admission
from sync.protocol.errors import ProtocolError
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Permission
from sync.protocol.wire import WireReader


@dataclass(frozen=True, slots=True)
class Asking:
    """A request as an admin sees it: with the name and address of the account that asks."""

    request: JoinRequest
    account: Account


def ask_to_join(
    env: Environment, caller: Caller, principal: Principal, code: str, user: str, admissions: bytes
) -> JoinRequest:
    """Ask to be let in; whoever can invite sees it until it is settled.

    Args:
        env: The environment.
        caller: From where.
        principal: Who; the address of the account is the invited one, and the session's device one of those below.
        code: From the mail.
        user: The user id that the asking app made for this workspace.
        admissions: Its devices with their consent, encoded one after the other.

    Raises:
        Forbidden: The code is not good, or for another address.
        InvalidRequest: The devices do not consent, or the session is on another one.
        RateLimited: Too many attempts.
    """
    env.limiter.hit(Limit.TOKEN_PER_ADDRESS, caller.network)
    digest, now = code_digest(KIND, code), env.now_ms()
    devices = {admission.entry.device for admission in checked_admissions(user, admissions)}
    if principal.session.device not in devices:
        raise InvalidRequest("wrong_device", "The session is on another device than those that ask.")
    with env.transactions.write() as unit:
        invite = unit.mail_invites.get(digest)
        is_right = invite is not None and email_key(invite.email) == email_key(principal.account.email)
        if invite is None or not is_right or not unit.mail_invites.claim(digest, now):
            raise Forbidden("invalid_invitation", "This invitation is not good, or not for this address.")
        _check_new(env.memberships.inside(unit, invite.workspace), user, devices)
        request = JoinRequest(
            env.random_bytes(16).hex(),
            invite.workspace,
            principal.account.id,
            user,
            admissions,
            invite.role,
            invite.document,
            invite.inviter,
            now,
        )
        unit.join_requests.add(request)
        note_own(env, unit, caller, Action.JOIN_ASKED, principal, workspace=invite.workspace, user=user)
    env.broker.publish(JOIN_ASKED, invite.workspace.encode("ascii"))
    return request


def waiting(env: Environment, principal: Principal, workspace: str) -> Sequence[Asking]:
    """Return the requests that wait for somebody who may invite, oldest first.

    Raises:
        NotFound: There is no such workspace for the caller.
        Forbidden: The caller may not invite.
    """
    with env.transactions.read() as unit:
        require(member_in(env, unit, principal, workspace), Permission.INVITE)
        found = [
            (request, unit.accounts.get(request.account)) for request in unit.join_requests.of_workspace(workspace)
        ]
    return [Asking(request, account) for request, account in found if account is not None]


def own_requests(env: Environment, principal: Principal) -> Sequence[JoinRequest]:
    """Return the requests of the caller that are not settled, oldest first."""
    with env.transactions.read() as unit:
        return unit.join_requests.of_account(principal.account.id)


def decline(env: Environment, caller: Caller, principal: Principal, workspace: str, request: str) -> None:
    """Decline a request.

    Raises:
        NotFound: There is no such workspace or request for the caller.
        Forbidden: The caller may not invite.
    """
    with env.transactions.write() as unit:
        require(member_in(env, unit, principal, workspace), Permission.INVITE)
        gone = _removed(unit, workspace, request)
        note_own(env, unit, caller, Action.JOIN_DECLINED, principal, workspace=workspace, user=gone.user)
    env.broker.publish(JOIN_ASKED, workspace.encode("ascii"))


def checked_admissions(user: str, data: bytes) -> list[Admission]:
    """Return devices that consent to belong to a user.

    Raises:
        InvalidRequest: They do not, or there are none or too many.
    """
    found: list[Admission] = []
    try:
        reader = WireReader(data)
        while not reader.at_end and len(found) <= MAX_ADMISSIONS:
            found.append(read_admission(reader))
            verify_admission(found[-1], user)
    except ProtocolError:
        raise InvalidRequest("invalid_device", "A device's entry or its consent does not verify.") from None
    if not 1 <= len(found) <= MAX_ADMISSIONS:
        raise InvalidRequest("invalid_device", f"One to {MAX_ADMISSIONS} devices ask.")
    return found


def _check_new(state: WorkspaceState | None, user: str, devices: set[str]) -> None:
    if state is None or state.closed.now or user in state.members or devices & state.devices.keys():
        raise Forbidden("invalid_invitation", "This invitation is not good, or not for this address.")


def _removed(unit: UnitOfWork, workspace: str, request: str) -> JoinRequest:
    gone = unit.join_requests.remove(workspace, request)
    if gone is None:
        raise NotFound("no_such_request", "There is no such request.")
    return gone
