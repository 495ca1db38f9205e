"""Random ids of shapes, pages and layers."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable

_BYTES = 15
"""120 random bits: two replicas never meet on one id; a multiple of three needs no padding."""


def new_id(random_bytes: Callable[[int], bytes] = os.urandom) -> str:
    """Return a new random id of 20 characters that may stand in a URL.

    Args:
        random_bytes: source of randomness; called once.
    """
    return base64.urlsafe_b64encode(random_bytes(_BYTES)).decode("ascii")
