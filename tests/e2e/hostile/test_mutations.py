"""Real files with a few things wrong give typed errors or diagrams that can be painted and written, never anything else."""

from __future__ import annotations

import os
import random
import traceback
from pathlib import Path

import pytest

from canvas.errors import FormatError
from canvas.formats.drawio.writer import write_drawio
from canvas.formats.registry import read
from canvas.formats.svg.writer import write_scene_svg
from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene
from tests.e2e.hostile.mutations import mutated
from tests.support.text_engine import FixedTextEngine

SAMPLE = 120
COUNT = int(os.environ.get("AIO_CANVAS_MUTATIONS", SAMPLE))
SMALL = 40_000
"""The quick sample leaves larger files out, in bytes."""


def use(data: bytes, name: str) -> None:
    """Read, paint and write a file; a typed error is as good."""
    try:
        snapshot = read(data, name)
    except FormatError:
        return
    view = GraphView(snapshot)
    for page in view.pages():
        write_scene_svg(PageScene(snapshot, view, page, FixedTextEngine()), FixedTextEngine())
    read(write_drawio(snapshot), name)


@pytest.mark.corpus
@pytest.mark.timeout(3600)
def test_damaged_real_files_raise_typed_errors_only(corpus_directory: Path) -> None:
    files = sorted((corpus_directory / "drawio" / "files").iterdir())
    assert files
    if COUNT <= SAMPLE:
        files = [path for path in files if path.stat().st_size < SMALL]
    failures: dict[str, tuple[int, str]] = {}
    for seed in range(COUNT):
        path = files[seed % len(files)]
        data = mutated(random.Random(seed), path.read_bytes())
        try:
            use(data, path.name)
        except Exception as error:  # noqa: BLE001  every kind is a finding
            where = traceback.extract_tb(error.__traceback__)[-1]
            failures.setdefault(f"{type(error).__name__} {where.name}:{where.lineno}", (seed, traceback.format_exc()))
    assert failures == {}, "\n".join(f"seed {seed}: {text}" for seed, text in failures.values())
