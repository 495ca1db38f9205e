"""Coming back by itself into the rooms of this network that one was a guest in, when they are open again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from app.collaboration.network.neighbourhood import Place
from app.collaboration.network.room_keys import keys_of_rooms
from app.collaboration.network.workspace import WorkspaceAtWork
from sync.crypto.identity import DeviceIdentity, admit_device
from sync.protocol.device_entry import DeviceEntry
from sync.protocol.membership.access import is_live
from sync.runtime.known_rooms import KnownRooms, KnownRoomsPorts
from sync.runtime.loop_clock import LoopClock
from sync.runtime.network_thread import NetworkThread
from sync.transports.lan.admission import Ask, ask_in
from sync.transports.lan.discovery import Neighbour
from sync.transports.lan.guest import Visitor, enter_room
from sync.transports.lan.meeting import Question


class Returning:
    """Runs on the network thread until that ends."""

    def __init__(
        self,
        thread: NetworkThread,
        identity: DeviceIdentity,
        place: Place,
        name: str,
        works: Callable[[], Sequence[WorkspaceAtWork]],
    ) -> None:
        """Begin to listen.

        Args:
            thread: runs.
            identity: this device.
            place: where rooms are announced.
            name: how the user is called.
            works: returns the workspaces at work; on any thread.
        """
        self._identity, self._name, self._works = identity, name, works
        ports = KnownRoomsPorts(place.network, self._keys, self._enter, LoopClock(), random.SystemRandom())
        self._rooms = KnownRooms(ports)
        thread.spawn("known rooms", self._rooms.run)

    def look_again(self) -> None:
        """Look at the rooms again; on the network thread."""
        self._rooms.look_again()

    def _keys(self) -> Iterator[tuple[str, bytes]]:
        own = self._identity.entry.signing_public
        for work in self._works():
            if not work.relay and work.state.sequencer != own and not work.linked_nearby:
                yield from keys_of_rooms(work)

    async def _enter(self, document: str, neighbour: Neighbour) -> None:
        work = next((one for one in self._works() if document in one.documents), None)
        if work is None or work.linked_nearby:
            return
        visitor = Visitor(self._identity, lambda entry: _is_known(work, entry), _no)
        link, _ = await enter_room(neighbour.place, visitor)
        try:
            # The host answers whoever comes with the log and the keys; what this device has is newer or the same.
            await ask_in(link, Ask(work.user, admit_device(self._identity, work.user), self._name))
            await work.serve(link)
        finally:
            await link.close()


def _is_known(work: WorkspaceAtWork, entry: DeviceEntry) -> bool:
    known = work.state.devices.get(entry.device)
    return known is not None and is_live(work.state, known)


async def _no(_question: Question) -> bool:
    return False  # Nobody looks at digits: whoever is not known is a stranger.
