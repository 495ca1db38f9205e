from __future__ import annotations

import hashlib

from relay_server.domain.blob import digest_of


def test_a_blob_is_named_by_all_of_its_bytes() -> None:
    assert digest_of([b"ab", b"", b"c"]) == hashlib.sha256(b"abc").hexdigest()
