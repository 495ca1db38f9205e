"""Act two: opens the library that the killed process left, looks for every acknowledged edit, and takes the diagram out."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from app.demo.drawing import TITLE
from app.demo.events import MARK, STEP, WROTE, tell
from app.demo.stage import Stage
from app.exporting.options import ExportOptions
from app.exporting.service import export
from app.theme.theme import ThemeChoice
from canvas.model.snapshot import snapshot_of
from sync.store.records import DocumentQuery

EXPORTS = (
    ExportOptions("svg", border=10),
    ExportOptions("png", border=10, scale=2, embed=True),
    ExportOptions("pdf", pages=None, border=10),
    ExportOptions("drawio", pages=None),
)


def main(profile: Path, pictures: Path) -> None:
    """Run the act."""
    start = time.perf_counter()
    stage = Stage(profile, pictures, ThemeChoice.DARK)
    tell(STEP, text="reopened the library", ms=(time.perf_counter() - start) * 1000)
    library = stage.desktop.session.library
    tell(STEP, text="the last end was unclean, as it should be", ok=library.info.unclean)
    report = library.submit(lambda store: store.verify()).result()
    tell(STEP, text="the whole file is sound", ok=report.ok)
    rows = library.submit(lambda store: store.documents.list(DocumentQuery(title_contains=TITLE))).result()
    stage.window.open_diagram(rows[0].id)
    labels = {shape.text for shape in stage.tab.editor.records.shapes.values()}
    numbers = sorted(int(text.removeprefix(MARK)) for text in labels if text.startswith(MARK))
    tell("found", numbers=numbers)
    stage.picture("3-reopened-dark")
    for options in EXPORTS:
        write(stage, options, pictures)
    stage.window.show_home()
    stage.wait(lambda: stage.window.home.model.rowCount() > 0)
    stage.picture("4-home-dark")
    stage.close()


def write(stage: Stage, options: ExportOptions, folder: Path) -> None:
    """Write the diagram in front in one format."""
    start = time.perf_counter()
    path = folder / f"tour.{options.format}"
    path.write_bytes(export(snapshot_of(stage.tab.diagram.document), options)[0].data)
    tell(WROTE, path=str(path), bytes=path.stat().st_size, ms=(time.perf_counter() - start) * 1000)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
