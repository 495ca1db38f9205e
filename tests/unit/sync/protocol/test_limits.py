"""The limits fit together."""

from __future__ import annotations

from sync.protocol.limits import MAX_BLOB_BYTES, MAX_CLIENT_ID, MAX_UPDATE_BYTES, REMOTE_UPDATE, WHOLE_DOCUMENT


def test_a_received_edit_is_held_to_less_than_a_whole_document() -> None:
    assert REMOTE_UPDATE.max_bytes < WHOLE_DOCUMENT.max_bytes == MAX_UPDATE_BYTES
    assert REMOTE_UPDATE.max_structs < WHOLE_DOCUMENT.max_structs
    assert REMOTE_UPDATE.max_clock <= 1 << 31


def test_a_blob_fits_into_one_row_and_a_client_id_into_a_javascript_number() -> None:
    assert MAX_BLOB_BYTES < 1_000_000_000
    assert int(float(MAX_CLIENT_ID)) == MAX_CLIENT_ID
