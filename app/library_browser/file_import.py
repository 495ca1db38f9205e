"""Files into the library: read and parsed beside the GUI thread, added on it, one after the other."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from traceback import format_tb

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.files import read_bounded, stem_of
from app.library.session import LibrarySession
from app.library.store_signals import StoreSignals
from canvas.errors import CanvasError
from canvas.model.records import Snapshot
from sync.errors import SyncError

_LOGGER = logging.getLogger(__name__)

ReadSnapshot = Callable[[bytes, str], Snapshot]
"""Turns a file's bytes and name into a diagram."""


class Outcome(StrEnum):
    """What became of a file."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """One file that was looked at.

    Attributes:
        path: the file.
        outcome: new; unchanged since its last import, so that its diagram is the same as then; changed since then, so
            that it became another diagram; or refused.
        document: id of the diagram, "" when it was refused.
        problem: why it was refused, fit for the user.
    """

    path: Path
    outcome: Outcome
    document: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Parsed:
    data: bytes
    snapshot: Snapshot


class FileImport(QObject):
    """Takes files one after the other; more may be added while it works. A file that fails does not stop the others.

    Signals:
        progressed(int, int): so many files of so many are done; for work of more than one file.
        finished(list[ImportedFile]): all that were asked for were looked at, in the order they were given.
    """

    progressed = Signal(int, int)
    finished = Signal(list)

    def __init__(
        self, session: LibrarySession, signals: StoreSignals, read: ReadSnapshot, parent: QObject | None = None
    ) -> None:
        """Wait for files; `read` runs on another thread."""
        super().__init__(parent)
        self._session = session
        self._signals = signals
        self._read = read
        self._waiting: deque[Path] = deque()
        self._done: list[ImportedFile] = []
        self._busy = False
        self._worker: ThreadPoolExecutor | None = None

    @property
    def busy(self) -> bool:
        """Tell whether files wait."""
        return self._busy

    def add(self, paths: Iterable[Path]) -> None:
        """Import these files too."""
        self._waiting += paths
        if not self._busy:
            self._next()

    def cancel(self) -> None:
        """Leave out what was not begun; what is in the library stays."""
        self._waiting.clear()

    def close(self) -> None:
        """Stop for good; waits for the file that is being read."""
        self._waiting.clear()
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
            self._worker = None

    def _next(self) -> None:
        if len(self._done) + len(self._waiting) > 1:
            self.progressed.emit(len(self._done), len(self._done) + len(self._waiting))
        if not self._waiting:
            self._finish()
            return
        self._busy = True
        path = self._waiting.popleft()
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, thread_name_prefix="import")
        future = self._worker.submit(self._look, path)
        self._signals.when_done(future, lambda found: self._take(path, found), lambda error: self._refuse(path, error))

    def _finish(self) -> None:
        done, self._done, self._busy = self._done, [], False
        if done:
            self.finished.emit(done)

    def _look(self, path: Path) -> ImportedFile | tuple[Outcome, _Parsed]:
        """Read and parse a file; runs on the worker. A file that did not change since its last import is not parsed."""
        data = read_bounded(path)
        past = self._session.past_import(path, data)
        if past is not None and not past.changed:
            return ImportedFile(path, Outcome.UNCHANGED, past.document)
        return Outcome.NEW if past is None else Outcome.CHANGED, _Parsed(data, self._read(data, path.name))

    def _take(self, path: Path, found: ImportedFile | tuple[Outcome, _Parsed]) -> None:
        if isinstance(found, ImportedFile):
            self._conclude(found)
            return
        outcome, parsed = found
        try:
            document = self._session.add(parsed.snapshot, stem_of(path.name))
            self._session.remember_import(path, parsed.data, document)
        except (AppError, CanvasError, SyncError) as error:
            self._refuse(path, error)
            return
        self._conclude(ImportedFile(path, outcome, document))

    def _refuse(self, path: Path, error: BaseException) -> None:
        if not isinstance(error, (AppError, CanvasError, SyncError)):
            # A mistake of ours. The message of the error may quote the file, so the log gets the places only.
            places = "".join(format_tb(error.__traceback__))
            _LOGGER.error("importing a file failed: %s\n%s", type(error).__name__, places)
            self._conclude(ImportedFile(path, Outcome.REFUSED, problem=_unexpected(error)))
            return
        self._conclude(ImportedFile(path, Outcome.REFUSED, problem=str(error)))

    def _conclude(self, file: ImportedFile) -> None:
        self._done.append(file)
        self._next()


def _unexpected(error: BaseException) -> str:
    return f"{type(error).__name__}: this is a mistake of the program; please report it with its log"


def refused(files: Sequence[ImportedFile]) -> list[ImportedFile]:
    """Return the files that are not in the library."""
    return [file for file in files if file.outcome is Outcome.REFUSED]
