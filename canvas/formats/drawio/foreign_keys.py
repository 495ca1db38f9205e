"""Document keys under which a file's own spelling is kept, so that writing gives back what was read.

All are plain strings but the extras, a list of [order, XML]; peers may have written anything there, so readers check types.
"""

from __future__ import annotations

from collections.abc import Mapping

from canvas.model.records import Value

FILE = "x.drawio.file"
"""Meta: <mxfile> without its content; absent when the file was a bare model."""
DIAGRAM = "x.drawio.diagram"
"""Page: <diagram> without its content."""
MODEL = "x.drawio.model"
"""Page: <mxGraphModel> without its content."""
COMPRESSED = "x.drawio.compressed"
"""Page: true when it was compressed."""
ROOT = "x.drawio.root"
"""Page: the cell that holds the layers."""
EXTRAS = "x.drawio.extras"
"""Page: what stands between the cells and is none, each with the order of the cell before it."""
ID = "x.drawio.id"
"""Layer, shape: id in the file."""
CELL = "x.drawio.cell"
"""Layer, shape: the cell, with style and label left empty."""
STYLE = "x.drawio.style"
"""Layer, shape: the style string; long pictures and figures are marked, see cell_source."""
LABEL = "x.drawio.label"
"""Shape: the label as the file has it, when that is not just its text."""
SHOWN = "x.drawio.shown"
"""Shape: hash of the label with its placeholders replaced; while the label has it, it was not edited."""

PREFIX = "x.drawio."


def text_of(values: Mapping[str, Value], key: str) -> str:
    """Return a kept string, "" when there is none or something else stands there."""
    value = values.get(key)
    return value if isinstance(value, str) else ""
