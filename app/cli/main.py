"""Entry point of `aio-canvas`: picks the command, turns errors into one line and an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from app.cli.arguments import COMMANDS, build_parser
from app.cli.exit_codes import FAILED, OK
from app.errors import AppError
from canvas.errors import CanvasError
from sync.errors import SyncError

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line.

    Returns:
        The exit code: 0 done, 1 failed; wrong usage leaves through argparse with 2.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        words = ["open", *words]
    options = build_parser().parse_args(words)
    try:
        return _command(options.command)(options)
    except (AppError, CanvasError, SyncError) as error:
        _explain(error)
        return FAILED
    except BrokenPipeError:
        # The reader of our output has gone; nothing more can be told, and a traceback would only confuse.
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        print("aio-canvas: interrupted", file=sys.stderr)
        return FAILED


def _explain(error: Exception) -> None:
    print(f"aio-canvas: {error}", file=sys.stderr)
    advice = getattr(error, "advice", "")
    if advice:
        print(f"  {advice}", file=sys.stderr)


def _command(name: str) -> Command:
    """Import a command only when it is asked for: `info` must not pay for Qt."""
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
