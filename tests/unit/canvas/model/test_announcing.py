"""DOC-8, DOC-20: who hears what, and in which order."""

from __future__ import annotations

import pytest

from canvas.model.announcing import Announcer
from canvas.model.changes import Change, KeyChange
from canvas.model.document import Document
from canvas.model.plan import Create, Origin, Plan, Set

CHANGE: tuple[Change, ...] = (KeyChange("s", "x"),)


def test_bytes_come_before_changes_and_only_those_of_local_work() -> None:
    """DOC-8."""
    announcer, heard = Announcer(), list[object]()
    announcer.subscribe(lambda changes, origin: heard.append((changes, origin)))
    announcer.on_update(lambda update, origin: heard.append((update, origin)))
    for origin in Origin:
        announcer.tell(CHANGE, b"u", origin)
    assert heard == [
        (b"u", Origin.USER),
        (CHANGE, Origin.USER),
        (b"u", Origin.HISTORY),
        (CHANGE, Origin.HISTORY),
        (CHANGE, Origin.REMOTE),
        (CHANGE, Origin.LOADED),
    ]


def test_nothing_is_told_about_nothing() -> None:
    """DOC-8."""
    announcer, heard = Announcer(), list[object]()
    announcer.subscribe(lambda changes, origin: heard.append(changes))
    announcer.on_update(lambda update, origin: heard.append(update))
    announcer.tell((), b"", Origin.USER)
    assert heard == []


def test_who_has_unsubscribed_hears_nothing() -> None:
    announcer, heard = Announcer(), list[object]()
    stop = [
        announcer.subscribe(lambda changes, origin: heard.append(changes)),
        announcer.on_update(lambda update, origin: heard.append(update)),
    ]
    for unsubscribe in stop:
        unsubscribe()
    announcer.tell(CHANGE, b"u", Origin.USER)
    assert heard == []


def test_a_listener_may_change_the_document_and_all_hear_in_order() -> None:
    """DOC-20."""
    document = Document(1)
    document.apply(Plan("create", (Create("s", {"x": 1.0}),)))
    heard: list[list[str]] = [[], []]

    def first(changes: tuple[Change, ...], origin: Origin) -> None:
        keys = [change.key for change in changes if isinstance(change, KeyChange)]
        heard[0] += keys
        if keys == ["x"]:
            document.apply(Plan("follow up", (Set("s", "y", 2.0),)))

    def second(changes: tuple[Change, ...], origin: Origin) -> None:
        heard[1] += [change.key for change in changes if isinstance(change, KeyChange)]

    document.subscribe(first)
    document.subscribe(second)
    document.apply(Plan("edit", (Set("s", "x", 5.0),)))
    assert heard == [["x", "y"], ["x", "y"]]


def test_a_listener_that_fails_does_not_leave_others_with_late_news() -> None:
    """DOC-20."""
    announcer, heard = Announcer(), list[object]()

    def fail(changes: tuple[Change, ...], origin: Origin) -> None:
        announcer.tell((), b"", origin)
        if origin is Origin.USER:
            raise RuntimeError("broken")

    announcer.subscribe(fail)
    announcer.subscribe(lambda changes, origin: heard.append(origin))
    with pytest.raises(RuntimeError, match="broken"):
        announcer.tell(CHANGE, b"", Origin.USER)
    announcer.tell(CHANGE, b"", Origin.REMOTE)
    assert heard == [Origin.REMOTE]
