"""The app's own engine at a relay, over nothing but its socket: log, proposals, keys and cards need no second path."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from pycrdt import merge_updates

from sync.crypto.sealed_card import open_card, seal_card
from sync.engine import effects as fx
from sync.engine import events as ev
from sync.engine.entering import found_workspace
from sync.engine.intents import AdmitUser, Intent, RemoveUser
from sync.engine.records import CardRow, Row, StoredWorkspace, WorkspaceRow
from sync.engine.workspace import WorkspaceEngine
from sync.protocol.boxes import encode_boxes
from sync.protocol.card import CardHeader, CardKind
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Cards, Frame, LogEntries, LogGet, Propose
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import fold
from sync.protocol.roles import Role
from tests.support.relay import Running, running_relay
from tests.support.relay_team import Colleague, hire
from tests.support.socket_device import SocketDevice, colleague_on


def merged(updates: Sequence[bytes]) -> bytes:
    return merge_updates(*updates)


class Member:
    """An engine, and the socket that carries out what it wants."""

    def __init__(self, relay: Running, who: Colleague, device: SocketDevice, entries: Sequence[LogEntry]) -> None:
        self.who, self.device = who, device
        self.link, self.relay_key = "", relay.house.env.keys.sequencer_public
        self.rows: list[Row] = []
        self.sent: list[Frame] = []
        self.told: list[fx.Effect] = []
        stored = StoredWorkspace(WorkspaceRow(fold(entries).workspace, who.user, relay.url), tuple(entries))
        self.engine = WorkspaceEngine(who.laptop, stored, merged, random.Random(1), 0.0, relay.house.clock.now)
        self.connect("relay 1")
        self.greet()

    def connect(self, link: str) -> None:
        """Use the socket under another name, as if it were a new one."""
        if self.link:
            self.handle(ev.LinkDown(self.link))
        self.link = link

    def greet(self) -> None:
        """Tell the engine of the socket."""
        self.handle(ev.LinkUp(self.link, ev.LinkKind.RELAY, key=self.relay_key))

    def handle(self, event: ev.Event) -> None:
        """Give the engine an event and carry out what follows."""
        events = deque([event])
        while events:
            for effect in self.engine.handle(events.popleft(), 1.0):
                if isinstance(effect, fx.Send):
                    self.sent.append(effect.frame)
                    self.device.send(effect.frame)
                elif isinstance(effect, fx.Persist):
                    self.rows += effect.rows
                    events.append(ev.Persisted(effect.token))
                else:
                    self.told.append(effect)

    def until(self, fits: Callable[[], bool]) -> None:
        """Take what comes until something holds."""
        while not fits():
            self.handle(ev.FrameReceived(self.link, self.device.receive()))

    def ask(self, intent: Intent) -> fx.Answered:
        """Change the workspace and wait for what became of it."""
        self.told.clear()
        self.handle(ev.Asked(1, intent))
        self.until(lambda: any(isinstance(one, fx.Answered) for one in self.told))
        return next(one for one in self.told if isinstance(one, fx.Answered))

    def has_key(self) -> bool:
        """Tell whether the key in use is known."""
        state = self.engine.state
        return self.engine.keys.newest(state, state.workspace) is not None

    @property
    def cards(self) -> list[bytes]:
        """Return the cards that were kept."""
        return [row.card for row in self.rows if isinstance(row, CardRow)]

    def write_card(self, content: bytes, revision: int = 1) -> None:
        """Write the own person's card."""
        state = self.engine.state
        key = self.engine.keys.newest(state, state.workspace)
        assert key is not None
        header = CardHeader(
            CardKind.PERSON,
            state.workspace,
            self.who.user,
            self.who.laptop.device,
            key.epoch,
            state.seq,
            revision,
            bytes(12),
        )
        self.handle(ev.CardWritten(seal_card(key, self.who.laptop, header, content)))


def founded(relay: Running, who: Colleague, device: SocketDevice) -> list[LogEntry]:
    """Found a workspace that the relay orders."""
    sequencer = relay.house.env.keys.sequencer_public
    workspace, drafted = found_workspace(who.laptop, who.user, relay.house.clock.now, sequencer)
    device.send(Propose(workspace, 1, drafted.operation, drafted.signature, encode_boxes(drafted.boxes)))
    return list(device.expect(LogEntries).entries)


def test_two_engines_share_a_workspace_over_nothing_but_the_socket(tmp_path: Path) -> None:
    """RLY-90 to RLY-96."""
    with running_relay(tmp_path) as relay:
        ana, ben = hire(relay.house, "ana"), hire(relay.house, "ben")
        with colleague_on(relay.url, ana) as hers, colleague_on(relay.url, ben) as his:
            first = Member(relay, ana, hers, founded(relay, ana, hers))
            first.until(first.has_key)
            answer = first.ask(AdmitUser(ben.user, Role.EDITOR, ben.person.admissions()))
            assert (answer.seq, answer.error) == (2, None)
            workspace = first.engine.state.workspace
            his.send(LogGet(workspace, 0))
            second = Member(relay, ben, his, his.expect(LogEntries).entries)
            second.until(second.has_key)
            assert second.engine.state == first.engine.state

            first.write_card(b"Ana")
            second.until(lambda: bool(second.cards))
            key = second.engine.keys.newest(second.engine.state, workspace)
            assert key is not None
            assert open_card(key, second.cards[0]) == b"Ana"

            first.connect("relay 2")
            first.write_card(b"Ana again", 2)
            first.sent.clear()
            first.greet()
            first.until(lambda: any(isinstance(frame, Cards) for frame in first.sent))
            second.until(lambda: len(second.cards) == 2)
            assert open_card(key, second.cards[1]) == b"Ana again"
            second.connect("relay 2")
            second.sent.clear()
            second.greet()
            second.handle(ev.FrameReceived(second.link, his.expect(Cards, lambda one: not one.cards)))
            assert [frame.cards for frame in first.sent if isinstance(frame, Cards)] == [(first.cards[-1],)]
            assert not any(isinstance(frame, Cards) for frame in second.sent)

            refused = second.ask(RemoveUser(ana.user))
            assert refused.error in {ErrorCode.ROLE, ErrorCode.OWNERS_ONLY}

            relay.house.clock.forward(minutes=6)
            assert first.ask(RemoveUser(ben.user)).error is ErrorCode.STEP_UP
