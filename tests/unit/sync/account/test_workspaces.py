"""Workspaces over REST, against a real relay: founded, listed, read, entered by a key, moved here."""

from __future__ import annotations

import base64
import time
from pathlib import Path

import httpx
import pytest

from sync.account import workspaces
from sync.account.api import RelayApi
from sync.account.workspaces import (
    Seat,
    found_at_relay,
    hand_to_relay,
    log_length,
    own_workspaces,
    propose,
    read_boxes,
    read_log,
    visit,
)
from sync.crypto.identity import admit_device
from sync.crypto.invite import InviteLink, invite_keys, new_invite_secret
from sync.engine.drafting import Author, Drafted, draft
from sync.engine.entering import accept_invite, found_workspace
from sync.engine.intents import HandSequencer, Intent, OpenInvite
from sync.engine.keyring import KeyRing
from sync.engine.sequencer import countersign
from sync.errors import AccountRefused, RelayOverflows
from sync.protocol.boxes import Box
from sync.protocol.membership.access import is_live
from sync.protocol.membership.entry import LogEntry, encode_log_entry
from sync.protocol.membership.fold import fold
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.relay_proofs import visit_message
from sync.protocol.roles import Role
from tests.support.loop import run
from tests.support.relay_town import Town, build_town
from tests.support.workspace import Person, team

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
        state = fold([await town.request("ana", lambda api, token: found_at_relay(api, token, made))])
        (listed,) = await town.request("ana", own_workspaces)
        assert (listed.seq, listed.seats) == (1, (Seat(ana.laptop.device, ana.user, "owner"),))
        assert await town.request("ana", lambda api, token: read_boxes(api, token, state.workspace)) == made.boxes
        opening = OpenInvite(new_invite_secret(), Role.EDITOR, now_ms() + DAY_MS)
        opened = drafted(ana, state, ring_of(ana, state, made), opening)
        await town.request("ana", lambda api, token: propose(api, token, state.workspace, opened))
        await enter(town, ben, InviteLink(state.workspace, opened.after.head, opening.secret))
        state = fold(await town.request("ana", lambda api, token: read_log(api, token, made.after.workspace)))
        assert is_live(state, state.devices[ben.laptop.device])
        later = await town.request("ana", lambda api, token: read_log(api, token, made.after.workspace, 1))
        assert fold(later, made.after) == state
        assert await town.request("ana", lambda api, token: read_log(api, token, made.after.workspace, state.seq)) == ()

    with town.serving():
        run(main())


async def enter(town: Town, person: Person, link: InviteLink) -> None:
    """Enter by a link: its key shows itself to the relay, then signs."""
    keys, colleague, name = invite_keys(link.secret), town.people[person.name], person.name
    message = visit_message(town.url, colleague.account, colleague.session, link.workspace, keys.invite)

    async def look(api: RelayApi, token: str) -> tuple[tuple[LogEntry, ...], tuple[Box, ...]]:
        with pytest.raises(AccountRefused):
            await visit(api, token, link.workspace, keys.invite, keys.sign_visit(message + b"!"))
        return await visit(api, token, link.workspace, keys.invite, keys.sign_visit(message))

    entries, boxes = await town.request(name, look)
    admission = admit_device(person.laptop, person.user)
    accepted = accept_invite(link, entries, boxes, person.user, (admission,), now_ms())
    await town.request(name, lambda api, token: propose(api, token, link.workspace, accepted))
    assert fold(await town.request(name, lambda api, token: read_log(api, token, link.workspace))) == accepted.after
    assert await town.request(name, lambda api, token: read_boxes(api, token, link.workspace)) == accepted.boxes


def test_run29_a_log_of_a_local_network_is_handed_to_a_relay(tmp_path: Path) -> None:
    """RUN-29, WSP-6."""
    town = build_town(tmp_path, "ana")
    ana = town.people["ana"].person

    async def main() -> None:
        made = found_workspace(ana.laptop, ana.user, now_ms())[1]
        first, state = put(ana, None, made)
        handed = drafted(ana, state, ring_of(ana, state, made), HandSequencer(town.key))
        second, after = put(ana, state, handed)
        whole = [(first, made.boxes), (second, handed.boxes)]
        with pytest.raises(AccountRefused) as refused:
            await town.request("ana", lambda api, token: hand_to_relay(api, token, whole[:1]))
        assert refused.value.code == "not_sequencer"
        assert await town.request("ana", lambda api, token: log_length(api, token, state.workspace)) == 0
        await town.request("ana", lambda api, token: hand_to_relay(api, token, whole))
        assert fold(await town.request("ana", lambda api, token: read_log(api, token, state.workspace))) == after
        assert await town.request("ana", lambda api, token: log_length(api, token, state.workspace)) == 2

    with town.serving():
        run(main())


def put(person: Person, state: WorkspaceState | None, made: Drafted) -> tuple[LogEntry, WorkspaceState]:
    return countersign(state, person.laptop, made.operation, made.signature, made.boxes, None)


@pytest.mark.parametrize("bound", ["MAX_LOG_LENGTH", "MAX_LOG_BYTES"])
def test_mem17_a_relay_that_shows_a_log_without_end_is_left(monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    """MEM-17: before anything of it is checked, and nothing is kept."""
    log, asked = team(ben=Role.EDITOR, cleo=Role.EDITOR), list[str]()
    page = [base64.b64encode(encode_log_entry(entry)).decode() for entry in log.entries]

    def endless(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json={"entries": page, "seq": 1 << 40, "boxes": ""})

    for reserve in ("LOG_RESERVE_LENGTH", "LOG_RESERVE_BYTES"):
        monkeypatch.setattr(workspaces, reserve, 0)
    most = 3 * (len(page) if bound == "MAX_LOG_LENGTH" else log.state.size)
    monkeypatch.setattr(workspaces, bound, most)

    async def main() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(endless)) as client:
            api = RelayApi("https://relay.example", client)
            for reading in (read_log(api, "", "00" * 16), visit(api, "", "00" * 16, "00" * 16, b"")):
                asked.clear()
                with pytest.raises(RelayOverflows):
                    await reading
                assert len(asked) == 4

    run(main())
