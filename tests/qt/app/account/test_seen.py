"""What the relay sees: from a real relay with a real workspace, shown to the person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from app.account.seen_wording import seen_parts, unseen_part
from app.dialogs.account.seen_dialog import SeenDialog
from sync.account.api import RelayApi, make_client
from sync.account.seen import Seen, what_is_seen
from sync.errors import RelayUnavailable
from tests.support.account_stage import AccountStage
from tests.support.loop import run
from tests.support.relay import OWNER, Running
from tests.support.relay_office import open_office


def seen_by(url: str, token: str) -> Seen:
    async def main() -> Seen:
        async with make_client() as client:
            return await what_is_seen(RelayApi(url, client), token)

    return run(main())


def test_run35_everything_the_relay_tells_is_read(tmp_path: Path) -> None:
    """RUN-35."""
    with open_office(tmp_path, "edith") as office:
        olive = office.people["olive"]
        seen = seen_by(office.relay.url, olive.tokens.access_token)
        assert seen.me.email == "olive@example.org"
        assert [one.device for one in seen.devices] == [olive.laptop.device]
        assert seen.sessions[0].current
        (workspace,) = seen.workspaces
        assert workspace.workspace == office.workspace
        assert {(user, role) for user, role, _count in workspace.members} == {
            (olive.user, "owner"),
            (office.people["edith"].user, "editor"),
        }
        assert [one.document for one in workspace.diagrams] == [office.diagram]
        assert workspace.operations == office.seq
        assert workspace.keys == ((office.workspace, 1),)
        assert any(event.action.startswith("workspace") or event.action for event in seen.events)
        texts = "\n".join(f"{name} {value}" for part in seen_parts(seen) for name, value in part.lines)
        assert "olive@example.org" in texts
        assert office.diagram in texts
        assert olive.user in texts
        assert "Key in use number 1, never the key itself" in texts


def test_the_page_shows_it_to_the_person(computer: AccountStage, relay: Running) -> None:
    action = computer.window.registry.action("file.relay_sees")
    assert not action.isEnabled()
    computer.sign_in(relay.url)
    dialog = computer.window.account_link.show_what_it_sees()
    computer.bot.waitUntil(lambda: dialog.waiting.isHidden(), timeout=10_000)
    texts = [each.text() for each in dialog.findChildren(QLabel)]
    assert OWNER in texts
    assert any("127.0.0.1" in text for text in texts)
    assert computer.window.account.identity.device in texts
    assert unseen_part().title in texts
    dialog.close()


def test_without_an_answer_it_says_so_and_what_is_never_seen(computer: AccountStage) -> None:
    dialog = SeenDialog("https://r")
    computer.bot.addWidget(dialog)
    dialog.show_problem(str(RelayUnavailable("x")), unseen_part())
    assert dialog.waiting.text() == "x"
    assert unseen_part().title in [each.text() for each in dialog.findChildren(QLabel)]


def test_what_could_not_be_asked_is_asked_when_the_relay_is_there(computer: AccountStage, relay: Running) -> None:
    """As while the program goes on with the session after its start."""
    computer.sign_in(relay.url)
    account, asked = computer.window.account, list[object]()
    request = account.request

    def not_yet(*given: Any) -> None:
        asked.append(given[0])
        given[2](RelayUnavailable("connecting"))

    account.request = not_yet  # type: ignore[method-assign, assignment]
    dialog = computer.window.account_link.show_what_it_sees()
    assert "cannot be reached" in dialog.waiting.text()
    account.request = request  # type: ignore[method-assign]
    account.changed.emit(account.state)
    computer.bot.waitUntil(lambda: dialog.waiting.isHidden(), timeout=10_000)
    shown = [each.text() for each in dialog.findChildren(QLabel) if not each.isHidden()]
    assert OWNER in shown
    assert shown.count("What it cannot see") == 1
    assert len(asked) == 1
    dialog.close()
