"""The program's log: what happened and where, never what is in a diagram.

A rotating file in the user's log folder. Crashes of the interpreter itself are written beside it by faulthandler.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

LOG_NAME = "aio-canvas.log"
CRASH_NAME = "crash.log"
MAX_LOG_BYTES = 512 * 1024
KEPT_LOGS = 3
_LOGGER = logging.getLogger("app")


class _WithoutMessages(logging.Formatter):
    """Writes of an error its kind and its places: its message may quote a diagram."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have written the error out in full and left that in the record.
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, error, places = ei
        lines = [f"  {place.filename}:{place.lineno} {place.name}" for place in extract_tb(places)]
        inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
        # What failed in a group says what happened; the group itself is always the same.
        more = [self.formatException((type(one), one, one.__traceback__)) for one in inner]
        return "\n".join([*lines, kind.__name__ if kind is not None else "", *more])


def start_log(folder: Path) -> Callable[[], None]:
    """Write warnings and the program's own notes to a file; returns what ends that.

    A folder that cannot be written leaves the program without a log; that must not keep it from starting.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / LOG_NAME, maxBytes=MAX_LOG_BYTES, backupCount=KEPT_LOGS, encoding="utf-8"
        )
        crash = (folder / CRASH_NAME).open("a", encoding="utf-8")
    except OSError as error:
        print(f"aio-canvas: no log is written: {error.strerror}", file=sys.stderr)  # noqa: T201  there is no other place
        return lambda: None
    handler.setFormatter(_WithoutMessages("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    level_before, _LOGGER.level = _LOGGER.level, logging.INFO
    faulthandler.enable(crash)

    def stop() -> None:
        faulthandler.disable()
        root.removeHandler(handler)
        _LOGGER.level = level_before
        handler.close()
        crash.close()

    return stop


def report_unexpected(tell: Callable[[str], None]) -> Callable[[], None]:
    """Log errors that nobody caught and tell their kind to the user instead of ending; returns what ends that.

    Args:
        tell: called on the main thread with the name of the error's kind.
    """
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, places: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, places)
            return
        _LOGGER.error("an unexpected error", exc_info=(kind, error, places))
        before(kind, error, places)
        if threading.current_thread() is threading.main_thread():
            tell(kind.__name__)

    sys.excepthook = hook

    def stop() -> None:
        sys.excepthook = before

    return stop
