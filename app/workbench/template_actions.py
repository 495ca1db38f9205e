"""Templates of a window: keeping the diagram in front as one, beginning from one, and looking after the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.actions.registry import Binding
from app.dialogs.confirm import Question
from app.dialogs.error import Problem
from app.errors import AppError
from app.home.entries import HomeSection
from app.library.templates import Templates
from app.templates.shelf import PREFIX
from sync.errors import SyncError

if TYPE_CHECKING:
    from app.main_window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("Templates", text)


class TemplateActions:
    """Binds the actions of a window and serves the menus of the home screen."""

    def __init__(self, window: MainWindow, templates: Templates) -> None:
        """Bind them.

        Args:
            window: its registry takes the actions; `join_library` has given it a way to ask for names.
            templates: of its library.
        """
        self._window = window
        self.templates = templates
        bind = window.registry.bind
        bind("file.new_from_template", Binding(self.choose))
        bind("file.save_template", Binding(self.save, lambda: window.front() is not None))
        window.home.template_rename_requested.connect(self.rename)
        window.home.template_delete_requested.connect(self.delete)

    def choose(self) -> None:
        """Show the templates."""
        self._window.show_home()
        self._window.home.show_section(HomeSection.TEMPLATES)

    def save(self) -> None:
        """Ask for a name and keep the diagram in front as a template."""
        tab = self._window.front()
        if tab is None:
            return
        title = self._window.shapes.questions.name(_tr("Save as template"), _tr("Save"), tab.diagram.title)
        if not title:
            return
        try:
            self.templates.save(tab.diagram.document, title)
        except (AppError, SyncError) as error:
            self._window.asking.tell(Problem(_tr("The template was not saved"), str(error)))
            return
        self._window.say(_tr("“%1” is a template now").replace("%1", title), "success")

    def rename(self, template: str) -> None:
        """Ask for another title of a template."""
        name = template.removeprefix(PREFIX)
        known = next((info.title for info in self.templates.all() if info.id == name), "")
        title = self._window.shapes.questions.name(_tr("Rename template"), _tr("Rename"), known)
        if title:
            self.templates.rename(name, title)

    def delete(self, template: str) -> None:
        """Ask once, and delete a template."""
        name = template.removeprefix(PREFIX)
        known = next((info.title for info in self.templates.all() if info.id == name), "")
        text = _tr("Diagrams that were made from it stay as they are.")
        if self._window.asking.confirm(Question(_tr("Delete “%1”?").replace("%1", known), text, _tr("Delete"))):
            self.templates.delete(name)
