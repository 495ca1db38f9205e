"""Inputs of a command: files and standard input, read in bounds; one that fails does not stop the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.cli.console import say_error
from app.cli.exit_codes import FAILED, OK
from app.cli.progress import above_bar
from app.errors import AppError, InputError, UsageError
from app.files import MAX_INPUT_BYTES, read_bounded, stem_of
from canvas.errors import CanvasError
from sync.errors import SyncError

STANDARD = "-"
"""As an input: standard input. As an output: standard output."""
_STANDARD_NAME = "stdin"


@dataclass(frozen=True, slots=True)
class Source:
    """One input.

    Attributes:
        argument: as the user wrote it.
    """

    argument: str

    @property
    def is_standard(self) -> bool:
        """Tell whether it comes through standard input."""
        return self.argument == STANDARD

    @property
    def path(self) -> Path | None:
        """The file, or None for standard input."""
        return None if self.is_standard else Path(self.argument)

    @property
    def name(self) -> str:
        """File name without its folder; readers may look at its ending."""
        return _STANDARD_NAME if self.is_standard else Path(self.argument).name

    @property
    def stem(self) -> str:
        """Name for outputs made from it: "plan" for "plan.drawio" and "plan.drawio.svg"."""
        return stem_of(self.name)

    def read(self) -> bytes:
        """Return its bytes.

        Raises:
            InputError: missing, not readable or too large.
        """
        return _read_standard(sys.stdin.buffer) if self.path is None else read_bounded(self.path)


def sources(arguments: Sequence[str]) -> tuple[Source, ...]:
    """Return the inputs that were asked for.

    Raises:
        UsageError: standard input is named twice; it can be read only once.
    """
    if list(arguments).count(STANDARD) > 1:
        raise UsageError("standard input (-) can be read only once")
    return tuple(Source(argument) for argument in arguments)


def for_each(inputs: Iterable[Source], work: Callable[[Source], bool | None]) -> int:
    """Do the work for every input; say what failed and go on with the next.

    Args:
        inputs: in the order they were given.
        work: does one input; may return False when it has itself told that the input failed.

    Returns:
        The exit code for all of them.
    """
    code = OK
    for source in inputs:
        try:
            if work(source) is False:
                code = FAILED
        except (AppError, CanvasError, SyncError) as error:
            with above_bar():
                say_error(error, source.argument)
            code = FAILED
    return code


def _read_standard(stream: BinaryIO) -> bytes:
    data = stream.read(MAX_INPUT_BYTES + 1)
    if len(data) > MAX_INPUT_BYTES:
        raise InputError(f"standard input is larger than {MAX_INPUT_BYTES // (1024 * 1024)} MB")
    if not data:
        raise InputError("standard input is empty")
    return data
