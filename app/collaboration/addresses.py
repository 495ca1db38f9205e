"""What people hand each other to come together: codes of rooms, invite links, read-only links, codes of mails. Text only.

An invite is ``aiocanvas:join?relay=ADDRESS#SECRET``, with ``&account=CODE`` behind it for somebody who has no account there; a read-only link ``aiocanvas:view?relay=ADDRESS&link=ID#KEY``. What opens
anything stands behind the ``#``, as in links that browsers open, where it never leaves the computer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import parse_qs, quote, urlsplit

from sync.account.address import read_address
from sync.crypto.invite import InviteLink, format_invite, parse_invite
from sync.crypto.share_link import ShareKey, format_share_fragment, parse_share_fragment
from sync.errors import LinkError, RelayAddressError

SCHEME = "aiocanvas:"
_MOST = 2_000
_ROOM, _JOIN, _VIEW = "room", "join", "view"
_ACCOUNT = "account"
_MAIL_CODE = re.compile(r"[A-Za-z2-7]{5}(-[A-Za-z2-7]{1,5}){3,8}")


@dataclass(frozen=True, slots=True)
class RoomCode:
    """The code of a room in this network, as it was given."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class JoinAddress:
    """An invite link and the relay at which its workspace is.

    Attributes:
        relay: its address.
        link: opens the workspace.
        account: a code that opens an account at the relay; "" where the link is for somebody who has one.
    """

    relay: str
    link: InviteLink
    account: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ViewAddress:
    """A read-only link and the relay that has what it shows."""

    relay: str
    key: ShareKey


@dataclass(frozen=True, slots=True)
class MailCode:
    """The code of an invitation by mail; it goes to the relay at which one is signed in."""

    text: str = field(repr=False)


Given: TypeAlias = RoomCode | JoinAddress | ViewAddress | MailCode
"""What somebody was given."""


def format_join(address: JoinAddress) -> str:
    """Write an invite link."""
    account = f"&{_ACCOUNT}={address.account}" if address.account else ""
    return f"{SCHEME}{_JOIN}?relay={quote(address.relay, safe='')}#{format_invite(address.link)}{account}"


def format_view(address: ViewAddress) -> str:
    """Write a read-only link."""
    relay = quote(address.relay, safe="")
    return f"{SCHEME}{_VIEW}?relay={relay}&link={address.key.link}#{format_share_fragment(address.key)}"


def read_given(text: str) -> Given:
    """Read what somebody pasted or opened.

    Raises:
        LinkError: It is nothing of all that, or it is cut off or mistyped.
    """
    given = text.strip()
    if len(given) > _MOST:
        raise LinkError("this is too long to be a link")
    if _MAIL_CODE.fullmatch(given):
        return MailCode(given)
    parts = urlsplit(given)
    if f"{parts.scheme}:" != SCHEME:
        raise LinkError("this is not a link or code of AIO Canvas")
    if parts.path == _ROOM:
        return RoomCode(given)
    named = parse_qs(parts.query)
    if parts.path == _JOIN:
        return _join(_relay(named), parts.fragment)
    if parts.path == _VIEW:
        link = named.get("link", [""])[0]
        if not re.fullmatch(r"[0-9a-f]{32}", link):
            raise LinkError("the link is incomplete")
        return ViewAddress(_relay(named), parse_share_fragment(link, parts.fragment))
    raise LinkError("this link was made by a newer version of the program")


def _join(relay: str, fragment: str) -> JoinAddress:
    secret, _, rest = fragment.partition("&")
    account = parse_qs(rest).get(_ACCOUNT, [""])[0]
    if rest and not _MAIL_CODE.fullmatch(account):
        raise LinkError("the invite link is incomplete or was changed")
    return JoinAddress(relay, parse_invite(secret), account)


def _relay(named: dict[str, list[str]]) -> str:
    try:
        return read_address(named.get("relay", [""])[0]).url
    except RelayAddressError:
        raise LinkError("the link names no relay") from None
