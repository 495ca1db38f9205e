"""Where this machine is in its local networks."""

from __future__ import annotations

from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QNetworkInterface

MOST = 4


def is_reachable(address: QHostAddress) -> bool:
    """Tell whether neighbours may reach this machine at an address: IPv4, and not of the machine itself."""
    v4 = address.protocol() == QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
    return v4 and not address.isLoopback() and not address.isLinkLocal()


def local_addresses() -> tuple[str, ...]:
    """Return the addresses at which neighbours may reach this machine."""
    found = [address.toString() for address in QNetworkInterface.allAddresses() if is_reachable(address)]
    return tuple(found[:MOST])
