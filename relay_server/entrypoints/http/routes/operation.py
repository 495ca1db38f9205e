"""For supervisors and monitoring: alive, ready, numbers."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from relay_server.entrypoints.http.client_address import client_address, is_within
from relay_server.entrypoints.http.context import state_of
from relay_server.entrypoints.http.problems import problem
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
    if state.environment.shares_database and not state.environment.broker.is_connected:
        # Slower, but nothing is lost: other processes are heard of by looking at the database.
        return Response("ready\nnot connected to other processes\n", media_type="text/plain")
    return Response("ready\n", media_type="text/plain")


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
