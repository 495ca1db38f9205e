"""Who may open a socket: path, origin, address and access token are looked at before the connection is upgraded."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

from websockets.datastructures import Headers
from websockets.http11 import Request

from relay_server.entrypoints.http.client_address import Network, client_address, network_of
from relay_server.errors import Forbidden, Overloaded, RateLimited, Refusal, StorageError, Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.service.authenticate import authenticate
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.rooms.hub import Hub

PATH = "/api/v1/socket"
_BEARER = "Bearer "
_STATUS = {
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    Overloaded: HTTPStatus.SERVICE_UNAVAILABLE,
}


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who opens a socket, and from where."""

    principal: Principal
    caller: Caller


@dataclass(slots=True)
class Gateway:
    """What every socket of a process shares; lies in the lifespan state under "sockets".

    Attributes:
        hub: The rooms.
        origins: Pages that may open sockets; None stands for programs, which name no origin.
        trusted_proxies: Networks of our own proxies.
    """

    hub: Hub
    origins: tuple[str | None, ...]
    trusted_proxies: tuple[Network, ...]

    async def admit(self, request: Request, peer: str) -> Admitted | HTTPStatus:
        """Return who opens a socket, or the status with which it is refused."""
        if request.path != PATH:
            return HTTPStatus.NOT_FOUND
        env = self.hub.env
        address = client_address(peer, request.headers.get_all("X-Forwarded-For"), self.trusted_proxies)
        try:
            network = network_of(address)
            principal = await asyncio.to_thread(_principal, env, request.headers, network)
        except Refusal as refusal:
            return _STATUS.get(type(refusal), HTTPStatus.BAD_REQUEST)
        except StorageError:
            return HTTPStatus.SERVICE_UNAVAILABLE
        if self.hub.accounts[principal.account.id] >= self.hub.limits.connections_per_account:
            return HTTPStatus.TOO_MANY_REQUESTS
        return Admitted(principal, Caller(address[:45], network))


def _principal(env: Environment, headers: Headers, network: str) -> Principal:
    # In the thread too: several processes count together, over a network.
    env.limiter.hit(Limit.REQUESTS_PER_ADDRESS, network)
    # Only this header: a token in the address would stand in the logs of proxies.
    values = headers.get_all("Authorization")
    if len(values) != 1 or not values[0].startswith(_BEARER):
        raise Unauthenticated("no_token", "Sign in first.")
    return authenticate(env, values[0].removeprefix(_BEARER))
