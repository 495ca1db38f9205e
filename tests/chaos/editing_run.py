"""A scripted editing run to be killed: edits a real Doc and prints the counter of each edit that was called saved.

Usage: python editing_run.py PROFILE DOCUMENT SEED [full]

With ``full`` the disk is full after a while: it prints "failed", gets room again, and stores what waited.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from pycrdt import Doc, Map

from sync.store.library import Library, open_library
from sync.store.open_document import OpenDocument
from sync.store.records import DocumentKind
from sync.store.writer import Saved

KEY = bytes(range(32))
TIMEOUT = 60.0


def say(*words: object) -> None:
    print(*words, flush=True)


def open_doc(library: Library, document: str) -> tuple[OpenDocument, Doc[Any]]:
    workspace = library.info.workspace
    if not library.submit(lambda store: store.documents.has(document)).result(TIMEOUT):
        create = library.submit(lambda store: store.documents.create(DocumentKind.DIAGRAM, "Run", workspace, document))
        create.result(TIMEOUT)
    opened = library.open_document(document).result(TIMEOUT)
    doc: Doc[Any] = Doc(client_id=opened.writer.client_id)
    if opened.loaded.state is not None:
        doc.apply_update(opened.loaded.state)
    for update in opened.loaded.updates:
        doc.apply_update(update.data)
    return opened, doc


def edit_until_killed(library: Library, opened: OpenDocument, doc: Doc[Any], rng: random.Random) -> None:
    shapes: Map[Any] = doc.get("shapes", type=Map)
    doc.observe(lambda event: opened.append(event.update))
    while True:
        counter = opened.submitted + 1
        shapes[f"{opened.writer.id}/{counter}"] = Map({"x": float(counter), "label": "text " * rng.randrange(30)})
        if rng.random() < 0.02:
            opened.compact(doc.get_update())
        if rng.random() < 0.1:
            library.thread.flush().result(TIMEOUT)


def edit_on_a_full_disk(library: Library, opened: OpenDocument, doc: Doc[Any]) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    shapes: Map[Any] = doc.get("shapes", type=Map)
    doc.observe(lambda event: opened.append(event.update))
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    while library.thread.failure is None:
        counter = opened.submitted + 1
        shapes[f"{opened.writer.id}/{counter}"] = Map({"x": float(counter), "label": "text " * 500})
        if counter % 20 == 0:
            library.thread.flush().exception(TIMEOUT)
    say("failed", type(library.thread.failure).__name__, library.thread.waiting)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    library.thread.flush().result(TIMEOUT)
    say("recovered", opened.submitted)


def main() -> None:
    directory, document, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

    def acknowledge(saved: Saved) -> None:
        say("saved", saved.writer, saved.counter)

    library = open_library(directory, KEY, lambda: 1_700_000_000_000, on_saved=acknowledge)
    opened, doc = open_doc(library, document)
    say("open", len(doc.get("shapes", type=Map)))
    if "full" in sys.argv:
        edit_on_a_full_disk(library, opened, doc)
        library.close()
    else:
        edit_until_killed(library, opened, doc, random.Random(seed))


if __name__ == "__main__":
    main()
