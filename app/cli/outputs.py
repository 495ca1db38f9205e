"""Where results go: files, numbered files, folders, standard output; never over an input, never twice to one file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli.inputs import STANDARD, Source
from app.errors import OutputError, UsageError
from app.files import stem_of, write_atomically

FORMAT_OF_ENDING = {".svg": "svg", ".png": "png", ".pdf": "pdf", ".drawio": "drawio", ".xml": "drawio"}


def format_of(output: str, asked: str | None) -> str:
    """Return the format to write.

    Args:
        output: as the user wrote it.
        asked: what -f says, or None.

    Raises:
        UsageError: neither says it.
    """
    found = asked or FORMAT_OF_ENDING.get(Path(output).suffix.lower())
    if found is None:
        raise UsageError(f"-f is needed: the ending of {output} does not name a format")
    return found


def is_editable_picture(output: str) -> bool:
    """Tell whether a name promises a picture with the diagram inside: "plan.drawio.svg", "plan.drawio.png"."""
    return output.lower().endswith((".drawio.svg", ".drawio.png"))


class Targets:
    """Names the output files of one command.

    One result of one input goes to OUT itself, unless OUT is a folder. Several pages of one input get their number
    before the ending: "out-1.svg". Several inputs need a folder, which is made when it is missing; names come from the
    inputs.

    Args:
        output: as the user wrote it.
        ending: of the files, without a dot.
        inputs: all inputs of the command.

    Raises:
        UsageError: the output cannot take what the inputs give.
    """

    def __init__(self, output: str, ending: str, inputs: Sequence[Source]) -> None:
        self._ending = ending
        self._several = len(inputs) > 1
        self._inputs = [source.path for source in inputs if source.path is not None]
        self._used: set[Path] = set()
        self._output = output
        if self._several:
            self._check_several(inputs)

    @property
    def is_standard(self) -> bool:
        """Tell whether the result goes to standard output."""
        return self._output == STANDARD

    def write(self, source: Source, results: Sequence[tuple[int | None, bytes]]) -> None:
        """Write the results of one input.

        Args:
            source: the input.
            results: page number from 0, or None for a file that is the whole diagram; and the bytes.

        Raises:
            OutputError: it cannot be written, is an input, or was written before by this command.
        """
        if self.is_standard:
            if len(results) != 1:
                raise OutputError(
                    f"{source.argument} gives {len(results)} pictures, and standard output can take one",
                    "Choose a page with -p, or name a file or a folder.",
                )
            write_standard(results[0][1])
            return
        numbered = len(results) > 1
        paths = [self._path(source, page if numbered else None) for page, _ in results]
        for path in paths:
            self.claim(path)
        for path, (_, data) in zip(paths, results, strict=True):
            write_atomically(path, data)

    def claim(self, path: Path) -> None:
        """Reserve a file for this command.

        Raises:
            OutputError: it is one of the inputs, or was claimed before.
        """
        if any(_same_file(path, one) for one in self._inputs):
            raise OutputError(f"{path} is an input and is not replaced", "Name another output.")
        real = path.absolute()
        if real in self._used:
            raise OutputError(f"{path} was already written from another input", "Export these inputs one by one.")
        self._used.add(real)

    def _path(self, source: Source, page: int | None) -> Path:
        number = "" if page is None else f"-{page + 1}"
        folder = self._folder()
        if folder is not None:
            return folder / f"{source.stem}{number}.{self._ending}"
        path = Path(self._output)
        if not number:
            return path
        stem = stem_of(path.name)
        return path.with_name(f"{stem}{number}{path.name[len(stem) :]}")

    def _folder(self) -> Path | None:
        """Return the folder to write into, made if it has to be; None when OUT is a file."""
        path = Path(self._output)
        if self._several or self._output.endswith(("/", os.sep)):
            return make_folder(path)
        return path if path.is_dir() else None

    def _check_several(self, inputs: Sequence[Source]) -> None:
        if self.is_standard:
            raise UsageError("standard output (-) takes the result of one input only")
        if Path(self._output).is_file():
            raise UsageError(f"{self._output} is a file; several inputs need a folder as output")
        if Path(self._output).suffix.lower() in FORMAT_OF_ENDING and not Path(self._output).is_dir():
            raise UsageError(f"several inputs need a folder as output, and {self._output} is the name of a file")
        stems: dict[str, Source] = {}
        for source in inputs:
            other = stems.setdefault(source.stem, source)
            if other is not source:
                raise UsageError(
                    f"{other.argument} and {source.argument} would both become {source.stem}.{self._ending}"
                )


def make_folder(path: Path) -> Path:
    """Return a folder, made if it has to be.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"the folder {path} cannot be made: {error.strerror}") from error
    return path


def write_standard(data: bytes) -> None:
    """Write bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths name one file, also through links."""
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()
