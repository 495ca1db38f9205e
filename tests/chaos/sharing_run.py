"""A device that draws, seals and sends, to be killed: prints each edit that is durable and each envelope that leaves.

As in the product the engine hears of an edit when the store thread has it, and its rows take their place behind it.

Usage: python sharing_run.py PROFILE SEED
"""

from __future__ import annotations

import random
import sys
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from pycrdt import Doc, Map, merge_updates

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.drafting import Author, draft
from sync.engine.entering import found_workspace
from sync.engine.keyring import KeyRing
from sync.engine.records import EntryRow, Row, SharingRow, WorkspaceRow
from sync.engine.sequencer import countersign
from sync.engine.workspace import WorkspaceEngine
from sync.protocol.frames import Append, Joined
from sync.store.open_document import new_writer
from sync.store.profile import OpenProfile, open_profile
from sync.store.writer import Saved, StoreThread

KEY = bytes(range(32))
PLAN = "0c" * 16
USER = "0e" * 16
NOW = 1_800_000_000_000
PEER = ev.LinkUp("peer", ev.LinkKind.PEER, "0f" * 16)


def say(*words: object) -> None:
    # In one piece: two threads speak.
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


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
        store = profile.store
        (row,) = store.shared.workspaces()
        stored, document = store.shared.load_workspace(row.workspace), store.shared.load_document(PLAN)
        assert stored is not None
        assert document is not None
        self.chance = random.Random(seed)
        self.thread = StoreThread(lambda: store)
        self.waiting: deque[tuple[int, Future[None]]] = deque()
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
                    self.persist(token, rows)
                case ef.ReadEnvelopes():
                    self.read(effect)
                case ef.Send(_, Append(_, _, envelope)):
                    say("sent", envelope.hex())
                case _:
                    pass

    def persist(self, token: int, rows: Sequence[Row]) -> None:
        self.waiting.append((token, self.thread.write(lambda store: store.shared.write(rows))))

    def read(self, wanted: ef.ReadEnvelopes) -> None:
        found = self.thread.submit(
            lambda store: tuple(store.shared.envelopes(wanted.document, wanted.ranges, wanted.limit))
        )
        self.tell(ev.EnvelopesRead(wanted.token, found.result()))

    def draw(self) -> Future[Saved]:
        made: list[bytes] = []
        subscription = self.doc.observe(lambda event: made.append(event.update))
        self.number += 1
        name = f"{self.writer.id}/{self.number}"
        self.doc.get("shapes", type=Map)[name] = Map({"label": "x" * self.chance.randrange(200)})
        self.doc.unobserve(subscription)
        saved = self.thread.append(self.writer, made[0], rows_follow=self.chance.random() < 0.5)
        saved.add_done_callback(lambda _: say("saved", name))
        self.tell(ev.EditMade(PLAN, self.writer.id, self.number, made[0]))
        return saved

    def take_answers(self) -> None:
        while self.waiting and self.waiting[0][1].done():
            token, stored = self.waiting.popleft()
            stored.result()
            self.tell(ev.Persisted(token))


def main() -> None:
    profile = open_profile(Path(sys.argv[1]), KEY, lambda: NOW)
    found(profile)
    run = Run(profile, int(sys.argv[2]))
    while True:
        saved = run.draw()
        run.tell(ev.Tick())
        if run.chance.random() < 0.5:
            saved.result()
        run.take_answers()


if __name__ == "__main__":
    main()
