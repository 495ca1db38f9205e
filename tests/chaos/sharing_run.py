"""A device that draws, seals and sends, to be killed: prints each edit that is durable and each envelope that leaves.

Usage: python sharing_run.py PROFILE SEED
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pycrdt import Doc, Map, merge_updates

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.drafting import Author, draft
from sync.engine.entering import found_workspace
from sync.engine.keyring import KeyRing
from sync.engine.records import EntryRow, SharingRow, WorkspaceRow
from sync.engine.sequencer import countersign
from sync.engine.workspace import WorkspaceEngine
from sync.protocol.frames import Append, Joined
from sync.store.open_document import new_writer
from sync.store.profile import OpenProfile, open_profile
from sync.store.records import Append as StoredEdit

KEY = bytes(range(32))
PLAN = "0c" * 16
USER = "0e" * 16
NOW = 1_800_000_000_000
PEER = ev.LinkUp("peer", ev.LinkKind.PEER, "0f" * 16)


def say(*words: object) -> None:
    print(*words, flush=True)


def found(profile: OpenProfile) -> None:
    """Make the workspace and its diagram the first time."""
    store, identity = profile.store, profile.info.identity
    if store.shared.workspaces():
        return
    workspace, first = found_workspace(identity, USER, NOW)
    keys = KeyRing()
    rows = [keys.keep(workspace, key) for key in first.keys]
    entry, state = countersign(None, identity, first.operation, first.signature, first.boxes, None)
    second = draft(state, Author(identity, USER, keys, {}), want.NewDiagram(PLAN), NOW)
    other, _ = countersign(state, identity, second.operation, second.signature, second.boxes, None)
    entries = [EntryRow(workspace, seq, one) for seq, one in enumerate((entry, other), 1)]
    store.shared.write([WorkspaceRow(workspace, USER), *entries, *rows, SharingRow(PLAN, workspace, "diagram")])


def merged(updates: Sequence[bytes]) -> bytes:
    return merge_updates(*updates)


class Run:
    """The store and the engine, with a peer that takes everything and acknowledges nothing."""

    def __init__(self, profile: OpenProfile, seed: int) -> None:
        self.store = profile.store
        (row,) = self.store.shared.workspaces()
        stored, document = self.store.shared.load_workspace(row.workspace), self.store.shared.load_document(PLAN)
        assert stored is not None
        assert document is not None
        self.chance = random.Random(seed)
        self.engine = WorkspaceEngine(profile.info.identity, stored, merged, self.chance, time.monotonic(), NOW)
        self.tell(ev.DocumentLoaded(document))
        self.tell(PEER)
        self.tell(ev.FrameReceived(PEER.link, Joined(PLAN, 0, 0)))
        self.writer = new_writer(PLAN, profile.info.identity.device)
        self.tell(ev.WindowOpened(PLAN, self.writer.id))
        self.doc: Doc[Any] = Doc(client_id=self.writer.client_id)
        self.number = 0

    def tell(self, event: ev.Event) -> None:
        for effect in self.engine.handle(event, time.monotonic()):
            match effect:
                case ef.Persist(token, rows):
                    self.store.shared.write(rows)
                    self.tell(ev.Persisted(token))
                case ef.ReadEnvelopes(token, document, ranges, limit):
                    self.tell(ev.EnvelopesRead(token, tuple(self.store.shared.envelopes(document, ranges, limit))))
                case ef.Send(_, Append(_, _, envelope)):
                    say("sent", envelope.hex())
                case _:
                    pass

    def draw(self) -> None:
        made: list[bytes] = []
        subscription = self.doc.observe(lambda event: made.append(event.update))
        self.number += 1
        name = f"{self.writer.id}/{self.number}"
        self.doc.get("shapes", type=Map)[name] = Map({"label": "x" * self.chance.randrange(200)})
        self.doc.unobserve(subscription)
        self.store.log.append([StoredEdit(self.writer, self.number, made[0])])
        say("saved", name)
        self.tell(ev.EditStored(PLAN, self.writer.id, self.number, made[0]))


def main() -> None:
    profile = open_profile(Path(sys.argv[1]), KEY, lambda: NOW)
    found(profile)
    run = Run(profile, int(sys.argv[2]))
    while True:
        run.draw()
        run.tell(ev.Tick())


if __name__ == "__main__":
    main()
