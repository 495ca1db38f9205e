"""A shared diagram as a file for another computer, and such files brought in, with a report of what they brought."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from app.actions.registry import Binding
from app.dialogs.error import Problem
from app.files import write_atomically
from sync.errors import SyncError

if TYPE_CHECKING:
    from app.collaboration.network.bundles import BundleReport
    from app.collaboration.network.workspace import WorkspaceAtWork
    from app.main_window import MainWindow
    from sync.transports.bundle import Bundle


class BundleActions:
    """Binds the actions; what takes time runs on the network thread."""

    def __init__(self, window: MainWindow) -> None:
        """Connect a window."""
        self._window = window
        bind = window.registry.bind
        bind("file.export_bundle", Binding(self.export, self._is_shared, why=self._why_not))
        bind(
            "file.open_bundle",
            Binding(
                self.choose, lambda: window.sharing.is_possible, why=lambda: window.tr("The program is still starting")
            ),
        )

    def export(self) -> None:
        """Write everything that this library has of the diagram in front into a file."""
        window, tab = self._window, self._window.front()
        work = None if tab is None else window.sharing.team_of(tab.id)
        if tab is None or work is None:
            return
        path = window.files.place(tab, "aiobundle")
        if path is not None:
            self._make(work, tab.id, path)

    def choose(self) -> None:
        """Let the user choose a file and bring it in."""
        path = self._window.dialogs.choose_bundle()
        if path is not None:
            self.bring_in(path)

    def bring_in(self, path: Path) -> None:
        """Bring in what a file holds, and say what that was."""
        from sync.transports.bundle import read_bundle

        window = self._window
        try:
            bundle = read_bundle(path.read_bytes())
        except (OSError, SyncError) as error:
            window.asking.tell(Problem(window.tr("The file cannot be opened"), str(error)))
            return
        together = window.sharing.together()
        work = together.work(bundle.workspace)
        if work is None:
            text = window.tr(
                "It belongs to a team or room that this library is not in. Join it first, then open the file again."
            )
            window.asking.tell(Problem(window.tr("The file cannot be opened"), text))
            return
        work.hold(bundle.document)
        self._take(work, bundle)

    # ------------------------------------------------------------------ inside

    def _is_shared(self) -> bool:
        tab, running = self._window.front(), self._window.sharing.running
        return tab is not None and running is not None and running.team_of(tab.id) is not None

    def _why_not(self) -> str:
        return self._window.tr("Share the diagram first; a diagram of your own is exported as a file")

    def _make(self, work: WorkspaceAtWork, document: str, path: Path) -> None:
        from app.collaboration.network.bundles import make_bundle
        from sync.transports.bundle import write_bundle

        window = self._window
        library = window.session.library

        def done(future: Future[Bundle]) -> None:
            try:
                write_atomically(path, write_bundle(future.result()))
            except (OSError, SyncError) as error:
                window.asking.tell(Problem(window.tr("The file was not written"), str(error)))
                return
            window.say(window.tr("Everything of this diagram is in %1").replace("%1", path.name), "success")

        window.network.thread().spawn("bundle", lambda: make_bundle(library, work, document)).add_done_callback(
            lambda future: work.on_gui(lambda: done(future))
        )

    def _take(self, work: WorkspaceAtWork, bundle: Bundle) -> None:
        from app.collaboration.network.bundles import bring_in

        window = self._window
        library = window.session.library

        def done(future: Future[BundleReport]) -> None:
            try:
                report = future.result()
            except SyncError as error:
                window.asking.tell(Problem(window.tr("The file was not taken in"), str(error)))
                return
            window.open_diagram(report.document)
            window.say(self._told(report), "warning" if report.waiting else "success")

        window.network.thread().spawn("bundle", lambda: bring_in(library, work, bundle)).add_done_callback(
            lambda future: work.on_gui(lambda: done(future))
        )

    def _told(self, report: BundleReport) -> str:
        window = self._window
        if not report.new and not report.waiting:
            return window.tr("Everything in this file was here already.")
        names = ", ".join(name or window.tr("somebody") for name in report.authors)
        text = window.tr("The file brought %1 edits of %2; %3 were here already.")
        text = text.replace("%1", str(report.new)).replace("%2", names).replace("%3", str(report.known))
        if report.waiting:
            more = window.tr("%1 edits do not count, or wait for others before them.")
            text += " " + more.replace("%1", str(report.waiting))
        return text
