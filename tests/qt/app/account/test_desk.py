"""The account of the program, against a real relay and a real encrypted library."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.account.desk import AccountDesk
from app.account.kept import read_account
from app.account.state import SIGNED_OUT, AccountState, Phase
from app.network import ProgramNetwork
from sync.account.api import RelayApi
from sync.account.own_sessions import open_sessions
from sync.account.profile import Me, devices, me, register_device
from sync.account.session import Session, sign_in
from sync.crypto.recovery import new_code, paper_device
from sync.errors import RelayAddressError, RelayUnavailable, RelayUntrusted, SignInRequired, SyncError
from sync.store.library import Library, open_library
from tests.support.app_relay import app_relay
from tests.support.library import KEY, ticking_clock
from tests.support.ports import free_port
from tests.support.relay import OWNER, PASSWORD, Running


class Program:
    """A library with an account desk and a network thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.owner = QObject()
        self.open()

    def open(self) -> None:
        self.library: Library = open_library(self.folder, KEY, ticking_clock())
        self.network = ProgramNetwork()
        self.desk = AccountDesk(self.library, self.network)
        self.states: list[AccountState] = []
        self.desk.changed.connect(self.states.append)
        self.errors: list[SyncError] = []

    def close(self) -> None:
        self.desk.close()
        self.network.stop()
        self.library.close()

    def again(self) -> None:
        """End the program and start it anew."""
        self.close()
        self.open()
        self.desk.start()

    def sign_in(self, bot: QtBot, url: str, password: str = PASSWORD) -> None:
        async def way(api: RelayApi) -> Session:
            return await sign_in(api, OWNER, password)

        done: list[None] = []
        self.desk.sign_in(url, way, lambda: done.append(None), self.errors.append, self.owner)
        bot.waitUntil(lambda: bool(done or self.errors), timeout=10_000)

    def until(self, bot: QtBot, phase: Phase) -> None:
        bot.waitUntil(lambda: self.desk.state.phase is phase, timeout=10_000)

    def kept(self) -> object:
        return self.library.submit(read_account).result()


@pytest.fixture
def program(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    if "relay" in request.fixturenames:
        request.getfixturevalue("relay")  # It ends after the program.
    made = Program(tmp_path / "profile")
    yield made
    made.close()


def test_run36_a_session_that_was_left_on_another_device_is_put_back_at_the_next_start(
    program: Program, relay: Running, qtbot: QtBot
) -> None:
    """RUN-36: the relay was gone, or the program ended, while a recovery code was used."""
    program.sign_in(qtbot, relay.url)
    desk, paper = program.desk, paper_device(new_code())
    account, session = desk.state.account, desk.session

    async def leave(api: RelayApi, token: str) -> None:
        await desk.mark_away(True)
        await register_device(api, Session(account, session, token, "", 0), paper)

    assert on_device(program, qtbot, leave) == paper.device
    program.again()
    program.until(qtbot, Phase.SIGNED_IN)
    assert on_device(program, qtbot) == program.desk.identity.device


def test_the_name_is_known_before_the_session_goes_on(program: Program, relay: Running, qtbot: QtBot) -> None:
    """A shared diagram in a tab that is restored sets teams to work before that; they are not to be told how the computer's user is called."""
    assert program.desk.name == ""
    program.sign_in(qtbot, relay.url)
    called = program.desk.name
    assert called
    program.close()
    program.open()
    assert program.desk.state is SIGNED_OUT
    assert program.desk.name == called
    program.desk.sign_out()
    assert program.desk.name == ""


def on_device(program: Program, bot: QtBot, first: Callable[[RelayApi, str], Awaitable[None]] | None = None) -> str:
    """Return the device that the session is on, once something was done."""
    found: list[str] = []

    async def look(api: RelayApi, token: str) -> str:
        if first is not None:
            await first(api, token)
        return next(one.device for one in await open_sessions(api, token) if one.current)

    program.desk.request(look, found.append, program.errors.append, program.owner)
    bot.waitUntil(lambda: bool(found or program.errors), timeout=10_000)
    assert not program.errors
    return found[0]


def test_nothing_is_called_before_somebody_signs_in(program: Program) -> None:
    program.desk.start()
    assert program.desk.state is SIGNED_OUT
    assert program.desk.line is None
    assert not program.network.running


def test_signing_in_puts_the_device_on_the_session_and_keeps_it(program: Program, relay: Running, qtbot: QtBot) -> None:
    program.sign_in(qtbot, relay.url)
    assert program.desk.state.phase is Phase.SIGNED_IN
    assert program.desk.state.email == OWNER
    assert [state.phase for state in program.states][:2] == [Phase.SIGNING_IN, Phase.SIGNED_IN]
    assert program.desk.line is not None
    assert program.desk.line.sequencer == relay.house.env.keys.sequencer_public
    found: list[str] = []
    program.desk.request(
        devices, lambda own: found.extend(one.device for one in own), program.errors.append, program.owner
    )
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    assert found == [program.desk.identity.device]
    assert not program.errors


def test_the_next_start_goes_on_with_the_session(program: Program, relay: Running, qtbot: QtBot) -> None:
    program.sign_in(qtbot, relay.url)
    user = program.desk.user
    program.again()
    assert program.desk.state.phase is Phase.CONNECTING
    program.until(qtbot, Phase.SIGNED_IN)
    assert program.desk.state.email == OWNER
    assert program.desk.user == user


def test_a_wrong_password_leaves_everything_as_it_was(program: Program, relay: Running, qtbot: QtBot) -> None:
    program.sign_in(qtbot, relay.url, "not the right one")
    assert isinstance(program.errors[0], SignInRequired)
    assert program.errors[0].code == "invalid_credentials"
    assert program.desk.state is SIGNED_OUT
    assert program.kept() is None


def test_a_relay_that_calls_itself_otherwise_is_told_with_its_address(
    program: Program, relay: Running, qtbot: QtBot
) -> None:
    program.sign_in(qtbot, relay.url.replace("127.0.0.1", "localhost"))
    assert isinstance(program.errors[0], RelayAddressError)
    assert program.errors[0].right == relay.url


def test_where_no_relay_is_nobody_is_signed_in(program: Program, qtbot: QtBot) -> None:
    program.sign_in(qtbot, f"http://127.0.0.1:{free_port()}")
    assert isinstance(program.errors[0], RelayUnavailable)
    assert program.desk.state is SIGNED_OUT


def test_signing_out_ends_the_session_here_and_at_the_relay(program: Program, relay: Running, qtbot: QtBot) -> None:
    program.sign_in(qtbot, relay.url)
    line, told = program.desk.line, []
    assert line is not None
    program.desk.sign_out(told.append)
    assert program.desk.state is SIGNED_OUT
    assert program.kept() is None
    qtbot.waitUntil(lambda: told == [None], timeout=10_000)
    failed: list[SyncError] = []
    program.desk.request(me, lambda _me: None, failed.append, program.owner)
    assert isinstance(failed[0], SignInRequired)
    assert program.network.thread().spawn("look", lambda: line.request(me)).exception(60) is not None


def test_a_session_that_was_ended_elsewhere_asks_for_a_new_sign_in(
    program: Program, relay: Running, qtbot: QtBot
) -> None:
    program.sign_in(qtbot, relay.url)
    other = relay.sign_in()
    assert relay.call("DELETE", "/sessions", other["access_token"]).json()["ended"] == 2
    failed: list[SyncError] = []
    program.desk.request(me, lambda _me: None, failed.append, program.owner)
    program.until(qtbot, Phase.SIGN_IN_AGAIN)
    assert program.desk.line is None
    program.sign_in(qtbot, relay.url)
    assert program.desk.state.phase is Phase.SIGNED_IN


def test_while_the_relay_is_away_the_account_is_offline_and_comes_back(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    port = free_port()
    with app_relay(tmp_path, port) as relay:
        relay.house.owner()
        program.sign_in(qtbot, relay.url)
    failed: list[SyncError] = []
    program.desk.request(me, lambda _me: None, failed.append, program.owner)
    program.until(qtbot, Phase.OFFLINE)
    assert program.desk.state.here
    qtbot.waitUntil(lambda: bool(failed), timeout=10_000)
    assert isinstance(failed[0], RelayUnavailable)
    with app_relay(tmp_path, port):
        program.desk.look_now()
        program.until(qtbot, Phase.SIGNED_IN)


def test_a_new_name_is_kept(program: Program, relay: Running, qtbot: QtBot) -> None:
    program.sign_in(qtbot, relay.url)
    assert relay.call("PATCH", "/me", relay.sign_in()["access_token"], json={"name": "Olivia"}).status_code == 200
    program.again()
    program.until(qtbot, Phase.SIGNED_IN)
    qtbot.waitUntil(lambda: program.desk.state.name == "Olivia", timeout=10_000)
    program.close()
    program.open()
    kept = program.library.submit(read_account).result()
    assert kept is not None
    assert kept.name == "Olivia"
    assert kept.refresh not in repr(kept)


def test_nobody_is_told_anything_who_is_gone(program: Program, relay: Running, qtbot: QtBot) -> None:
    program.sign_in(qtbot, relay.url)
    owner, heard = QObject(), []
    said: list[Me] = []
    program.desk.request(me, heard.append, heard.append, owner)
    program.desk.request(me, said.append, program.errors.append, program.owner)
    import shiboken6

    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert not heard


def test_run38_nothing_is_sent_to_a_relay_with_another_key(program: Program, relay: Running, qtbot: QtBot) -> None:
    """RUN-38: whoever asks for the sign-in."""
    program.desk.trust(relay.url, "00" * 32)
    program.sign_in(qtbot, relay.url)
    assert isinstance(program.errors[0], RelayUntrusted)
    assert program.desk.state is SIGNED_OUT
    program.errors.clear()
    program.desk.trust(relay.url, relay.house.env.keys.sequencer_public.hex())
    program.sign_in(qtbot, relay.url)
    assert program.desk.state.phase is Phase.SIGNED_IN
