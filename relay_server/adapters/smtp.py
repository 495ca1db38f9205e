"""Mail through an SMTP server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr

import aiosmtplib
import structlog

from relay_server.adapters.background import MOST_WAITING, BackgroundThread
from relay_server.config import MailSettings
from relay_server.errors import Overloaded
from relay_server.ports.mailer import Mail

RETRY_AFTER_S = (1.0, 5.0, 30.0)
_GREET_S = 10.0


def compose(mail: Mail, sender: str, now_ms: int) -> EmailMessage:
    """Return a message with a plain and an HTML part; header injection is refused by the library."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Date"] = formatdate(now_ms / 1000, usegmt=True)
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2])
    # Automatic answers to automatic mail would go round in circles (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def greet(settings: MailSettings) -> None:
    """Connect to the mail server as for a mail, sign in where that is set up, and leave.

    Raises:
        aiosmtplib.SMTPException: It does not answer, does not encrypt, or refuses.
        OSError: It cannot be reached.
    """

    async def run() -> None:
        client = aiosmtplib.SMTP(
            hostname=settings.host,
            port=settings.port,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            username=settings.username,
            password=settings.password.get_secret_value() if settings.password else None,
            timeout=min(settings.timeout_s, _GREET_S),
        )
        async with client:
            await client.noop()

    asyncio.run(run())


class SmtpMailer:
    """Implements Mailer: messages leave one after another in a thread, each tried a few times."""

    def __init__(
        self,
        settings: MailSettings,
        now_ms: Callable[[], int],
        retry_after_s: tuple[float, ...] = RETRY_AFTER_S,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._settings = settings
        self._now_ms = now_ms
        self._retry_after_s = retry_after_s
        self._closing = threading.Event()
        self._log = structlog.get_logger(__name__)
        self._thread = BackgroundThread("aio-relay-mail", most_waiting)

    def send(self, mail: Mail) -> None:
        """Hand a message over."""
        message = compose(mail, self._settings.sender, self._now_ms())
        try:
            self._thread.submit(lambda: self._deliver(message))
        except Overloaded:
            # What asked for the mail is done and stays done; the person asks for the mail again.
            self._log.error("mail_queue_full")

    def settle(self) -> None:
        """Wait until everything handed over so far has left or failed."""
        self._thread.settle()

    def close(self, timeout_s: float = 10.0) -> None:
        """Send what is waiting, without pauses between tries."""
        self._closing.set()
        if not self._thread.close(timeout_s):
            self._log.warning("mail_left_unsent")

    def _deliver(self, message: EmailMessage) -> None:
        for pause_s in (*self._retry_after_s, None):
            try:
                asyncio.run(self._attempt(message))
            except (aiosmtplib.SMTPException, OSError) as error:
                # The recipient and the text stay out of the log: an address is personal, a link is a secret.
                self._log.warning("mail_failed", error=type(error).__name__, retried=pause_s is not None)
            else:
                return
            if pause_s is not None:
                self._closing.wait(pause_s)

    async def _attempt(self, message: EmailMessage) -> None:
        settings = self._settings
        await aiosmtplib.send(
            message,
            hostname=settings.host,
            port=settings.port,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            username=settings.username,
            password=settings.password.get_secret_value() if settings.password else None,
            timeout=settings.timeout_s,
        )
