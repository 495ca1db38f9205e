"""The system's clipboard: our own shapes, SVG, PNG and text out; the same, pictures and text in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QImage

from app.canvas_view.view import CanvasView
from app.exporting.pictures import Blob
from app.library_browser.file_drop import local_files
from app.workbench.foreign_text import paste_drawing, paste_words
from app.workbench.picture_files import fitting
from app.workbench.pictures import SelectionPictures
from canvas.commands import clipboard as commands
from canvas.drawing.pictures import BYTE_LIMIT, PIXEL_LIMIT
from canvas.editor.camera import to_scene
from canvas.editor.editor import Editor
from canvas.editor.payload import MIME_TYPE
from canvas.errors import CanvasError
from canvas.geometry.vec import Vec
from canvas.qt.painter import PaintTools

Say = Callable[[str, str], None]
SVG_TYPE = "image/svg+xml"
PNG_TYPE = "image/png"


def pointed_at(view: CanvasView) -> Vec | None:
    """Return the scene point under the pointer; None while that is elsewhere."""
    place = view.mapFromGlobal(QCursor.pos())
    over = view.underMouse() and view.rect().contains(place)
    return to_scene(view.editor.camera, Vec(float(place.x()), float(place.y()))) if over else None


class Clipboard:
    """Copies from and pastes into one editor."""

    def __init__(self, tools: PaintTools, blob: Blob, say: Say) -> None:
        """Make a clipboard for one window.

        Args:
            tools: text engine and pictures, for what is copied.
            blob: finds pictures that diagrams only name.
            say: short messages: text and level.
        """
        self._tools = tools
        self._blob = blob
        self._say = say
        self.take_files: Callable[[Sequence[Path], Vec | None], Sequence[Path]] | None = None
        """Takes picture files at a scene point, and returns the files that are none; None takes no files."""

    def copy(self, editor: Editor, *, cut: bool = False) -> bool:
        """Put the selection onto the clipboard in all formats; returns whether there was one."""
        pictures = SelectionPictures(editor, self._tools, self._blob)
        content = commands.cut(editor, pictures) if cut else commands.copy(editor, pictures)
        if content is None:
            return False
        data = QMimeData()
        data.setData(MIME_TYPE, QByteArray(content.payload))
        if content.svg:
            data.setData(SVG_TYPE, QByteArray(content.svg.encode()))
        if content.png:
            data.setData(PNG_TYPE, QByteArray(content.png))
        data.setText(content.text)
        QGuiApplication.clipboard().setMimeData(data)
        return True

    def paste(self, editor: Editor, at: Vec | None = None, foreign_at: Vec | None = None) -> bool:
        """Put what is on the clipboard onto the page; returns whether anything fitted.

        Args:
            editor: where.
            at: scene point for its middle; None for the usual place.
            foreign_at: scene point for what another program copied, where `at` says nothing.
        """
        # Qt gives no data at all where the system has no clipboard or it was never filled.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is None:
            return False
        return self.insert(editor, data, foreign_at if at is None and not data.hasFormat(MIME_TYPE) else at)

    def insert(self, editor: Editor, data: QMimeData, at: Vec | None) -> bool:
        """Put dropped or pasted data onto the page.

        Args:
            editor: where.
            data: our shapes come first, then a picture, then text.
            at: scene point for its middle; None for the usual place.

        Returns:
            Whether anything fitted; what claims to be our shapes and is not is told.
        """
        try:
            return self._insert(editor, data, at)
        except CanvasError as error:
            self._say(str(error), "danger")
            return False

    def _insert(self, editor: Editor, data: QMimeData, at: Vec | None) -> bool:
        if data.hasFormat(MIME_TYPE):
            return bool(commands.paste_payload(editor, bytes(data.data(MIME_TYPE).data()), at))
        if paste_drawing(editor, data, self._tools.images, at):
            return True
        if data.hasImage():
            return self._paste_image(editor, QImage(data.imageData()), at)
        files = local_files(data)
        if self.take_files is not None and files and len(self.take_files(files, at)) < len(files):
            return True
        if data.hasText() and data.text().strip():
            return paste_words(editor, data.text(), at)
        return False

    def _paste_image(self, editor: Editor, image: QImage, at: Vec | None) -> bool:
        if image.isNull():
            return False
        if (pixels := image.width() * image.height()) > PIXEL_LIMIT:
            # More than any picture of a diagram may have: it is made as large as can be shown.
            image = image.scaledToWidth(
                int(image.width() * (PIXEL_LIMIT / pixels) ** 0.5), Qt.TransformationMode.SmoothTransformation
            )
        encoded = QByteArray()
        buffer = QBuffer(encoded)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        # The stubs want bytes for the format's name, but Qt for Python takes text only.
        if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
            return False
        if encoded.size() > BYTE_LIMIT:
            self._say(QCoreApplication.translate("Clipboard", "The picture is too large for a diagram"), "danger")
            return False
        source = "data:image/png;base64," + bytes(encoded.toBase64().data()).decode()
        ratio = image.devicePixelRatio()
        size = fitting(editor, image.width() / ratio, image.height() / ratio)
        return bool(commands.paste_image(editor, source, *size, at))
