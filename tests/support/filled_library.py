"""A library with one diagram, whose words can be looked for in its files."""

from __future__ import annotations

from pathlib import Path

from sync.store.profile import open_profile
from sync.store.records import DocumentKind
from tests.support.library import KEY, appends, ticking_clock, writer_for

LABEL = "Confidential-Label-Zanzibar"
CLOCK = ticking_clock()


def filled(directory: Path) -> str:
    """Make it and return the diagram's id."""
    profile = open_profile(directory, KEY, CLOCK)
    store = profile.store
    made = store.documents.create(DocumentKind.DIAGRAM, LABEL, profile.info.workspace)
    store.log.append(appends(writer_for(made.id), LABEL.encode() * 50))
    store.search.index_text(made.id, [("s1", LABEL)])
    store.blobs.put(LABEL.encode() * 10, "text/plain")
    store.settings.set("last", LABEL)
    store.close()
    return made.id
