"""A line drawn by hand as draw.io can show it: its curve as an inline stencil. Our own points travel beside it, see `cell_values`."""

from __future__ import annotations

from canvas.formats.drawio.packing import pack
from canvas.formats.drawio.style_text import number_text
from canvas.geometry.path import Command
from canvas.model.records import ShapeRecord
from canvas.shapes.freehand import curve

_NAMES = {"M": "move", "L": "line", "C": "curve", "Z": "close"}
_NUMBERS = {"M": ("x", "y"), "L": ("x", "y"), "C": ("x1", "y1", "x2", "y2", "x3", "y3"), "Z": ()}


def freehand_shape(record: ShapeRecord) -> str:
    """Return what `shape=` says for a line drawn by hand."""
    w, h = max(record.w, 1.0), max(record.h, 1.0)
    path = curve(record.get("freehand", ()), w, h)
    commands = "".join(_element(command) for command in path.commands)
    paint = "fillstroke" if path.commands and path.commands[-1][0] == "Z" else "stroke"
    figure = (
        f'<shape name="freehand" w="{number_text(w)}" h="{number_text(h)}" aspect="variable" strokewidth="inherit">'
        f'<foreground><linecap cap="round"/><linejoin join="round"/><path>{commands}</path><{paint}/></foreground></shape>'
    )
    return f"stencil({pack(figure)})"


def _element(command: Command) -> str:
    op, *numbers = command
    values = zip(_NUMBERS[op], numbers, strict=True)
    text = "".join(f' {name}="{number_text(round(value, 2))}"' for name, value in values)
    return f"<{_NAMES[op]}{text}/>"
