"""Workspaces over REST, against a real relay: founded, listed, read, entered by a key, moved here."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sync.account.workspaces import (
    Seat,
    found_at_relay,
    hand_to_relay,
    own_workspaces,
    propose,
    read_boxes,
    read_log,
    visit,
    visit_message,
)
from sync.crypto.identity import admit_device
from sync.crypto.invite import InviteLink, invite_keys, new_invite_secret
from sync.engine.drafting import Author, Drafted, draft
from sync.engine.entering import accept_invite, found_workspace
from sync.engine.intents import HandSequencer, Intent, OpenInvite
from sync.engine.keyring import KeyRing
from sync.engine.sequencer import countersign
from sync.errors import AccountRefused
from sync.protocol.membership.access import is_live
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import fold
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from tests.support.loop import run
from tests.support.relay_town import Town, build_town
from tests.support.workspace import Person

DAY_MS = 86_400_000


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def drafted(person: Person, state: WorkspaceState, ring: KeyRing, intent: Intent) -> Drafted:
    return draft(state, Author(person.laptop, person.user, ring, {}), intent, now_ms())


def ring_of(person: Person, state: WorkspaceState, made: Drafted) -> KeyRing:
    ring = KeyRing()
    ring.open_boxes(state, made.boxes, person.laptop.device, person.laptop.sealing_seed)
    return ring


def test_run29_a_stranger_with_a_link_enters_with_nobody_online(tmp_path: Path) -> None:
    """RUN-29: founded, listed, an invite opened, seen by its key, accepted."""
    town = build_town(tmp_path, "ana", "ben")
    ana, ben = town.people["ana"].person, town.people["ben"].person

    async def main() -> None:
        made = found_workspace(ana.laptop, ana.user, now_ms(), town.key)[1]
        secret = new_invite_secret()
        async with town.caller("ana") as caller:
            state = fold([await found_at_relay(caller, made)])
            (listed,) = await own_workspaces(caller)
            assert listed.seats == (Seat(ana.laptop.device, ana.user, "owner"),)
            assert await read_boxes(caller, state.workspace) == made.boxes
            opening = OpenInvite(secret, Role.EDITOR, now_ms() + DAY_MS)
            opened = drafted(ana, state, ring_of(ana, state, made), opening)
            await propose(caller, state.workspace, opened)
        await enter(town, ben, InviteLink(state.workspace, opened.after.head, secret))
        async with town.caller("ana") as caller:
            state = fold(await read_log(caller, state.workspace))
        assert is_live(state, state.devices[ben.laptop.device])

    with town.serving():
        run(main(), 60)


async def enter(town: Town, person: Person, link: InviteLink) -> None:
    """Enter by a link: its key shows itself to the relay, then signs."""
    keys = invite_keys(link.secret)
    colleague = town.people[person.name]
    async with town.caller(person.name) as caller:
        message = visit_message(town.url, colleague.account, colleague.session, link.workspace, keys.invite)
        with pytest.raises(AccountRefused):
            await visit(caller, link.workspace, keys.invite, keys.sign_visit(message + b"!"))
        entries, boxes = await visit(caller, link.workspace, keys.invite, keys.sign_visit(message))
        admission = admit_device(person.laptop, person.user)
        accepted = accept_invite(link, entries, boxes, person.user, (admission,), now_ms())
        await propose(caller, link.workspace, accepted)
        assert fold(await read_log(caller, link.workspace)) == accepted.after
        assert await read_boxes(caller, link.workspace) == accepted.boxes


def test_run29_a_log_of_a_local_network_is_handed_to_a_relay(tmp_path: Path) -> None:
    """RUN-29, WSP-6."""
    town = build_town(tmp_path, "ana")
    ana = town.people["ana"].person

    async def main() -> None:
        made = found_workspace(ana.laptop, ana.user, now_ms())[1]
        first, state = put(ana, None, made)
        handed = drafted(ana, state, ring_of(ana, state, made), HandSequencer(town.key))
        second, after = put(ana, state, handed)
        async with town.caller("ana") as caller:
            with pytest.raises(AccountRefused) as refused:
                await hand_to_relay(caller, [(first, made.boxes)])
            assert refused.value.code == "not_sequencer"
            await hand_to_relay(caller, [(first, made.boxes), (second, handed.boxes)])
            assert fold(await read_log(caller, state.workspace)) == after

    with town.serving():
        run(main(), 60)


def put(person: Person, state: WorkspaceState | None, made: Drafted) -> tuple[LogEntry, WorkspaceState]:
    return countersign(state, person.laptop, made.operation, made.signature, made.boxes, None)
