"""Between the Share and Join actions and the ways there are to share the diagram in front; dialogs are loaded when they open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.actions.registry import Binding
from app.widgets.toast import Message

if TYPE_CHECKING:
    from app.collaboration.network.neighbourhood import Joining
    from app.collaboration.network.together import Together
    from app.dialogs.sharing.join import JoinDialog
    from app.dialogs.sharing.share import ShareDialog
    from app.main_window import MainWindow


def bind_sharing(window: MainWindow) -> None:
    """Bind the actions; a way that cannot be gone yet is shown with the reason, the others work."""
    bind = window.registry.bind
    bind("file.share", Binding(lambda: _share(window), lambda: window.front() is not None))
    bind("file.join", Binding(lambda: _join(window), lambda: window.sharing.is_possible, why=lambda: _starting(window)))


def _starting(window: MainWindow) -> str:
    return window.tr("The program is still starting")


def _share(window: MainWindow) -> None:
    tab = window.front()
    if tab is None:
        return
    from app.dialogs.sharing.share import ShareDialog

    dialog = ShareDialog(tab.diagram.title, window)
    if window.sharing.is_possible:
        _connect_room(window.sharing.together(), dialog, tab.id)
        window.relay_link.connect_share(dialog, tab.id)
    else:
        dialog.network.set_reason(_starting(window))
        dialog.relay.set_reason(_starting(window))
    dialog.export_wanted.connect(dialog.accept)
    dialog.export_wanted.connect(window.registry.action("file.export").trigger)
    dialog.bundle_wanted.connect(dialog.accept)
    dialog.bundle_wanted.connect(window.registry.action("file.export_bundle").trigger)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()


def _connect_room(together: Together, dialog: ShareDialog, document: str) -> None:
    """Let the dialog open, show and close the room of a diagram; the room stays when the dialog goes."""

    def answer(name: str, same: bool) -> None:
        room = together.room(document)
        if room is not None:
            room.answer(name, same)

    def renew() -> None:
        room = together.room(document)
        if room is not None:
            room.renew()

    together.watchers[document] = dialog.show_room
    dialog.finished.connect(lambda _result: together.watchers.pop(document, None))
    dialog.open_wanted.connect(lambda: together.open_room(document, partial(together.show_room, document)))
    dialog.stop_wanted.connect(lambda: together.close_room(document))
    dialog.answered.connect(answer)
    dialog.ticket_wanted.connect(renew)
    dialog.show_room(together.room_of(document))


def tell_reopened(window: MainWindow, document: str) -> None:
    """Tell that the room of a diagram is open again, as it was when the program ended, and let that be ended."""
    title = next((entry.title for entry in window.browser.entries if entry.id == document), "")
    text = window.tr("“%1” can be joined in this network again").replace("%1", title or window.tr("A diagram"))
    together = window.sharing.together()
    window.tell(Message(text, "info", window.tr("Stop sharing"), lambda: together.close_room(document)))


class Knocking:
    """Tells that somebody waits at the room of a diagram whose dialog is closed, as long as that is so."""

    def __init__(self, window: MainWindow) -> None:
        """Tell nothing yet."""
        self._window = window
        self._told: dict[str, Message] = {}

    def begun(self, document: str) -> None:
        """Tell of it, and lead to the digits."""
        window, tab = self._window, self._window.tabs.get(document)
        listed = next((entry.title for entry in window.browser.entries if entry.id == document), "")
        title = tab.diagram.title if tab is not None else listed
        text = window.tr("Somebody wants to draw with you on “%1”: compare six digits").replace("%1", title)

        def compare() -> None:
            if window.open_diagram(document):
                _share(window)

        message = self._told[document] = Message(text, "info", window.tr("Compare…"), compare, stays=True)
        window.tell(message)

    def over(self, document: str) -> None:
        """Take that back: nobody waits there any more."""
        message = self._told.pop(document, None)
        if message is not None:
            for host in (self._window.workbench.area.toasts, self._window.home_toasts):
                host.take_back(message)


def _join(window: MainWindow) -> None:
    from app.dialogs.sharing.join import JoinDialog

    together = window.sharing.together()
    dialog = JoinDialog(window)
    joining = together.join(dialog.show_state)
    dialog.room_chosen.connect(joining.enter)
    dialog.code_given.connect(lambda text: _enter(window, dialog, joining, text))
    dialog.answered.connect(joining.answer)
    together.arrived = dialog.accept
    dialog.finished.connect(lambda _result: joining.close())
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()


def _enter(window: MainWindow, dialog: JoinDialog, joining: Joining, text: str) -> None:
    """Enter by what was pasted: the code of a room, an invite or read-only link, the code of a mail."""
    from app.collaboration.addresses import RoomCode, read_given
    from sync.errors import LinkError

    def failed(why: str) -> None:
        dialog.show_state(replace(joining.state, problem=why, entering=""))

    try:
        given = read_given(text)
    except LinkError as error:
        failed(str(error))
        return
    if isinstance(given, RoomCode):
        joining.enter_by_code(given.text)
    else:
        dialog.show_state(replace(joining.state, problem="", entering="relay"))
        window.relay_link.enter(given, failed, dialog.accept)
