"""For supervisors and monitoring: alive, ready, numbers."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from relay_server.entrypoints.http.client_address import client_address, is_within
from relay_server.entrypoints.http.context import state_of
from relay_server.entrypoints.http.problems import problem
from relay_server.service.environment import Environment
from relay_server.service.setup import storage_answers

ROUTER = APIRouter(include_in_schema=False)
_METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@ROUTER.get("/healthz")
async def healthz() -> Response:
    """Say that the process runs."""
    return Response("ok\n", media_type="text/plain")


@ROUTER.get("/readyz")
def readyz(request: Request) -> Response:
    """Say whether requests should come here: not while draining, not without the database."""
    state = state_of(request)
    if state.draining:
        return Response("draining\n", 503, media_type="text/plain")
    if not storage_answers(state.environment):
        return Response("storage unavailable\n", 503, media_type="text/plain")
    return Response("\n".join(["ready", *_away(state.environment), ""]), media_type="text/plain")


def _away(env: Environment) -> list[str]:
    """Say what is away without which the relay works on."""
    found = []
    if env.shares_database and not env.broker.is_connected:
        # Slower, but nothing is lost: other processes are heard of by looking at the database.
        found.append("not connected to other processes")
    replica = env.transactions.replica
    if replica is not None and not replica.is_up:
        found.append("the read replica is away")
    return found


@ROUTER.get("/metrics")
def metrics(request: Request) -> Response:
    """Return the numbers, to the networks that may read them."""
    state = state_of(request)
    peer = request.client.host if request.client else ""
    forwarded = request.headers.getlist("x-forwarded-for")
    address = client_address(peer, forwarded, state.settings.trusted_proxies)
    # A proxy on this machine that is not declared would make every stranger look local.
    undeclared_proxy = bool(forwarded) and address == peer
    if undeclared_proxy or not is_within(address, state.settings.metrics_networks):
        return problem(403, "metrics_not_for_you", "Metrics are read from the networks that the configuration names.")
    return Response(state.metrics.exposition(), media_type=_METRICS_TYPE)
