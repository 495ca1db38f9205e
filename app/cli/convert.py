"""`aio-canvas convert`: whole diagrams from one format into another."""

from __future__ import annotations

import argparse

from app.cli.inputs import Source, for_each, sources
from app.cli.outputs import Targets, format_of
from app.cli.progress import with_progress
from app.exporting.options import whole_diagram
from app.exporting.reading import read_snapshot
from app.exporting.service import export


def run(arguments: argparse.Namespace) -> int:
    """Convert every input and return the exit code.

    Pictures (SVG, PNG) show the first page and have the whole diagram inside, so that nothing is lost on the way.

    Raises:
        UsageError: the format is not clear, or the output cannot take all inputs.
    """
    form = format_of(arguments.output, arguments.format)
    options = whole_diagram(form)
    inputs = sources(arguments.inputs)
    targets = Targets(arguments.output, form, inputs)

    def one(source: Source) -> None:
        files = export(read_snapshot(source.read(), source.name), options)
        targets.write(source, [(file.page, file.data) for file in files])

    return for_each(with_progress(inputs, "file"), one)
