"""A new computer enters its person's workspaces with the recovery code, at a real relay, with nobody else online."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.account.paper import paper_of
from app.account.restoring import Restoring, Seated
from sync.account.api import RelayApi, make_client
from sync.account.profile import devices, register_device, revoke_device
from sync.account.session import Session, sign_in, step_up
from sync.account.workspaces import found_at_relay, own_workspaces, read_boxes, read_log
from sync.crypto.identity import DeviceIdentity, generate_identity
from sync.crypto.recovery import format_code, new_code, paper_device, parse_code
from sync.engine.entering import found_workspace
from sync.engine.keyring import KeyRing
from sync.errors import AccountRefused, RelayUnavailable
from sync.protocol.membership.fold import fold
from tests.support.app_relay import app_relay
from tests.support.loop import run
from tests.support.relay import OWNER, PASSWORD, Running

USER = "ab" * 16


async def no_mark(_away: bool) -> None:
    """Keep nothing of it: nothing goes wrong."""


@dataclass(frozen=True, slots=True)
class Failing(RelayApi):
    """A relay that is gone from the second time on that a session is put on a device."""

    put: list[str] = field(default_factory=list)

    async def call(
        self, method: str, path: str, *, token: str | None = None, body: dict[str, Any] | None = None
    ) -> dict[str, Any] | list[Any] | None:
        if path == "/me/devices" and method == "POST":
            self.put.append(path)
            if len(self.put) > 1:
                raise RelayUnavailable("gone")
        return await RelayApi.call(self, method, path, token=token, body=body)


async def found(relay: Running, api: RelayApi, session: Session, laptop: DeviceIdentity, code: str) -> str:
    """Found a workspace that the paper device of a code is in."""
    await register_device(api, session, laptop)
    now = relay.house.clock.now
    paper = paper_of(paper_device(parse_code(code)), USER, now)
    sequencer = relay.house.env.keys.sequencer_public
    workspace, drafted = found_workspace(laptop, USER, now, sequencer, (paper.admission,))
    await found_at_relay(api, session.access, drafted)
    return workspace


def test_run36_the_code_lets_a_new_computer_in_and_gives_it_the_keys(tmp_path: Path) -> None:
    """RUN-36."""

    async def main() -> None:
        with app_relay(tmp_path) as relay:
            relay.house.owner()
            code, laptop, desktop = format_code(new_code()), generate_identity(), generate_identity()
            async with make_client() as client:
                api = RelayApi(relay.url, client)
                old = await sign_in(api, OWNER, PASSWORD)
                workspace = await found(relay, api, old, laptop, code)
                session = await sign_in(api, OWNER, PASSWORD)
                await register_device(api, session, desktop)
                await step_up(api, session.access, PASSWORD)
                await revoke_device(api, session.access, laptop.device)  # It was stolen.
                paper = paper_device(parse_code(code.lower().replace("-", " ")))
                work = Restoring(session.session, session.account, paper, desktop, relay.house.clock.now, no_mark)
                assert await work.run(api, session.access) == [Seated(workspace, USER)]
                (listed,) = await own_workspaces(api, session.access)
                assert {(seat.device, seat.user) for seat in listed.seats} >= {(desktop.device, USER)}
                # The session is on the new computer again: it reads the log and its own box of the key.
                state, keys = fold(await read_log(api, session.access, workspace)), KeyRing()
                boxes = await read_boxes(api, session.access, workspace)
                assert {box.recipient for box in boxes} == {desktop.device}
                keys.open_boxes(state, boxes, desktop.device, desktop.sealing_seed)
                assert keys.scope_key(workspace, 1) is not None
                # Once more changes nothing.
                assert await work.run(api, session.access) == [Seated(workspace, USER)]
                assert fold(await read_log(api, session.access, workspace)).seq == state.seq

    run(main())


def test_run36_a_code_that_nobody_entered_opens_nothing_and_leaves_the_session_where_it_was(tmp_path: Path) -> None:
    """RUN-36."""

    async def main() -> None:
        with app_relay(tmp_path) as relay:
            relay.house.owner()
            laptop, desktop = generate_identity(), generate_identity()
            async with make_client() as client:
                api = RelayApi(relay.url, client)
                old = await sign_in(api, OWNER, PASSWORD)
                workspace = await found(relay, api, old, laptop, format_code(new_code()))
                session = await sign_in(api, OWNER, PASSWORD)
                await register_device(api, session, desktop)
                stranger = paper_device(new_code())
                work = Restoring(session.session, session.account, stranger, desktop, relay.house.clock.now, no_mark)
                assert await work.run(api, session.access) == []
                with pytest.raises(AccountRefused):
                    await read_log(api, session.access, workspace)
                known = {one.device for one in await devices(api, session.access)}
                assert desktop.device in known

    run(main())


def test_run36_a_session_that_cannot_be_put_back_stays_marked_as_away(tmp_path: Path) -> None:
    """RUN-36: whatever fails after the first trouble, somebody knows where the session is."""

    async def main() -> None:
        with app_relay(tmp_path) as relay:
            relay.house.owner()
            marks: list[bool] = []

            async def mark(away: bool) -> None:
                marks.append(away)

            async with make_client() as client:
                api = RelayApi(relay.url, client)
                session, desktop = await sign_in(api, OWNER, PASSWORD), generate_identity()
                await register_device(api, session, desktop)
                paper = paper_device(new_code())
                work = Restoring(session.session, session.account, paper, desktop, relay.house.clock.now, mark)
                with pytest.raises(RelayUnavailable):
                    await work.run(Failing(relay.url, client), session.access)
                assert marks == [True]
                await work.run(api, session.access)
                assert marks == [True, True, False]

    run(main())
