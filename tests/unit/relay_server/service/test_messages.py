from __future__ import annotations

import inspect
import re
from typing import Any

import pytest

from relay_server.domain.registration import RegistrationPolicy
from relay_server.ports.mailer import Mail
from relay_server.service import messages
from relay_server.service.environment import RelayPolicy

POLICY = RelayPolicy("https://relay.test", "Our <relay> & co", RegistrationPolicy.OPEN)
MAILS = [
    function
    for name, function in inspect.getmembers(messages, inspect.isfunction)
    if function.__module__ == messages.__name__ and function.__annotations__["return"] == "Mail" and name[0] != "_"
]


def made(function: Any) -> Mail:
    """Return a mail with made-up values."""
    names = list(inspect.signature(function).parameters)
    values = {"policy": POLICY, "email": "a@example.org", "old_email": "a@example.org", "enrolled": True}
    mail = function(**{name: values.get(name, "t0ken<") for name in names})
    assert isinstance(mail, Mail)
    return mail


def test_there_are_mails() -> None:
    assert len(MAILS) >= 9


@pytest.mark.parametrize("function", MAILS, ids=lambda function: function.__name__)
def test_links_come_from_the_configured_address_and_hide_their_token(function: Any) -> None:
    """ACC-50."""
    mail = made(function)
    links = re.findall(r"https?://[^\s<>\"]+", mail.text)
    assert links
    for link in links:
        assert link.startswith("https://relay.test")
        assert "?" not in link
        assert "t0ken" not in link.partition("#")[0]
    assert mail.recipient == "a@example.org"


@pytest.mark.parametrize("function", MAILS, ids=lambda function: function.__name__)
def test_html_says_the_same_and_is_escaped(function: Any) -> None:
    mail = made(function)
    assert "<relay>" not in mail.html
    assert "t0ken<" not in mail.html
    for line in mail.text.split("\n\n"):
        assert (
            line.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;")
            in mail.html
        )
    assert "\n" not in mail.subject


def test_a_mail_shows_neither_its_text_nor_for_whom_it_is() -> None:
    """ACC-97: the text holds links that are secrets."""
    shown = repr(Mail("ana@example.org", "subject", "text #t0k", "html #t0k"))
    assert "t0k" not in shown
    assert "ana" not in shown
