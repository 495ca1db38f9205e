"""The way to a relay: one WebSocket with the access token in its header, and the greeting."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, InvalidStatus, InvalidURI

from sync.crypto.identity import DeviceIdentity
from sync.errors import LinkClosed, PeerRefused, TransportError, Unauthorised, Unreachable
from sync.transports.greeting import GREETING_SECONDS, Greeted, greet_relay
from sync.transports.link import LinkInfo, PathKind
from sync.transports.web_socket import SOCKET_OPTIONS, WebSocketLink

SOCKET_PATH = "/api/v1/socket"


@dataclass(frozen=True, slots=True)
class RelayAddress:
    """Where a relay is.

    Attributes:
        url: Its address as people know it: ``https://relay.example.org``.
        key: The key that it must show; None before the first connection.
        tls: How its certificate is checked; None as the system does.
    """

    url: str
    key: bytes | None = None
    tls: ssl.SSLContext | None = field(default=None, repr=False)

    @property
    def context(self) -> ssl.SSLContext | None:
        """How the certificate is checked; None for an address without one: what this is given has to fit the address."""
        return (self.tls or ssl.create_default_context()) if urlsplit(self.url).scheme == "https" else None

    @property
    def socket_url(self) -> str:
        """Address of its socket.

        Raises:
            PeerRefused: The address is no address of a relay.
        """
        parts = urlsplit(self.url)
        scheme = {"https": "wss", "http": "ws"}.get(parts.scheme)
        if scheme is None or not parts.hostname:
            raise PeerRefused(0, "the address of a relay starts with https://")
        return urlunsplit((scheme, parts.netloc, parts.path.rstrip("/") + SOCKET_PATH, "", ""))


async def open_relay(address: RelayAddress, token: str, identity: DeviceIdentity) -> tuple[WebSocketLink, Greeted]:
    """Connect to a relay and prove which device this is.

    Raises:
        Unauthorised: The token is not accepted.
        PeerRefused: There is no relay there, or it refuses this device or version.
        ChannelUntrusted: It shows another key than before.
        Unreachable: It cannot be reached now, or its certificate does not prove that this is it.
    """
    try:
        socket = await connect(
            address.socket_url,
            additional_headers={"Authorization": f"Bearer {token}"},
            user_agent_header="aio-canvas",
            open_timeout=GREETING_SECONDS,
            ssl=address.context,
            **SOCKET_OPTIONS,  # type: ignore[arg-type]
        )
    except InvalidStatus as error:
        raise _refused(error.response.status_code) from None
    except ssl.SSLCertVerificationError as error:
        # Often it is no attack, and passes: a network that wants a password first, a clock, a certificate that is renewed too late.
        raise Unreachable(f"the relay's certificate is not valid: {error.verify_message}", untrusted=True) from None
    except (OSError, TimeoutError, InvalidHandshake, InvalidURI) as error:
        raise Unreachable(str(error) or type(error).__name__) from None
    link = WebSocketLink(socket, LinkInfo(PathKind.RELAY, None))
    try:
        greeted = await greet_relay(link, identity, address.key)
    except BaseException as error:
        await link.close()
        if isinstance(error, LinkClosed):
            raise Unreachable(str(error)) from None
        raise
    return WebSocketLink(socket, link.info, greeted.max_frame), greeted


def _refused(status: int) -> TransportError:
    if status == 401:
        return Unauthorised("the relay does not accept the access token")
    if status in (403, 404, 410, 426):
        return PeerRefused(status, "the relay does not serve this device here")
    return Unreachable(f"the relay answers with {status}")
