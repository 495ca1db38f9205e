from __future__ import annotations

import pytest

from app.account.face import Face, keep_face, read_face
from sync.protocol.card_content import MAX_CARD_PICTURE_BYTES
from sync.store.memory import MemoryStore
from sync.store.records import JsonValue


def store() -> MemoryStore:
    return MemoryStore(lambda: 1, lambda count: bytes(count))


def test_what_was_chosen_is_kept() -> None:
    kept = store()
    assert read_face(kept) is None
    keep_face(kept, Face("#0070D1", b"\xff\xd8\xff picture"))
    assert read_face(kept) == Face("#0070D1", b"\xff\xd8\xff picture")
    keep_face(kept, Face())
    assert read_face(kept) == Face()


@pytest.mark.parametrize(
    "found",
    [
        "x",
        {"color": "red", "picture": ""},
        {"color": "#0070D1", "picture": "no base64!"},
        {"color": "#0070D1"},
        {"color": "", "picture": "QUFB" * MAX_CARD_PICTURE_BYTES},
    ],
)
def test_what_makes_no_sense_is_nothing(found: JsonValue) -> None:
    kept = store()
    kept.session.set("face", found)
    assert read_face(kept) is None
