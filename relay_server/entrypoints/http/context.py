"""What routes receive: the environment, the caller and, where they ask for it, who is asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from relay_server.domain.session import MAX_USER_AGENT_CHARACTERS
from relay_server.entrypoints.http.client_address import Network, client_address, network_of
from relay_server.entrypoints.http.metrics import Metrics
from relay_server.errors import Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.service.actor import Actor
from relay_server.service.authenticate import authenticate, require_admin
from relay_server.service.environment import Caller, Environment, Principal


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """What HTTP needs of the configuration.

    Attributes:
        https: Whether people reach the relay over TLS (at a proxy).
        trusted_proxies: Networks of our own proxies.
        metrics_networks: Who may read /metrics.
        version: Version of the program.
    """

    https: bool
    trusted_proxies: Sequence[Network]
    metrics_networks: Sequence[Network]
    version: str


@dataclass(slots=True)
class HttpState:
    """What the application carries in its lifespan state; the socket class receives the same.

    Attributes:
        environment: For the services.
        settings: For HTTP.
        metrics: Numbers.
        draining: True from the moment the process was asked to end.
    """

    environment: Environment
    settings: HttpSettings
    metrics: Metrics
    draining: bool = False


def state_of(request: Request) -> HttpState:
    """Return the state of the application."""
    state = request.state.relay
    assert isinstance(state, HttpState)  # noqa: S101 - narrows what the lifespan put there.
    return state


def environment_of(request: Request) -> Environment:
    """Return the environment."""
    return state_of(request).environment


def caller_of(request: Request) -> Caller:
    """Return where a request comes from, and count it.

    Raises:
        RateLimited: This address asks too often.
    """
    settings = state_of(request).settings
    peer = request.client.host if request.client else ""
    address = client_address(peer, request.headers.getlist("x-forwarded-for"), settings.trusted_proxies)
    agent = request.headers.get("user-agent", "")
    shown = "".join(character for character in agent if character.isprintable())[:MAX_USER_AGENT_CHARACTERS]
    caller = Caller(address[:45], network_of(address), shown)
    environment_of(request).limiter.hit(Limit.REQUESTS_PER_ADDRESS, caller.network)
    return caller


_BEARER = HTTPBearer(auto_error=False, description="An access token; tokens travel in this header only.")


def principal_of(
    request: Request, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> Principal:
    """Return who is asking, from the Authorization header.

    Raises:
        Unauthenticated: There is no good access token.
    """
    if bearer is None:
        raise Unauthenticated("no_token", "Sign in first.")
    principal = authenticate(environment_of(request), bearer.credentials)
    request.state.account = principal.account.id
    return principal


Env = Annotated[Environment, Depends(environment_of)]
Who = Annotated[Principal, Depends(principal_of)]
From = Annotated[Caller, Depends(caller_of)]


async def raw_body(request: Request) -> bytes:
    """Return the body as it came; its size was bounded before."""
    return await request.body()


RawBody = Annotated[bytes, Depends(raw_body)]


def admin_of(principal: Who, caller: From) -> Actor:
    """Return the administrator who is asking.

    Raises:
        Forbidden: The caller is none.
    """
    require_admin(principal)
    return Actor(principal.account.id, caller)


Admin = Annotated[Actor, Depends(admin_of)]
