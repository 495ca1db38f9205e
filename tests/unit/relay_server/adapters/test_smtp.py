from __future__ import annotations

from collections.abc import Iterator

import pytest

from relay_server.adapters.smtp import SmtpMailer, compose
from relay_server.config import MailSettings
from relay_server.ports.mailer import Mail
from tests.support.mail_sink import OnFreePort, Sink
from tests.support.relay import START_MS

MAIL = Mail("ana@example.org", "Gr\u00fc\u00dfe", "plain\n\nhttps://relay.test/account/reset#t0ken\n", "<p>html</p>")
SENDER = "AIO Canvas <relay@example.org>"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, MailSettings]]:
    """Return a real SMTP server and settings that reach it."""
    handler = Sink()
    controller = OnFreePort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    yield handler, MailSettings(mode="smtp", host="127.0.0.1", port=controller.port, security="none", sender=SENDER)
    controller.stop()


def test_a_mail_arrives_with_both_parts(sink: tuple[Sink, MailSettings]) -> None:
    handler, settings = sink
    mailer = SmtpMailer(settings, lambda: START_MS)
    mailer.send(MAIL)
    mailer.close()
    [message] = handler.received
    assert (message["To"], message["From"], message["Subject"]) == ("ana@example.org", SENDER, "Gr\u00fc\u00dfe")
    assert message["Auto-Submitted"] == "auto-generated"
    parts = [part.get_content_type() for part in message.walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


def test_a_refused_mail_is_tried_again(sink: tuple[Sink, MailSettings]) -> None:
    handler, settings = sink
    handler.refuse = 2
    mailer = SmtpMailer(settings, lambda: START_MS, retry_after_s=(0.001, 0.001, 0.001))
    mailer.send(MAIL)
    mailer.settle()
    assert len(handler.received) == 1
    mailer.close()


def test_a_server_that_is_not_there_harms_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """ACC-97."""
    settings = MailSettings(mode="smtp", host="127.0.0.1", port=1, security="none", sender=SENDER)
    mailer = SmtpMailer(settings, lambda: START_MS, retry_after_s=(0.001,))
    mailer.send(MAIL)
    mailer.close()
    assert "ana@example.org" not in caplog.text
    assert "t0ken" not in caplog.text


def test_a_full_queue_drops_and_raises_nothing(sink: tuple[Sink, MailSettings]) -> None:
    handler, settings = sink
    handler.refuse = 1
    mailer = SmtpMailer(settings, lambda: START_MS, retry_after_s=(30.0,), most_waiting=1)
    for _ in range(20):
        mailer.send(MAIL)
    mailer.close()
    assert 1 <= len(handler.received) <= 3


@pytest.mark.parametrize("field", ["recipient", "subject"])
def test_no_header_can_be_slipped_in(field: str) -> None:
    values = {"recipient": "a@example.org", "subject": "s", "text": "t", "html": "h"}
    with pytest.raises(ValueError, match=r"linefeed|newline|header"):
        compose(Mail(**{**values, field: "x\r\nBcc: evil@example.org"}), SENDER, START_MS)
