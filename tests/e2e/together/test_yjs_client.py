"""A client with Yjs itself and none of our code reads every shape of a diagram, and what it draws appears in the app."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.exporting.reading import read_snapshot
from canvas.model.document import Document
from canvas.model.plan import Origin
from canvas.model.projection import Projection
from canvas.model.records import Snapshot
from canvas.model.snapshot import plan_from_snapshot
from tests.bench.diagram import make_records
from tests.support.node_packages import BUILD, why_no_packages
from tests.support.stage import Stage

FOLDER = BUILD / "yjs-client"
CLIENT = Path(__file__).with_name("yjs_client.mjs")


@dataclass(frozen=True)
class Stranger:
    """What the client read, and what it made of it."""

    read: dict[str, Any]
    state: bytes
    update: bytes


def read_by_yjs(state: bytes, folder: Path, *places: Path) -> dict[str, Any]:
    """Return what the client reads of a document's state; it changes it where it is given places for that."""
    given = folder / "state"
    given.write_bytes(state)
    command = ["node", FOLDER / CLIENT.name, given, *places]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, cwd=FOLDER)
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def visit(state: bytes, folder: Path) -> Stranger:
    """Let the client read and change a document."""
    result, update = folder / "result", folder / "update"
    read = read_by_yjs(state, folder, result, update)
    return Stranger(read, result.read_bytes(), update.read_bytes())


def as_json(records: Projection) -> dict[str, Any]:
    """Return records as the client prints them."""
    shapes = {}
    for shape in records.shapes.values():
        stretches = [
            {"insert": run.text, **({"attributes": dict(run.marks)} if run.marks else {})} for run in shape.label
        ]
        shapes[shape.id] = {**shape.values, "label": stretches}
    pages = {page.id: page.values for page in records.pages.values()}
    layers = {layer.id: layer.values for layer in records.layers.values()}
    found: dict[str, Any] = json.loads(
        json.dumps({"meta": dict(records.meta), "pages": pages, "layers": layers, "shapes": shapes}, default=dict)
    )
    return found


@pytest.fixture(scope="module")
def yjs() -> None:
    """Install Yjs, or skip with the reason."""
    reason = why_no_packages(FOLDER, ("yjs@13",))
    if reason:
        pytest.skip(reason)
    shutil.copy(CLIENT, FOLDER)


@pytest.fixture
def stage(yjs: None, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path / "profile")
    made.window.show()
    yield made
    made.end()


def test_yjs_reads_every_shape_and_its_edits_appear(stage: Stage, tmp_path: Path) -> None:
    """DOC-3, DOC-9: as a diagram of its own, and in the one that is open."""
    made = make_records(1_000)
    session, window = stage.desktop.session, stage.window
    mine = session.add(Snapshot(made.meta, made.pages, made.layers, made.shapes), "Plan")
    assert window.open_diagram(mine)
    stranger = visit(stage.tab.diagram.document.state(), tmp_path)
    assert stranger.read == as_json(stage.tab.diagram.document.records)
    assert len(stranger.read["shapes"]) == 1_500
    before = stage.shape("s1")
    stage.tab.diagram.document.apply_update(stranger.update, Origin.REMOTE)
    looks_like_the_strangers(stage, before.x)
    theirs = session.add_state(stranger.state, "From a stranger")
    assert window.open_diagram(theirs)
    looks_like_the_strangers(stage, before.x)
    assert stage.tab.diagram.title == "From a stranger"
    stage.editor.select(("from-yjs",))
    stage.do("edit.delete")
    assert "from-yjs" not in stage.editor.records.shapes
    assert stage.editor.undo() is not None
    assert stage.shape("from-yjs").text == "drawn with Yjs"


def looks_like_the_strangers(stage: Stage, x: float) -> None:
    """Check what the client drew, in the records and in the scene that is painted."""
    assert (stage.shape("s1").x, stage.shape("s1").get("style.fill")) == (x + 40, "#123456")
    assert stage.shape("s2").text.startswith("Yjs ")
    assert stage.shape("s2").text.endswith(" ✓")
    assert dict(stage.shape("s2").label[0].marks) == {"bold": True}
    assert "s3" not in stage.editor.records.shapes
    assert stage.shape("from-yjs").text == "drawn with Yjs"
    scene = stage.editor.scene
    assert scene.entry("from-yjs").placement.box.x == -200
    assert scene.entry("s1").placement.box.x == x + 40
    assert "s3" not in scene.order


def test_yjs_reads_imported_files_with_all_that_is_in_them(yjs: None, tmp_path: Path) -> None:
    """DOC-15: pages, layers, styles, marks and waypoints of the examples that come with the program."""
    examples = sorted(Path(str(files("resources").joinpath("examples"))).glob("*.drawio"))
    assert examples
    for path in examples:
        document = Document(7)
        document.apply(plan_from_snapshot(read_snapshot(path.read_bytes(), path.name), "Import"))
        assert read_by_yjs(document.state(), tmp_path) == as_json(document.records), path.name
