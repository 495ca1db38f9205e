"""A file outside the library carries its pictures itself."""

from __future__ import annotations

import base64

from app.exporting.pictures import with_pictures
from canvas.model.records import ShapeRecord, Snapshot

PNG = b"\x89PNG\r\n\x1a\n" + b"rest"


def diagram(source: str) -> Snapshot:
    return Snapshot(shapes={"a": ShapeRecord("a", {"kind": "image", "image": source})})


def test_a_picture_of_the_library_is_put_in() -> None:
    changed = with_pictures(diagram("sha256:ab"), {"sha256:ab": PNG}.get)
    assert changed.shapes["a"].get("image") == "data:image/png;base64," + base64.b64encode(PNG).decode()


def test_what_is_missing_or_no_picture_keeps_its_name() -> None:
    assert with_pictures(diagram("sha256:ab"), lambda _: None) == diagram("sha256:ab")
    assert with_pictures(diagram("sha256:ab"), lambda _: b"not a picture") == diagram("sha256:ab")


def test_other_sources_are_left_alone_and_nothing_is_copied() -> None:
    snapshot = diagram("data:image/png;base64,AAAA")
    assert with_pictures(snapshot, lambda _: PNG) is snapshot
