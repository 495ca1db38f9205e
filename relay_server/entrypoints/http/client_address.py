"""Which address a request comes from. Headers count only as far as trusted proxies vouch for them."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
_IPV6_PREFIX = 64


def client_address(peer: str, forwarded_for: Sequence[str], trusted: Sequence[Network]) -> str:
    """Return the address of the client.

    Args:
        peer: The other end of the socket.
        forwarded_for: Values of X-Forwarded-For headers, in order; anybody can send them.
        trusted: Networks of our own proxies.

    Returns:
        The peer, or, when that is a trusted proxy, the last forwarded address that is none.
    """
    address = _parsed(peer)
    if address is None or not _is_in(address, trusted):
        return peer
    chain = [part.strip() for value in forwarded_for for part in value.split(",")]
    for text in reversed(chain):
        forwarded = _parsed(text)
        if forwarded is None:
            break
        address = forwarded
        if not _is_in(forwarded, trusted):
            break
    return str(address)


def network_of(address: str) -> str:
    """Return what limits count by: one IPv4 address, or the /64 that one IPv6 customer has to themselves."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, _IPV6_PREFIX), strict=False))
    return str(parsed) if parsed is not None else address


def is_within(address: str, networks: Sequence[Network]) -> bool:
    """Tell whether an address lies in one of the networks."""
    parsed = _parsed(address)
    return parsed is not None and _is_in(parsed, networks)


def _is_in(address: IPv4Address | IPv6Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # ::ffff:192.0.2.1 is the IPv4 address; otherwise a dual-stack socket would count it apart.
    return getattr(address, "ipv4_mapped", None) or address
