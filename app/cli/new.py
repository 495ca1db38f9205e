"""`aio-canvas new`: an empty diagram file."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.exit_codes import OK
from app.cli.inputs import STANDARD
from app.cli.outputs import FORMAT_OF_ENDING, write_standard
from app.errors import OutputError, UsageError
from app.files import write_atomically
from canvas.formats.drawio.writer import write_drawio
from canvas.model.ids import new_id
from canvas.model.ordering import between
from canvas.model.records import LayerRecord, PageRecord, Snapshot

DEFAULT_TITLE = "Page-1"


def run(arguments: argparse.Namespace) -> int:
    """Write an empty diagram.

    Raises:
        UsageError: the ending names another format.
        OutputError: the file exists, or cannot be written.
    """
    output: str = arguments.output
    if output != STANDARD and FORMAT_OF_ENDING.get(Path(output).suffix.lower()) != "drawio":
        raise UsageError(f"{output} must end in .drawio or .xml")
    data = write_drawio(empty_diagram(arguments.title or DEFAULT_TITLE))
    if output == STANDARD:
        write_standard(data)
        return OK
    path = Path(output)
    if path.exists() and not arguments.force:
        raise OutputError(f"{path} exists already", "Use --force to replace it.")
    write_atomically(path, data)
    return OK


def empty_diagram(title: str) -> Snapshot:
    """Return a diagram with one empty page of that name."""
    page, layer, order = new_id(), new_id(), between(None, None)
    return Snapshot(
        pages={page: PageRecord(page, {"name": title, "order": order})},
        layers={layer: LayerRecord(layer, {"page": page, "order": order})},
    )
