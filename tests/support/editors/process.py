"""Starts editors as processes of their own, gives them orders and listens to what they say."""

from __future__ import annotations

import json
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.support.forked import start_program

ROOT = Path(__file__).parents[3]
PROGRAM = "tests.support.editors.program:main"
WAIT_SECONDS = 120.0
LOOK_SECONDS = 0.1
START_SECONDS = 180.0
"""Several start at once, and a machine may be busy with more."""


class EditorProcess:
    """An editor; used as a context manager, it is killed at the end if it still runs."""

    def __init__(self, folder: Path, name: str, *, line: str = "good") -> None:
        self.folder, self.name = folder, name
        folder.mkdir(parents=True, exist_ok=True)
        # Nothing of one editor may be another's, as on several machines.
        own = {f"XDG_{kind}_HOME": str(folder / "xdg" / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
        environment = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "AIO_CANVAS_TEST_LINE": line}
        self._log = (folder / "log").open("a")
        self.child = start_program(PROGRAM, (str(folder / "profile"), name), environment, self._log)
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self._orders, self._words = self.child.stdin, self.child.stdout
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._aside: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read, name=f"reader of {name}", daemon=True)
        self._reader.start()

    def __enter__(self) -> EditorProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _read(self) -> None:
        for line in self._words:
            self._said.put(json.loads(line))
        self._said.put({"event": "gone"})

    def tell(self, word: str, **given: Any) -> None:
        """Give an order."""
        self._orders.write(json.dumps({"do": word, **given}) + "\n")
        self._orders.flush()

    def hear(self, word: str, kind: str = "done", seconds: float = WAIT_SECONDS) -> dict[str, Any]:
        """Wait until it says a word; what else it says is kept."""
        for words in self._aside:
            if words.get(kind) == word:
                self._aside.remove(words)
                return words
        until = time.monotonic() + seconds
        while True:
            try:
                words = self._said.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(self._silence(word)) from None
            if words.get(kind) == word:
                return words
            self._aside.append(words)
            if words == {"event": "gone"}:
                raise AssertionError(self._silence(word))

    def ask(self, word: str, **given: Any) -> dict[str, Any]:
        """Give an order and wait for its answer."""
        self.tell(word, **given)
        return self.hear(word)

    def until(
        self, word: str, wanted: Callable[[dict[str, Any]], bool], *, patience: float = WAIT_SECONDS, **given: Any
    ) -> dict[str, Any]:
        """Ask again and again until the answer is as wanted, for so many seconds."""
        until = time.monotonic() + patience
        while not wanted(answer := self.ask(word, **given)):
            if time.monotonic() > until:
                raise AssertionError(f"{self.name} stays at {answer}; {self._silence(word)}")
            self.pause()
        return answer

    def rest(self) -> list[dict[str, Any]]:
        """Return what a process that has ended said and nobody heard."""
        while not self._said.empty():
            self._aside.append(self._said.get())
        return self._aside

    def pause(self) -> None:
        """Let the editor work; what it says meanwhile is kept."""
        try:
            self._aside.append(self._said.get(timeout=LOOK_SECONDS))
        except queue.Empty:
            return

    def _silence(self, word: str) -> str:
        log = (self.folder / "log").read_text()[-2000:]
        return f"{self.name} did not say {word}; said {self._aside[-5:]}, ended {self.child.poll()}; {log}"

    def end(self) -> None:
        """Let it close its window, and wait for its end."""
        self.ask("end")
        self.child.wait(60)
        self.kill()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.child.kill()
        self.child.wait(60)
        self._reader.join(60)
        for stream in (self._orders, self._words, self._log):
            if not stream.closed:
                _close(stream)


def _close(stream: Any) -> None:
    """Close a pipe whose other end may be gone."""
    try:
        stream.close()
    except BrokenPipeError:
        return


@contextmanager
def editors_in(folder: Path, names: Sequence[str], *, line: str = "good") -> Iterator[list[EditorProcess]]:
    """Start editors side by side, each over its own folder; their direct channels go over a "good" or a "bad" line."""
    with ExitStack() as stack:
        started = [stack.enter_context(EditorProcess(folder / name, name, line=line)) for name in names]
        for editor in started:
            editor.hear("ready", "event", START_SECONDS)
        yield started
