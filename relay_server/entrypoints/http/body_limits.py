"""How large the body of a request may be: little, but where keys, cards, pictures or sealed copies travel."""

from __future__ import annotations

import re

from relay_server.domain.blob import PART_BYTES
from relay_server.domain.picture import MAX_BYTES
from relay_server.service.share_links import MAX_CONTENT_BYTES
from sync.protocol.limits import MAX_CARD_BYTES, MAX_FRAME_BYTES

MAX_BODY_BYTES = 64 << 10
_AS_TEXT = 4 / 3
_LIMITS = (
    (re.compile(r"/api/v1/me/avatar"), MAX_BYTES),
    # What fits into a frame of the socket fits here.
    (re.compile(r"/api/v1/workspaces(/import|/[0-9a-f]{32}/operations)?"), int(MAX_FRAME_BYTES * _AS_TEXT)),
    (re.compile(r"/api/v1/workspaces/[0-9a-f]{32}/cards"), int(MAX_CARD_BYTES * _AS_TEXT) + 1_024),
    (re.compile(r"/api/v1/workspaces/[0-9a-f]{32}/blobs/[0-9a-f]{64}"), PART_BYTES),
    (re.compile(r"/api/v1/workspaces/[0-9a-f]{32}/links/[0-9a-f]{32}/content"), MAX_CONTENT_BYTES),
)


def body_limit(path: str) -> int:
    """Return the most bytes that a body sent to a path may have."""
    return next((limit for pattern, limit in _LIMITS if pattern.fullmatch(path)), MAX_BODY_BYTES)
