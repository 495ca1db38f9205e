from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from relay_server.config import Settings
from relay_server.errors import Refusal
from relay_server.service.login import log_in
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from tests.support.relay import CALLER, OWNER, PASSWORD
from tests.support.relay_command import PROGRAM, aio_relay

ANA = "ana@example.org"


def ana_signs_in(data: Path) -> str:
    """Sign Ana in; returns her session or the code of the refusal."""

    with PROGRAM.open(Settings(data_directory=data)) as env:
        try:
            return log_in(env, CALLER, ANA, PASSWORD, SecondProof()).session
        except Refusal as refused:
            return refused.code


def test_from_invitation_to_deletion(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ACC-80."""
    assert aio_relay(data, "users", "invite", "--for", ANA) == 0
    code = re.search(r"^([A-Z2-7-]{31})$", capsys.readouterr().out, re.MULTILINE)
    assert code
    with PROGRAM.open(Settings(data_directory=data)) as env:
        register(env, CALLER, ANA, PASSWORD, "Ana", code.group(1))
    session = ana_signs_in(data)
    assert aio_relay(data, "sessions", "list", ANA) == 0
    assert session in capsys.readouterr().out
    assert aio_relay(data, "sessions", "end", session) == 0
    assert aio_relay(data, "sessions", "end", session) == 1
    assert "no such session" in capsys.readouterr().err
    assert aio_relay(data, "users", "lock", ANA) == 0
    assert ana_signs_in(data) == "account_locked"
    assert aio_relay(data, "users", "unlock", ANA) == 0
    assert aio_relay(data, "users", "promote", ANA) == 0
    assert aio_relay(data, "users", "demote", ANA) == 0
    ana_signs_in(data)
    capsys.readouterr()
    assert aio_relay(data, "users", "sign-out", ANA) == 0
    assert f"Ended 1 sessions of {ANA}." in capsys.readouterr().out
    assert aio_relay(data, "users", "reset-link", ANA) == 0
    assert "/account/reset#" in capsys.readouterr().out
    assert aio_relay(data, "users", "delete", ANA) == 0
    assert ana_signs_in(data) == "invalid_credentials"


def test_the_list_is_for_people_or_programs(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert aio_relay(data, "users", "list") == 0
    assert OWNER in capsys.readouterr().out
    assert aio_relay(data, "users", "list", "--json") == 0
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line)["role"] == "admin"


@pytest.mark.parametrize(
    "arguments", [["users", "lock", OWNER], ["users", "demote", OWNER], ["users", "delete", OWNER]]
)
def test_the_last_administrator_stays(data: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """ACC-80."""
    assert aio_relay(data, *arguments) == 1
    assert "last administrator" in capsys.readouterr().err


def test_somebody_unknown_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert aio_relay(data, "users", "lock", "nobody@example.org") == 1
    assert "no such account" in capsys.readouterr().err


def test_a_new_token_key_is_made(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (data / "secrets" / "token.key").read_bytes()
    assert aio_relay(data, "rotate-token-key") == 0
    assert (data / "secrets" / "token.key").read_bytes() != before
    assert "Restart the relay" in capsys.readouterr().out


def test_an_invitation_is_taken_back(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ACC-2."""
    assert aio_relay(data, "users", "invite") == 0
    code = capsys.readouterr().out.strip()
    assert aio_relay(data, "users", "invitations") == 0
    listed = capsys.readouterr().out
    assert listed.endswith("for anybody\n")
    assert aio_relay(data, "users", "withdraw", listed.split()[0]) == 0
    with PROGRAM.open(Settings(data_directory=data)) as env, pytest.raises(Refusal) as refused:
        register(env, CALLER, ANA, PASSWORD, "Ana", code)
    assert refused.value.code == "invalid_invitation"
    assert aio_relay(data, "users", "withdraw", listed.split()[0]) == 1
    assert aio_relay(data, "users", "withdraw", "x") == 1
    assert "64 digits" in capsys.readouterr().err
