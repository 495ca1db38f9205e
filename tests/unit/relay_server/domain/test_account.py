from __future__ import annotations

import pytest

from relay_server.domain.account import checked_name, email_key, normalised_email
from relay_server.errors import InvalidRequest
from tests.support.relay_rows import account


@pytest.mark.parametrize(
    "text", ["", "ana", "ana@", "@b.de", "a b@c.de", "a@b.de\nBcc: x@y.de", "a@b.de,c@d.de", "x" * 300 + "@b.de"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="not an e-mail address"):
        normalised_email(text)


def test_an_address_whose_key_no_column_holds_is_refused() -> None:
    """ACC-95: PostgreSQL would refuse it otherwise, and the relay answer that storage failed."""
    with pytest.raises(InvalidRequest, match="not an e-mail address"):
        normalised_email("\ufdfa" * 20 + "@example.org")


def test_two_spellings_of_one_address_have_one_key() -> None:
    assert email_key(normalised_email("Ana@EXAMPLE.org")) == email_key("ana@example.org")


def test_a_name_is_trimmed_and_composed() -> None:
    assert checked_name("  Zoe\u0308 ") == "Zo\u00eb"


@pytest.mark.parametrize("text", ["", "   ", "x" * 81, "a\nb", "a\x00b", "a\u202eb", "a\u200bb"])
def test_names_hold_no_controls(text: str) -> None:
    with pytest.raises(InvalidRequest):
        checked_name(text)


def test_an_account_does_not_show_its_hash() -> None:
    """ACC-97."""
    assert "$aio1" not in repr(account())
