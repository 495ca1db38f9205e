"""Mail leaves through this port."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one person, as plain text and as HTML that says the same; never printed but for its subject."""

    recipient: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


class Mailer(Protocol):
    """Sends mail."""

    def send(self, mail: Mail) -> None:
        """Hand a message over; returns at once, the message leaves in the background and is retried.

        Never raises because of the mail server: an answer must not tell whether a message was sent.
        """
