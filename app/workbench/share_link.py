"""Between the Share button and the ways there are to share the diagram in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actions.registry import Binding
from app.dialogs.sharing.share import ShareDialog

if TYPE_CHECKING:
    from app.main_window import MainWindow


def bind_sharing(window: MainWindow) -> None:
    """Bind the action; a way that cannot be gone yet is shown with the reason, the others work."""
    window.registry.bind("file.share", Binding(lambda: _share(window), lambda: window.front() is not None))


def _share(window: MainWindow) -> None:
    tab = window.front()
    if tab is None:
        return
    soon = window.tr("Drawing together comes with a later version.")
    dialog = ShareDialog(tab.diagram.title, soon, window)
    dialog.network.set_reason(soon)
    dialog.export_wanted.connect(dialog.accept)
    dialog.export_wanted.connect(window.registry.action("file.export").trigger)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
