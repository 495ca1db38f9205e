"""Picture files onto the page: chosen in a dialog, dropped, or pasted as files."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.errors import InputError
from app.files import read_bounded
from app.workbench.open_tab import OpenTab
from app.workbench.questions import FileQuestions
from canvas.commands.clipboard import paste_image
from canvas.drawing.pictures import BYTE_LIMIT, picture_type
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.qt.images import ImageStore

Say = Callable[[str, str], None]
ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg")
_DIAGRAM_MARKS = (b"mxfile", b"mxGraphModel", b"mxgraphmodel")
SHARE_OF_VIEW = 0.6
"""A picture larger than this share of what is seen is made smaller on the page; its pixels stay."""
STEP = 20.0
"""Several pictures at once go this much further each, scene units."""


class PictureFiles:
    """Puts picture files onto the page in front."""

    def __init__(
        self, front: Callable[[], OpenTab | None], images: ImageStore, dialogs: FileQuestions, say: Say
    ) -> None:
        """Make the actions.

        Args:
            front: returns the tab in front.
            images: decides what can be shown, and tells sizes.
            dialogs: asks for files.
            say: short messages: text and level.
        """
        self._front = front
        self._images = images
        self._dialogs = dialogs
        self._say = say

    def choose(self) -> None:
        """Ask for pictures and put them into the middle of the view."""
        tab = self._front()
        if tab is None:
            return
        for number, path in enumerate(self._dialogs.choose_pictures()):
            self._take(tab.editor, path, None, number)

    def insert(self, paths: Sequence[Path], at: Vec | None) -> list[Path]:
        """Put the pictures among some files onto the page; return the files that are none, or hold a diagram.

        Args:
            paths: the user's files.
            at: scene point for the middle of the first; None for the middle of the view.
        """
        tab = self._front()
        others = [path for path in paths if not _is_picture(path)]
        pictures = [path for path in paths if path not in others]
        for number, path in enumerate(pictures):
            if tab is not None:
                self._take(tab.editor, path, at, number)
        return others

    def _take(self, editor: Editor, path: Path, at: Vec | None, number: int) -> None:
        try:
            data = read_bounded(path, BYTE_LIMIT)
        except InputError as error:
            self._say(str(error), "danger")
            return
        if not paste_picture(editor, data, self._images, _stepped(editor, at, number)):
            text = QCoreApplication.translate("Pictures", "%1 is no picture that can be shown, or it is too large")
            self._say(text.replace("%1", path.name), "danger")


def _stepped(editor: Editor, at: Vec | None, number: int) -> Vec:
    middle = editor.camera.visible.center if at is None else at
    return Vec(middle.x + STEP * number, middle.y + STEP * number)


def paste_picture(editor: Editor, data: bytes, images: ImageStore, at: Vec | None) -> bool:
    """Put the content of a picture file onto the page; return whether it is a picture that can be shown.

    Args:
        editor: where.
        data: PNG, JPEG, GIF, WebP, BMP or SVG.
        images: decides what can be shown, and tells sizes.
        at: scene point for its middle; None for the middle of the view.
    """
    kind = picture_type(data)
    mime = "svg+xml" if kind == "svg" else kind
    source = f"data:image/{mime};base64,{base64.b64encode(data).decode('ascii')}"
    size = images.size(source) if kind else None
    if size is None:
        return False
    paste_image(editor, source, *fitting(editor, *size), at)
    return True


def fitting(editor: Editor, width: float, height: float) -> tuple[float, float]:
    """Return the size a picture gets on the page: its own, or what fits well into the view."""
    seen = editor.camera.visible
    if seen.w <= 0 or seen.h <= 0 or width <= 0 or height <= 0:
        return width, height
    k = min(1.0, SHARE_OF_VIEW * seen.w / width, SHARE_OF_VIEW * seen.h / height)
    return width * k, height * k


def _is_picture(path: Path) -> bool:
    """Tell whether a file is a picture and no diagram in a picture's clothes; one that cannot be read is left to others."""
    if path.suffix.lower() not in ENDINGS or ".drawio" in path.name.lower():
        return False
    try:
        data = read_bounded(path, BYTE_LIMIT)
    except InputError:
        return False
    return bool(picture_type(data)) and not any(mark in data for mark in _DIAGRAM_MARKS)
