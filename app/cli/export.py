"""`aio-canvas export`: pictures of diagrams, and the list of what was painted."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.cli.inputs import Source, for_each, sources
from app.cli.outputs import Targets, format_of, is_editable_picture, make_folder
from app.cli.progress import with_progress
from app.errors import UsageError
from app.exporting.options import PICTURES, ExportOptions
from app.exporting.painted import PaintedPage, listing
from app.exporting.reading import read_snapshot
from app.exporting.service import export_with_pages
from app.files import write_atomically


def run(arguments: argparse.Namespace) -> int:
    """Export every input and return the exit code.

    Raises:
        UsageError: the options do not fit together.
    """
    options = export_options(arguments)
    inputs = sources(arguments.inputs)
    targets = Targets(arguments.output, options.format, inputs)
    several = len(inputs) > 1
    cells: Path | None = arguments.cells_json
    if cells is not None and several and cells.is_file():
        raise UsageError(f"{cells} is a file; several inputs need a folder for their lists")

    def each_page(numbers: Sequence[int]) -> Iterable[int]:
        return numbers if several else with_progress(numbers, "page")

    def one(source: Source) -> None:
        snapshot = read_snapshot(source.read(), source.name)
        files, pages = export_with_pages(snapshot, options, each=each_page)
        targets.write(source, [(file.page, file.data) for file in files])
        if cells is not None:
            path = _listing_path(cells, source, several=several)
            targets.claim(path)
            write_atomically(path, _listing_bytes(pages, options))

    return for_each(with_progress(inputs, "file"), one)


def export_options(arguments: argparse.Namespace) -> ExportOptions:
    """Return what the command line asks for.

    Raises:
        UsageError: the format is not clear, or an option has no meaning for it.
    """
    form = format_of(arguments.output, arguments.format)
    _check_meaning(arguments, form)
    return ExportOptions(
        format=form,
        pages=_pages(arguments, form),
        scale=arguments.scale,
        border=arguments.border,
        transparent=arguments.transparent,
        embed=arguments.embed or (form in PICTURES and is_editable_picture(arguments.output)),
        dark=arguments.dark,
        adaptive=arguments.adaptive,
    )


def _check_meaning(arguments: argparse.Namespace, form: str) -> None:
    """Refuse options that would do nothing."""
    painted = PICTURES | {"pdf"}
    for flag, given, formats in (
        ("-t", arguments.transparent, PICTURES),
        ("-e", arguments.embed, PICTURES),
        ("-s", arguments.scale != 1.0, PICTURES),
        ("-b", arguments.border != 0.0, painted),
        ("--dark", arguments.dark, painted),
        ("--adaptive", arguments.adaptive, {"svg"}),
        ("--cells-json", arguments.cells_json is not None, painted),
    ):
        if given and form not in formats:
            raise UsageError(f"{flag} has no meaning for {form}")


def _pages(arguments: argparse.Namespace, form: str) -> tuple[int, ...] | None:
    """Return the pages: those asked for, else the first for pictures and all for a diagram file."""
    if arguments.page is not None:
        return (arguments.page - 1,)
    return None if arguments.all_pages or form == "drawio" else (0,)


def _listing_path(cells: Path, source: Source, *, several: bool) -> Path:
    """Return where the list of one input goes: the file itself, or a file named after the input in a folder."""
    folder = make_folder(cells) if several else cells
    return folder / f"{source.stem}.json" if folder.is_dir() else cells


def _listing_bytes(pages: Sequence[PaintedPage], options: ExportOptions) -> bytes:
    return json.dumps(listing(pages, options), ensure_ascii=False, allow_nan=False).encode()
