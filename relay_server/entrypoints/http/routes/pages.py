"""The few pages of the relay: what it is, and what links in mail open. Files of ``pages``, served as they are."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from relay_server.entrypoints.http.reference import reference_page
from relay_server.errors import NotFound

_FOLDER = Path(__file__).parent.parent / "pages"
_PAGES = ("email", "forgot", "reset", "verify")
_ASSETS = {"account.js": "text/javascript", "page.css": "text/css"}
ROUTER = APIRouter(include_in_schema=False)


def _page(name: str) -> Response:
    return HTMLResponse((_FOLDER / f"{name}.html").read_text("utf-8"))


@ROUTER.get("/")
def home() -> Response:
    """Say what this is."""
    return _page("home")


@ROUTER.get("/account/{name}")
def account_page(name: str) -> Response:
    """Show a page that a link in a mail opens; the token stays in the fragment and so in the browser."""
    if name not in _PAGES:
        raise NotFound("no_such_page", "There is no such page.")
    return _page(name)


@ROUTER.get("/assets/{name}")
def asset(name: str) -> Response:
    """Return a script or style sheet of the pages."""
    if name not in _ASSETS:
        raise NotFound("no_such_page", "There is no such file.")
    return Response((_FOLDER / name).read_bytes(), media_type=_ASSETS[name])


@ROUTER.get("/docs")
def reference(request: Request) -> Response:
    """Show the reference of the interface for programs."""
    return HTMLResponse(reference_page(request.app.openapi()))
