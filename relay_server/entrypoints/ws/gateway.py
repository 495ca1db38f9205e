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
from relay_server.service.environment import Caller, Principal
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
        """Return who opens a socket, which is counted from now on, or the status with which it is refused."""
        if request.path != PATH:
            return HTTPStatus.NOT_FOUND
        address = client_address(peer, request.headers.get_all("X-Forwarded-For"), self.trusted_proxies)
        try:
            caller = Caller(address[:45], network_of(address))
            return await asyncio.to_thread(self._admitted, request.headers, caller)
        except Refusal as refusal:
            return _STATUS.get(type(refusal), HTTPStatus.BAD_REQUEST)
        except StorageError:
            return HTTPStatus.SERVICE_UNAVAILABLE

    def leave(self, admitted: Admitted) -> None:
        """Count a socket that was admitted and came to nothing as gone."""
        self.hub.env.sockets.leave(admitted.principal.account.id)

    def _admitted(self, headers: Headers, caller: Caller) -> Admitted | HTTPStatus:
        # In the thread too: several processes count together, over a network.
        env = self.hub.env
        env.limiter.hit(Limit.REQUESTS_PER_ADDRESS, caller.network)
        # Only this header: a token in the address would stand in the logs of proxies.
        values = headers.get_all("Authorization")
        if len(values) != 1 or not values[0].startswith(_BEARER):
            raise Unauthenticated("no_token", "Sign in first.")
        principal = authenticate(env, values[0].removeprefix(_BEARER))
        has_room = env.sockets.enter(principal.account.id, self.hub.limits.connections_per_account)
        return Admitted(principal, caller) if has_room else HTTPStatus.TOO_MANY_REQUESTS
