"""What a relay says about itself to anybody."""

from __future__ import annotations

from dataclasses import dataclass

from sync.account.api import RelayApi, fields
from sync.errors import AccountRefused, NoRelay

API = 1
"""Number of the interface that this program speaks."""

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class RelayInfo:
    """A relay.

    Attributes:
        name: What its people call it.
        public_url: The address by which it calls itself; a device signs this one, so the person has to use it.
        registration: Who may open an account: "invite", "domains" or "open".
        needs_setup: Nobody looks after it yet: the set-up code opens the first account.
        min_password: Least characters of a password.
        sequencer: Public key with which it orders membership logs.
        mails: It sends its mail; else whoever runs it finds that on its console.
    """

    name: str
    public_url: str
    registration: str
    needs_setup: bool
    min_password: int
    sequencer: bytes
    mails: bool = True


async def describe(api: RelayApi) -> RelayInfo:
    """Ask a relay what it is.

    Raises:
        NoRelay: It is no relay, or one that speaks another version of the interface.
        AccountError: As ``RelayApi.call``.
    """
    try:
        answer = await api.call("GET", "/server")
    except AccountRefused as error:
        raise NoRelay(f"status {error.status}") from None
    name, url, number, registration, needs_setup, least, sequencer = fields(
        answer,
        name=str,
        public_url=str,
        api=int,
        registration=str,
        needs_setup=bool,
        min_password_characters=int,
        sequencer=str,
    )
    if number != API:
        raise NoRelay("the relay speaks another version")
    try:
        key = bytes.fromhex(sequencer)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise NoRelay("the relay answers something unknown")
    mails = not (isinstance(answer, dict) and answer.get("mails") is False)
    return RelayInfo(name, url, registration, needs_setup, least, key, mails)
