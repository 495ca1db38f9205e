"""DOC-18: ids."""

from __future__ import annotations

import re

from canvas.model.ids import new_id


def test_ids_are_long_random_and_safe_in_a_url() -> None:
    """DOC-18."""
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{20}", i) for i in ids)


def test_all_bytes_of_the_source_are_used() -> None:
    """DOC-18."""
    asked: list[int] = []

    def source(count: int) -> bytes:
        asked.append(count)
        return bytes(range(count))

    assert new_id(source) == "AAECAwQFBgcICQoLDA0O"
    assert asked == [15]
