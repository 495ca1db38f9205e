"""The command line as a shell sees it: real processes, pipes, exit codes, no display."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import ROOT
from tests.support.diagram_files import SHOP

TIMEOUT_S = 60


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.drawio"
    path.write_text(SHOP, encoding="utf-8")
    return path


def aio_canvas(folder: Path, words: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program where there is no display, with its own home."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"PYTHONPATH": str(ROOT), "AIO_CANVAS_HOME": str(folder / "home"), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "app", *words]
    return subprocess.run(
        command, cwd=folder, env=environment, input=given, capture_output=True, timeout=TIMEOUT_S, check=False
    )


def test_a_picture_through_pipes_without_a_display(tmp_path: Path) -> None:
    """CLI-4, CLI-8."""
    # Tamil is in none of the packaged fonts: Qt may fall back, but must not chat about it.
    given = SHOP.replace("Shop", "Shop \u0b95").encode()
    done = aio_canvas(tmp_path, ["export", "-", "-o", "-", "-f", "png"], given)
    assert (done.returncode, done.stderr) == (0, b"")
    with Image.open(io.BytesIO(done.stdout)) as image:
        image.load()
        assert image.size[0] > 300


def test_good_and_bad_inputs_together(shop: Path) -> None:
    """CLI-1, CLI-2, CLI-5, CLI-15."""
    folder = shop.parent
    (folder / "bad.drawio").write_bytes(b"<mxfile><diagram>\x00")
    done = aio_canvas(folder, ["export", "bad.drawio", "shop.drawio", "-f", "pdf", "-o", "out"])
    assert done.returncode == 1
    assert done.stdout == b""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(b"aio-canvas: bad.drawio: ")
    assert (folder / "out/shop.pdf").read_bytes().startswith(b"%PDF-")


def test_wrong_usage(tmp_path: Path) -> None:
    """CLI-1, CLI-2."""
    done = aio_canvas(tmp_path, ["export", "x.drawio"])
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"required: -o" in done.stderr


def test_a_reader_that_goes_away_gets_no_traceback(shop: Path) -> None:
    words = [sys.executable, "-m", "app", "info", "--json", *["shop.drawio"] * 50]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        words, cwd=shop.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(TIMEOUT_S) == 0


def test_the_library_asks_nobody_in_a_pipe(shop: Path) -> None:
    done = aio_canvas(shop.parent, ["library", "add", "shop.drawio"])
    assert done.returncode == 1
    assert b"AIO_CANVAS_PASSPHRASE" in done.stderr
    assert b"Traceback" not in done.stderr


HOSTILE = {
    "empty": b"",
    "not xml": b"\x00\x01\x02",
    "open tag": b"<mxfile>",
    "another format": b"<html><body/></html>",
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><mxfile>&b;</mxfile>',
    "outside entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><mxfile>&a;</mxfile>',
    "bad compression": b'<mxfile><diagram id="a">AAAA!!!!</diagram></mxfile>',
    "deep": b"<mxfile>" + b"<a>" * 100_000,
    "cut png": b"\x89PNG\r\n\x1a\n\x00\x00\xff\xff",
    "zip": b"PK\x03\x04" + b"\x00" * 100,
    "escape": b"<mxfile>\x1b[2J</mxfile>",
}


def test_hostile_files_end_in_one_line_each(tmp_path: Path) -> None:
    """CLI-15."""
    for name, data in HOSTILE.items():
        (tmp_path / f"{name}.drawio").write_bytes(data)
    done = aio_canvas(tmp_path, ["info", "--json", *(f"{name}.drawio" for name in HOSTILE)])
    lines = done.stderr.decode().splitlines()
    told = [line.removeprefix("aio-canvas: ").split(".drawio")[0] for line in lines if line.startswith("aio-canvas: ")]
    assert done.returncode == 1
    assert told == list(HOSTILE)
    assert json.loads(done.stdout) == []
    assert "\x1b" not in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.corpus
def test_real_files_are_counted_as_the_reference_counts_them(corpus_files: list[Path], tmp_path: Path) -> None:
    """CLI-13."""
    references = {
        path.name[: -len(".ref.json")]: path for path in (corpus_files[0].parent.parent / "ref").glob("*.ref.json")
    }
    chosen = [path for path in corpus_files if path.stem in references][::4]
    if not chosen:
        pytest.skip("the corpus has no reference listings")
    done = aio_canvas(tmp_path, ["info", "--json", *map(str, chosen)])
    assert done.returncode == 0, done.stderr.decode()
    for found, path in zip(json.loads(done.stdout), chosen, strict=True):
        reference = json.loads(references[path.stem].read_text(encoding="utf-8"))
        expected = [(page["name"], len(page["cells"])) for page in reference["pages"]]
        assert [(page["name"], page["painted"]) for page in found["pages"]] == expected, path.name
