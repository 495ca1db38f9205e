"""A real X screen in memory with somebody at its mouse and keyboard: Xvfb and xdotool."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

PROGRAMS = ("Xvfb", "xdotool")
MISSING = "Xvfb or xdotool is not installed: apt-get install xvfb xdotool"
SIZE = (1440, 900)
_PAUSE_S = 0.05
_HEADER_FIELDS = 25
_COLOR_BYTES = 12


def can_run() -> bool:
    """Tell whether this machine has both programs."""
    return all(shutil.which(program) for program in PROGRAMS)


class XScreen:
    """One screen.

    Args:
        display: its name, ":7".
        memory: the file that Xvfb keeps the picture in, in the format of xwd.
    """

    def __init__(self, display: str, memory: Path) -> None:
        self.display = display
        self._memory = memory

    def do(self, *words: object) -> str:
        """Run one chain of xdotool commands and return what it prints."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return done.stdout.strip()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press, go there in three moves, and let go."""
        between = [
            (start[0] + (end[0] - start[0]) * n // 3, start[1] + (end[1] - start[1]) * n // 3) for n in (1, 2, 3)
        ]
        moves = [word for x, y in between for word in ("mousemove", x, y, "sleep", 0.03)]
        self.do("mousemove", *start, "mousedown", 1, *moves, "mouseup", 1)

    def picture(self) -> QImage:
        """Return what is on the screen now."""
        data = self._memory.read_bytes()
        header = struct.unpack(f">{_HEADER_FIELDS}I", data[: 4 * _HEADER_FIELDS])
        size, width, height, line, colors = header[0], header[4], header[5], header[12], header[19]
        start = size + colors * _COLOR_BYTES
        pixels = data[start : start + line * height]
        return QImage(pixels, width, height, line, QImage.Format.Format_RGB32).copy()

    def wait_until(self, holds: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
        """Wait for something to be so; fails when it takes too long."""
        end = time.monotonic() + seconds
        pause = threading.Event()
        while not holds():
            assert time.monotonic() < end, f"not within {seconds:g} s: {what}"
            pause.wait(_PAUSE_S)


@contextmanager
def x_screen(folder: Path) -> Iterator[XScreen]:
    """Start a screen that keeps its picture in a folder, and end it afterwards."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{SIZE[0]}x{SIZE[1]}x24",
            "-nolisten",
            "tcp",
            "-fbdir",
            folder,
        ],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read, encoding="ascii") as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield XScreen(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait(timeout=30)
