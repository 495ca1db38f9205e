"""Entry point of `aio-canvas`: picks the command, turns errors into one line and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from app.cli.arguments import COMMANDS, build_parser
from app.cli.console import PROGRAM, say_error
from app.cli.exit_codes import FAILED, OK, USAGE
from app.errors import AppError, UsageError
from canvas.errors import CanvasError
from sync.errors import SyncError

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line.

    Returns:
        The exit code: 0 done, 1 failed, 2 wrong usage (argparse leaves with 2 by itself).
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        words = ["open", *words]
    options = build_parser().parse_args(words)
    try:
        code = _command(options.command)(options)
        # What is still in the buffer must fail here, where it can be told, and not when the interpreter ends.
        sys.stdout.flush()
        return code
    except UsageError as error:
        say_error(error)
        return USAGE
    except (AppError, CanvasError, SyncError) as error:
        say_error(error)
        return FAILED
    except BrokenPipeError:
        _forget_output()
        return OK
    except KeyboardInterrupt:
        print(f"{PROGRAM}: interrupted", file=sys.stderr)
        return FAILED


def _forget_output() -> None:
    """Send what is left of standard output nowhere: its reader has gone, and a traceback would only confuse."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _command(name: str) -> Command:
    """Import a command only when it is asked for: `info` must not pay for Qt."""
    run: Command
    if name == "open":
        from app.cli.open_editor import run
    elif name == "export":
        from app.cli.export import run
    elif name == "convert":
        from app.cli.convert import run
    elif name == "info":
        from app.cli.info import run
    elif name == "validate":
        from app.cli.validate import run
    elif name == "new":
        from app.cli.new import run
    elif name == "library":
        from app.cli.library import run
    else:
        from app.cli.demo import run
    return run


if __name__ == "__main__":
    sys.exit(main())
