"""Which format a file has, by its content first and its name second, and the reader for it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from canvas.errors import MalformedFile
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.png.chunks import SIGNATURE
from canvas.model.records import Snapshot

Reader = Callable[[bytes, str], Snapshot]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One kind of file that can be opened.

    Attributes:
        name: short name, as on the command line.
        title: shown in file dialogs.
        endings: of file names, the usual one first.
        read: (content, file name) -> diagram.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    read: Reader


DRAWIO = FileFormat("drawio", "draw.io diagram", (".drawio", ".dio", ".xml"), read_drawio)
DRAWIO_SVG = FileFormat("drawio.svg", "SVG picture with a diagram inside", (".drawio.svg", ".svg"), read_drawio)
DRAWIO_PNG = FileFormat("drawio.png", "PNG picture with a diagram inside", (".drawio.png", ".png"), read_drawio)
FORMATS = (DRAWIO, DRAWIO_SVG, DRAWIO_PNG)

_HEAD = 4096
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_BY_ROOT = {"svg": DRAWIO_SVG, "mxfile": DRAWIO, "mxGraphModel": DRAWIO}
_ENCODINGS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def format_of_content(data: bytes) -> FileFormat | None:
    """Return the format that a file's first bytes show, None when they show none of ours."""
    if data.startswith(SIGNATURE):
        return DRAWIO_PNG
    encoding = next((name for mark, name in _ENCODINGS if data.startswith(mark)), "utf-8")
    root = _ROOT.search(data[:_HEAD].decode(encoding, "replace"))
    return _BY_ROOT.get(root.group(1)) if root is not None else None


def format_of_name(name: str) -> FileFormat | None:
    """Return the format that a file's name promises; the longest ending decides."""
    lower = PurePath(name).name.lower()
    fitting = [(len(ending), form) for form in FORMATS for ending in form.endings if lower.endswith(ending)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def read(data: bytes, name: str = "") -> Snapshot:
    """Return the diagram in a file.

    Args:
        data: the whole file.
        name: its name, for the title and when the content does not show its format.

    Raises:
        MalformedFile: no format that we know, or a damaged file.
        LimitExceeded: beyond `canvas.formats.limits`.
    """
    form = format_of_content(data) or format_of_name(name)
    if form is None:
        raise MalformedFile("this is no file that can be opened: neither its content nor its name is that of a diagram")
    return form.read(data, name)
