"""``aio-relay users``: what an administrator does to accounts from the machine of the relay."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from relay_server.domain.account import Account, AccountRole
from relay_server.errors import OperationError
from relay_server.service import administration
from relay_server.service.actor import Actor
from relay_server.service.environment import Caller, Environment
from relay_server.service.password_reset import reset_link

CLI = Actor("cli", Caller())
_PAGE = 200


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's class is private.
    """Add the command and its subcommands."""
    users = commands.add_parser("users", help="list, invite, lock and delete accounts")
    actions = users.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (_, about, who) in _ACTIONS.items():
        action = actions.add_parser(name, parents=[shared], help=about)
        if who:
            action.add_argument("who", metavar="ADDRESS", help="e-mail address or id")
    actions.choices["invite"].add_argument("--for", dest="email", metavar="ADDRESS", help="only for this address")
    actions.choices["list"].add_argument("--json", action="store_true", help="one JSON object a line")


def run_users(env: Environment, options: argparse.Namespace) -> None:
    """Run ``aio-relay users ACTION``.

    Raises:
        RelayError: It cannot be done; nothing was changed.
    """
    _ACTIONS[options.action][0](env, options)


def _list(env: Environment, options: argparse.Namespace) -> None:
    if not options.json:
        sys.stdout.write(f"{'id':32}  address  name  role  state  address proven\n")
    for account in _all(env):
        facts = {
            "id": account.id,
            "email": account.email,
            "name": account.name,
            "role": account.role.value,
            "state": account.state.value,
            "email_verified": account.email_verified_ms is not None,
        }
        words = {**facts, "email_verified": "proven" if facts["email_verified"] else "not proven"}
        text = json.dumps(facts, ensure_ascii=False) if options.json else "  ".join(str(one) for one in words.values())
        sys.stdout.write(f"{text}\n")


def _all(env: Environment) -> Iterator[Account]:
    after: str | None = None
    while page := administration.list_accounts(env, after, _PAGE, ""):
        yield from page
        after = page[-1].id


def _invite(env: Environment, options: argparse.Namespace) -> None:
    sys.stdout.write(f"{administration.invite(env, CLI, options.email)}\n")


def _invitations(env: Environment, _options: argparse.Namespace) -> None:
    for one in administration.open_invites(env):
        until = datetime.fromtimestamp(one.expires_ms // 1000, UTC).isoformat()
        sys.stdout.write(f"{one.digest.hex()}  until {until}  for {one.email or 'anybody'}\n")


def _withdraw(env: Environment, options: argparse.Namespace) -> None:
    if not re.fullmatch("[0-9a-f]{64}", options.who):
        raise OperationError("an invitation is named by the 64 digits that `users invitations` shows")
    administration.withdraw_invite(env, CLI, bytes.fromhex(options.who))
    sys.stdout.write("Withdrew the invitation.\n")


def _lock(env: Environment, options: argparse.Namespace) -> None:
    account = administration.find_account(env, options.who)
    administration.set_locked(env, CLI, account.id, locked=True)
    sys.stdout.write(f"Locked {account.email}; its sessions were ended.\n")


def _unlock(env: Environment, options: argparse.Namespace) -> None:
    account = administration.find_account(env, options.who)
    administration.set_locked(env, CLI, account.id, locked=False)
    sys.stdout.write(f"Unlocked {account.email}.\n")


def _promote(env: Environment, options: argparse.Namespace) -> None:
    _set_role(env, options, AccountRole.ADMIN)


def _demote(env: Environment, options: argparse.Namespace) -> None:
    _set_role(env, options, AccountRole.USER)


def _set_role(env: Environment, options: argparse.Namespace, role: AccountRole) -> None:
    account = administration.find_account(env, options.who)
    administration.set_role(env, CLI, account.id, role)
    sys.stdout.write(f"{account.email} is now {role.value}.\n")


def _sign_out(env: Environment, options: argparse.Namespace) -> None:
    account = administration.find_account(env, options.who)
    sys.stdout.write(f"Ended {administration.end_sessions(env, CLI, account.id)} sessions of {account.email}.\n")


def _reset_link(env: Environment, options: argparse.Namespace) -> None:
    account = administration.find_account(env, options.who)
    sys.stdout.write(f"{reset_link(env, CLI.caller, account.id, actor=CLI.id)}\n")


def _delete(env: Environment, options: argparse.Namespace) -> None:
    account = administration.find_account(env, options.who)
    administration.delete_account(env, CLI, account.id)
    sys.stdout.write(f"Deleted {account.email}.\n")


_ACTIONS: dict[str, tuple[Callable[[Environment, argparse.Namespace], None], str, bool]] = {
    "list": (_list, "list all accounts", False),
    "invite": (_invite, "print a code with which somebody can open an account", False),
    "invitations": (_invitations, "list the invitations that can be used", False),
    "withdraw": (_withdraw, "take an invitation back", True),
    "lock": (_lock, "lock an account and end its sessions", True),
    "unlock": (_unlock, "unlock an account", True),
    "promote": (_promote, "make an account an administrator", True),
    "demote": (_demote, "take an administrator's rights away", True),
    "sign-out": (_sign_out, "end all sessions of an account", True),
    "reset-link": (_reset_link, "print a link for a new password, good for 30 minutes", True),
    "delete": (_delete, "delete an account", True),
}
