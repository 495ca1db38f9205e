"""The window: home or the editor screen, open diagrams as tabs, and everything the menus offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from app.account.desk import AccountDesk
from app.actions.registry import ActionRegistry, Binding
from app.actions.shortcuts_sheet import ShortcutsSheet
from app.canvas_view.link_clicks import LinkClicks
from app.collaboration.sharing import Sharing
from app.dialogs.error import Problem
from app.errors import AppError
from app.home.home_view import HomeView
from app.library.session import LibrarySession
from app.library.templates import Templates
from app.library_browser.asking import Asking, DialogAsking
from app.library_browser.attach import attach_home
from app.library_browser.browser import LibraryBrowser
from app.network import ProgramNetwork
from app.panels.document_tabs import DocumentTab
from app.session_state import TabState, WindowState
from app.settings.keeper import SettingsKeeper
from app.templates.library_shelf import LibraryShelf
from app.theme.theme import ThemeController
from app.theme.tokens import DARK
from app.widgets.toast import Message, ToastHost
from app.workbench import window_session
from app.workbench.account_link import AccountLink
from app.workbench.before_input import keep_up
from app.workbench.button_link import button_links
from app.workbench.clipboard import Clipboard
from app.workbench.connector_actions import ConnectorActions
from app.workbench.context_bar_link import ContextBarLink
from app.workbench.drops import take_drop
from app.workbench.editing_actions import EditingActions
from app.workbench.file_actions import FileActions
from app.workbench.find_link import FindLink, bind_find
from app.workbench.home_link import HomeLink
from app.workbench.layout_actions import LayoutActions
from app.workbench.library_join import join_library
from app.workbench.menus import context_menu, main_menu
from app.workbench.open_tab import OpenTab, open_tab
from app.workbench.page_deletion import bind_page_deletion
from app.workbench.palette_link import PaletteLink
from app.workbench.picture_files import PictureFiles
from app.workbench.pictures_link import PicturesLink
from app.workbench.presence_link import PresenceLink
from app.workbench.questions import FileDialogs, FileQuestions
from app.workbench.relay_link import RelayLink
from app.workbench.rights_link import RightsLink
from app.workbench.settings_link import SettingsLink
from app.workbench.showing_actions import ShowingActions
from app.workbench.structure_actions import StructureActions
from app.workbench.style_actions import StyleActions
from app.workbench.team_link import TeamLink
from app.workbench.template_actions import TemplateActions
from app.workbench.text_bar_link import TextBarLink
from app.workbench.window_actions import bind_window_actions
from app.workbench.window_frame import name_window, open_on_screen
from app.workbench.workbench import Workbench
from canvas.errors import CanvasError
from canvas.qt.images import ImageStore
from canvas.qt.painter import PaintTools
from sync.errors import SyncError


class MainWindow(QMainWindow):
    """One window of the program.

    Signals:
        closing(): the window is about to close; nobody has refused yet.
    """

    closing = Signal()

    def __init__(
        self,
        session: LibrarySession,
        theme: ThemeController,
        browser: LibraryBrowser,
        clock: Callable[[], float],
        settings: SettingsKeeper,
        asking: Asking | None = None,
        files: FileQuestions | None = None,
    ) -> None:
        """Make the window; it shows home.

        Args:
            session: the open library.
            theme: colours and fonts.
            browser: the home screen.
            clock: seconds, monotonic.
            settings: what the user prefers.
            asking: questions and problems; None for real dialogs.
            files: file dialogs; None for real ones.
        """
        super().__init__()
        self.session = session
        self.theme = theme
        self.browser = browser
        self.settings = settings
        self.asking = asking or DialogAsking(lambda: self)
        self._clock = clock
        self.tools = PaintTools(images=ImageStore(self._blob))
        self.clipboard = Clipboard(self.tools, self._blob, self.say)
        self.tabs: dict[str, OpenTab] = {}
        self.workbench = Workbench(theme)
        self._stack, self._at_home = QStackedWidget(), True
        self.home = HomeView(session.now_ms)
        attach_home(
            self.home, browser, lambda: theme.tokens is DARK, lambda document: self.shown_pictures.seen(document)
        )
        self.home_toasts = ToastHost(self.home)
        self._stack.addWidget(self.home)
        self._stack.addWidget(self.workbench)
        self.setCentralWidget(self._stack)
        self.rights = RightsLink(self.workbench, self.front)
        self.registry = ActionRegistry(self, settings.settings.keys, self._why_not, self.rights.reason)
        self.editing = EditingActions(self.registry, self.front, self.clipboard)
        self.styling = StyleActions(self.registry, self.front, self.workbench.style_link, self.workbench.area)
        self.structure = StructureActions(self.registry, self.front, self)
        self.finding = FindLink(self.workbench.area, self.front, clock)
        bind_find(self.registry, self.finding, self.front)
        self.layouts = LayoutActions(self.registry, self.front, self.workbench.area.toasts, self._is_still, self)
        self.connecting = ConnectorActions(self.registry, self.front)
        self.dialogs = files or FileDialogs(self)
        self.files = FileActions(self.front, self.dialogs, self.asking, self.say, self._blob)
        self.pictures = PictureFiles(self.front, self.tools.images, self.dialogs, self.say)
        self.clipboard.take_files = self.pictures.insert
        self.registry.bind("tool.image", Binding(self.pictures.choose, lambda: self.front() is not None))
        self.showing = ShowingActions(self.registry, self.front, self.tools, self._clock, self.asking, self.say, self)
        self.template_actions = TemplateActions(self, Templates(session, lambda: self.tools))
        bind_window_actions(self)
        bind_page_deletion(self)
        self.context_bar = ContextBarLink(self.workbench.area, self.registry, self.front)
        self.text_bar = TextBarLink(self.workbench.area, self.workbench.families, self.front, self.workbench.picking)
        self._palette = PaletteLink(self)
        self._home_link = HomeLink(self, LibraryShelf(self.template_actions.templates))
        self.teams = TeamLink(self)
        self.shown_pictures = PicturesLink(self)
        self.network = ProgramNetwork()
        self.account = AccountDesk(session.library, self.network, self)
        self.sharing = Sharing(session.library)
        self.account_link = AccountLink(self)
        self.relay_link = RelayLink(self)
        self.presence = PresenceLink(self.workbench, self.registry, self.front, self.tell)
        self._links = button_links(self)
        self._settings_link = SettingsLink(settings, theme, self.registry, self.workbench, lambda: self.tabs.values())
        self.shapes = join_library(self)
        self.workbench.top.set_menu(main_menu(self.registry, self))
        self.context_menu = context_menu(self.registry, self)
        self._connect()
        open_on_screen(self)
        self.show_home()

    def _connect(self) -> None:
        bench = self.workbench
        bench.tab_chosen.connect(self.open_diagram)
        bench.tab_closed.connect(self.close_tab)
        keep_up(self)
        bench.state_changed.connect(self.finding.follow)
        bench.drawn.connect(self.finding.follow)
        bench.canvas_changed.connect(self.context_bar.follow)
        bench.canvas_changed.connect(self.text_bar.follow)
        bench.said.connect(self.say)
        bench.top.home_requested.connect(self.show_home)
        bench.top.tabs.reordered.connect(self._reorder_tabs)
        bench.rail.action_triggered.connect(lambda action: self.registry.action(action).trigger())
        bench.dock.hide_requested.connect(lambda: self.registry.action("view.library").trigger())
        bench.inspector.action_requested.connect(lambda action: self.registry.action(action).trigger())
        bench.inspector.tab_changed.connect(self.registry.refresh)
        bench.inspector.comments.note_requested.connect(lambda: self.registry.action("tool.note").trigger())
        bench.inspector.history.backup_requested.connect(lambda: self.registry.action("file.backup").trigger())
        bench.area.dropped.connect(lambda event: take_drop(self, event))
        self.browser.open_requested.connect(self.open_diagram)
        self.browser.removed.connect(self.close_tab)
        self.browser.told.connect(self._show)
        self.settings.failed.connect(
            lambda why: self.say(self.tr("Settings were not saved: %1").replace("%1", why), "danger")
        )
        self.theme.changed.connect(self.registry.refresh)

    def _blob(self, name: str) -> bytes | None:
        """Return a picture that a diagram only names; read from the encrypted library."""
        digest = name.removeprefix("sha256:")
        return self.session.library.submit(lambda store: store.blobs.get(digest)).result()

    # ------------------------------------------------------------------ what is in front

    def front(self) -> OpenTab | None:
        """Return the tab in front; None on the home screen."""
        return None if self._at_home else self.workbench.tab

    def show_home(self) -> None:
        """Show the library; open diagrams stay open."""
        tab = self.workbench.tab
        if tab is not None:
            tab.machine.cancel()
            self.session.tend(tab.diagram)
        self.browser.refresh()
        self._at_home = True
        self._stack.setCurrentWidget(self.home)
        self.home.focus_list()
        name_window(self)
        self.registry.refresh()

    def open_diagram(self, document_id: str, state: TabState | None = None) -> bool:
        """Bring a diagram to the front, loading it when it is not open.

        Args:
            document_id: of the library.
            state: where it was left: page, camera, selection.

        Returns:
            Whether it could be opened; the user has been told when not.
        """
        tab = self.tabs.get(document_id) or self._load(document_id, state)
        if tab is None:
            return False
        self._at_home = False
        self._stack.setCurrentWidget(self.workbench)
        self.workbench.show_tab(tab, self._document_tabs())
        self.registry.refresh()
        return True

    def _load(self, document_id: str, state: TabState | None) -> OpenTab | None:
        self.teams.opening(document_id)
        try:
            diagram = self.session.open(document_id)
        except (AppError, CanvasError, SyncError) as error:
            self.teams.not_opened(document_id)
            advice = getattr(error, "advice", "") or self.tr("A backup may still hold it.")
            self.asking.tell(Problem(self.tr("This diagram cannot be opened"), str(error), advice))
            return None
        area = self.workbench.area
        tab = open_tab(diagram, self.tools, self._clock, area.holder)
        tab.view.menu_asked.connect(self.context_menu.popup)
        LinkClicks(tab.view).opened.connect(self.text_bar.follow_link)
        tab.view.addActions(self.registry.canvas_actions())
        area.add(tab.view)
        self.tabs[document_id] = tab
        self._settings_link.prepare(tab)
        self.shapes.prepare(tab)
        tab.view.resize(area.size())
        window_session.look(tab, state)
        self.teams.opened(tab)
        return tab

    def open_files(self, paths: Sequence[Path]) -> None:
        """Import files (or find them again) and open what they became; a link of the program leads where it says."""
        self.browser.import_files(self.relay_link.follow_links(paths), show=True)
        if self.isVisible():
            self.raise_()
            self.activateWindow()

    def close_tab(self, document_id: str) -> None:
        """Close a tab; everything of it is stored already or waits in the queue."""
        tab = self.tabs.pop(document_id, None)
        if tab is None:
            return
        self.teams.closing(document_id)
        self.presence.leave(document_id)
        was_front = self.workbench.tab is tab
        if was_front:
            self.workbench.forget_tab()
        self.workbench.area.remove(tab.view)
        tab.close()
        self.session.close(document_id)
        if not was_front:
            self.workbench.top.set_tabs(self._document_tabs(), self.workbench.tab.id if self.workbench.tab else "")
        elif self.tabs:
            self.open_diagram(next(reversed(self.tabs)))
        else:
            self.show_home()

    def reopen(self, document_id: str) -> None:
        """Close a diagram and load it again, at the same place: what its tab holds does not count any more."""
        window_session.reopen(self, document_id)

    def _document_tabs(self) -> list[DocumentTab]:
        return [DocumentTab(tab.id, tab.diagram.title) for tab in self.tabs.values()]

    def _reorder_tabs(self, ids: tuple[str, ...]) -> None:
        self.tabs = {i: self.tabs[i] for i in (*ids, *self.tabs) if i in self.tabs}

    # ------------------------------------------------------------------ small things

    def _why_not(self) -> str:
        """Return why something that is not possible now is not: the nearest thing that is missing."""
        tab = self.front()
        if tab is None:
            return self.tr("Open a diagram first")
        if not tab.editor.selection:
            return self.tr("Select a shape first")
        return self.tr("Not possible with what is selected")

    def _is_still(self) -> bool:
        return self.settings.settings.motion == "reduced"

    def say(self, text: str, level: str = "info") -> None:
        """Show a short message."""
        self._show(Message(text, level))

    def tell(self, message: Message) -> None:
        """Show a message that may have a button."""
        self._show(message)

    def _show(self, message: Message) -> None:
        (self.home_toasts if self._at_home else self.workbench.area.toasts).show(message)

    def save_now(self) -> None:
        """Wait for nothing: say whether everything is on the disk already."""
        tab = self.front()
        if tab is not None:
            self.session.retry()
            text, level = self.workbench.status.words(tab.diagram.state)
            self.say(text, {"ok": "success", "busy": "info"}.get(level, level))

    def close_front_tab(self) -> None:
        """Close the tab in front."""
        if (tab := self.front()) is not None:
            self.close_tab(tab.id)

    def back_up(self) -> None:
        """Ask where to, and write an encrypted copy of the whole library without device keys."""
        path = self.dialogs.save_as(self.files.folder / "aio-canvas-backup.aiob", self.tr("Library backup (*.aiob)"))
        if path is None:
            return
        try:
            self.session.library.backup(path)
        except SyncError as error:
            self.asking.tell(Problem(self.tr("The backup was not written"), str(error)))
            return
        self.say(self.tr("The library is backed up as %1").replace("%1", path.name), "success")

    def show_palette(self) -> None:
        """Find a command by its name."""
        self._palette.toggle()

    def show_settings(self, page: str = "general") -> None:
        """Let the user set things; a page of the dialog may be named."""
        from app.workbench.settings_opening import settings_dialog

        dialog = settings_dialog(self, page)
        dialog.exec()
        dialog.deleteLater()

    def show_shortcuts(self) -> None:
        """Show every key."""
        sheet = ShortcutsSheet(self.registry, self)
        sheet.exec()
        sheet.deleteLater()

    # ------------------------------------------------------------------ session

    def window_state(self) -> WindowState:
        """Return what the next start is to restore."""
        return window_session.state_of(self)

    def restore_state(self, state: WindowState) -> None:
        """Open what was open, where it was; a diagram that cannot be opened is told and skipped."""
        window_session.restore(self, state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the composition root store everything; it may refuse."""
        self._may_close = True
        self.closing.emit()
        event.setAccepted(self._may_close)

    def refuse_close(self) -> None:
        """Keep the window open; called by a receiver of `closing`."""
        self._may_close = False

    def close_all_tabs(self) -> None:
        """Let go of every diagram; called when the window closes."""
        self.workbench.forget_tab()
        for document_id in list(self.tabs):
            tab = self.tabs.pop(document_id)
            self.teams.closing(document_id)
            self.presence.leave(document_id)
            self.workbench.area.remove(tab.view)
            tab.close()
            self.session.close(document_id)
        self.account.close()
        self.sharing.close()
        self.network.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Tend to the diagram in front when the user turns to another program."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            tab = self.front()
            if tab is not None:
                self.session.tend(tab.diagram)
