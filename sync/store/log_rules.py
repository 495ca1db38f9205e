"""Rules that every store applies before it changes anything: counters, covers, titles, settings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sync.errors import CompactionError, CounterError, LimitExceededError
from sync.protocol.limits import MAX_SETTING_BYTES, MAX_TITLE_CHARACTERS, MAX_UPDATE_BYTES
from sync.store.records import Append, JsonValue

MAX_RECENT = 100
"""Entries of the recent list; older ones fall off."""


def by_writer(appends: Iterable[Append]) -> dict[tuple[str, str], list[Append]]:
    """Group updates by (document, writer), keeping their order."""
    groups: dict[tuple[str, str], list[Append]] = {}
    for one in appends:
        groups.setdefault((one.writer.document, one.writer.id), []).append(one)
    return groups


def check_counters(group: Sequence[Append], last: int) -> int:
    """Check that the updates of one writer follow its last one without gaps; return the new last counter.

    Raises:
        CounterError: A counter is missing or repeated.
        LimitExceededError: An update is too large.
    """
    for one in group:
        if one.counter != last + 1:
            raise CounterError(one.writer.document, one.writer.id, last + 1, one.counter)
        if len(one.data) > MAX_UPDATE_BYTES:
            raise LimitExceededError("update", len(one.data), MAX_UPDATE_BYTES)
        last = one.counter
    return last


def check_covers(document: str, covers: Mapping[str, int], writers: Mapping[str, tuple[int, int]]) -> None:
    """Check that a state loses nothing and claims nothing that is not stored.

    Args:
        document: Id of the document, for the error.
        covers: Last counter by writer that the new state contains.
        writers: For each known writer the counter that the present state covers, and its last stored counter.

    Raises:
        CompactionError: It says which writer does not fit.
    """
    for writer, (covered, last) in writers.items():
        if covers.get(writer, 0) < covered:
            raise CompactionError(document, f"the present state covers more of writer {writer}")
        if covers.get(writer, 0) > last:
            raise CompactionError(document, f"updates of writer {writer} are not stored yet")
    for writer in covers.keys() - writers.keys():
        if covers[writer] != 0:
            raise CompactionError(document, f"writer {writer} is not known")


def checked_title(title: str) -> str:
    """Return the title without halves of surrogate pairs, or refuse a longer one than the library keeps.

    Raises:
        LimitExceededError: It is too long.
    """
    if len(title) > MAX_TITLE_CHARACTERS:
        raise LimitExceededError("title", len(title), MAX_TITLE_CHARACTERS)
    return title.encode("utf-8", "replace").decode("utf-8")


def encoded_setting(name: str, value: JsonValue) -> str:
    """Return a setting as JSON text, within the limit.

    Raises:
        LimitExceededError: It is too large.
    """
    text = json.dumps(value, separators=(",", ":"))
    if len(text) > MAX_SETTING_BYTES:
        raise LimitExceededError(f"setting {name}", len(text), MAX_SETTING_BYTES)
    return text
