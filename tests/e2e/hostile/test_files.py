"""Hostile files through the whole way in: a clear error or a safe picture, soon, in little memory, and nothing else touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.library_access import open_for
from app.exporting.reading import read_snapshot
from app.library.session import LibrarySession
from canvas.errors import FormatError
from sync.store.keys import PASSPHRASE_VARIABLE
from tests.conftest import ROOT
from tests.e2e.hostile.files import FILES, Hostile
from tests.e2e.hostile.watched_reader import Reading
from tests.support.diagram_files import SHOP
from tests.support.library import file_bytes, ticking_clock

MEGABYTES = 300
"""Of the whole process, with Python and Qt in it."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="readers are forked from one warm process")


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[str]]:
    """The process that reads files in forks of itself."""
    command = [sys.executable, "-m", "tests.e2e.hostile.watched_reader"]
    # It says what files it opens; byte-code is to lie beside what it is of, where it is known as that.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPYCACHEPREFIX"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def reading(process: subprocess.Popen[str], path: Path) -> Reading:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{path}\n")
    process.stdin.flush()
    values = json.loads(process.stdout.readline())
    return Reading(**{**values, "touched": tuple(values["touched"])})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_hostile_file_hurts_nobody(file: Hostile, reader: subprocess.Popen[str], tmp_path: Path) -> None:
    path = tmp_path / f"hostile.{file.ending}"
    path.write_bytes(file.make())
    found = reading(reader, path)
    assert (found.outcome, found.touched) == (file.outcome, ()), found.message
    assert found.seconds < file.seconds
    assert found.megabytes < MEGABYTES
    assert len(found.message) < 400


def test_the_watch_sees_files_and_hosts(reader: subprocess.Popen[str], tmp_path: Path) -> None:
    """What is not seen is not shown: a reader that does touch something is reported."""
    script = (
        "import json, socket\n"
        "from tests.e2e.hostile.watched_reader import watched\n"
        "touched = []\nwatched(touched)\nopen('/dev/null').close()\n"
        "try:\n    socket.create_connection(('127.0.0.1', 9), 0.1)\nexcept OSError:\n    pass\n"
        "print(json.dumps(touched))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    touched = json.loads(done.stdout)
    assert touched[0] == "open /dev/null"
    assert any(event.startswith("socket.connect") for event in touched)
    missing = reading(reader, tmp_path / "missing.drawio")
    assert missing.outcome == "InputError"


PICTURES = tuple(
    file for file in FILES if file.outcome == "picture" and "picture" in file.name and "large" not in file.name
)
ASKED_FOR = ("/etc/passwd", "/etc/hostname", "x.png", "x.css", "socket(", "connect(")
"""What the files name, and what it would take to reach other machines."""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed: apt-get install strace")
def test_the_kernel_saw_no_file_opened_and_no_socket_made(tmp_path: Path) -> None:
    """An audit hook sees Python only; this sees Qt and libxml2 as well."""
    paths = []
    for number, file in enumerate(PICTURES):
        paths.append(tmp_path / f"{number}.{file.ending}")
        paths[-1].write_bytes(file.make())
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-qq", "-e", "trace=open,openat,connect,socket", "-o", str(trace)]
    given = "".join(f"{path}\n" for path in paths)
    done = subprocess.run(
        [*command, sys.executable, "-m", "tests.e2e.hostile.watched_reader"],
        cwd=ROOT, input=given, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "ptrace" in done.stderr.lower():
        pytest.skip(f"strace may not trace here: {done.stderr.splitlines()[0]}")
    calls = trace.read_text(errors="replace").splitlines()
    first = next(n for n, line in enumerate(calls) if str(paths[0]) in line)
    reached = [line for line in calls[first:] if any(name in line for name in ASKED_FOR)]
    assert reached == []
    assert all(any(str(path) in line for line in calls) for path in paths)


def test_a_library_is_the_same_after_hostile_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIO_CANVAS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "correct horse")
    refused = [file for file in FILES if file.outcome in {"MalformedFile", "InputError"} and "text" not in file.name]
    with open_for(read_only=False) as library:
        session = LibrarySession(library, ticking_clock())
        session.add(read_snapshot(SHOP.encode(), "shop.drawio"), "shop")
        listed = library.submit(lambda store: store.documents.list()).result()
        before = {folder: file_bytes(folder) for folder in (tmp_path / "home").rglob("*") if folder.is_dir()}
        for file in refused:
            with pytest.raises(FormatError):
                session.add(read_snapshot(file.make(), f"x.{file.ending}"), "x")
        assert library.submit(lambda store: store.documents.list()).result() == listed
        after = {folder: file_bytes(folder) for folder in (tmp_path / "home").rglob("*") if folder.is_dir()}
    assert any(name.endswith(".db") for files in before.values() for name in files)
    assert after == before
