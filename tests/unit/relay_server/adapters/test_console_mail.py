from __future__ import annotations

from relay_server.adapters.console_mail import ConsoleMailer
from relay_server.ports.mailer import Mail

MAIL = Mail("ana@example.org", "Reset", "https://relay.test/account/reset#t0ken", "<p>html</p>")


def test_without_a_server_mail_is_printed() -> None:
    written: list[str] = []
    ConsoleMailer(written.append).send(MAIL)
    assert "mail to ana@example.org" in written[0]
    assert "https://relay.test/account/reset#t0ken" in written[0]
