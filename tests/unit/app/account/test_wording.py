"""What went wrong, in words that say what to do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app.account.state import AccountState, Phase
from app.account.wording import problem_text, status_text, why_untrusted
from sync.account.address import AddressFlaw
from sync.account.certificates import CertificateFlaw
from sync.errors import (
    AccountRefused,
    NoRelay,
    RelayAddressError,
    RelayUnavailable,
    RelayUntrusted,
    SignInRequired,
    SyncError,
    TooManyRequests,
)

ROOT = Path(__file__).parents[4]
SERVICES = (
    "login registration setup email_verification password_reset email_change second_factor step_up devices profile "
    "erase_account authenticate refresh"
)
REFUSALS = {"Forbidden", "Unauthenticated", "Conflict", "InvalidRequest"}
ELSEWHERE = {
    "try_again",  # The relay's own sentence says what to do.
    "admin_only",  # Nothing that the program asks for.
    "account_gone",
    "changed_meanwhile",
    "invalid_device",  # A device signs the address that was checked before.
    "invalid_refresh_token",  # Ends the session; told as that.
}


def codes() -> set[str]:
    """Return the codes with which the relay's services refuse things of accounts."""
    found: set[str] = set()
    for name in SERVICES.split():
        tree = ast.parse((ROOT / "relay_server" / "service" / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in REFUSALS
                and node.args
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_refusal_of_the_relay_has_words_of_its_own() -> None:
    unknown = problem_text(AccountRefused(400, "unheard_of", "because"))
    assert "because" in unknown
    found = codes()
    assert "invalid_credentials" in found
    assert "last_owner" in found
    untold = {
        code for code in found - ELSEWHERE if "MARK" in problem_text(AccountRefused(400, code, "MARK")) or code == ""
    }
    assert untold == set()


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (TooManyRequests(20), "20 seconds"),
        (TooManyRequests(301), "6 minutes"),
        (NoRelay("x"), "no relay"),
        (RelayUnavailable("x"), "cannot be reached"),
        (SignInRequired("invalid_credentials", ""), "not right"),
        (RelayAddressError(AddressFlaw.OTHER_NAME, "https://r"), "https://r"),
        (SyncError("inside"), "SyncError"),
    ],
)
def test_each_says_what_it_is(error: SyncError, part: str) -> None:
    assert part in problem_text(error)


def test_flaws_of_addresses_and_certificates_have_words_of_their_own() -> None:
    addresses = {problem_text(RelayAddressError(flaw)) for flaw in AddressFlaw}
    assert len(addresses) == len(AddressFlaw)
    certificates = {problem_text(RelayUntrusted(flaw)) for flaw in CertificateFlaw}
    assert len(certificates) == len(CertificateFlaw)
    assert all(text.endswith("Nothing was sent.") for text in certificates)


def test_the_state_of_the_relay_is_said_for_every_phase() -> None:
    said = [status_text(AccountState(phase)) for phase in Phase]
    assert len({text for text, _level in said}) == len(Phase)
    assert {level for _text, level in said} <= {"ok", "busy", "warning", "danger"}


def test_a_certificate_that_proves_nothing_is_no_relay_that_cannot_be_reached() -> None:
    for flaw in CertificateFlaw:
        state = AccountState(Phase.OFFLINE, reason=str(RelayUntrusted(flaw)))
        assert status_text(state) == ("Relay’s certificate not trusted", "danger")
        assert why_untrusted(state) == problem_text(RelayUntrusted(flaw))
    for state in (AccountState(Phase.OFFLINE, reason="ConnectError"), AccountState(Phase.SIGNED_IN)):
        assert why_untrusted(state) == ""
        assert "certificate" not in status_text(state)[0]
