"""Measures a document: loading it, choosing all of it, and the memory of an open one in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import psutil

from app.collecting import uncollected
from canvas.commands.selecting import select_all
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.model.document import Document
from canvas.model.history import History
from canvas.model.records import Snapshot
from canvas.model.snapshot import plan_from_snapshot
from canvas.qt.painter import PaintTools
from canvas.tools.events import DOWN, LEFT, MOVE, PointerEvent
from canvas.tools.machine import Machine
from tests.bench.calibration import measured
from tests.bench.diagram import make_records
from tests.bench.rows import Row

MEBIBYTE = 1024 * 1024
BAND_STEPS = 20


def stored(count: int) -> bytes:
    """Return the benchmark diagram as a store holds it."""
    records = make_records(count)
    document = Document(1)
    document.apply(plan_from_snapshot(Snapshot(records.meta, records.pages, records.layers, records.shapes), "import"))
    return document.state()


def document_rows(count: int, large: bool) -> list[Row]:
    """Return the rows of a stored document; the largest diagrams are left out, whose writing alone takes a minute."""
    if large:
        return []
    state = stored(count)
    kept: list[Document] = []

    def load(number: int) -> None:
        with uncollected():
            kept[:] = [Document(2 + number, [state])]

    loading = measured(load, 3)
    editor = Editor(kept[0], History(kept[0]), PaintTools().engine)
    machine = Machine(editor)
    select_all(editor)

    def everything(_: int) -> None:
        editor.select(())
        select_all(editor)

    ids = list(editor.records.shapes)

    def one(number: int) -> None:
        editor.select((ids[number],))

    around = editor.scene.content_bounds()

    def band(number: int) -> None:
        """Draw a rubber band from outside over up to a quarter of the page, as the pointer's movements come."""
        step = number % BAND_STEPS
        share = 0.25 + 0.25 * step / BAND_STEPS
        corner = Vec(around.x - 300.0, around.y - 300.0)
        at = Vec(around.x + around.w * share, around.y + around.h * share)
        if not step:
            machine.cancel()
            editor.select(())
            machine.handle(PointerEvent(DOWN, corner, corner, LEFT))
        machine.handle(PointerEvent(MOVE, at, at, LEFT))
        len(machine.preview.figures)

    drawn = measured(band, 4 * BAND_STEPS)
    machine.cancel()
    rows = [
        Row("rubber band drawn over a quarter: each step", count, drawn, 16.0),
        Row("document load: stored update to records", count, loading),
        Row("select all", count, measured(everything, 3)),
        Row("selection of one shape", count, measured(one, 20), 16.0),
    ]
    machine.close()
    editor.close()
    return rows


def memory_mb(count: int) -> float:
    """Return the resident memory that an open diagram with document, history and picture adds to the bare Qt program, in MiB."""
    code = f"from tests.bench.document import print_memory; print_memory({count})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def print_memory(count: int) -> None:
    """Open a diagram and print how much memory that took; run in a process of its own."""
    from canvas.qt.app_runtime import headless_app

    with_diagram = _opener(count)
    application = headless_app()
    process = psutil.Process()
    before = process.memory_info().rss
    kept = with_diagram()
    print((process.memory_info().rss - before) / MEBIBYTE)
    del kept, application


def _opener(count: int) -> Callable[[], object]:
    """Return what opens a diagram; its stored form is made by another process, so that this one is not larger for it."""
    code = f"import sys; from tests.bench.document import stored; sys.stdout.buffer.write(stored({count}))"
    state = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout

    def opened() -> object:
        from canvas.geometry.vec import Vec
        from canvas.qt.backdrop import Backdrop
        from canvas.qt.render_model import RenderModel
        from canvas.qt.surface import Surface

        tools = PaintTools()
        document = Document(2, [state])
        editor = Editor(document, History(document), tools.engine)
        surface = Surface(RenderModel(editor.scene, tools), Backdrop(), time.monotonic)
        surface.resize(1600, 1000)
        for zoom in (0.09, 1.0):
            surface.look(zoom, Vec(0.0, 0.0))
            surface.finish()
        return editor, surface

    return opened
