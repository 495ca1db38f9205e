"""Sealed images and attachments of a workspace."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel

from relay_server.domain.blob import MOST_BYTES, Blob
from relay_server.entrypoints.http import models
from relay_server.entrypoints.http.context import Env, From, RawBody, Who
from relay_server.service import blobs

ROUTER = APIRouter(prefix="/workspaces/{workspace}/blobs/{digest}", tags=["blobs"])
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the sealed bytes")]
_BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


class BlobState(BaseModel):
    """How far an upload has come."""

    size: int
    stored: int
    complete: bool

    @classmethod
    def of(cls, blob: Blob) -> BlobState:
        """Return what is told of a blob."""
        return cls(size=blob.size, stored=blob.stored, complete=blob.is_complete)


@ROUTER.put("", openapi_extra={"requestBody": {"required": True, **_BYTES}})
def upload(
    env: Env,
    _caller: From,
    who: Who,
    workspace: models.Identifier,
    digest: Digest,
    data: RawBody,
    size: Annotated[int, Query(ge=1, le=MOST_BYTES)],
    offset: Annotated[int, Query(ge=0, le=MOST_BYTES)] = 0,
) -> BlobState:
    """Upload the next part (at most 1 MiB); the answer says from where to go on."""
    return BlobState.of(blobs.upload_part(env, who, workspace, digest, size, offset, data))


@ROUTER.get("/state")
def state(env: Env, _caller: From, who: Who, workspace: models.Identifier, digest: Digest) -> BlobState:
    """Return how far an upload has come."""
    return BlobState.of(blobs.blob_state(env, who, workspace, digest))


@ROUTER.get("", response_class=Response, responses={200: _BYTES})
def download(env: Env, _caller: From, who: Who, workspace: models.Identifier, digest: Digest) -> Response:
    """Return a complete blob."""
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, immutable"}
    data = b"".join(blobs.download(env, who, workspace, digest))
    return Response(data, media_type="application/octet-stream", headers=headers)
