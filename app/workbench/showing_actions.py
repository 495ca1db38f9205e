"""Presenting and printing the diagram in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.actions.registry import ActionRegistry, Binding
from app.dialogs.error import Problem
from app.errors import OutputError
from app.exporting.options import ExportOptions
from app.presenting.presentation import Presentation
from app.workbench.open_tab import OpenTab
from canvas.commands.slides import first_slide, slides
from canvas.model.snapshot import snapshot_of
from canvas.qt.painter import PaintTools

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.exporting.painted import PaintedPage
    from app.library_browser.asking import Asking
    from app.printing.dialog import PrintDialog

Say = Callable[[str, str], None]


class ShowingActions:
    """Handlers of the actions that show a diagram to others."""

    def __init__(
        self,
        registry: ActionRegistry,
        front: Callable[[], OpenTab | None],
        tools: PaintTools,
        clock: Callable[[], float],
        asking: Asking,
        say: Say,
        window: QWidget,
    ) -> None:
        """Bind the actions.

        Args:
            registry: of the window.
            front: the tab in front.
            tools: text engine and pictures.
            clock: seconds, monotonic.
            asking: tells what went wrong.
            say: short messages: text and level.
            window: owner of the dialog; gets the keyboard back after a presentation.
        """
        self._front, self._tools, self._clock, self._window = front, tools, clock, window
        self._asking, self._say = asking, say
        self.presentation: Presentation | None = None
        registry.bind("view.present", Binding(self.present, self._has_something, why=_why_nothing))
        registry.bind("file.print", Binding(self.print, self._has_something, why=_why_nothing))

    def _has_something(self) -> bool:
        tab = self._front()
        return tab is not None and bool(tab.editor.records.shapes)

    def present(self) -> None:
        """Show the diagram over the whole screen."""
        tab = self._front()
        if tab is None:
            return
        found = slides(tab.editor)
        if not found:
            return
        show = Presentation(tab.editor, found, self._tools, self._clock, first_slide(tab.editor, found))
        show.ended.connect(self._on_ended)
        self.presentation = show
        show.showFullScreen()
        show.setFocus()

    def _on_ended(self) -> None:
        self.presentation = None
        tab = self._front()
        if tab is not None:
            self._window.activateWindow()
            tab.view.setFocus()

    def print_dialog(self, tab: OpenTab) -> PrintDialog:
        """Return the print dialog of a tab."""
        # QtPrintSupport and the exporters take a while to load, and most starts of the program need neither.
        from app.exporting.service import paint_pages
        from app.printing.dialog import PrintDialog
        from canvas.model.view import GraphView

        snapshot = snapshot_of(tab.diagram.document)
        view = GraphView(snapshot)

        def painted(numbers: tuple[int, ...] | None) -> tuple[PaintedPage, ...]:
            return paint_pages(snapshot, view, ExportOptions("pdf", pages=numbers), self._tools)

        ids = view.pages()
        names = [snapshot.pages[i].name if i in snapshot.pages else "" for i in ids]
        return PrintDialog(names, ids.index(tab.editor.page), painted, self._tools, self._window)

    def print(self) -> None:
        """Ask what and how, then for the printer, and print."""
        tab = self._front()
        if tab is None:
            return
        dialog = self.print_dialog(tab)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(tab.diagram.title)
        if QPrintDialog(printer, self._window).exec() == QDialog.DialogCode.Accepted:
            self._print(dialog, printer)

    def _print(self, dialog: PrintDialog, printer: QPrinter) -> None:
        tr = QCoreApplication.translate
        try:
            count = dialog.print_to(printer)
        except OutputError as error:
            self._asking.tell(Problem(tr("Print", "The diagram was not printed"), str(error), error.advice))
            return
        one = tr("Print", "One sheet sent to the printer")
        self._say(one if count == 1 else tr("Print", "%n sheets sent to the printer", "", count), "success")


def _why_nothing() -> str:
    return QCoreApplication.translate("Print", "There is nothing on the pages yet")
