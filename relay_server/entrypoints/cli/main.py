"""Arguments of ``aio-relay`` and what they run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from relay_server.config import Settings, load_settings
from relay_server.entrypoints.cli import audit, sessions, users, workspaces
from relay_server.entrypoints.cli.program import Program
from relay_server.errors import ConfigurationError, RelayError
from relay_server.service.setup import new_setup_code
from sync.protocol.errors import ProtocolError

EXIT_OK = 0
EXIT_FAILED = 1


def run(arguments: Sequence[str] | None, program: Program) -> int:
    """Run ``aio-relay``.

    Args:
        arguments: What follows the program's name; None reads it from the process.
        program: Starts and opens relays.

    Returns:
        The exit code of the process.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        sys.stdout.write(parser.format_help())
        return EXIT_OK
    try:
        return _COMMANDS[options.command](_settings(options), options, program)
    except ConfigurationError as error:
        sys.stderr.write("aio-relay: the configuration has problems\n")
        sys.stderr.writelines(f"  - {problem}\n" for problem in error.problems)
    except (RelayError, ProtocolError) as error:
        sys.stderr.write(f"aio-relay: {error}\n")
    return EXIT_FAILED


def _settings(options: argparse.Namespace) -> Settings:
    names = {"host": options.host, "port": options.port, "data_directory": options.data}
    given = {name: value for name, value in names.items() if value is not None}
    return load_settings(options.config, **given)


def _serve(settings: Settings, _options: argparse.Namespace, program: Program) -> int:
    program.serve(settings)
    return EXIT_OK


def _check(settings: Settings, _options: argparse.Namespace, program: Program) -> int:
    findings = program.check(settings)
    sys.stdout.writelines(f"{finding.level:8} {finding.text}\n" for finding in findings)
    return EXIT_FAILED if any(finding.level == "problem" for finding in findings) else EXIT_OK


def _setup_code(settings: Settings, _options: argparse.Namespace, program: Program) -> int:
    with program.open(settings) as env:
        code = new_setup_code(env)
    if code is None:
        sys.stderr.write("aio-relay: this relay is set up already\n")
        return EXIT_FAILED
    sys.stdout.write(f"{code}\n")
    return EXIT_OK


def _users(settings: Settings, options: argparse.Namespace, program: Program) -> int:
    with program.open(settings) as env:
        users.run_users(env, options)
    return EXIT_OK


def _sessions(settings: Settings, options: argparse.Namespace, program: Program) -> int:
    with program.open(settings) as env:
        sessions.run_sessions(env, options)
    return EXIT_OK


def _workspaces(settings: Settings, options: argparse.Namespace, program: Program) -> int:
    with program.open(settings) as env:
        workspaces.run_workspaces(env, options)
    return EXIT_OK


def _retention(settings: Settings, _options: argparse.Namespace, program: Program) -> int:
    with program.open(settings) as env:
        workspaces.run_retention(env)
    return EXIT_OK


def _audit(settings: Settings, options: argparse.Namespace, program: Program) -> int:
    with program.open(settings) as env:
        audit.run_audit(env, options)
    return EXIT_OK


def _rotate(settings: Settings, _options: argparse.Namespace, program: Program) -> int:
    program.rotate_token_key(settings)
    sys.stdout.write(
        "Made a new key. Restart the relay: access tokens signed with the old one are refused from then on.\n"
    )
    return EXIT_OK


def _backup(settings: Settings, options: argparse.Namespace, program: Program) -> int:
    program.backup(settings, options.file)
    sys.stdout.write(
        f"Wrote {options.file}.\n"
        f"It opens only with the secrets in {settings.secrets_path}; keep a copy of those elsewhere.\n"
    )
    return EXIT_OK


def _restore(settings: Settings, options: argparse.Namespace, program: Program) -> int:
    former = program.restore(settings, options.file)
    sys.stdout.write(f"Restored {settings.database_path}.\n")
    if former is not None:
        sys.stdout.write(f"The former database is now {former}.\n")
    return EXIT_OK


def _move(settings: Settings, options: argparse.Namespace, program: Program) -> int:
    for moved in program.move(settings, options.to):
        sys.stdout.write(f"{moved.rows:10}  {moved.digest[:16]}  {moved.table}\n")
    sys.stdout.write(
        "Every row arrived and was compared; the audit ledger was verified. The former database is unchanged.\n"
    )
    sys.stdout.write(
        "Start the relay without database_url from now on.\n"
        if options.to == "embedded"
        else "Start the relay with this database_url from now on, and with the same secrets.\n"
    )
    return EXIT_OK


_COMMANDS = {
    "serve": _serve,
    "check": _check,
    "setup-code": _setup_code,
    "users": _users,
    "sessions": _sessions,
    "workspaces": _workspaces,
    "retention": _retention,
    "audit": _audit,
    "rotate-token-key": _rotate,
    "backup": _backup,
    "restore": _restore,
    "move": _move,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="aio-relay", description="The blind relay of AIO Canvas.")
    parser.add_argument("--version", action="version", version=f"aio-relay {version('aio-canvas')}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--config", type=Path, metavar="FILE", help="read settings from a TOML file")
    shared.add_argument("--data", type=Path, metavar="FOLDER", help="where database and secrets lie")
    shared.add_argument("--host", help="address to listen on")
    shared.add_argument("--port", type=int, help="port to listen on")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("serve", parents=[shared], help="serve workspaces to their members")
    commands.add_parser("check", parents=[shared], help="say what is wrong with the configuration")
    commands.add_parser("setup-code", parents=[shared], help="make a new code for setting up the first administrator")
    users.add_parser(commands, shared)
    sessions.add_parser(commands, shared)
    workspaces.add_parser(commands, shared)
    audit.add_parser(commands, shared)
    commands.add_parser("rotate-token-key", parents=[shared], help="sign access tokens with a new key")
    backup = commands.add_parser("backup", parents=[shared], help="copy the database, also while the relay runs")
    backup.add_argument("file", type=Path)
    restore = commands.add_parser("restore", parents=[shared], help="put a copy in the place of the database")
    restore.add_argument("file", type=Path)
    move = commands.add_parser("move", parents=[shared], help="move everything to PostgreSQL, or back to the file")
    move.add_argument("--to", required=True, metavar="URL", help='postgresql://user@host/name, or "embedded"')
    return parser
