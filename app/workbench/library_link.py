"""Joins the panel of the shape library, what the user keeps in it, and the diagram in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint

from app.dialogs.confirm import Question
from app.dialogs.error import Problem
from app.errors import AppError
from app.files import write_atomically
from app.library.shape_libraries import SCRATCHPAD, ShapeLibraries
from app.library_browser.asking import Asking
from app.panels.library_panel import LibraryPanel
from app.panels.shape_grid import LibraryShape
from app.widgets.menu import Menu
from app.workbench.file_actions import file_name
from app.workbench.library_questions import LibraryQuestions
from app.workbench.shape_library import categories, own_category, recent_category, title_of_entry
from app.workbench.shape_previews import Previews
from canvas.commands.insert import insert_in_view
from canvas.editor.editor import Editor
from canvas.editor.fragments import fragment_of
from canvas.errors import CanvasError, LimitExceeded
from canvas.formats import limits
from canvas.formats.library_file import ENDING, LibraryFile, LibraryItem, read_library, write_library
from canvas.geometry.vec import Vec
from canvas.kernels.copying import Copied, copy_of
from canvas.model.records import plain_text
from canvas.shapes import registry
from canvas.shapes.library import catalogue

Say = Callable[[str, str], None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ShapeLibrary", text)


class LibraryLink:
    """Shows the libraries in the panel and does what the user wants of them."""

    def __init__(
        self,
        panel: LibraryPanel,
        libraries: ShapeLibraries,
        previews: Previews,
        editor: Callable[[], Editor | None],
        ask: LibraryQuestions,
        asking: Asking,
        say: Say,
    ) -> None:
        """Join them; nothing is read from the library before `show`.

        Args:
            panel: where shapes are picked.
            libraries: what the user keeps.
            previews: paints them.
            editor: returns the editor in front.
            ask: names and files.
            asking: questions and problems.
            say: short messages.
        """
        self._panel = panel
        self._libraries = libraries
        self._previews = previews
        self._editor = editor
        self._ask = ask
        self._asking = asking
        self._say = say
        self._shown = False
        self.folder = Path.home()
        panel.add_requested.connect(self.add_selection)
        panel.category_menu_requested.connect(lambda library, at: self.library_menu(library).popup(at))
        panel.shape_menu_requested.connect(self._popup_shape_menu)
        panel.more_requested.connect(self._popup_more)
        libraries.subscribe(self.refresh)

    def show(self) -> None:
        """Show the libraries; called when the panel is about to be seen for the first time, and harmless later."""
        if not self._shown:
            self._shown = True
            self.refresh()

    def refresh(self) -> None:
        """Show what there is now."""
        self._previews.forget()
        scratchpad, *own = self._libraries.all()
        recent = self._recent()
        shown = [own_category(scratchpad), recent_category(recent), *categories()]
        self._panel.set_categories([*shown, *(own_category(library) for library in own)])

    def _recent(self) -> list[LibraryShape]:
        found: list[LibraryShape] = []
        for name in self._libraries.recent():
            own = self._libraries.shape(name)
            if own is not None:
                found.append(LibraryShape(name, own.title or _tr("Own shape")))
            elif not _is_random(name):
                found.append(LibraryShape(name, title_of_entry(name)))
        return found

    def copied(self, entry: str) -> Copied | None:
        """Return the shapes of an entry of the user's own, None for one of the program.

        Raises:
            CanvasError: what is kept of it is damaged.
        """
        own = self._libraries.shape(entry)
        return own.shapes if own is not None else None

    def fragment(self, editor: Editor, entry: str) -> Copied | None:
        """Return the shapes that an entry makes in an editor; None, and the user is told, when they are damaged."""
        try:
            return self.copied(entry) or fragment_of(entry, editor.defaults)
        except CanvasError as error:
            self._say(str(error), "danger")
            return None

    def put(self, editor: Editor, entry: str, at: Vec | None = None) -> bool:
        """Put an entry onto the page where it is seen; returns whether anything was written."""
        copied = self.fragment(editor, entry)
        if copied is None or not insert_in_view(editor, copied, at):
            return False
        self.note_use(entry)
        return True

    def note_use(self, entry: str) -> None:
        """Put an entry on top of the recent ones."""
        self._libraries.note_use(entry)
        self.refresh()

    # ------------------------------------------------------------------ adding

    def add_selection(self, library: str = SCRATCHPAD) -> bool:
        """Keep the selected shapes as one entry; returns whether there were any."""
        editor = self._editor()
        copied = copy_of(editor.graph, editor.selection) if editor is not None else None
        if copied is None:
            self._say(_tr("Select the shapes to keep first"), "info")
            return False
        title = next((text for shape in copied.shapes if (text := plain_text(shape.label).strip())), "")
        if not self._guarded(lambda: self._libraries.add(library, [LibraryItem(title.split("\n")[0][:80], copied)])):
            return False
        self._panel.open_category(library)
        return True

    def new_library(self) -> None:
        """Ask for a name and make an empty library."""
        name = self._ask.name(_tr("New library"), _tr("Create"))
        if name:
            self._guarded(lambda: self._libraries.create(name))

    def import_libraries(self) -> None:
        """Ask for files and make a library of each."""
        self.import_files(self._ask.choose_libraries())

    def import_files(self, paths: Sequence[Path]) -> None:
        """Make a library of each file, in our own form or draw.io's; what cannot be read is told."""
        for path in paths:
            if self._guarded(lambda path=path: self._import(path)):  # type: ignore[misc] # Bound at once.
                self._say(_tr("Imported “%1”").replace("%1", path.stem), "success")

    def _import(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                data = file.read(limits.FILE_BYTES + 1)
        except OSError as error:
            raise AppError(str(error.strerror or error), _tr("Check that the file exists and may be read.")) from error
        found = _read(data, path.stem)
        self._libraries.create(found.name or path.stem, found.items)

    def export(self, library: str) -> None:
        """Ask where to, and write a library as a file of our own form."""
        content = self._libraries.file_of(library)
        name = content.name or _tr("Scratchpad")
        path = self._ask.save_library(self.folder / f"{file_name(name)}{ENDING}")
        if path is None:
            return
        self.folder = path.parent
        target = path if path.suffix else path.with_suffix(ENDING)
        data = write_library(LibraryFile(name, content.items))
        if self._guarded(lambda: write_atomically(target, data)):
            self._say(_tr("Saved as %1").replace("%1", target.name), "success")

    def _guarded(self, act: Callable[[], object]) -> bool:
        """Do something; tell what went wrong and return False when it could not be done."""
        try:
            act()
        except LimitExceeded as error:
            self._asking.tell(Problem(_tr("That is too much for one library"), str(error)))
            return False
        except (AppError, CanvasError) as error:
            advice = getattr(error, "advice", "")
            self._asking.tell(Problem(_tr("The library could not be used"), str(error), advice))
            return False
        return True

    # ------------------------------------------------------------------ menus

    def more_menu(self) -> Menu:
        """Return the menu of what makes libraries."""
        menu = Menu(_tr("More libraries"), self._panel)
        menu.add(_tr("New library…"), self.new_library, "plus")
        menu.add(_tr("Import library…"), self.import_libraries, "file-input")
        return menu

    def _popup_more(self, at: QPoint) -> None:
        menu = self.more_menu()
        menu.popup(QPoint(at.x(), at.y() - menu.sizeHint().height()))

    def library_menu(self, library: str) -> Menu:
        """Return the menu of a library of the user's own."""
        menu = Menu(_tr("Library"), self._panel)
        menu.add(_tr("Add the selection"), lambda: self.add_selection(library), "plus")
        menu.add(_tr("Export…"), lambda: self.export(library), "file-output")
        if library == SCRATCHPAD:
            menu.add(_tr("Empty the scratchpad"), lambda: self._delete(library), "trash-2")
        else:
            menu.add(_tr("Rename…"), lambda: self._rename(library), "pencil")
            menu.add(_tr("Delete…"), lambda: self._delete(library), "trash-2")
        return menu

    def _rename(self, library: str) -> None:
        known = next(one for one in self._libraries.all() if one.id == library)
        name = self._ask.name(_tr("Rename library"), _tr("Rename"), known.name)
        if name:
            self._guarded(lambda: self._libraries.rename(library, name))

    def _delete(self, library: str) -> None:
        known = next(one for one in self._libraries.all() if one.id == library)
        if not known.shapes and library == SCRATCHPAD:
            return
        title = _tr("Empty the scratchpad?") if library == SCRATCHPAD else _tr("Delete “%1”?").replace("%1", known.name)
        text = _tr("The shapes in it are gone from the library. Diagrams that use them stay as they are.")
        confirm = _tr("Empty") if library == SCRATCHPAD else _tr("Delete")
        if not known.shapes or self._asking.confirm(Question(title, text, confirm)):
            self._libraries.delete(library)

    def shape_menu(self, shape: str) -> Menu | None:
        """Return the menu of an entry of the user's own; None for those of the program."""
        own = self._libraries.shape(shape)
        if own is None:
            return None
        menu = Menu(_tr("Shape"), self._panel)
        menu.add(_tr("Insert"), lambda: self._panel.shape_inserted.emit(shape), "plus")
        menu.add(_tr("Rename…"), lambda: self._rename_shape(shape, own.title), "pencil")
        menu.add(_tr("Remove from the library"), lambda: self._libraries.remove_shape(shape), "trash-2")
        return menu

    def _rename_shape(self, shape: str, title: str) -> None:
        name = self._ask.name(_tr("Rename shape"), _tr("Rename"), title)
        if name:
            self._libraries.rename_shape(shape, name)

    def _popup_shape_menu(self, _category: str, shape: str, at: QPoint) -> None:
        menu = self.shape_menu(shape)
        if menu is not None:
            menu.popup(at)


def _is_random(name: str) -> bool:
    """Tell whether a name can only be the id of an own shape that is gone."""
    return not registry.is_known(name) and catalogue.entry(name) is None


def _read(data: bytes, name: str) -> LibraryFile:
    """Return the library in a file. draw.io's reader and its XML library are loaded when the first one is met."""
    from canvas.formats.drawio.library_reader import is_library, read_drawio_library

    return read_drawio_library(data, name) if is_library(data) else read_library(data)
