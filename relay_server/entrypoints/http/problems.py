"""Errors as RFC 9457 problem documents, each with a stable code; nothing of what was sent is repeated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from relay_server.errors import (
    Conflict,
    Forbidden,
    InvalidRequest,
    NotFound,
    Overloaded,
    RateLimited,
    Refusal,
    StepUpRequired,
    StorageError,
    TooLarge,
    Unauthenticated,
)
from sync.protocol.errors import CutTooLow, ErrorCode, HeadMoved, LogBehind, ProtocolError

_PROTOCOL_STATUS: dict[ErrorCode, int] = {
    **dict.fromkeys(
        (
            ErrorCode.UNKNOWN_WORKSPACE,
            ErrorCode.UNKNOWN_DOCUMENT,
            ErrorCode.UNKNOWN_DEVICE,
            ErrorCode.UNKNOWN_USER,
            ErrorCode.UNKNOWN_INVITE,
            ErrorCode.UNKNOWN_LINK,
        ),
        404,
    ),
    **dict.fromkeys((ErrorCode.ROLE, ErrorCode.OWNERS_ONLY, ErrorCode.DEVICE_REVOKED), 403),
    **dict.fromkeys(
        (
            ErrorCode.MALFORMED,
            ErrorCode.VERSION,
            ErrorCode.BAD_SIGNATURE,
            ErrorCode.BAD_IDENTITY,
            ErrorCode.BOXES,
        ),
        422,
    ),
    ErrorCode.TOO_LARGE: 413,
}
"""What the protocol's refusals are in HTTP; all others are conflicts with the present state of a log."""

MEDIA_TYPE = "application/problem+json"
_STATUS: dict[type[Refusal], int] = {
    InvalidRequest: 422,
    Unauthenticated: 401,
    Forbidden: 403,
    StepUpRequired: 403,
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    RateLimited: 429,
    Overloaded: 503,
}
_CODES = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large", 415: "unsupported_media_type"}


class Problem(BaseModel):
    """The body of every error."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    methods: list[str] | None = None
    protocol_code: int | None = None
    seq: int | None = None
    errors: list[dict[str, str]] | None = None


RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "Refused; `code` says why.",
        "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}},
    },
    "503": {"description": "Busy or storage unavailable; try again.", "content": {MEDIA_TYPE: {}}},
}
"""For the reference: what any route may answer."""


def problem(status: int, code: str, detail: str, **more: object) -> JSONResponse:
    """Return a problem document."""
    body = {
        "type": f"urn:aio-canvas:problem:{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "code": code,
        "detail": detail,
        **more,
    }
    return JSONResponse(body, status, media_type=MEDIA_TYPE)


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal."""
    return _STATUS[type(refusal)]


def install(app: FastAPI) -> None:
    """Answer every error with a problem document."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(ProtocolError, _protocol)
    app.add_exception_handler(StorageError, _storage)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - narrows what Starlette registered.
    request.scope.setdefault("state", {})["refusal"] = error.code
    more: dict[str, object] = {"methods": list(error.methods)} if isinstance(error, StepUpRequired) else {}
    answer = problem(status_of(error), error.code, error.detail, **more)
    if isinstance(error, RateLimited | Overloaded):
        answer.headers["Retry-After"] = str(error.retry_after_s)
    if isinstance(error, Unauthenticated):
        answer.headers["WWW-Authenticate"] = 'Bearer realm="aio-relay"'
    return answer


def _protocol(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProtocolError)  # noqa: S101 - narrows what Starlette registered.
    code = error.code.name.lower()
    request.scope.setdefault("state", {})["refusal"] = code
    more: dict[str, object] = {"seq": error.seq} if isinstance(error, HeadMoved | LogBehind) else {}
    if isinstance(error, CutTooLow):
        more["document"] = error.document
    status = _PROTOCOL_STATUS.get(error.code, 409)
    return problem(status, code, f"{error.detail}.".capitalize(), protocol_code=int(error.code), **more)


def _storage(request: Request, error: Exception) -> Response:
    structlog.get_logger(__name__).error("storage_failed", error=str(error), path=request.url.path)
    answer = problem(503, "storage_unavailable", "The relay cannot store anything at the moment. Try again later.")
    answer.headers["Retry-After"] = "5"
    return answer


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    errors = [{"place": _place(entry), "reason": str(entry["msg"])} for entry in error.errors()]
    return problem(422, "invalid_request", "Something in the request is missing or wrong.", errors=errors)


def _place(entry: Mapping[str, Any]) -> str:
    # Pydantic's "input" and "ctx" repeat what was sent, which may be a password; so does the name of a field too many.
    place = entry["loc"][:-1] if entry["type"] == "extra_forbidden" else entry["loc"]
    return ".".join(str(part) for part in place)


def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    code = _CODES.get(error.status_code, "bad_request")
    answer = problem(error.status_code, code, str(error.detail))
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _unexpected(request: Request, error: Exception) -> Response:
    # The traceback goes to the log; the answer says nothing about the inside.
    structlog.get_logger(__name__).error("unexpected_error", path=request.url.path, exc_info=error)
    return problem(500, "internal_error", "Something went wrong inside the relay.")
