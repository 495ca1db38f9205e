"""The `aio-relay` command.

Exit codes: 0 done, 1 failed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version

from relay_server.errors import RelayError, RelayUnavailable

EXIT_OK = 0
EXIT_FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `aio-relay`.

    Args:
        arguments: What follows the program's name; None reads it from the process.

    Returns:
        The exit code of the process.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        sys.stdout.write(parser.format_help())
        return EXIT_OK
    try:
        serve()
    except RelayError as error:
        sys.stderr.write(f"aio-relay: {error}\n")
        return EXIT_FAILED
    return EXIT_OK


def serve() -> None:
    """Serve workspaces to their members.

    Raises:
        RelayUnavailable: Always in this release: the package holds the command line, not the relay.
    """
    raise RelayUnavailable("a relay server", version("aio-canvas"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="aio-relay", description="The blind relay of AIO Canvas.")
    parser.add_argument("--version", action="version", version=f"aio-relay {version('aio-canvas')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("serve", help="serve workspaces (not in this release: says so and exits 1)")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
