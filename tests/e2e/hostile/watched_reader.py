"""Reads files as a stranger's, each in a process of its own that is measured, and tells what each process did.

Run as a program: file names come in, one a line; one JSON object a line comes out. All readers are forked from one process in
which Qt and our code are loaded, so a file costs milliseconds. In the fork an audit hook notes every file that is opened and
every look at the network; the file itself has been read before.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MOST_ADDRESS_SPACE = 4 * 1024**3
MOST_CPU_S = 20


@dataclass(frozen=True)
class Reading:
    """What one file did.

    Attributes:
        outcome: "picture", or the name of the typed error that the reader raised, or "crash: ..." for anything else.
        message: of the error.
        seconds: of processor time, from the start to the last picture.
        megabytes: greatest memory of the whole process, Python and Qt included.
        touched: files and hosts it asked for.
    """

    outcome: str
    message: str
    seconds: float
    megabytes: float
    touched: tuple[str, ...]


def watched(touched: list[str]) -> None:
    """Note every file opened, program started and host looked up from now on."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and not _is_own(str(arguments[0])):
            touched.append(f"open {arguments[0]!s}")
        elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "urllib.", "ctypes.dlopen")):
            touched.append(f"{event} {arguments!r}"[:200])

    sys.addaudithook(hook)


def _is_own(name: str) -> bool:
    """Tell whether a file is the program's own: Python's and our packages' modules and fonts."""
    return name.startswith((sys.prefix, sys.base_prefix, str(Path(__file__).parents[3]))) or name.isdigit()


def use(path: Path, touched: list[str]) -> tuple[str, str]:
    """Read a file and make every kind of picture of all its pages."""
    from app.cli.inputs import Source
    from app.errors import AppError
    from app.exporting.options import ExportOptions
    from app.exporting.reading import read_snapshot
    from app.exporting.service import export
    from canvas.errors import CanvasError

    try:
        data = Source(str(path)).read()
        watched(touched)
        snapshot = read_snapshot(data, path.name)
        for form in ("svg", "png", "pdf"):
            export(snapshot, ExportOptions(form, None))
    except (AppError, CanvasError) as error:
        return type(error).__name__, str(error)
    except BaseException as error:  # noqa: BLE001  a crash is what is looked for
        return f"crash: {type(error).__name__}", str(error)[:300]
    return "picture", ""


def in_child(path: Path) -> Reading:
    """Use a file in a fork of this process."""
    answer, ours = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESS_SPACE, MOST_ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
        touched: list[str] = []
        outcome, message = use(path, touched)
        os.write(ours, json.dumps([outcome, message[:2000], touched[:20]]).encode())
        os._exit(0)
    os.close(ours)
    with os.fdopen(answer, "rb") as pipe:
        said = pipe.read()
    _, status, usage = os.wait4(child, 0)
    seconds = usage.ru_utime + usage.ru_stime
    outcome, message, asked = json.loads(said) if said else (f"crash: status {status}", "", [])
    return Reading(outcome, message, seconds, usage.ru_maxrss / 1024, tuple(asked))


def warm_up() -> None:
    """Load what every reader needs, fonts and text shaping included."""
    from app.exporting.options import ExportOptions
    from app.exporting.reading import read_snapshot
    from app.exporting.service import export
    from tests.support.diagram_files import SHOP

    for form in ("svg", "png", "pdf"):
        export(read_snapshot(SHOP.encode(), "x.drawio"), ExportOptions(form, None))


def main() -> None:
    """Answer for every file named on standard input."""
    warm_up()
    for line in sys.stdin:
        print(json.dumps(asdict(in_child(Path(line.rstrip("\n"))))), flush=True)


if __name__ == "__main__":
    main()
