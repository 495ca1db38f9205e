"""Who is in a document: told to the others and heard from them, sealed, never stored, and never more than they may say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sync.crypto.sealed_presence import PresenceKey, presence_epoch, presence_key
from sync.engine.attention import earliest
from sync.engine.context import Context
from sync.engine.effects import Effect, PresenceChanged
from sync.engine.presence import PresenceRoom, PresenceVoice
from sync.errors import OpenFailed
from sync.protocol.authorise import authorise_reading
from sync.protocol.errors import ProtocolError, TooLarge
from sync.protocol.membership.access import place_of, role_of, scope_of
from sync.protocol.presence import Presence, decode_presence, encode_presence
from sync.protocol.roles import Role

MAX_HEARD_PER_SECOND = 60
"""Messages of one device that are opened in a second; what is beyond is dropped unopened."""


MAX_FACES = 20
"""Most others to whom one's own picture is said; where more are, guests see initials."""


class PresenceDesk:
    """Presence in one document."""

    def __init__(self, document: str, context: Context, clocks: Iterator[int]) -> None:
        """Start alone; ``clocks`` number what is said, each above every earlier one of this device."""
        self._document = document
        self._context = context
        self._room = PresenceRoom()
        self._voice = PresenceVoice(clocks)
        self._keys: dict[tuple[str, int], PresenceKey] = {}
        self._heard: dict[str, tuple[float, int]] = {}

    def present(self) -> dict[str, Presence]:
        """Return who is there, by device."""
        return self._room.present()

    def show(self, presence: Presence) -> None:
        """Set what to tell next."""
        self._voice.show(presence)

    def speak(self) -> bytes:
        """Return the sealed message to send now; empty if there is nothing to say yet."""
        said = self._voice.speak(self._context.now, with_face=self._is_face_wanted)
        if said is None:
            return b""
        own = self._context.identity.device
        key = self._key(own, None)
        return b"" if key is None else key.seal(_encoded(said), self._context.random_bytes)

    def hear(self, device: str, payload: bytes) -> tuple[bool, list[Effect]]:
        """Take a message of a device; whatever is wrong with it is dropped without a word.

        Returns:
            Whether it is sound and newer than what was heard before, so that it may be handed on; and what changed.
        """
        if device == self._context.identity.device or self._is_flood(device):
            return False, []
        try:
            authorise_reading(self._context.state, device, self._document)
            key = self._key(device, presence_epoch(payload))
            if key is None:
                return False, []
            presence = decode_presence(key.open(payload))
        except (ProtocolError, OpenFailed):
            return False, []
        before, is_new = self._room.clock_of(device), self._room.word_of(device) is None
        if not self._room.hear(device, presence, self._context.now):
            return presence.clock > before, []
        if is_new and self._reads_no_cards(device):
            self._voice.want_face(self._context.now)
        return True, [PresenceChanged(self._document, device, self._room.word_of(device))]

    def leave(self, device: str) -> list[Effect]:
        """Forget a device whose connection ended."""
        return [PresenceChanged(self._document, device, None)] if self._room.leave(device) else []

    def leave_all(self) -> list[Effect]:
        """Forget everybody: nobody hears from now on who goes."""
        return [effect for device in self._room.present() for effect in self.leave(device)]

    def recheck(self) -> list[Effect]:
        """Forget those who may not read any more; keys may have changed."""
        self._keys.clear()
        effects: list[Effect] = []
        for device in self._room.present():
            try:
                authorise_reading(self._context.state, device, self._document)
            except ProtocolError:
                effects += self.leave(device)
        return effects

    def expire(self) -> list[Effect]:
        """Forget those who were silent for too long."""
        return [PresenceChanged(self._document, device, None) for device in self._room.expire(self._context.now)]

    def due(self, *, speaks: bool) -> float | None:
        """Return when something is to be done next; ``speaks`` tells whether anybody is there to hear it."""
        return earliest(self._voice.due() if speaks else None, self._room.due())

    def _reads_no_cards(self, device: str) -> bool:
        """Tell whether a device and this one know each other's pictures from nowhere else: cards are for members."""
        state = self._context.state
        users = (self._context.user, state.devices[device].user)
        return Role.GUEST in [role_of(state, user) for user in users]

    def _is_face_wanted(self) -> bool:
        present = self._room.present()
        return len(present) <= MAX_FACES and any(map(self._reads_no_cards, present))

    def _is_flood(self, device: str) -> bool:
        start, count = self._heard.get(device, (self._context.now, 0))
        if self._context.now - start >= 1.0:
            start, count = self._context.now, 0
        self._heard[device] = (start, count + 1)
        return count >= MAX_HEARD_PER_SECOND

    def _key(self, device: str, epoch: int | None) -> PresenceKey | None:
        state = self._context.state
        try:
            scope = scope_of(state, place_of(state, self._document))
        except ProtocolError:
            return None
        number = state.scopes[scope].newest.number if epoch is None else epoch
        known = self._keys.get((device, number))
        if known is None:
            # The key before the newest still opens: those who did not hear of the rotation yet speak under it.
            if number < state.scopes[scope].newest.number - 1:
                return None
            key = self._context.keys.document_key(scope, number, self._document)
            if key is None:
                return None
            known = self._keys[device, number] = presence_key(key, device)
        return known


def _encoded(presence: Presence) -> bytes:
    """Write a message; one that has no room for the picture goes without it, which is said again later."""
    try:
        return encode_presence(presence)
    except TooLarge:
        return encode_presence(replace(presence, face=None))
