"""Act one: imports real files, opens them, draws with mouse and keys, and goes on drawing until it is killed."""

from __future__ import annotations

import sys
import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt

from app.demo.events import ACKNOWLEDGED, IMPORTED, MARK, STEP, tell
from app.demo.stage import Stage
from app.exporting.reading import read_snapshot
from app.files import read_bounded

TITLE = "Drawn on the tour"
COLUMNS, PITCH_X, PITCH_Y = 5, 160, 90


def main(profile: Path, pictures: Path, files: list[Path]) -> None:
    """Run the act; it ends only by being killed."""
    stage = Stage(profile, pictures)
    for path in files:
        import_file(stage, path)
    stage.window.open_diagram(stage.desktop.session.create(TITLE))
    draw_first_shapes(stage)
    stage.picture("2-drawn")
    for number in count(1):
        draw_numbered(stage, number)
        stage.wait(lambda: not stage.tab.diagram.state.pending)
        tell(ACKNOWLEDGED, number=number)


def import_file(stage: Stage, path: Path) -> None:
    """Import and open one file, and say how long that took."""
    start = time.perf_counter()
    data = read_bounded(path)
    document = stage.desktop.session.add(read_snapshot(data, path.name), path.stem)
    imported = time.perf_counter()
    stage.window.open_diagram(document)
    stage.tab.view.settle()
    shown = time.perf_counter()
    records = stage.tab.editor.records
    tell(
        IMPORTED,
        name=path.name,
        pages=len(records.pages),
        shapes=len(records.shapes),
        import_ms=(imported - start) * 1000,
        open_ms=(shown - imported) * 1000,
    )
    stage.picture(f"1-{path.stem[:40]}")


def draw_first_shapes(stage: Stage) -> None:
    """Draw two shapes and a connector between them, label one, and take a step back and forth."""
    stage.key(Qt.Key.Key_R)
    stage.drag((60, 60), (200, 120))
    stage.key(Qt.Key.Key_O)
    stage.drag((320, 60), (460, 120))
    stage.key(Qt.Key.Key_A)
    stage.drag((200, 90), (320, 90))
    stage.key(Qt.Key.Key_V)
    stage.write_label((130, 90), "Client")
    stage.write_label((390, 90), "Server")
    stage.window.registry.action("edit.undo").trigger()
    stage.window.registry.action("edit.redo").trigger()
    tell(STEP, text="drew two shapes and a connector, typed labels, undid and redid")


def draw_numbered(stage: Stage, number: int) -> None:
    """Draw one more shape and write its number into it."""
    column, row = (number - 1) % COLUMNS, (number - 1) // COLUMNS % 6
    x, y = 60 + column * PITCH_X, 180 + row * PITCH_Y
    stage.key(Qt.Key.Key_R)
    stage.drag((x, y), (x + 120, y + 56))
    stage.write_label((x + 60, y + 28), f"{MARK}{number}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
