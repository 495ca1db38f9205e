"""Which servers may be asked for a way through a router: the ones that are named, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiortc import RTCConfiguration, RTCIceServer


@dataclass(frozen=True, slots=True)
class IceServer:
    """A STUN or TURN server; its password is never printed."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class IceSettings:
    """Servers that may be asked. Without any, devices of one network still find each other."""

    servers: tuple[IceServer, ...] = ()

    def configuration(self) -> RTCConfiguration:
        """Return it for aiortc, whose own default would ask a public server."""
        return RTCConfiguration(
            iceServers=[
                RTCIceServer(server.url, server.user or None, server.password or None) for server in self.servers
            ]
        )
