"""Two real processes over each path: a thousand frames both ways, one of them dies and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.peer_process import PeerProcess
from tests.support.relay_process import prepare, serve

COUNT = 1_000


def pair(own: str, peer: str, towards: dict[str, PeerProcess]) -> PeerProcess:
    """Start a device whose signals go to the other one, whoever that is now."""

    def forward(message: str) -> None:
        if peer in towards:
            towards[peer].signal(message)

    towards[own] = PeerProcess(forward, role="direct", own=own, peer=peer, count=COUNT)
    return towards[own]


@pytest.mark.parametrize("victim", ["ana", "ben"])
def test_tra36_direct_channels_between_processes(victim: str) -> None:
    """TRA-1, TRA-36: whichever of the two makes the offers."""
    processes: dict[str, PeerProcess] = {}
    other = "ben" if victim == "ana" else "ana"
    with pair("ana", "ben", processes) as ana, pair("ben", "ana", processes) as ben:
        ana.expect("exchanged", COUNT)
        ben.expect("exchanged", COUNT)
        processes[victim].kill()
        with pair(victim, other, processes) as again:
            again.expect("exchanged", COUNT)
            processes[other].expect("exchanged", COUNT)


def test_tra50_a_room_in_the_local_network_between_processes() -> None:
    """TRA-1, TRA-44, TRA-50."""
    with PeerProcess(role="host", own="ana", count=COUNT) as ana:
        port = ana.expect("port")
        with PeerProcess(role="guest", own="ben", port=port, count=COUNT) as ben:
            assert ana.expect("digits") == ben.expect("digits")
            ana.expect("exchanged", COUNT)
            ben.expect("exchanged", COUNT)
            ben.kill()
        with PeerProcess(role="guest", own="ben", port=port, count=COUNT) as again:
            assert ana.expect("digits") == again.expect("digits")
            again.expect("exchanged", COUNT)
            ana.expect("exchanged", COUNT)


def test_tra9_a_real_relay_between_processes(tmp_path: Path) -> None:
    """TRA-9, RLY-33: everything is acknowledged once and arrives, also after a kill of a device."""
    prepared = prepare(tmp_path, "edith")
    with serve(prepared.data) as relay:

        def start(name: str) -> PeerProcess:
            return PeerProcess(
                role="relay",
                own=name,
                url=relay.url,
                token=prepared.people[name].tokens.access_token,
                workspace=prepared.workspace,
                document=prepared.diagrams[0],
                log_seq=prepared.log_seq,
                count=COUNT,
            )

        with start("olive") as olive, start("edith") as edith:
            edith.expect("path", "up")
            olive.expect("path", "up")
            edith.kill()
            with start("edith") as again:
                again.expect("exchanged", COUNT)
                olive.expect("exchanged", COUNT)
