"""Starts ``peer_program`` and listens to what it says."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
WAIT_SECONDS = 120.0


class PeerProcess:
    """A device in a process of its own; used as a context manager, it is killed at the end."""

    def __init__(self, on_signal: Callable[[str], None] = lambda message: None, **settings: Any) -> None:
        command = [sys.executable, "-m", "tests.support.peer_program", json.dumps(settings)]
        self.child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._on_signal = on_signal
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name="reader of a peer", daemon=True)
        self._reader.start()

    def __enter__(self) -> PeerProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _read(self) -> None:
        assert self.child.stdout is not None
        for line in self.child.stdout:
            words = json.loads(line)
            if "signal" in words:
                self._on_signal(words["signal"])
            else:
                self._said.put(words)

    def signal(self, message: str) -> None:
        """Bring it a signalling message; one for a process that is gone is lost."""
        assert self.child.stdin is not None
        try:
            self.child.stdin.write(json.dumps({"signal": message}) + "\n")
            self.child.stdin.flush()
        except (BrokenPipeError, ValueError):
            return

    def expect(self, word: str, value: Any = None) -> Any:
        """Wait until it says a word (with that value), and return what it said of it."""
        heard = []
        while True:
            try:
                words = self._said.get(timeout=WAIT_SECONDS)
            except queue.Empty:
                raise AssertionError(f"{word} was not said; heard {heard[-5:]}, ended {self.child.poll()}") from None
            heard.append(words)
            if word in words and (value is None or words[word] == value):
                return words[word]

    def kill(self) -> None:
        """End it as a power cut would."""
        self.child.kill()
        self.child.wait(60)
        self._reader.join(60)
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
