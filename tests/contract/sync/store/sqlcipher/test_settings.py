"""Settings, session and recent list, whatever the store."""

from __future__ import annotations

import pytest

from sync.errors import LimitExceededError
from sync.protocol.limits import MAX_SETTING_BYTES
from sync.store.ports import Store
from sync.store.records import DocumentKind, RecentKind
from tests.support.library import WORKSPACE


@pytest.fixture
def document(store: Store) -> str:
    return store.documents.create(DocumentKind.DIAGRAM, "Payment flow", WORKSPACE).id


def test_st40_settings_and_session_are_json_and_apart(store: Store) -> None:
    """ST-40."""
    store.settings.set("theme", {"name": "dark", "scale": 1.5, "list": [1, None, True]})
    store.session.set("theme", "other")
    assert store.settings.get("theme") == {"name": "dark", "scale": 1.5, "list": [1, None, True]}
    assert store.session.all() == {"theme": "other"}
    store.settings.set("theme", None)
    assert store.settings.all() == {}
    with pytest.raises(LimitExceededError):
        store.settings.set("big", "x" * (MAX_SETTING_BYTES + 1))


def test_st41_the_recent_list_is_newest_first_and_bounded(store: Store, document: str) -> None:
    """ST-41."""
    store.recent.touch(RecentKind.DOCUMENT, document)
    for number in range(120):
        store.recent.touch(RecentKind.FILE, f"file-{number}.drawio")
    store.recent.touch(RecentKind.FILE, "file-50.drawio")
    newest = store.recent.list(limit=3)
    assert [item.target for item in newest] == ["file-50.drawio", "file-119.drawio", "file-118.drawio"]
    assert len(store.recent.list(limit=1000)) == 100
    store.recent.remove(RecentKind.FILE, "file-50.drawio")
    assert store.recent.list(limit=1)[0].target == "file-119.drawio"
