"""Between the window and rooms for devices: letting a further computer of the person in, and entering those of another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.account.state import Phase
from app.account.steps import Known
from app.actions.registry import Binding

if TYPE_CHECKING:
    from app.collaboration.network.device_words import Greeting
    from app.dialogs.account.add_device import AddDeviceDialog
    from app.dialogs.sharing.join import JoinDialog
    from app.main_window import MainWindow
    from sync.engine.records import Row
    from sync.runtime.meeting_link import Place


class DeviceLink(QObject):
    """Opens both dialogs; each lives as long as its room."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        super().__init__(window)
        self._window = window
        window.registry.bind("file.devices", Binding(lambda: window.show_settings("devices")))

    def add(self, then: Callable[[], None]) -> AddDeviceDialog:
        """Let a further computer in; returns the dialog, which is open.

        Args:
            then: called when the dialog is closed.
        """
        from app.collaboration.network.device_rooms import OldComputer
        from app.collaboration.network.device_words import Greeting
        from app.dialogs.account.add_device import AddDeviceDialog

        window, state = self._window, self._window.account.state
        together, works = window.sharing.together(), window.sharing.works()
        users = tuple(dict.fromkeys((window.account.user, *(work.user for work in works))))
        greeting = Greeting(users, state.relay, state.email)
        dialog = AddDeviceDialog(
            self._parent(), state.relay.partition("://")[2] if window.account.line is not None else ""
        )
        room = OldComputer(
            window.network.thread(),
            window.session.library,
            works,
            greeting,
            together.place,
            dialog.show_room,
            self._relay(),
        )
        dialog.answered.connect(room.answer)
        dialog.finished.connect(lambda _result: room.close())
        dialog.finished.connect(lambda _result: then())
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def join(self, then: Callable[[], None]) -> JoinDialog:
        """Enter the workspaces of another computer of the person; returns the dialog, which is open.

        Args:
            then: called when this computer is in.
        """
        from app.collaboration.network.device_rooms import NewComputer
        from app.dialogs.sharing.join import JoinDialog, JoinWords

        window = self._window
        words = JoinWords(
            self.tr("Join my other computer"),
            self.tr("This computer gets keys of its own and enters the workspaces of the other one."),
            self.tr("It does not wait anywhere yet. There: Settings > Devices > “Add a device”.") + " " + self._where(),
        )
        dialog = JoinDialog(self._parent(), words)

        def arrived(greeting: Greeting, found: Sequence[tuple[str, Sequence[Row]]]) -> None:
            dialog.accept()
            self._take(greeting, found)
            then()

        coming = NewComputer(
            window.network.thread(),
            window.session.library,
            window.sharing.together().place,
            dialog.show_state,
            arrived,
            self._relay(),
        )
        dialog.room_chosen.connect(coming.enter)
        dialog.code_given.connect(coming.enter_by_code)
        dialog.answered.connect(coming.answer)
        dialog.finished.connect(lambda _result: coming.close())
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _take(self, greeting: Greeting, found: Sequence[tuple[str, Sequence[Row]]]) -> None:
        """Be that person from now on, keep their workspaces, and offer to sign in where they are."""
        window, together = self._window, self._window.sharing.together()
        window.account.become(greeting.users[0])
        for workspace, rows in found:
            if together.work(workspace) is None:
                together.take_in(rows, workspace)
        window.browser.refresh()
        count = str(len(found))
        window.say(self.tr("This computer is one of yours now, in %1 workspaces").replace("%1", count), "success")
        if greeting.relay and window.account.state.phase is Phase.SIGNED_OUT:
            window.account_link.sign_in(Known(greeting.relay, greeting.email))

    def _relay(self) -> Place | None:
        """Return where two computers meet that are not in one network; None while nobody is signed in."""
        from sync.runtime.loop_clock import LoopClock
        from sync.runtime.meeting_link import Place

        desk = self._window.account
        line, account = desk.line, desk.state.account
        return None if line is None or not account else Place(line, line.sequencer, account, LoopClock())

    def _where(self) -> str:
        relay = self._window.account.state.relay
        if self._window.account.line is None:
            return self.tr(
                "In another network, sign in to your relay on both first. Without the other one, use your recovery code."
            )
        text = self.tr(
            "It may be in this network, or anywhere if it is signed in to %1. Without it, use your recovery code."
        )
        return text.replace("%1", relay.partition("://")[2])

    def _parent(self) -> QWidget:
        return QApplication.activeModalWidget() or self._window
