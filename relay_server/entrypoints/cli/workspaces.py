"""``aio-relay workspaces`` and ``aio-relay retention``: looking after workspaces from the machine of the relay."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from relay_server.domain.workspace import Workspace
from relay_server.entrypoints.cli.users import CLI
from relay_server.errors import OperationError
from relay_server.service.environment import Environment
from relay_server.service.purge_workspaces import purge
from relay_server.service.rebuild_tables import check_tables, rebuild_tables
from relay_server.service.retention import apply_retention

_PAGE = 500


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's class is private.
    """Add the commands and their subcommands."""
    workspaces = commands.add_parser("workspaces", help="list, check and purge workspaces")
    actions = workspaces.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", parents=[shared], help="list all workspaces")
    for name, about in (
        ("check", "verify a membership log from the ground and compare the tables with it (all by default)"),
        ("rebuild", "make the tables of a workspace anew from its log"),
        ("purge", "remove a deleted workspace before its grace is over"),
    ):
        action = actions.add_parser(name, parents=[shared], help=about)
        action.add_argument("workspace", metavar="ID", nargs="?" if name == "check" else None)
    commands.add_parser("retention", parents=[shared], help="remove counts and addresses older than the settings keep")


def run_workspaces(env: Environment, options: argparse.Namespace) -> None:
    """Run ``aio-relay workspaces ACTION``.

    Raises:
        RelayError: It cannot be done, or something is wrong with a workspace.
    """
    if options.action == "list":
        for one in _all(env):
            state = "open" if one.closed_ms is None else "deleted"
            sys.stdout.write(f"{one.id}  {state}  {one.seq} operations  account {one.account or '-'}\n")
    elif options.action == "check":
        _check(env, [options.workspace] if options.workspace else [one.id for one in _all(env)])
    elif options.action == "rebuild":
        sys.stdout.write(f"Made {rebuild_tables(env, CLI, options.workspace)} rows.\n")
    else:
        purge(env, CLI, options.workspace)
        sys.stdout.write(f"Removed {options.workspace}.\n")


def run_retention(env: Environment) -> None:
    """Run ``aio-relay retention``."""
    removed = apply_retention(env, CLI)
    sys.stdout.write(f"Removed {removed.counts} counts and {removed.addresses} addresses.\n")


def _check(env: Environment, workspaces: list[str]) -> None:
    bad = 0
    for workspace in workspaces:
        found = check_tables(env, workspace)
        if found.is_good:
            sys.stdout.write(f"{workspace}  good  {found.entries} operations\n")
            continue
        bad += 1
        reason = found.fault or f"{found.missing} rows missing, {found.strange} that do not follow from the log"
        sys.stdout.write(f"{workspace}  BAD   {reason}\n")
    if bad:
        raise OperationError(f"{bad} of {len(workspaces)} workspaces are not as they should be")


def _all(env: Environment) -> Iterator[Workspace]:
    after: str | None = None
    while True:
        with env.transactions.read() as unit:
            page = unit.workspaces.page(after, _PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].id
