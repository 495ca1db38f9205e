"""The account of the program: who is signed in where, for everybody who needs to know, on the GUI thread."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.account.face import Face, keep_face, read_face
from app.account.kept import (
    become,
    keep_relay_key,
    mark_away,
    person,
    read_account,
    relay_key,
    rename,
    write_account,
)
from app.account.news import Ended, Lost, Told
from app.account.state import SIGNED_OUT, AccountState, Phase
from app.network import ProgramNetwork
from sync.errors import NetworkStopped, RelayUnavailable, SignInRequired, SyncError

if TYPE_CHECKING:
    from app.account.beginning import Open
    from app.account.kept import KeptAccount
    from app.account.line import RelayLine
    from app.account.service import AccountService
    from app.collaboration.network.inbox import Inbox
    from sync.account.api import RelayApi
    from sync.crypto.identity import DeviceIdentity
    from sync.protocol.device_entry import Admission
    from sync.store.library import Library

T = TypeVar("T")

_LATER = ("app.account.service", "app.collaboration.network.relay_teams")


class AccountDesk(QObject):
    """Keeps one account; nothing of the network is loaded or called before somebody signs in, or did so before the last start.

    Signals:
        changed(AccountState): something of it is different now.
    """

    changed = Signal(object)

    def __init__(self, library: Library, network: ProgramNetwork, parent: QObject | None = None) -> None:
        """Make a desk that is signed out; ``start`` goes on with what the library keeps.

        Args:
            library: keeps the account, encrypted.
            network: the network thread.
            parent: owner.
        """
        super().__init__(parent)
        self._library, self._network = library, network
        self._state = SIGNED_OUT
        self._kept: KeptAccount | None = None
        self._line: RelayLine | None = None
        self._service: AccountService | None = None
        self._inbox: Inbox[Callable[[], None]] | None = None
        self._user = ""
        self._face: Face | None = None
        self._over = False

    # ------------------------------------------------------------------ what is true

    @property
    def state(self) -> AccountState:
        """What is true now."""
        return self._state

    @property
    def name(self) -> str:
        """What the account calls its person, also while the program has not gone on with the session yet; "" without one."""
        if self._state is SIGNED_OUT and not self._over:
            kept = self._library.submit(read_account).result()
            return kept.name if kept is not None else ""
        return self._state.name

    @property
    def line(self) -> RelayLine | None:
        """The line to the relay, for use on the network thread; None while nobody is signed in."""
        return self._line if self._state.here else None

    @property
    def identity(self) -> DeviceIdentity:
        """The keys of this device."""
        return self._library.info.identity

    @property
    def session(self) -> str:
        """Id of the session at the relay, which some proofs name; "" for none."""
        return self._kept.session if self._kept is not None else ""

    @property
    def user(self) -> str:
        """User id of this library's person in every workspace that begins from now on."""
        if not self._user:
            self._user = self._library.submit(person).result()
        return self._user

    @property
    def face(self) -> Face:
        """How the person looks to others, as chosen in this library."""
        if self._face is None:
            self._face = self._library.submit(read_face).result() or Face()
        return self._face

    def wear(self, face: Face) -> None:
        """Look so from now on."""
        if face != self.face:
            self._face = face
            self._library.submit(lambda store: keep_face(store, face)).result()
            self.changed.emit(self._state)

    def papers(self) -> tuple[Admission, ...]:
        """Return what enters a workspace together with this device: the paper device of the recovery code, if there is one."""
        from app.account.paper import read_paper

        paper = self._library.submit(read_paper).result()
        return (paper.admission,) if paper is not None and paper.user == self.user else ()

    def become(self, user: str) -> None:
        """Be this person from now on: another device of theirs vouched for this one, or their recovery code."""
        self._library.submit(lambda store: become(store, user)).result()
        self._user = user

    async def mark_away(self, away: bool) -> None:
        """Keep whether the session is on another device; until it is back, it is put back whenever the relay is reached. On any thread."""
        session = self.session if away else ""
        await asyncio.wrap_future(self._library.submit(lambda store: mark_away(store, session)))

    def relay_key(self, relay: str) -> str:
        """Return the public key (hex) by which a relay is known here; "" for a new one."""
        return self._library.submit(lambda store: relay_key(store, relay)).result()

    def trust(self, relay: str, key: str) -> None:
        """Know a relay by this key (hex) from now on: a person vouched for it."""
        self._library.submit(lambda store: keep_relay_key(store, relay, key)).result()

    # ------------------------------------------------------------------ beginning and ending

    def start(self) -> None:
        """Go on with the session that the library keeps, if there is one."""
        kept = None if self._over else self._library.submit(read_account).result()
        if kept is None:
            return
        self._kept = kept
        self._set(AccountState(Phase.CONNECTING, kept.relay, kept.account, kept.email, kept.name))

        def use(line: RelayLine) -> None:
            if self._kept is kept:  # Nobody signed out meanwhile.
                self._use(line)

        def go_on(_nothing: None) -> None:
            service = self._serving()
            self._spawn("going on with the session", lambda: service.go_on(kept), use, self._give_up)

        # The window has just been shown: what this loads takes half a second, which is not to be the window's.
        self._spawn("loading what speaks to the relay", _load, go_on, self._give_up)

    def sign_in(
        self, url: str, way: Open, then: Callable[[], None], failed: Callable[[SyncError], None], owner: QObject
    ) -> None:
        """Begin a session.

        Args:
            url: the relay's address as ``sync.account.address.read_address`` writes it.
            way: how: password, set-up code.
            then: called when this computer is signed in.
            failed: called with why not; everything is as before.
            owner: neither is called once this is gone.
        """
        before, service = self._state, self._serving()

        def taken(result: tuple[KeptAccount, RelayLine]) -> None:
            kept, line = result
            if self._line is not None:
                self._line.end()
            self._kept = kept
            self._line = None
            self._set(AccountState(Phase.SIGNED_IN, kept.relay, kept.account, kept.email, kept.name))
            self._use(line)
            if isValid(owner):
                then()

        def refused(error: SyncError) -> None:
            self._set(before)
            if isValid(owner):
                failed(error)

        self._set(AccountState(Phase.SIGNING_IN, url))
        self._spawn("signing in", lambda: service.sign_in(url, way), taken, refused)

    def sign_out(self, then: Callable[[SyncError | None], None] = lambda _error: None) -> None:
        """End the session here at once, and at the relay when it can be reached.

        Args:
            then: called with what kept the relay from being told, or None.
        """
        line, service = self._line, self._serving()
        self._forget()
        if line is not None:
            self._spawn("signing out", lambda: service.sign_out(line), lambda _result: then(None), then)

    def called(self, email: str, name: str) -> None:
        """Take in what the relay calls the person now."""
        kept = self._kept
        if kept is None or (email, name) == (self._state.email, self._state.name):
            return
        session = kept.session
        self._library.submit(lambda store: rename(store, session, email, name))
        self._set(replace(self._state, email=email, name=name))

    def gone(self) -> None:
        """Take in that the account was deleted at the relay."""
        if self._line is not None:
            self._line.end()
        self._forget()

    def close(self) -> None:
        """Tell nobody anything more; who owns the network thread stops the rest."""
        self._over = True
        if self._inbox is not None:
            self._inbox.close()

    # ------------------------------------------------------------------ asking

    def request(
        self,
        work: Callable[[RelayApi, str], Awaitable[T]],
        then: Callable[[T], None],
        failed: Callable[[SyncError], None],
        owner: QObject,
    ) -> None:
        """Ask the relay something as the account.

        Args:
            work: gets the relay and an access token, on the network thread.
            then: called with the result.
            failed: called with the error.
            owner: neither is called once this is gone.
        """
        line = self.line
        if line is None:
            failed(SignInRequired("signed_out", "") if not self._state.here else RelayUnavailable("connecting"))
            return
        self._spawn("a request", lambda: line.request(work), *_while(owner, then, failed))

    def ask(
        self,
        url: str,
        work: Callable[[RelayApi], Awaitable[T]],
        then: Callable[[T], None],
        failed: Callable[[SyncError], None],
        owner: QObject,
    ) -> None:
        """Ask a relay something without an account; as ``request``."""
        service = self._serving()
        self._spawn("a question", lambda: service.ask(url, work), *_while(owner, then, failed))

    def look_now(self) -> None:
        """Look at once whether the relay can be reached again."""
        line = self._line
        if line is not None:
            self._network.thread().call(line.look_now)

    # ------------------------------------------------------------------ between the threads

    def _serving(self) -> AccountService:
        """Return the part on the network thread, begun when it is needed first."""
        if self._service is None:
            from app.account.service import AccountService

            self._hearing()
            self._service = AccountService(self._library, self._hear)
            self._network.thread().spawn("the account", self._service.run)
        return self._service

    def _hearing(self) -> None:
        """See to it that the network thread can have something done on this one."""
        if self._inbox is None:
            from app.collaboration.network.inbox import Inbox

            self._inbox = Inbox(lambda call: call())

    def _spawn(
        self,
        name: str,
        work: Callable[[], Coroutine[Any, Any, T]],
        then: Callable[[T], None],
        failed: Callable[[SyncError], None],
    ) -> None:
        def deliver(done: Future[T]) -> None:
            error = done.exception()
            if error is None:
                then(done.result())
            else:
                failed(error if isinstance(error, SyncError) else RelayUnavailable(type(error).__name__))

        self._hearing()
        self._network.thread().spawn(name, work).add_done_callback(lambda done: self._post(lambda: deliver(done)))

    def _post(self, call: Callable[[], None]) -> None:
        """Have something done on the GUI thread; from any thread."""
        assert self._inbox is not None  # noqa: S101 - made with what calls this.
        with suppress(NetworkStopped):
            self._inbox.handoff.push(call)  # Nothing says it again.

    def _hear(self, session: str, told: Told) -> None:
        self._post(lambda: self._note(session, told))

    def _note(self, session: str, told: Told) -> None:
        kept = self._kept
        if kept is None or kept.session != session or self._state.phase is Phase.SIGNING_IN:
            return
        if isinstance(told, Ended):
            self._set(replace(self._state, phase=Phase.SIGN_IN_AGAIN, reason=told.reason))
        elif isinstance(told, Lost):
            self._set(replace(self._state, phase=Phase.OFFLINE, reason=told.reason))
        else:
            self._set(replace(self._state, phase=Phase.SIGNED_IN, reason=""))
            if told.me is not None:
                self.called(told.me.email, told.me.name)

    def _use(self, line: RelayLine) -> None:
        self._line = line
        service = self._serving()
        self.changed.emit(self._state)
        self._spawn("watching the session", lambda: service.watch(line), lambda _result: None, lambda _error: None)

    def _give_up(self, error: SyncError) -> None:
        self._set(replace(self._state, phase=Phase.OFFLINE, reason=str(error)))

    def _forget(self) -> None:
        self._kept = self._line = None
        self._library.submit(lambda store: write_account(store, None)).result()
        self._set(SIGNED_OUT)

    def _set(self, state: AccountState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _while(
    owner: QObject, then: Callable[[T], None], failed: Callable[[SyncError], None]
) -> tuple[Callable[[T], None], Callable[[SyncError], None]]:
    """Return both callbacks as they are to be called: only while their owner is there."""

    def done(result: T) -> None:
        if isValid(owner):
            then(result)

    def refused(error: SyncError) -> None:
        if isValid(owner):
            failed(error)

    return done, refused


async def _load() -> None:
    """Load what the session, and workspaces at its relay, will need; on the network thread."""
    for name in _LATER:
        import_module(name)
