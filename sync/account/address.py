"""The address of a relay as people type it, and whether a password may travel there."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from sync.errors import RelayAddressError

MAX_CHARACTERS = 2000
_LOCAL_ENDINGS = (".local", ".lan", ".home.arpa", ".internal", ".home", ".test")
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_PORTS = {"https": 443, "http": 80}


class AddressFlaw(StrEnum):
    """What is wrong with an address that somebody typed."""

    EMPTY = "empty"
    MALFORMED = "malformed"
    SCHEME = "scheme"
    EXTRAS = "extras"
    PLAIN = "plain"
    OTHER_NAME = "other name"


class Way(StrEnum):
    """How what is sent to an address is protected on its way."""

    TLS = "tls"
    THIS_COMPUTER = "this computer"
    PLAIN_NEARBY = "plain nearby"


@dataclass(frozen=True, slots=True)
class TypedAddress:
    """An address that can be used.

    Attributes:
        url: Written in the one way in which the relay and this program name it.
        way: How it is protected; ``PLAIN_NEARBY`` wants the person's consent: whoever is in this network can read passwords.
    """

    url: str
    way: Way


def read_address(typed: str) -> TypedAddress:
    """Read what a person typed; without a scheme it means ``https``, on this computer ``http``.

    Raises:
        RelayAddressError: It is none, or it is plain http beyond the local network.
    """
    text = typed.strip()
    if not text:
        raise RelayAddressError(AddressFlaw.EMPTY)
    scheme, host, port, path = _parts(text if "://" in text else f"//{text}")
    loopback = _is_loopback(host)
    scheme = scheme or ("http" if loopback else "https")
    url = f"{scheme}://{_bracketed(host)}{_port(scheme, port)}{path}"
    if scheme == "https":
        return TypedAddress(url, Way.TLS)
    if loopback:
        return TypedAddress(url, Way.THIS_COMPUTER)
    if not _is_nearby(host):
        raise RelayAddressError(AddressFlaw.PLAIN)
    return TypedAddress(url, Way.PLAIN_NEARBY)


def _parts(text: str) -> tuple[str, str, int | None, str]:
    """Return scheme ("" for none), host in lower case, port and path of an address without anything else."""
    try:
        split = urlsplit(text)
        host, port = (split.hostname or "").rstrip("."), split.port
        # The one form that is sent in requests: what is no ASCII becomes punycode.
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise RelayAddressError(AddressFlaw.MALFORMED) from None
    if split.scheme not in {"", *_PORTS}:
        raise RelayAddressError(AddressFlaw.SCHEME)
    if split.username is not None or split.password is not None or split.query or split.fragment:
        raise RelayAddressError(AddressFlaw.EXTRAS)
    if len(text) > MAX_CHARACTERS or not (_is_ip(host) or _HOST.fullmatch(host)) or not split.path.isascii():
        raise RelayAddressError(AddressFlaw.MALFORMED)
    if any(character.isspace() for character in split.path):
        raise RelayAddressError(AddressFlaw.MALFORMED)
    return split.scheme, host, port, split.path.rstrip("/")


def _port(scheme: str, port: int | None) -> str:
    return "" if port is None or port == _PORTS[scheme] else f":{port}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_ip(host) and ipaddress.ip_address(host).is_loopback)


def _is_nearby(host: str) -> bool:
    """Tell whether a host is in a local network by its name alone: nothing is looked up."""
    if _is_ip(host):
        address = ipaddress.ip_address(host)
        return address.is_private or address.is_link_local
    return "." not in host or host.endswith(_LOCAL_ENDINGS)
