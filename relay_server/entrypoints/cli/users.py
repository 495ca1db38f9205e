"""``aio-relay users``: what an administrator does to accounts from the machine of the relay."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from relay_server.domain.account import Account, AccountRole
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
            action.add_argument("who", metavar="ADDRESS", help="e-mail address or id of the account")
    actions.choices["invite"].add_argument("--for", dest="email", metavar="ADDRESS", help="only for this address")
    actions.choices["list"].add_argument("--json", action="store_true", help="one JSON object a line")


def run_users(env: Environment, options: argparse.Namespace) -> None:
    """Run ``aio-relay users ACTION``.

    Raises:
        RelayError: It cannot be done; nothing was changed.
    """
    _ACTIONS[options.action][0](env, options)


def _list(env: Environment, options: argparse.Namespace) -> None:
    for account in _all(env):
        facts = {
            "id": account.id,
            "email": account.email,
            "name": account.name,
            "role": account.role.value,
            "state": account.state.value,
            "email_verified": account.email_verified_ms is not None,
        }
        text = json.dumps(facts, ensure_ascii=False) if options.json else "  ".join(str(v) for v in facts.values())
        sys.stdout.write(f"{text}\n")


def _all(env: Environment) -> Iterator[Account]:
    after: str | None = None
    while page := administration.list_accounts(env, after, _PAGE, ""):
        yield from page
        after = page[-1].id


def _invite(env: Environment, options: argparse.Namespace) -> None:
    sys.stdout.write(f"{administration.invite(env, CLI, options.email)}\n")


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
    "lock": (_lock, "lock an account and end its sessions", True),
    "unlock": (_unlock, "unlock an account", True),
    "promote": (_promote, "make an account an administrator", True),
    "demote": (_demote, "take an administrator's rights away", True),
    "sign-out": (_sign_out, "end all sessions of an account", True),
    "reset-link": (_reset_link, "print a link for a new password, good for 30 minutes", True),
    "delete": (_delete, "delete an account", True),
}
