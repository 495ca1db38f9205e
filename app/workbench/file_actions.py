"""Files of the diagram in front: save a copy, export, and the library's backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.dialogs.error import Problem
from app.errors import AppError
from app.exporting.options import Exported, ExportOptions
from app.exporting.pictures import Blob
from app.files import write_atomically
from app.library_browser.asking import Asking
from app.workbench.open_tab import OpenTab
from app.workbench.questions import FileQuestions
from canvas.errors import CanvasError
from canvas.model.snapshot import snapshot_of

Front = Callable[[], OpenTab | None]
Say = Callable[[str, str], None]
_FILTERS = {
    "svg": "SVG (*.svg)",
    "png": "PNG (*.png)",
    "pdf": "PDF (*.pdf)",
    "drawio": "draw.io (*.drawio)",
    "aiobundle": "AIO Canvas (*.aiobundle)",
}
_UNSAFE = '<>:"/\\|?*'


class FileActions:
    """Writes the diagram in front to files of the user's choice."""

    def __init__(self, front: Front, ask: FileQuestions, asking: Asking, say: Say, blob: Blob) -> None:
        """Make the actions.

        Args:
            front: returns the tab in front.
            ask: where and how to write.
            asking: shows what went wrong.
            say: short messages: text and level.
            blob: finds pictures that diagrams only name.
        """
        self._front = front
        self._ask = ask
        self._asking = asking
        self._say = say
        self._blob = blob
        self.folder = Path.home()
        self._options: ExportOptions | None = None

    def save_copy(self) -> None:
        """Ask where to, and write the whole diagram as a .drawio file."""
        tab = self._front()
        if tab is None:
            return
        path = self.place(tab, "drawio")
        if path is not None:
            self._write(tab, ExportOptions("drawio", pages=None), path)

    def export(self) -> None:
        """Ask for format and options, then for the file, and write it."""
        tab = self._front()
        if tab is None:
            return
        ids = tab.editor.view.pages()
        records = tab.editor.records.pages
        names = [records[i].name if i in records else "" for i in ids]
        options = self._ask.export_options(names, ids.index(tab.editor.page), self._options)
        if options is None:
            return
        self._options = options
        path = self.place(tab, options.format)
        if path is not None:
            self._write(tab, options, path)

    def place(self, tab: OpenTab, format_: str) -> Path | None:
        """Ask where a file of a format is to go; None when the user gave up."""
        suggested = self.folder / f"{file_name(tab.diagram.title)}.{format_}"
        path = self._ask.save_as(suggested, _FILTERS[format_])
        if path is None:
            return None
        self.folder = path.parent
        return path if path.suffix else path.with_suffix(f".{format_}")

    def _write(self, tab: OpenTab, options: ExportOptions, path: Path) -> None:
        # The writers of all formats take a while to load, and most starts of the program need none.
        from app.exporting.service import export

        tr = QCoreApplication.translate
        try:
            files = export(snapshot_of(tab.diagram.document), options, self._blob)
            written = [write_part(path, part, several=len(files) > 1) for part in files]
        except (AppError, CanvasError) as error:
            advice = getattr(error, "advice", "")
            self._asking.tell(Problem(tr("Files", "The file was not written"), str(error), advice))
            return
        text = tr("Files", "Saved as %1") if len(written) == 1 else tr("Files", "%2 files saved, the first as %1")
        self._say(text.replace("%1", written[0].name).replace("%2", str(len(written))), "success")


def write_part(path: Path, part: Exported, *, several: bool) -> Path:
    """Write one file of an export; of several, each gets its page's number before the ending.

    Raises:
        OutputError: it cannot be written.
    """
    target = path.with_name(f"{path.stem}-{(part.page or 0) + 1}{path.suffix}") if several else path
    write_atomically(target, part.data)
    return target


def file_name(title: str) -> str:
    """Return a title as a file name that every system takes."""
    kept = "".join("-" if c in _UNSAFE or not c.isprintable() else c for c in title).strip(" .")
    return kept[:120] or "diagram"
