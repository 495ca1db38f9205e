"""Whole devices at a real relay, a process of its own: they found, admit, draw, lose it, find it again, and are shut out."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sync.account.workspaces import found_at_relay, own_workspaces, read_boxes, read_log
from sync.crypto.identity import admit_device
from sync.engine.entering import found_workspace
from sync.engine.intents import AdmitUser, NewDiagram, ReadmitUser, RemoveUser
from sync.protocol.roles import Role
from sync.runtime.wake_watch import Change
from sync.transports.link import PathKind
from sync.transports.relay_path import PathState
from tests.support.ice import loopback_candidates
from tests.support.loop import run, until
from tests.support.relay_town import RelayedLog, Town, build_town
from tests.support.seats import Seat
from tests.support.workspace import identifier

PLAN = identifier("a plan")


async def found(town: Town, name: str) -> Seat:
    """Found a workspace at the relay and return its founder."""
    person = town.people[name].person
    _, drafted = found_workspace(person.laptop, person.user, time.time_ns() // 1_000_000, town.key)
    entry = await town.request(name, lambda api, token: found_at_relay(api, token, drafted))
    listed = await town.request(name, own_workspaces)
    assert [one.workspace for one in listed] == [drafted.after.workspace]
    return Seat(name, town, RelayedLog(drafted.after.workspace, (entry,), drafted.boxes))


async def arrive(town: Town, name: str, workspace: str) -> Seat:
    """Return somebody who was admitted."""
    entries = await town.request(name, lambda api, token: read_log(api, token, workspace))
    boxes = await town.request(name, lambda api, token: read_boxes(api, token, workspace))
    return Seat(name, town, RelayedLog(workspace, entries, boxes))


def admission(town: Town, name: str, role: Role = Role.EDITOR) -> AdmitUser:
    """Return what lets somebody in."""
    person = town.people[name].person
    return AdmitUser(person.user, role, (admit_device(person.laptop, person.user),))


@asynccontextmanager
async def two_at_work(town: Town, *, direct: bool = False) -> AsyncIterator[tuple[Seat, Seat]]:
    """Ana founds, makes a plan, admits Ben; both show the plan."""
    ana = await found(town, "ana")
    async with ana.at_work(direct=direct):
        assert (await ana.done(NewDiagram(PLAN))).error is None
        assert (await ana.done(admission(town, "ben"))).error is None
        ana.take_part(PLAN)
        ben = await arrive(town, "ben", ana.workspace)
        async with ben.at_work(direct=direct):
            ben.take_part(PLAN)
            await until(lambda: both_live(ana, ben))
            yield ana, ben


def both_live(*seats: Seat) -> bool:
    return all(PLAN in seat.statuses and seat.status(PLAN).relay for seat in seats)


async def agree(*seats: Seat, shapes: int) -> None:
    """Wait until all show the same, so many shapes of it, and have it on their disks."""
    await until(lambda: all(len(seat.drawing(PLAN)) == shapes for seat in seats))
    await until(lambda: len({seat.drawing_text(PLAN) for seat in seats}) == 1)
    await until(lambda: {str(sorted(seat.reloaded(PLAN))) for seat in seats} == {str(sorted(seats[0].drawing(PLAN)))})


def test_run10_two_devices_converge_over_a_relay_that_dies_and_comes_back(tmp_path: Path) -> None:
    """RUN-10, RUN-11: what was drawn meanwhile waits and is told as waiting, then arrives without anybody doing anything."""
    town = build_town(tmp_path, "ana", "ben")

    async def main() -> None:
        with town.serving() as relay:
            async with two_at_work(town) as (ana, ben):
                ana.draw(PLAN, "a", "x", 1)
                ben.draw(PLAN, "b", "x", 2)
                await agree(ana, ben, shapes=2)
                assert (ana.relay_state, ana.peers) == (PathState.UP, {})
                relay.kill()
                await until(lambda: ana.relay_state is not PathState.UP and ben.relay_state is not PathState.UP)
                ana.draw(PLAN, "c", "x", 3)
                ben.draw(PLAN, "d", "x", 4)
                await until(lambda: ana.status(PLAN).unsent and not ana.status(PLAN).relay)
                assert ana.run.status.alone
                with town.serving():
                    await agree(ana, ben, shapes=4)
                    assert ana.relay_state is PathState.UP
                    await until(lambda: not ana.status(PLAN).unsent)

    run(main())


def test_run12_who_is_removed_is_put_out_until_he_is_taken_back(tmp_path: Path) -> None:
    """RUN-12: what the pause before the relay is asked again ends by, is pressed here."""
    town = build_town(tmp_path, "ana", "ben")

    async def main() -> None:
        with town.serving():
            async with two_at_work(town) as (ana, ben):
                await town.call("ana", "POST", "/sessions/step-up", {"password": "x"})
                assert (await ana.done(RemoveUser(ben.user))).error is None
                await until(lambda: ben.relay_state is PathState.REFUSED)
                ben.run.try_again()
                await until(lambda: ben.paths[-1].relay and ben.paths[-1].relay.state is PathState.CONNECTING)
                await until(lambda: ben.relay_state is PathState.REFUSED)
                ana.draw(PLAN, "secret", "x", 1)
                await until(lambda: not ana.status(PLAN).unsent)
                assert ben.drawing(PLAN) == {}
                assert (await ana.done(ReadmitUser(ben.user, Role.EDITOR))).error is None
                assert ben.relay_state is PathState.REFUSED
                ben.run.try_again()
                await agree(ana, ben, shapes=1)
                ben.draw(PLAN, "again", "x", 2)
                await agree(ana, ben, shapes=2)

    run(main())


def test_run13_a_session_that_ended_waits_for_a_sign_in(tmp_path: Path) -> None:
    """RUN-13."""
    town = build_town(tmp_path, "ana", "ben")

    async def main() -> None:
        with town.serving():
            async with two_at_work(town) as (ana, ben):
                await town.call("ben", "DELETE", "/sessions/current")
                await until(lambda: ben.relay_state is PathState.SIGN_IN)
                ana.draw(PLAN, "a", "x", 1)
                ben.draw(PLAN, "b", "x", 1)
                assert (len(ana.drawing(PLAN)), len(ben.drawing(PLAN))) == (1, 1)

    run(main())


def test_run14_direct_channels_that_the_relay_only_signals(tmp_path: Path) -> None:
    """RUN-14: they stay when the relay dies, and edits go over them."""
    town = build_town(tmp_path, "ana", "ben")

    async def main() -> None:
        with town.serving() as relay, loopback_candidates():
            async with two_at_work(town, direct=True) as (ana, ben):
                await until(lambda: ana.peers == ben.peers == {PathKind.DIRECT: 1})
                await until(lambda: ana.status(PLAN).peers == (ben.identity.device,))
                relay.kill()
                await until(lambda: ana.relay_state is not PathState.UP)
                ana.draw(PLAN, "a", "x", 1)
                ben.draw(PLAN, "b", "x", 2)
                await agree(ana, ben, shapes=2)
                assert ana.peers == {PathKind.DIRECT: 1}
                with town.serving():
                    ana.run.surroundings_changed(Change.NETWORK)
                    await until(lambda: ana.relay_state is PathState.UP)
                    ana.draw(PLAN, "c", "x", 3)
                    await agree(ana, ben, shapes=3)
                    await until(lambda: ana.peers == ben.peers == {PathKind.DIRECT: 1})

    run(main())
