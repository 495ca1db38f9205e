"""Asking a team in with the code of a mail."""

from __future__ import annotations

import re

from relay_server.service.join_requests import ask_to_join
from relay_server.service.mail_invites import invite_by_mail
from sync.protocol.device_entry import encode_admission
from sync.protocol.roles import Role
from tests.support.relay import CALLER
from tests.support.relay_team import Colleague, RelayTeam
from tests.support.workspace import Person


def devices(person: Person) -> bytes:
    """Return the entries of somebody's devices, as he hands them over."""
    return b"".join(encode_admission(admission) for admission in person.admissions())


def invited(team: RelayTeam, email: str, role: Role = Role.EDITOR) -> str:
    """Invite by mail and return the code in it."""
    env = team.house.env
    invite_by_mail(env, CALLER, team.principal(team.founder), team.workspace, email, role)
    text = team.house.post.mails[-1].text
    found = re.search(r"\b[A-Z2-7]{5}(?:-[A-Z2-7]{1,5}){5}\b", text)
    assert found, text
    return found.group()


def ask(team: RelayTeam, who: Colleague, code: str) -> str:
    """Ask in; return the id of the request."""
    request = ask_to_join(team.house.env, CALLER, team.principal(who), code, who.user, devices(who.person))
    return request.id
