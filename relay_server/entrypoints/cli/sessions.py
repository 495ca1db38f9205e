"""``aio-relay sessions``: looking at the open sessions of an account, and ending one."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import Any

from relay_server.entrypoints.cli.users import CLI
from relay_server.service import administration
from relay_server.service.environment import Environment


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's class is private.
    """Add the command and its subcommands."""
    sessions = commands.add_parser("sessions", help="list and end sessions")
    actions = sessions.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", parents=[shared], help="list the open sessions of an account")
    listing.add_argument("who", metavar="ADDRESS", help="e-mail address or id of the account")
    ending = actions.add_parser("end", parents=[shared], help="end one session")
    ending.add_argument("session", metavar="ID", help="id of the session, as the list shows it")


def run_sessions(env: Environment, options: argparse.Namespace) -> None:
    """Run ``aio-relay sessions ACTION``.

    Raises:
        RelayError: It cannot be done; nothing was changed.
    """
    if options.action == "end":
        administration.end_session(env, CLI, options.session)
        sys.stdout.write(f"Ended {options.session}.\n")
        return
    account = administration.find_account(env, options.who)
    for session in administration.sessions_of(env, account.id):
        used = datetime.fromtimestamp(session.used_ms / 1000, UTC).isoformat(timespec="seconds")
        sys.stdout.write(f"{session.id}  {used}  {session.address}  {session.user_agent}\n")
