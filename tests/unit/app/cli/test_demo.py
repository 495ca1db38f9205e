"""The demo's own examples are diagrams that we can read."""

from __future__ import annotations

from app.cli.demo import examples
from app.exporting.reading import read_snapshot


def test_every_example_can_be_read_and_has_shapes() -> None:
    found = {path.name: read_snapshot(path.read_bytes(), path.name) for path in examples()}
    assert set(found) == {"bug-triage.drawio", "checkout.drawio"}
    assert all(snapshot.shapes for snapshot in found.values())
