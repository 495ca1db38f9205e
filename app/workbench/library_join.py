"""Gives a window its shape library: what the user keeps, the panel, and dragging between panel and canvas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.library.shape_libraries import ShapeLibraries
from app.workbench.library_drop import LibraryDrop
from app.workbench.library_link import LibraryLink
from app.workbench.library_questions import LibraryDialogs, LibraryQuestions
from app.workbench.open_tab import OpenTab

if TYPE_CHECKING:
    from app.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class LibraryParts:
    """What serves one window's shape library."""

    libraries: ShapeLibraries
    link: LibraryLink
    drop: LibraryDrop
    questions: LibraryQuestions

    def prepare(self, tab: OpenTab) -> None:
        """Serve a diagram that is being opened; what the user keeps is read with the first one."""
        self.link.show()
        self.drop.watch(tab)


def join_library(window: MainWindow) -> LibraryParts:
    """Join them; nothing is read yet."""
    bench = window.workbench
    libraries = ShapeLibraries(window.session.library)
    questions = LibraryDialogs(window)
    link = LibraryLink(bench.library, libraries, bench.previews, bench.editor, questions, window.asking, window.say)
    drop = LibraryDrop(bench.area, bench.library, link, window.front, window.tools)
    bench.previews.resolve = link.copied
    bench.put_entry = link.put
    return LibraryParts(libraries, link, drop, questions)
